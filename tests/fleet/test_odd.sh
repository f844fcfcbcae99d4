#!/bin/bash
# hwfit fleet outliers, drift and stats on made-up machines, word for word.
cd "$(dirname "$0")" || exit 1
. ../cmd/lib.sh
. ./lib.sh
# shellcheck disable=SC2154 # lib.sh makes the place
export HWFIT_DB=$where/i.db LC_ALL=C.UTF-8
"$HWFIT" inventory init
for i in $(seq 1 30); do machine desk-$i "Desk 7" "Core i5" Tartu A1:8:M8 B1:8:M8; done
machine odd-1 "Desk 7" "Core i5" Narva A1:8:M8 B1:32:ODD
machine odd-2 "Desk 7" "Core i5" Narva A1:8:M8
machine rare-1 "Book 3" "Core i9" Narva A1:64:M64
for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21; do
	machine name-$i "" "Core i$i" Narva A1:$i:M$i
	machine all-$i "All Series" "Core i$i" Narva A1:$i:M$i
	jq --arg b "B$i" '.components.board[0].model = $b' "$where/all-$i.json" > "$where/b" && mv "$where/b" "$where/all-$i.json"
done
"$HWFIT" inventory add "$where"/*.json > /dev/null 2>&1

exits 0 "outliers answers" "$HWFIT" fleet outliers
is "the part that is found once in 32 machines has 5 bits" says ' 5.0         1  Maker Desk 7  memory module 32 GB ddr4 2666 MT/s Samsung ODD: so in 1 of 32 machines of the model'
is "a part that is missing has the bits of those that lack it" says ' 4.0         1  Maker Desk 7  fewer than 2 x memory module 8 GB ddr4 2666 MT/s Samsung M8: so in 2 of 32 machines of the model'
is "no other machine is odd" test "$(grep -c 'machines of the model' "$where/out")" = 2
is "machines of no model, or of a name for many boards, are not judged" says 'machines that do not tell their model  42'
is "nor is a rare model" says 'machines of models too rare to judge   1'
exits 0 "fewer machines can be enough" "$HWFIT" fleet outliers --least 1 --format json
is "then the rare model is judged" test "$(jq .rare "$where/out")" = 0

exits 1 "drift is found" "$HWFIT" fleet drift 'system.model = "Desk 7"' --baseline desk-1
is "with those that are like the baseline" says 'machines that are like it  29'
is "and what differs" says 'memory module 32 GB ddr4 2666 MT/s Samsung ODD B1 instead of memory module 8 GB ddr4 2666 MT/s Samsung M8 B1'
exits 0 "without drift the exit is 0" "$HWFIT" fleet drift 'label.site = "Tartu"' --baseline desk-1
exits 3 "drift wants a baseline" "$HWFIT" fleet drift
exits 3 "and one that there is" "$HWFIT" fleet drift --baseline nobody

# A module goes from one machine to another; a number of two makers is not one part.
export HWFIT_DB=$where/moves.db
"$HWFIT" inventory init
machine old "Desk 7" "Core i5" Tartu A1:8:M8:S0001 B1:8:M8:S0002
machine twin "Desk 7" "Core i5" Tartu A1:8:OTHER:S0002
machine pair "Desk 7" "Core i5" Tartu A1:8:M8:S0001
"$HWFIT" inventory add "$where"/{old,twin}.json > /dev/null 2>&1
taken=2026-05-01T08:00:00Z machine old "Desk 7" "Core i5" Tartu A1:8:M8:S0001
taken=2026-06-01T08:00:00Z machine new "Desk 7" "Core i5" Narva A1:8:M8:S0002
"$HWFIT" inventory add "$where"/{old,new}.json > /dev/null 2>&1
exits 0 "moves answers" "$HWFIT" fleet moves --format json
is "a module is followed by its serial number" test "$(jq -c '.moves[0] | [.kind, .part, .serial, .from, .until, .to, .since, .both]' "$where/out")" = \
	'["memory_module","Samsung M8","S0002","old","2026-03-01","new","2026-06-01","no"]'
is "another part of the same number is none" test "$(jq '.moves | length' "$where/out")" = 1
"$HWFIT" inventory add "$where/pair.json" > /dev/null 2>&1
exits 0 "and one that two machines claim" "$HWFIT" fleet moves --format json
is "is said to be in both" test "$(jq -c '[.moves[] | select(.both == "yes") | .serial]' "$where/out")" = '["S0001"]'
exits 0 "moves of a place can be asked for" "$HWFIT" fleet moves 'label.site = "Narva"' --format json
is "and are those alone" test "$(jq -c '[.moves[].serial]' "$where/out")" = '["S0002"]'
export HWFIT_DB=$where/i.db

exits 0 "stats answers" "$HWFIT" fleet stats 'system.model = "Desk 7"' --fact memory.installed
is "with a bar for each value" says '16 GB        30  93.8 %  ████████████████████████████████████████'
is "in the order of the values" test "$(grep -oE '^[0-9]+ GB' "$where/out" | tr '\n' ' ')" = "8 GB 16 GB 40 GB "
is "and the models by site" says 'Tartu            30'
exits 0 "many values are put together" "$HWFIT" fleet stats --fact memory.installed
is "in at most 16 steps" test "$(sed -n '/installed/,/^$/p' "$where/out" | grep -c '█')" = 16
exits 0 "for a program they are not" "$HWFIT" fleet stats --fact memory.installed --format json
is "and all machines are in them" test "$(jq '[."memory.installed"[].machines] | add' "$where/out")" = 75
exits 3 "a fact that is none is refused" "$HWFIT" fleet stats --fact ram
is "with the nearest" complains 'did you mean memory.installed'
# A terminal of 60 columns: no line is wider.
if command -v script > /dev/null; then
	script -qec "stty cols 60; '$HWFIT' fleet stats --fact cpu.model" /dev/null > "$where/wide" < /dev/null
	is "on a narrow terminal no line is too wide" python3 -c 'import sys
sys.exit(any(len(line.rstrip("\r\n")) > 60 for line in open(sys.argv[1], encoding="utf-8", newline="\n")))' "$where/wide"
else
	echo "ok - a narrow terminal # SKIP script(1) is not installed"
fi
