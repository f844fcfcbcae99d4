#!/bin/bash
# What other tools say about this machine, for test_peers.sh: peers.sh DIR
# Run it in the same boot as record.sh: names of disks change from one to the next.
set -u
cd "$1" || exit 4
export LC_ALL=C.UTF-8
lspci -Dvmmnnk 2> /dev/null > lspci.txt
lspci -Dvv 2> /dev/null | grep -E '^[0-9a-f]|Lnk(Cap|Sta):' > lspci-links.txt
lsblk -a -b -J -o NAME,KNAME,TYPE,SIZE,RO,RM,ROTA,TRAN,VENDOR,MODEL,REV,SERIAL,WWN,LOG-SEC,PHY-SEC,PTTYPE,PTUUID,PARTTYPE,PARTLABEL,PARTUUID,FSTYPE,FSVER,LABEL,UUID,FSSIZE,FSAVAIL,MOUNTPOINTS,START,HOTPLUG > lsblk.json
lscpu -B -J > lscpu.json
[ ! -e /sys/firmware/dmi/tables/DMI ] || dmidecode > dmidecode.txt 2> /dev/null
ip -d -j link 2> /dev/null | jq '[.[] | {ifname, link_type, operstate, mtu, address, kind: .linkinfo.info_kind,
	parentbus, parentdev}]' > ip.json
[ ! -d /sys/class/ieee80211 ] || (iw dev; iw phy) > iw.txt 2> /dev/null
# Only where a service has the controllers: btmgmt would take them up. It wants a pipe to read from.
[ "$(wc -l 2> /dev/null < /proc/net/hci || echo 0)" -lt 2 ] || ! command -v btmgmt > /dev/null ||
	sleep 5 | timeout 20 btmgmt info > btmgmt.txt 2> /dev/null
[ ! -d /sys/bus/usb/devices ] || {
	lsusb > lsusb.txt 2> /dev/null
	lsusb -t > lsusb-t.txt 2> /dev/null
	# Of the descriptors, what identifies a device and what its interfaces are.
	lsusb -v 2> /dev/null | grep -E '^(Bus|Device Qualifier) |^ +((Configuration|Interface) Descriptor:|(bcdUSB|bDevice(Class|SubClass|Protocol)|id(Vendor|Product)|bcdDevice|i(Manufacturer|Product|Serial)|bNumConfigurations|bConfigurationValue|bmAttributes|MaxPower|bInterface(Number|Class|SubClass|Protocol)|bAlternateSetting) )' > lsusb-v.txt
}
for e in /sys/class/drm/*/edid; do
	[ "$( ([ ! -e "$e" ] || cat "$e") | wc -c)" -gt 0 ] || continue
	name=${e%/edid}
	edid-decode "$e" > "edid-${name##*/}.txt" 2> /dev/null
done
[ ! -d /sys/firmware/efi ] || mokutil --sb-state > secure-boot.txt 2>&1
! command -v systemd-detect-virt > /dev/null || systemd-detect-virt --vm > virtual.txt
exit 0
