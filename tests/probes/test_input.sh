#!/bin/bash
# Keyboards, mice, touchpads and touchscreens are those that udev finds by looking at the same
# abilities: of recordings in ../shared/corpus (or $HWFIT_SHARED/corpus). Skips loudly without.
cd "$(dirname "$0")/../.." || exit 1
corpus=${HWFIT_SHARED:-../shared}/corpus
command -v python3 > /dev/null || { echo "ok - input # SKIP python3 is not installed"; exit 0; }
[ -d "$corpus/udevadm" ] || { echo "ok - input devices of the corpus # SKIP no recordings in $corpus"; exit 0; }
work=$(mktemp -d -p /dev/shm 2> /dev/null || mktemp -d) && trap 'rm -rf "$work"' EXIT
machines=0 devices=0 checked=0
for dump in "$corpus"/udevadm/checkbox/*.txt; do
	grep -q '^E: ID_INPUT' "$dump" || continue
	python3 "$corpus/tools/udevdb2root" "$dump" "$work/tree" > /dev/null
	python3 tests/probes/input_oracle.py --complete "$work/tree" "$dump"
	"$HWFIT" scan --probe input --format json --root "$work/tree" > "$work/scan.json"
	if python3 tests/probes/input_oracle.py "$work/scan.json" "$dump" > "$work/differences" 2>&1; then
		echo "ok - udevadm $(basename "$dump")"
	else
		echo "not ok - udevadm $(basename "$dump")"
		grep . "$work/differences" | head -n 20 | sed 's/^/  /'
	fi
	machines=$((machines + 1))
	for count in devices checked; do
		printf -v $count %d $((${!count} + $(sed -n "s/^$count //p" "$work/differences")))
	done
	rm -rf "$work/tree"
done
echo "# $machines machines, $devices devices, $checked values compared"
if [ "$machines" -ge 35 ] && [ "$devices" -ge 90 ]; then echo "ok - the recordings were there"
else echo "not ok - only $machines recordings with $devices devices"; fi
