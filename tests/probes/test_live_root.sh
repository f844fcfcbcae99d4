#!/bin/bash
# A scan inside a recorded tree gives the same functions, devices, drives and partitions as reading
# the tree with --root, and what libpci, libusb and libudev tell inside it is the same. Needs user namespaces, python3 and recordings in
# ../shared/corpus (or $HWFIT_SHARED/corpus). Skips loudly without.
cd "$(dirname "$0")/../.." || exit 1
corpus=${HWFIT_SHARED:-../shared}/corpus
command -v python3 > /dev/null || { echo "ok - live and recorded # SKIP python3 is not installed"; exit 0; }
[ -x "$corpus/tools/in-root" ] || { echo "ok - live and recorded # SKIP no recordings in $corpus"; exit 0; }
unshare -rm true 2> /dev/null || { echo "ok - live and recorded # SKIP user namespaces are not allowed here"; exit 0; }
work=$(mktemp -d -p /dev/shm 2> /dev/null || mktemp -d) && trap 'rm -rf "$work"' EXIT
machines=0 components=0 facts=0 told=0

compare() { # NAME: the tree in $work/tree
	"$HWFIT" scan --probe pci,usb,block --format json --root "$work/tree" > "$work/root.json"
	"$corpus/tools/in-root" "$work/tree" "$HWFIT" scan --probe pci,usb,block --format json > "$work/live.json"
	if python3 tests/probes/scan_same.py "$work/live.json" "$work/root.json" > "$work/differences"; then
		echo "ok - $1"
	else
		echo "not ok - $1"
		grep . "$work/differences" | head -n 20 | sed 's/^/  /'
	fi
	"$corpus/tools/in-root" "$work/tree" "$B/tests/probes/libraries" > "$work/libraries.json" 2> "$work/said" || : > "$work/libraries.json"
	if [ ! -s "$work/libraries.json" ]; then
		# libpci ends a program at the first function that it cannot read.
		echo "ok - $1, libraries # SKIP $(head -n 1 "$work/said")"
	elif python3 tests/probes/scan_same.py "$work/libraries.json" "$work/root.json" told > "$work/by-libraries"; then
		echo "ok - $1, libraries"
		told=$((told + $(sed -n 's/^facts //p' "$work/by-libraries")))
	else
		echo "not ok - $1, libraries"
		grep . "$work/by-libraries" | head -n 20 | sed 's/^/  /'
	fi
	machines=$((machines + 1))
	components=$((components + $(sed -n 's/^components //p' "$work/differences")))
	facts=$((facts + $(sed -n 's/^facts //p' "$work/differences")))
	chmod -R u+w "$work/tree"
	rm -rf "$work/tree"
}

for dump in "$corpus"/udevadm/checkbox/*.txt; do
	python3 "$corpus/tools/udevdb2root" "$dump" "$work/tree" > /dev/null
	compare "udevadm $(basename "$dump")"
done
for recording in "$corpus"/umockdev/*/*.umockdev "$corpus"/umockdev/*.umockdev; do
	python3 tests/probes/umockdev2root.py "$recording" "$work/tree"
	compare "umockdev $(basename "$recording")"
done
for archive in "$corpus"/sysfs-trees/{systemd-thinkpad/*,hwloc-linux/32em64t-2n8c+dax*,hwloc-linux/2pa*}.tar.*; do
	mkdir "$work/unpacked" && tar --no-same-owner -xf "$archive" -C "$work/unpacked" 2> /dev/null
	found=$(find "$work/unpacked" -type d -name sys -print -quit)
	mv "${found%/sys}" "$work/tree"
	rm -rf "$work/unpacked"
	python3 tests/probes/umockdev2root.py --complete-usb "$work/tree"
	compare "tree $(basename "$archive")"
done
echo "# $machines machines, $components components, $facts facts the same live and recorded"
echo "# $told facts told by the libraries"
if [ "$told" -ge 20000 ]; then echo "ok - the libraries told as much as they do"; else echo "not ok - the libraries told only $told facts"; fi
if [ "$machines" -ge 60 ] && [ "$components" -ge 2000 ]; then echo "ok - the recordings were there"
else echo "not ok - only $machines recordings with $components components"; fi
