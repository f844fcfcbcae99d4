#!/bin/bash
# Drives and partitions are those that lsblk shows: of this machine and of recorded trees; of
# recordings of udev's database alone, those whose properties say so. Needs lsblk and python3;
# recordings in ../shared/corpus (or $HWFIT_SHARED/corpus). Skips loudly without.
cd "$(dirname "$0")/../.." || exit 1
corpus=${HWFIT_SHARED:-../shared}/corpus
for need in python3 lsblk; do
	command -v $need > /dev/null || { echo "ok - drives # SKIP $need is not installed"; exit 0; }
done
work=$(mktemp -d -p /dev/shm 2> /dev/null || mktemp -d) && trap 'rm -rf "$work"' EXIT
machines=0 drives=0 partitions=0 checked=0

# compare NAME COMMAND...: the command compares and prints what it counted
compare() {
	if "${@:2}" > "$work/differences"; then
		echo "ok - $1"
	else
		echo "not ok - $1"
		grep . "$work/differences" | head -n 20 | sed 's/^/  /'
	fi
	machines=$((machines + 1))
	for count in drives partitions checked; do
		printf -v $count %d $((${!count} + $(sed -n "s/^$count //p" "$work/differences")))
	done
}
counted() {
	echo "# $1: $machines machines, $drives drives, $partitions partitions, $checked values compared"
	if [ "$machines" -ge "$2" ]; then echo "ok - $1 were there"; else echo "not ok - $1: only $machines"; fi
	machines=0 drives=0 partitions=0 checked=0
}

"$HWFIT" scan --probe block --format json > "$work/scan.json"
lsblk -a -b -J -O > "$work/lsblk.json"
compare "this machine" python3 tests/probes/block_oracle.py "$work/scan.json" "$work/lsblk.json"
counted "drives of this machine" 1

for recording in tests/machines/*/root.tar.xz; do
	mkdir "$work/tree" && tar --no-same-owner -xf "$recording" -C "$work/tree"
	"$HWFIT" scan --probe block --format json --root "$work/tree" > "$work/scan.json"
	peers=$(dirname "$recording")/peers/lsblk.json
	[ -e "$peers" ] && compare "machine $(basename "$(dirname "$recording")")" \
		python3 tests/probes/block_oracle.py "$work/scan.json" "$peers"
	rm -rf "$work/tree"
done
counted "recorded machines" 1

[ -d "$corpus/sysfs-trees" ] || { echo "ok - drives of the corpus # SKIP no recordings in $corpus"; exit 0; }
for archive in "$corpus"/sysfs-trees/{util-linux-lsblk,systemd-thinkpad,ghw-snapshots,hwloc-linux}/*.tar.*; do
	tar -tf "$archive" 2> /dev/null | grep -qE 'sys/(class/)?block/' || continue
	mkdir "$work/unpacked" && tar -xf "$archive" -C "$work/unpacked" 2> /dev/null
	tree=$(find "$work/unpacked" -type d -name sys -print -quit)
	tree=${tree%/sys}
	if [ -n "$(ls -A "$tree/sys/block" 2> /dev/null)" ]; then
		"$HWFIT" scan --probe block --format json --root "$tree" > "$work/scan.json"
		lsblk --sysroot "$tree" -a -b -J -O > "$work/lsblk.json" 2> /dev/null
		compare "tree $(basename "$archive")" \
			python3 tests/probes/block_oracle.py "$work/scan.json" "$work/lsblk.json" "$tree"
	fi
	chmod -R u+w "$work/unpacked"
	rm -rf "$work/unpacked"
done
counted "trees" 15

for dump in "$corpus"/udevadm/checkbox/*.txt; do
	python3 "$corpus/tools/udevdb2root" "$dump" "$work/tree" > /dev/null
	"$HWFIT" scan --probe block --format json --root "$work/tree" > "$work/scan.json"
	compare "udevadm $(basename "$dump")" python3 tests/probes/udev_oracle.py "$work/scan.json" "$dump" block
	rm -rf "$work/tree"
done
counted "recordings of udevadm" 50
