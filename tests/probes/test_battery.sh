#!/bin/bash
# Batteries are what acpi(1) says of the same files: of recorded machines and of recordings in
# ../shared/corpus (or $HWFIT_SHARED/corpus). Needs acpi and python3. Skips loudly without.
cd "$(dirname "$0")/../.." || exit 1
corpus=${HWFIT_SHARED:-../shared}/corpus
for need in python3 acpi; do
	command -v $need > /dev/null || { echo "ok - batteries # SKIP $need is not installed"; exit 0; }
done
work=$(mktemp -d) && trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT
. tests/cmd/lib.sh
batteries=0 checked=0

compare() { # NAME TREE
	local n
	"$HWFIT" scan --probe battery --format json --root "$2" > "$work/scan.json"
	if python3 tests/probes/battery_oracle.py "$work/scan.json" "$2" > "$work/differences" 2>&1; then
		n=$(sed -n 's/^checked //p' "$work/differences")
		[ "$n" = 0 ] || echo "ok - batteries of $1"
		[ "$n" = 0 ] || batteries=$((batteries + 1))
		checked=$((checked + n))
	else
		echo "not ok - batteries of $1"
		head -n 20 "$work/differences" | sed 's/^/  /'
	fi
}
for recording in tests/machines/*/root.tar.xz; do
	mkdir "$work/tree" && tar --no-same-owner -xf "$recording" -C "$work/tree"
	compare "machine $(basename "$(dirname "$recording")")" "$work/tree"
	chmod -R u+w "$work/tree" && rm -rf "$work/tree"
done
is "recorded machines with batteries were there" [ "$batteries" -ge 2 ]
[ -d "$corpus/udevadm" ] || { echo "ok - batteries of the corpus # SKIP no recordings in $corpus"; exit 0; }
for dump in $(grep -l POWER_SUPPLY_TECHNOLOGY "$corpus"/udevadm/checkbox/*.txt); do
	python3 "$corpus/tools/udevdb2root" "$dump" "$work/tree" > /dev/null 2>&1
	compare "$(basename "$dump" .txt)" "$work/tree"
	chmod -R u+w "$work/tree" && rm -rf "$work/tree"
done
mkdir "$work/unpacked" && tar -xf "$corpus/sysfs-trees/systemd-thinkpad/sys-tree.tar.xz" -C "$work/unpacked"
tree=$(find "$work/unpacked" -type d -name sys -print -quit)
compare "systemd-thinkpad" "${tree%/sys}"
echo "# $batteries machines with batteries, $checked values compared"
is "the corpus was there" [ "$batteries" -ge 12 ]
