#!/bin/bash
# The first process of the guest: devices and udev as on any machine, then what is asked of it.
# /share/in: hwfit, compat.db, peers.sh, storage.sh, controller, tasks (one word a line, of the machine); /share/out: what
# was found. The file done is written last.
export PATH=/tmp/in:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8 TERM=dumb
out=/share/out
say() { echo "GUEST $(cut -d' ' -f1 /proc/uptime) $*" | tee -a $out/log > /dev/console; }
exec > /dev/console 2>&1
mount -t proc proc /proc
mount -t sysfs sysfs /sys
for place in /run /tmp; do mount -t tmpfs tmpfs $place; done
# The share keeps nothing in memory: each start of a program would be read from outside.
mkdir /tmp/in
cp -r /share/in/{hwfit,compat.db,po,procure,controller,*.sh} /tmp/in/
mkdir -p /dev/pts /dev/shm /run/lock /run/udev
mount -t devpts devpts /dev/pts
mount -t tmpfs tmpfs /dev/shm
mount -t securityfs securityfs /sys/kernel/security
[ ! -d /sys/firmware/efi/efivars ] || mount -t efivarfs efivarfs /sys/firmware/efi/efivars
echo guest > /proc/sys/kernel/hostname
ip link set lo up
# The rules of sg3-utils came with multipath; a machine without has none.
grep -q storage /share/in/tasks || rm -f /lib/udev/rules.d/*sg3* /lib/udev/rules.d/*multipath*
/lib/systemd/systemd-udevd --daemon --resolve-names=never
udevadm trigger --type=subsystems --action=add
udevadm trigger --type=devices --action=add
udevadm settle --timeout=300 || say "udev did not settle"
say "devices are there"
modprobe -qa sg ipmi_devintf

# scan DIRECTORY COMMAND...: the scan by that user, its user and system time in ms in cpu.
scan() {
	local to=$1
	shift
	mkdir -p "$to"
	TIMEFORMAT='%U %S'
	{ time "$@" hwfit scan --format json > "$to/scan.json" 2> "$to/scan.err"; } 2> "$to/cpu"
	echo $? > "$to/status"
}
ordinary=(setpriv --reuid=1000 --regid=1000 --clear-groups --no-new-privs --inh-caps=-all)

# What root reads, what others say of the same, and the same as an ordinary user.
do_compare() {
	scan $out/root
	mkdir -p $out/root/peers
	peers.sh $out/root/peers
	say "root has looked"
	cp -r /sys/firmware/dmi/tables $out/dmi 2> /dev/null
	scan $out/user "${ordinary[@]}"
	mkdir -p $out/user/peers
	mkdir -m 777 /tmp/peers && "${ordinary[@]}" /tmp/in/peers.sh /tmp/peers && cp /tmp/peers/* $out/user/peers/
	say "a user has looked"
	hwfit capture --keep-identity -o $out/capture.tar
	echo $? > $out/capture.status
	say "captured"
	hwfit scan > $out/root/scan.txt
	# No process besides the one, no module loaded, nothing written but what it was asked for.
	cut -d' ' -f1 /proc/modules | sort > /tmp/modules
	strace -f --seccomp-bpf -qq -e trace=execve,execveat,fork,vfork,clone,clone3,openat,open,creat,mount,init_module,finit_module,mkdir,unlink \
		-o $out/strace hwfit scan --format json -o /tmp/again.json
	cut -d' ' -f1 /proc/modules | sort | diff /tmp/modules - > $out/modules.diff
	say "traced"
}

took() { # COMMAND...
	TIMEFORMAT='%U %S'
	{ time timeout 600 "$@" > /tmp/said 2>&1; } 2> /tmp/time
	echo "$(cat /tmp/time) $(wc -c < /tmp/said) $*" >> $out/times
	say "timed $1: $(cat /tmp/time)"
}

# The time of the processors that each takes, in ms: a scan before and after each of the others,
# so that what changes with time meets both.
do_time() {
	: > $out/times
	local peer
	took hwfit scan --format json
	for peer in "lshw -json -quiet" "inxi -Fxxxz -c0" "hwinfo --all"; do
		read -ra peer <<< "$peer"
		took "${peer[@]}"
		took hwfit scan --format json
	done
	find /sys/bus/pci/devices/ -mindepth 1 | wc -l > $out/counts
	find /sys/bus/usb/devices/ -mindepth 1 ! -name '*:*' | wc -l >> $out/counts
}

do_storage() {
	# shellcheck source=tests/vm/storage.sh
	. storage.sh > $out/storage.log 2>&1
	udevadm settle --timeout=60
	say "storage is made"
}

# Radios without hardware, of whatever the kernel makes of them; one of them is switched off.
do_wifi() {
	modprobe mac80211_hwsim radios=2
	udevadm settle --timeout=60
	echo 1 | tee /sys/class/ieee80211/phy1/rfkill*/soft > /dev/null
	say "radios are there"
}

# Controllers without hardware, of two versions; before a service is there hwfit does not ask about
# them, and then a program that holds the kernel's interface open stands for one.
do_bluetooth() {
	modprobe hci_vhci
	controller 11 &
	controller 14 &
	for _ in {1..50}; do [ -e /sys/class/bluetooth/hci1 ] && break || sleep 0.2; done
	sleep 1
	hwfit scan --probe bluetooth --format json > $out/bluetooth-idle.json
	dmesg | grep -c 'MGMT ver' > $out/bluetooth-idle.asked
	sleep infinity | btmgmt > /dev/null 2>&1 &
	sleep 2
	say "controllers are there"
}

# The health of drives and the storage of a phone, by a deep scan and by others. The phone
# answers mtp-detect afterwards as if nothing had been.
do_deep() {
	local disk
	mkdir -p $out/deep
	hwfit scan --deep --format json > $out/deep/scan.json
	echo $? > $out/deep/status
	for disk in $(jq -r '.components.disk[].key' $out/deep/scan.json); do
		timeout 60 smartctl -a "/dev/$disk" > "$out/deep/$disk.txt"
	done
	timeout 60 mtp-detect > $out/deep/mtp-detect.log 2>&1
	say "drives and phones were asked"
}

while read -r task; do "do_$task"; done < /share/in/tasks
dmesg > $out/dmesg
say "done"
touch $out/done
udevadm control --exit
sync
busybox poweroff -f
