#!/bin/bash
# Displays are what edid-decode says of the same EDID: of recorded machines, whose outputs are
# kept beside them, and of ../shared/corpus (or $HWFIT_SHARED/corpus). Skips loudly without.
cd "$(dirname "$0")/../.." || exit 1
corpus=${HWFIT_SHARED:-../shared}/corpus
command -v python3 > /dev/null || { echo "ok - displays # SKIP python3 is not installed"; exit 0; }
work=$(mktemp -d) && trap 'rm -rf "$work"' EXIT
. tests/cmd/lib.sh

compare() {
	if "${@:2}" > "$work/differences" 2>&1; then echo "ok - $1"
	else
		echo "not ok - $1"
		grep -v '^#' "$work/differences" | head -n 20 | sed 's/^/  /'
	fi
	grep -E '^(# |checked )' "$work/differences" | sed 's/^checked/# checked/'
}
for recording in tests/machines/*/root.tar.xz; do
	machine=$(dirname "$recording") name=$(basename "$(dirname "$recording")")
	ls "$machine"/peers/edid-* > /dev/null 2>&1 || continue
	mkdir "$work/$name" && tar --no-same-owner -xf "$recording" -C "$work/$name"
	"$HWFIT" scan --probe pci,display --format json --root "$work/$name" > "$work/scan.json"
	compare "displays of machine $name" python3 tests/probes/edid_oracle.py --scan "$work/scan.json" "$machine/peers"
done
[ -d "$corpus/edid" ] || { echo "ok - EDID corpus # SKIP no recordings in $corpus"; exit 0; }
command -v edid-decode > /dev/null || { echo "ok - EDID corpus # SKIP edid-decode is not installed"; exit 0; }
compare "EDID of the corpus" python3 tests/probes/edid_oracle.py "$HWFIT" \
	"$corpus"/edid/*/*.edid "$corpus"/text/glpi-edid/*
is "the corpus was there" [ "$(sed -nE 's/^checked ([0-9]+).*/\1/p' "$work/differences")" -ge 4000 ]
