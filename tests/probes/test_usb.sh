#!/bin/bash
# USB devices are those that lsusb shows: of this machine and, inside recorded trees, of those;
# of recordings of udev's database, those whose properties say so. Needs lsusb and python3, for
# trees user namespaces; recordings in ../shared/corpus (or $HWFIT_SHARED/corpus). Skips loudly
# without.
cd "$(dirname "$0")/../.." || exit 1
corpus=${HWFIT_SHARED:-../shared}/corpus
for need in python3 lsusb; do
	command -v $need > /dev/null || { echo "ok - USB # SKIP $need is not installed"; exit 0; }
done
work=$(mktemp -d -p /dev/shm 2> /dev/null || mktemp -d) && trap 'rm -rf "$work"' EXIT
machines=0 devices=0 checked=0

# compare NAME COMMAND...: the command compares and prints what it counted
compare() {
	if "${@:2}" > "$work/differences"; then
		echo "ok - $1"
	else
		echo "not ok - $1"
		grep . "$work/differences" | head -n 20 | sed 's/^/  /'
	fi
	machines=$((machines + 1))
	for count in devices checked; do
		printf -v $count %d $((${!count} + $(sed -n "s/^$count //p" "$work/differences")))
	done
}
counted() {
	echo "# $1: $machines machines, $devices devices, $checked values compared"
	if [ "$machines" -ge "$2" ]; then echo "ok - $1 were there"; else echo "not ok - $1: only $machines"; fi
	machines=0 devices=0 checked=0
}

if [ -d /sys/bus/usb/devices ]; then
	"$HWFIT" scan --probe usb --format json > "$work/scan.json"
	lsusb -v > "$work/lsusb.txt" 2> /dev/null
	compare "this machine" python3 tests/probes/usb_oracle.py "$work/scan.json" "$work/lsusb.txt" /sys
else
	echo "ok - USB of this machine # SKIP it has no USB"
fi
for recording in tests/machines/*/root.tar.xz; do
	mkdir "$work/tree" && tar --no-same-owner -xf "$recording" -C "$work/tree"
	"$HWFIT" scan --probe usb --format json --root "$work/tree" > "$work/scan.json"
	peers=$(dirname "$recording")/peers/lsusb-v.txt
	[ -e "$peers" ] && compare "machine $(basename "$(dirname "$recording")")" \
		python3 tests/probes/usb_oracle.py "$work/scan.json" "$peers" "$work/tree/sys"
	rm -rf "$work/tree"
done
counted "recorded machines" 1
[ -d "$corpus/udevadm" ] || { echo "ok - USB corpus # SKIP no recordings in $corpus"; exit 0; }

# tree NAME: lsusb runs inside the tree in $work/tree; it decodes the pictures of cameras, too
cameras=0
tree() {
	"$HWFIT" scan --probe usb,parts --format json --root "$work/tree" > "$work/scan.json"
	"$corpus/tools/in-root" "$work/tree" lsusb -v > "$work/lsusb.txt" 2> /dev/null
	compare "$1" python3 tests/probes/usb_oracle.py "$work/scan.json" "$work/lsusb.txt" "$work/tree/sys"
	if python3 tests/probes/camera_oracle.py "$work/scan.json" "$work/lsusb.txt" > "$work/differences"; then echo "ok - $1, cameras"
	else
		echo "not ok - $1, cameras"
		grep . "$work/differences" | head -n 20 | sed 's/^/  /'
	fi
	cameras=$((cameras + $(sed -n 's/^cameras //p' "$work/differences")))
}
clear_tree() { chmod -R u+w "$work/tree" "$work/unpacked" 2> /dev/null; rm -rf "$work/tree" "$work/unpacked"; }
if unshare -rm true 2> /dev/null; then
	for recording in "$corpus"/umockdev/*/*.umockdev "$corpus"/umockdev/*.umockdev; do
		python3 tests/probes/umockdev2root.py "$recording" "$work/tree"
		[ -d "$work/tree/sys/bus/usb/devices" ] && tree "umockdev $(basename "$recording")"
		clear_tree
	done
	for archive in "$corpus"/sysfs-trees/{systemd-thinkpad,hwloc-linux}/*.tar.*; do
		tar -tf "$archive" 2> /dev/null | grep -q '/descriptors$' || continue
		mkdir "$work/unpacked" && tar --no-same-owner -xf "$archive" -C "$work/unpacked" 2> /dev/null
		found=$(find "$work/unpacked" -type d -name sys -print -quit)
		mv "${found%/sys}" "$work/tree"
		python3 tests/probes/umockdev2root.py --complete-usb "$work/tree"
		tree "tree $(basename "$archive")"
		clear_tree
	done
	python3 tests/probes/make_camera.py "$work/tree" 60
	tree "made cameras"
	clear_tree
	counted "trees" 10
	echo "# $cameras cameras"
	if [ "$cameras" -ge 60 ]; then echo "ok - cameras were there"; else echo "not ok - cameras: only $cameras"; fi
else
	echo "ok - USB trees # SKIP user namespaces are not allowed here"
fi

for dump in "$corpus"/udevadm/checkbox/*.txt; do
	python3 "$corpus/tools/udevdb2root" "$dump" "$work/tree" > /dev/null
	if [ -d "$work/tree/sys/bus/usb/devices" ]; then
		"$HWFIT" scan --probe usb --format json --root "$work/tree" > "$work/scan.json"
		compare "udevadm $(basename "$dump")" python3 tests/probes/udev_oracle.py "$work/scan.json" "$dump" usb
	fi
	clear_tree
done
counted "recordings of udevadm" 40
