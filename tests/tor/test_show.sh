#!/bin/bash
# Needs as they are read back: the ready-made ones, and every one of ../shared/tor (or
# $HWFIT_SHARED/tor), which are written by others. Skips those loudly without the folder.
set -u
cd "$(dirname "$0")/../.." || exit 1
. tests/cmd/lib.sh
shared=${HWFIT_SHARED:-../shared}/tor

# Levels at the beginning of a line, which is where a requirement begins, with or without id.
levels() { grep -cE '^([a-z0-9_]+:)?[[:space:]]*(must|should|info|award)\b' "$1"; }
in_json() { jq '[.. | objects | select(has("level") or has("weight")) | select(has("line"))] | length' "$1"; }

for tor in compat-db/tor/*.tor "$shared"/*.tor; do
	[ -e "$tor" ] || continue
	name=$(basename "$(dirname "$tor")")/$(basename "$tor")
	exits 0 "$name is correct" "$HWFIT" tor check "$tor"
	exits 0 "$name is shown" "$HWFIT" tor show "$tor"
	exits 0 "$name as JSON" "$HWFIT" tor json "$tor"
	is "$name: as many requirements as lines that begin one" \
		test "$(in_json "$where/out")" = "$(levels "$tor")"
	cp "$where/out" "$where/first"
	exits 0 "$name again" "$HWFIT" tor json "$tor"
	is "$name gives the same bytes" cmp -s "$where/first" "$where/out"
done
if [ -d "$shared" ]; then
	exits 0 "what a supplier declares is judged by the lot it is for" \
		"$HWFIT" check "$shared/x3-network.tor" --declare "$shared/decl-example.decl"
	is "and is the evidence" says "(declared by OÜ Näide, sales engineer, 2027-01-20)"
else
	echo "ok - needs of others # SKIP $shared is not there"
fi
