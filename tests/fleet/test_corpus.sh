#!/bin/bash
# Questions to the fleet of 3,000 recorded machines, beside the answers of an independent reading of
# what the inventory exports. Needs ../shared/corpus (or $HWFIT_SHARED/corpus); skips loudly.
cd "$(dirname "$0")/../.." || exit 1
texts=${HWFIT_SHARED:-../shared}/corpus/dmi/dmidecode-3000.tar.xz
[ -e "$texts" ] || { echo "ok - questions to 3,000 machines # SKIP no recordings"; exit 0; }
work=$(mktemp -d) && trap 'rm -rf "$work"' EXIT
tar xf "$texts" -C "$work" || exit 1
export HWFIT_DB=$work/i.db
"$HWFIT" inventory init && "$HWFIT" inventory import "$work" > "$work/out" 2> /dev/null ||
	{ echo "not ok - the import failed: $(cat "$work/out")"; exit 1; }
"$HWFIT" inventory export -o "$work/export.json" 2> /dev/null
"$HWFIT" inventory list --columns name,number --format json -o "$work/list.json" 2> /dev/null
oracle() { python3 tests/fleet/fleet_oracle.py "$@" || echo "not ok - the oracle of $1 failed"; }

for level in cpu+memory model part_numbers slots firmware; do
	"$HWFIT" fleet groups --level $level -o "$work/groups.json" || echo "not ok - groups --level $level failed"
	oracle groups "$work/export.json" "$work/list.json" $level "$work/groups.json"
done

"$HWFIT" compare 'cpu.vendor = "Intel"' 'cpu.vendor = "AMD"' -o "$work/compare.json"
[ $? = 1 ] && echo "ok - two fleets that differ give exit 1" || echo "not ok - compare of makers"
oracle compare "$work/export.json" "$work/list.json" cpu vendor Intel AMD "$work/compare.json"
"$HWFIT" compare 'system.form = laptop' 'system.form = desktop' -o "$work/compare.json"
oracle compare "$work/export.json" "$work/list.json" system form laptop desktop "$work/compare.json"
"$HWFIT" compare "" "" > "$work/out" && echo "ok - a fleet is like itself" || echo "not ok - a fleet differs from itself"

"$HWFIT" fleet outliers --least 4 -o "$work/outliers.json" || echo "not ok - outliers failed"
oracle outliers "$work/export.json" "$work/list.json" 4 "$work/outliers.json"
"$HWFIT" fleet stats -o "$work/stats.json" || echo "not ok - stats failed"
oracle stats "$work/export.json" "$work/list.json" "$work/stats.json"
machine=$("$HWFIT" inventory list 'system.model = "MacBook5,2"' --columns name --format json 2> /dev/null | jq -r '.[0].name')
"$HWFIT" fleet drift 'system.model = "MacBook5,2"' --baseline "$machine" -o "$work/drift.json"
[ $? = 1 ] && echo "ok - drift gives exit 1" || echo "not ok - drift gives another exit"
oracle drift "$work/export.json" "$work/list.json" "$machine" MacBook5,2 firmware "$work/drift.json"
