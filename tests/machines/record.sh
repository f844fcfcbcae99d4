#!/bin/bash
# Records this machine as a tree for `hwfit scan --root`: record.sh [OPTION]... FILE.tar.xz
#   --keep-identity    leave names, serial numbers and addresses as they are
#   --without PATH     leave this file or folder out; may be repeated
#   --replace FROM TO  in every file, for what else should not be told; may be repeated
# Run it as root, or SMBIOS tables and serial numbers are missing. Needs bash, coreutils,
# findutils, tar, xz. It reads every small attribute of the devices and writes nothing but
# FILE. Without --keep-identity what the machine calls itself is replaced by something of
# the same length; look through the archive all the same before it leaves your hands.
set -uo pipefail
export LC_ALL=C
keep='' replacements=() without=()
while [ $# -gt 1 ]; do case $1 in
	--keep-identity) keep=1; shift ;;
	--without) without+=("$2"); shift 2 ;;
	--replace) replacements+=("$2" "$3"); shift 3 ;;
	*) break ;;
esac; done
[ $# = 1 ] || { sed -n '2,10p' "$0" >&2; exit 3; }
out=$(realpath "$1")
tree=$(mktemp -d) && trap 'rm -rf "$tree" "$tree".list' EXIT

# Attributes that say nothing of what the machine is, change all the time, or are large.
noise=(power trace msi_irqs statistics queues mq integrity stat inflight hctx* wakeup*
	reset* rescan remove rom vpd d3cold_allowed broken_parity_status consistent_dma_mask_bits
	dma_mask_bits enable irq local_cpu* msi_bus ari_enabled driver_override resource*
	power_state link aer_* bdi cpufreq cpuidle hotplug thermal_throttle microcode crash_notes*
	supplier* consumer* waiting_for_supplier range ext_range capability events* discard_alignment
	dev_loss_tmo ras_* timer_slack_ns 'ep_*' usbmon* io_poll* rotational_* key* repeat
	proto_down* tx_queue_len gro_* napi_* iflink carrier_* testing threaded phys_switch_id netdev_group
	'*_error*' uhid* cmsg_* evt_* iodone_cnt iorequest_cnt ioerr_cnt iotmo_cnt
	'vmstat' 'numastat' 'hugepages' 'compact' 'pm_qos*' 'subordinate' 'rbps')
prune=(-name _never_)
for n in "${noise[@]}"; do prune+=(-o -name "$n"); done

# Device trees that are made of software, or that say the same thing for each processor.
hollow='^sys/devices/(virtual/(tty|vc|vtconsole|workqueue|mem|bdi|msr|cpuid|graphics|devlink|misc/[^t]|net/lo/)|breakpoint|software|tracepoint|uprobe|msr|faux|kprobe|platform/serial8250|system/(clockevents|container|machinecheck|edac|memory/memory[0-9]))|/tty/tty|/ata_(link|device|port)/|/(scsi_generic|bsg|scsi_disk|scsi_device|enclosure)/'

paths() {
	find sys/devices \( "${prune[@]}" \) -prune -o \( -type l -o -type f -perm /444 \) -print |
		grep -vE "$hollow" | grep -vE 'sys/devices/system/(cpu/cpu[0-9]+|node/node[0-9]+)/(subsystem|firmware_node|driver|node[0-9]+|cpu[0-9]+|memory[0-9]+|uevent)|/LNXSYBUS.*/(physical_node|subsystem)$'
	find sys/devices/system/node -maxdepth 2 -name meminfo -o -maxdepth 2 -name 'cpu[0-9]*' -type l
	find sys/bus/*/devices sys/class/*/ sys/block -maxdepth 1 -type l |
		grep -vE 'sys/(class/(tty|vc|vtconsole|bdi|mem|bsg|msr|cpuid|graphics|devlink|scsi_generic|ata_(link|device)|wakeup|regulator|pci_bus)|bus/(clockevents|clocksource|cpu|workqueue|container|event_source|memory|memory_tiering|machinecheck|serial-base|gpio))/'
	find sys/bus/pci/slots sys/firmware/dmi/tables sys/firmware/efi sys/firmware/memmap/0 sys/hypervisor \
		sys/power sys/firmware/devicetree -maxdepth 6 -type f -perm /444 -size -64k
	find sys/firmware/acpi/tables -maxdepth 1 -type f -size -4k
	find sys/devices/pci* -path '*/????:??:??.?/power/runtime_status'
	find run/udev/data etc/{os-release,debian_version,machine-id,hostname,fstab} usr/lib/os-release \
		run/systemd/container run/.containerenv .dockerenv -type f -o -type l
	find dev/disk dev/mapper dev/md -type l
	ls -d proc/{cpuinfo,meminfo,cmdline,version,version_signature,swaps,mdstat,partitions,filesystems} \
		proc/sys/kernel/{osrelease,version,arch,hostname} proc/self/mountinfo proc/bus/input/devices \
		proc/acpi/wakeup proc/asound/{cards,pcm} proc/asound/card*/{id,codec*,usbid} proc/net/route
}

# Copies every path; what cannot be read leaves no file behind. proc/self becomes a folder.
cd /
paths 2> /dev/null | sort -u > "$tree.list"
mkdir -p "$tree/proc/self" "$tree/run" "$tree/dev" "$tree/etc"
tr '\n' '\0' < "$tree.list" |
	xargs -0 cp --parents -P --sparse=never --reflink=never -t "$tree" 2>&1 |
	sed -n "s/^cp: error reading '\(.*\)': .*/\1/p" | while read -r path; do rm -f "$tree/$path"; done
# cp seeks to the end of large variables, which efivarfs refuses.
for v in "$tree"/sys/firmware/efi/efivars/*; do [ ! -e "$v" ] || cat "${v#"$tree"/}" > "$v"; done
cat proc/self/mountinfo > "$tree/proc/self/mountinfo"
for d in sys/class/* sys/bus/*; do mkdir -p "$tree/$d"; done
cd "$tree" || exit 4
for path in ${without[@]+"${without[@]}"}; do rm -rf "./$path"; done
chmod -R u+rwX,go+rX .
find sys/devices -name config -size +256c -exec truncate -s 256 {} +
find sys proc -type f -size +64k -delete
find sys/devices -mindepth 1 -depth -type d -empty -delete

# Identity: what the machine calls itself by. Shorter than five letters it may be a word.
secrets() {
	grep -h '' proc/sys/kernel/hostname etc/hostname etc/machine-id
	grep -h '' sys/class/dmi/id/{product_serial,product_uuid,board_serial,chassis_serial,*_asset_tag}
	find sys/devices -type f \( -name serial -o -name unique_id -o -name wwid -o -name wwn -o -name uuid \
		-o -name serial_number -o -name nguid -o -name eui \) -exec grep -h '' {} +
	find sys/devices -type f -path '*/net/*/address' -exec grep -h '' {} +
	sed -n 's/^[ES]:.*\(SERIAL_SHORT\|WWN\|_UUID\)=//p; s/^E:ID_SERIAL=//p' run/udev/data/*
}
made_up() { # TEXT N: of the same length and the same look, N at its end
	local text
	text=$(sed 's/[0-9]/0/g; s/[G-Zg-z]/X/g; s/[A-F]/A/g; s/[a-f]/a/g' <<< "$1")
	echo "${text:0:${#1}-3}$(printf %03d "$2")"
}
replace() { # FROM TO: in every file, as bytes
	local from to
	from=$(sed 's/[][\.*^$/]/\\&/g' <<< "$1") to=$(sed 's/[&/\]/\\&/g' <<< "$2")
	grep -rlFi --null -e "$1" . | xargs -0r sed -i "s/$from/$to/gI"
}
redact() {
	local secret n=0
	secrets 2> /dev/null | sed 's/^ *//; s/ *$//' | grep -E '^.{5,}' | sort -u |
		awk '{ print length, $0 }' | sort -rn | cut -d' ' -f2- | while read -r secret; do
		n=$((n + 1))
		case $secret in
		00:00:00:00:00:00 | machine) ;;
		??:??:??:??:??:??) replace "$secret" "$(printf '02:00:00:00:00:%02x' $n)" ;;
		*[A-Za-z0-9]*) replace "$secret" "$(made_up "$secret" $n)" ;;
		esac
	done
	echo machine > proc/sys/kernel/hostname
	[ ! -e etc/hostname ] || echo machine > etc/hostname
	[ ! -e etc/machine-id ] || echo 00000000000000000000000000000001 > etc/machine-id
	grep -oE '(^| )((mem|memmap|hugepages|maxcpus|nr_cpus|nosmt|mitigations|iommu|intel_iommu|amd_iommu)(=[^ ]*)?)' \
		proc/cmdline | tr -d '\n' | sed 's/^ //; s/$/\n/' > proc/cmdline.new
	mv proc/cmdline.new proc/cmdline
	rm -f proc/net/route etc/fstab
	sed -i 's/ ([^()@]*@[^()]*) / (builder@machine) /' proc/version
	# Mounts of programs and users; / and what the file system hierarchy names stay.
	grep -E '^[^ ]+ [^ ]+ [^ ]+ [^ ]+ /((proc|sys|dev|run|boot|home|tmp|usr|var|efi)(/(efi|pts|shm|lock|kernel[^ ]*|fs[^ ]*|firmware[^ ]*|log|tmp))?)? ' \
		proc/self/mountinfo | sed -E 's/(rw|ro),[^ ]*$/\1/' > proc/mountinfo.new
	mv proc/mountinfo.new proc/self/mountinfo
}
[ -n "$keep" ] || redact
for ((i = 0; i < ${#replacements[@]}; i += 2)); do replace "${replacements[i]}" "${replacements[i + 1]}"; done

# The same tree gives the same bytes.
tar --sort=name --mtime=@0 --owner=0 --group=0 --numeric-owner --mode=u+rw,go+r -cf - . |
	xz -9e > "$out"
echo "$(find . -type f | wc -l) files, $(find . -type l | wc -l) links, $(stat -c %s "$out") bytes"
