#!/bin/bash
# Processors of this machine and of every recorded one are as lscpu tells them; differences
# are explained in lscpu_oracle.py. Recorded /proc/cpuinfo files have as many processors as
# they list. Needs lscpu, python3 and jq, and ../shared/corpus (or $HWFIT_SHARED/corpus) for
# the recordings; skips loudly without.
cd "$(dirname "$0")/../.." || exit 1
corpus=${HWFIT_SHARED:-../shared}/corpus
for need in lscpu python3 jq; do
	command -v $need > /dev/null || { echo "ok - processors # SKIP $need is not installed"; exit 0; }
done
# Thousands of small files: in memory when that is possible.
shm=/dev/shm
[ -w $shm ] || shm=${TMPDIR:-/tmp}
work=$(mktemp -d -p $shm) && trap 'rm -rf "$work"' EXIT
machines=0 checked=0 equal=0 within=0 explained=0 mute=0

# compare NAME [DIR]: the scan with lscpu
compare() {
	local name=$1
	shift
	if ! lscpu -J -B ${1:+--sysroot "$1"} > "$work/lscpu.json" 2> /dev/null || [ ! -s "$work/lscpu.json" ]; then
		mute=$((mute + 1))
		return
	fi
	machines=$((machines + 1))
	if "$HWFIT" scan --format json --probe os,cpu ${1:+--root "$1"} > "$work/scan.json" &&
		python3 tests/probes/lscpu_oracle.py "$name" "$work/scan.json" "$work/lscpu.json" > "$work/differences"; then
		echo "ok - $name"
	else
		echo "not ok - $name"
		sed 's/^/  /' "$work/differences"
	fi
	while read -r _ c _ e _ w _ x; do
		checked=$((checked + ${c%,})) equal=$((equal + ${e%,})) within=$((within + ${w%,})) explained=$((explained + x))
	done < <(grep '^checked' "$work/differences")
}

if [ -d /sys/devices/system/cpu ]; then compare "this machine"
else echo "ok - this machine # SKIP no /sys/devices/system/cpu"; fi
[ -d "$corpus/sysfs-trees" ] || { echo "ok - recorded processors # SKIP no recordings in $corpus/sysfs-trees"; exit 0; }

for archive in "$corpus"/sysfs-trees/{util-linux-lscpu,util-linux-lsmem,hwloc-linux,hwloc-x86+linux}/*.tar.*; do
	rm -rf "$work/tree"
	mkdir "$work/tree"
	tar -xf "$archive" -C "$work/tree" --wildcards --exclude '*/cpuidle/*' --exclude '*/power/*' \
		--exclude '*/thermal_throttle/*' --exclude '*/cpufreq/stats/*' --exclude '*/hotplug/*' \
		'*/sys/devices/system/cpu*' '*/sys/devices/cpu_*' '*/sys/firmware/acpi/tables/PPTT' \
		'*/proc/cpuinfo' '*/proc/sysinfo' '*/proc/version' '*/proc/bus*' 2> /dev/null
	for root in "$work"/tree/*{,/fsroot}; do
		[ -e "$root/proc/cpuinfo" ] && compare "$(basename "${root%/fsroot}")" "$root"
	done
done

files=0 named=0
for file in "$corpus"/proc/*-cpuinfo/*; do
	rm -rf "$work/tree"
	mkdir -p "$work/tree/proc"
	cp "$file" "$work/tree/proc/cpuinfo"
	lines=$(grep -cE '^processor[[:space:]]*:|^processor [0-9]+:' "$file")
	read -r threads model < <("$HWFIT" scan --format json --probe cpu --root "$work/tree" \
		| jq -r '.components.cpu[0] | "\(.threads // .unreadable.threads.why) \(.model)"')
	files=$((files + 1))
	[ "$model" = null ] || named=$((named + 1))
	# SPARC counts its processors and lists none.
	[ "$lines" = 0 ] && lines=$(sed -nE 's/^ncpus active[[:space:]]*: *//p' "$file")
	[ "$threads" = "$lines" ] || echo "not ok - $(basename "$file"): $threads threads, it lists $lines"
done
echo "ok - $files files of /proc/cpuinfo were read, $named name their processor"
echo "# $machines machines ($mute more where lscpu fails): $checked values, $equal equal, $within within an interval, $explained explained"
if [ "$machines" -ge 45 ] && [ "$checked" -ge 400 ] && [ "$files" -ge 90 ]; then echo "ok - the corpus was there"
else echo "not ok - only $machines machines with $checked values and $files files were found"; fi
