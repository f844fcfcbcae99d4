#!/bin/bash
# hwfit fleet groups on a few made-up machines, word for word.
cd "$(dirname "$0")" || exit 1
. ../cmd/lib.sh
. ./lib.sh
# shellcheck disable=SC2154 # lib.sh makes the place
export HWFIT_DB=$where/i.db LC_ALL=C.UTF-8
"$HWFIT" inventory init
for i in 1 2 3; do machine desk-$i "Desk 7" "Core i5" Tartu A1:8:M8 B1:8:M8; done
machine desk-4 "Desk 7" "Core i5" Tartu A1:8:M8
machine desk-5 "Desk 7" "Core i7" Narva A1:8:M8 B1:16:M16
machine desk-6 "Desk 7" "Core i5" Narva A1:8:OTHER B1:8:M8
machine blank-1 "" "Core i5" Tartu A1:8:M8
machine blank-2 "" "Core i7" Tartu A1:4:M4
machine blank-3 "" "Core i7" Tartu A1:4:M4
"$HWFIT" inventory add "$where"/*.json > /dev/null 2>&1

exits 0 "groups answers" "$HWFIT" fleet groups
is "a model has its machines counted" says 'Maker Desk 7 (machines: 6, configurations: 3)'
is "the usual configuration is told" says '4  usual: processor Core i5; 2 x memory module 8 GB ddr4 2666 MT/s'
is "what is missing is told" says '1  without memory module 8 GB ddr4 2666 MT/s'
is "what is there instead is told" says 'processor Core i7 instead of processor Core i5'
is "and of which kind" says 'memory module 16 GB ddr4 2666 MT/s instead of memory module 8 GB ddr4 2666 MT/s'
is "and in which machine" says 'in desk-5'
is "machines of no model come last" says 'model not told (machines: 3, configurations: 2)'
is "and none of them is measured by another" test "$(grep -c 'usual:' "$where/out")" = 1
exits 0 "part numbers can count" "$HWFIT" fleet groups --level part_numbers 'system.model = "Desk 7"'
is "then another make of module differs" says 'memory module 8 GB ddr4 2666 MT/s Samsung OTHER instead of memory module 8 GB ddr4 2666 MT/s Samsung M8'
exits 0 "a place can be asked for" "$HWFIT" fleet groups 'label.site = "Narva"' --format json
is "and only its machines count" test "$(jq .machines "$where/out")" = 2
is "with their names" test "$(jq -c '[.configurations[].names[]] | sort' "$where/out")" = '["desk-5","desk-6"]'
"$HWFIT" fleet groups --format json > "$where/a" && "$HWFIT" fleet groups --format json > "$where/b"
is "the same answer each time" cmp -s "$where/a" "$where/b"
exits 3 "another level is refused" "$HWFIT" fleet groups --level bios
is "with those there are" complains 'expected cpu+memory, model, part_numbers, slots or firmware, found bios'
exits 3 "two expressions are refused" "$HWFIT" fleet groups 'cpu.cores = 4' 'cpu.cores = 2'
exits 3 "an expression that is none is refused" "$HWFIT" fleet groups 'cpu.core = 4'
exits 0 "Estonian is spoken" "$HWFIT" fleet groups --lang et
