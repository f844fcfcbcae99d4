#!/bin/bash
# 3,000 recorded texts of dmidecode come in, and each says in the inventory what it says; a
# second import changes nothing. Needs ../shared/corpus (or $HWFIT_SHARED/corpus); skips loudly.
cd "$(dirname "$0")/../.." || exit 1
corpus=${HWFIT_SHARED:-../shared}/corpus
texts=$corpus/dmi/dmidecode-3000.tar.xz
[ -e "$texts" ] || { echo "ok - texts of dmidecode # SKIP no recordings in $corpus/dmi"; exit 0; }
work=$(mktemp -d) && trap 'rm -rf "$work"' EXIT
tar xf "$texts" -C "$work" || exit 1
folder=$(dirname "$(find "$work" -name '*.txt' | head -1)")

"$HWFIT" inventory init --db "$work/i.db" &&
	"$HWFIT" inventory import --db "$work/i.db" "$folder" > "$work/first" 2> /dev/null &&
	echo "ok - all texts come in: $(cat "$work/first")" || echo "not ok - the import failed"
grep -q 'refused 0$' "$work/first" && grep -q 'quarantined 0,' "$work/first" &&
	echo "ok - none is refused or quarantined" || echo "not ok - $(cat "$work/first")"
"$HWFIT" inventory import --db "$work/i.db" "$folder" > "$work/second" 2> /dev/null
grep -q '^accepted 0, updated 0, ' "$work/second" &&
	echo "ok - repeating it changes nothing" || echo "not ok - repeated: $(cat "$work/second")"
"$HWFIT" inventory import --dry-run "$folder" -o "$work/dry.json" 2> /dev/null
"$HWFIT" inventory export --db "$work/i.db" -o "$work/export.json" 2> /dev/null
if python3 tests/import/dmidecode_oracle.py "$folder" "$work/dry.json" "$work/export.json" > "$work/oracle"; then
	echo "ok - $(tail -n 1 "$work/oracle")"
else
	echo "not ok - the inventory and an independent reading differ"
	tail -n 20 "$work/oracle" | sed 's/^/  /'
fi
"$HWFIT" inventory verify --db "$work/i.db" > "$work/verify" &&
	echo "ok - verify: $(cat "$work/verify")" || echo "not ok - $(head -c 300 "$work/verify")"

# The dump and the text of one table are the same machine.
same=0 tables=0
for file in "$corpus"/smbios/*/*.{dat,bin,dmi}; do
	[ -e "$file" ] && command -v dmidecode > /dev/null || continue
	dmidecode --from-dump "$file" > "$work/text" 2> /dev/null || continue
	"$HWFIT" inventory import --dry-run --as dmidecode "$work/text" -o "$work/a.json" 2> /dev/null || continue
	"$HWFIT" inventory import --dry-run --as dmidecode_bin "$file" -o "$work/b.json" 2> /dev/null || continue
	tables=$((tables + 1))
	for each in a b; do
		jq -S '.components.memory_module // [] | map({locator, size, part_number, speed, type, form})' \
			"$work/$each.json" > "$work/$each.modules"
	done
	cmp -s "$work/a.modules" "$work/b.modules" && same=$((same + 1)) || echo "# $file differs"
done
[ "$tables" = 0 ] && { echo "ok - dump and text # SKIP no dump that dmidecode reads"; exit 0; }
[ "$same" = "$tables" ] && echo "ok - dump and text give the same modules for $tables tables" ||
	echo "not ok - dump and text differ for $((tables - same)) of $tables tables"
