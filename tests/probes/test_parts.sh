#!/bin/bash
# Bluetooth controllers, sound cards, modems, readers of cards, smart cards and fingerprints are
# those that udev's export and the lists of names know: of recordings in ../shared/corpus (or
# $HWFIT_SHARED/corpus). Skips loudly without.
cd "$(dirname "$0")/../.." || exit 1
corpus=${HWFIT_SHARED:-../shared}/corpus
command -v python3 > /dev/null || { echo "ok - parts # SKIP python3 is not installed"; exit 0; }
[ -d "$corpus/udevadm" ] || { echo "ok - parts of the corpus # SKIP no recordings in $corpus"; exit 0; }
work=$(mktemp -d -p /dev/shm 2> /dev/null || mktemp -d) && trap 'rm -rf "$work"' EXIT
machines=0 checked=0 explained=0 alone=0
for dump in "$corpus"/udevadm/checkbox/*.txt; do
	python3 "$corpus/tools/udevdb2root" "$dump" "$work/tree" > /dev/null
	"$HWFIT" scan --format json --root "$work/tree" > "$work/scan.json"
	if python3 tests/probes/parts_oracle.py "$work/scan.json" "$dump" > "$work/differences" 2>&1; then
		echo "ok - udevadm $(basename "$dump")"
	else
		echo "not ok - udevadm $(basename "$dump")"
		grep . "$work/differences" | head -n 20 | sed 's/^/  /'
	fi
	machines=$((machines + 1))
	for count in checked explained alone; do
		printf -v $count %d $((${!count} + $(sed -n "s/^$count //p" "$work/differences")))
	done
	rm -rf "$work/tree"
done
echo "# $machines machines, $checked parts compared, $explained explained; $alone known to hwfit alone"
if [ "$machines" -ge 45 ] && [ "$checked" -ge 110 ]; then echo "ok - the recordings were there"
else echo "not ok - only $machines recordings with $checked parts"; fi
