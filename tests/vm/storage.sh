# shellcheck shell=bash
# Made in the guest on its empty drives, told by their serial numbers: partitions of both kinds
# of tables, file systems, LUKS, LVM, a whole and a degraded array, btrfs over two, multipath.
drives() { # SERIAL: nodes of the drives that udev knows by it
	local data b
	for data in $(grep -lxE "E:ID_(SERIAL_SHORT|SCSI_SERIAL|SERIAL)=$1" /run/udev/data/b*); do
		b=$(readlink "/sys/dev/block/${data##*/b}")
		[ ! -e "/sys/block/${b##*/}" ] || echo "/dev/${b##*/}"
	done
}
drive() { # SERIAL [NAMESPACE]: its node
	drives "$1" | grep -m 1 "${2:+n$2\$}" || echo "no drive $1" >&2
}
uuid() { echo "11111111-2222-4333-8444-5555555555$1"; }
hdd=$(drive HDD-0001) ssd=$(drive SSD-0001) nvme=$(drive NVME-0001 1) vblk=$(drive VBLK-0001) stick=$(drive STICK-0001)

sfdisk -q "$hdd" << TABLE
label: gpt
label-id: $(uuid 01)
size=40M,type=uefi,name=esp,uuid=$(uuid 11)
size=24M,type=linux,name="odd <name> 'of' =a;partition",uuid=$(uuid 12)
size=16M,type=swap,name=swap,uuid=$(uuid 14)
TABLE
sfdisk -q "$ssd" << TABLE
label: dos
label-id: 0xfeed0001
size=80M,type=8e
size=40M,type=fd
type=5
size=40M,type=fd
size=40M,type=fd
TABLE
printf 'label: dos\nlabel-id: 0xfeed0002\ntype=c\n' | sfdisk -q "$stick"
udevadm settle
mkfs.vfat -F 32 -i FEED0003 -n MADEESP "${hdd}1"
mkfs.ext4 -q -L 'tab	label' -U "$(uuid 21)" "${hdd}2"
mkswap -L MADESWAP -U "$(uuid 24)" "${hdd}3" && swapon "${hdd}3"
mkfs.vfat -n MADESTICK -i FEED0004 "${stick}1"
# A container of LUKS on a whole drive, open, with a file system in it
printf key > /tmp/key
cryptsetup luksFormat -q --type luks2 --pbkdf pbkdf2 --pbkdf-force-iterations 1000 --uuid "$(uuid 23)" --key-file /tmp/key "$vblk"
cryptsetup open --key-file /tmp/key "$vblk" opened
mkfs.ext4 -q -L MADECRYPT -U "$(uuid 25)" /dev/mapper/opened
# A volume of LVM
pvcreate -qy "${ssd}1"
vgcreate -q volumes "${ssd}1"
lvcreate -qy -Zn -L 40M -n data volumes
vgmknodes
mkfs.ext4 -q -L MADELV -U "$(uuid 26)" /dev/volumes/data
# Mirrors: one whole, one with a member missing
yes | mdadm --quiet --create /dev/md/whole --name=whole --homehost=guest --level=1 --raid-devices=2 --metadata=1.2 --assume-clean "${ssd}2" "${ssd}5"
yes | mdadm --quiet --create /dev/md/half --name=half --homehost=guest --level=1 --raid-devices=2 --metadata=1.2 --assume-clean "${ssd}6" missing
mkfs.ext4 -q -L MADEMD -U "$(uuid 27)" /dev/md/whole
# btrfs over two drives; the module has the node by which members are made known
modprobe btrfs
mkfs.btrfs -q -L MADEBTRFS -U "$(uuid 28)" "$nvme" "$(drive NVME-0002 1)"
# Both ways to one disk, as one
[ -z "$(drive WAYS-0001)" ] || {
	printf 'defaults {\n\tuser_friendly_names yes\n\tfind_multipaths no\n}\nblacklist {\n\tdevnode "^(sr|fd|vd|nvme|mmcblk)"\n}\n' > /etc/multipath.conf
	drives WAYS-0001 > /tmp/ways
	modprobe -a dm_multipath dm_round_robin
	xargs multipath -v1 < /tmp/ways
	multipath -l
}
udevadm trigger --subsystem-match=block --action=change
udevadm settle --timeout=60
mkdir -p /mnt/{ext4,esp,lv,md,crypt,btrfs}
mount "${hdd}2" /mnt/ext4
mount -o ro "${hdd}1" /mnt/esp
mount /dev/volumes/data /mnt/lv
mount /dev/md/whole /mnt/md
mount /dev/mapper/opened /mnt/crypt
mount "$nvme" /mnt/btrfs
cat /proc/mdstat
lsblk -f
