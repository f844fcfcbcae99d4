#!/bin/bash
# Tables: titles that are facts, titles that a mapping explains, and cells that are wrong.
cd "$(dirname "$0")/../.." || exit 1
. tests/cmd/lib.sh
import() { "$HWFIT" inventory import --jobs 1 "$@"; }
exits 0 "a table whose titles are facts is recognised" import --dry-run tests/import/samples/table.csv -o "$where/scans"
is "and read" complains "read as csv 2"
jq -s -r '.[] | [.host.hostname, .components.system[0].vendor, .components.system[0].serial, (.components.memory[0].installed|tostring), .labels.site, .taken] | join("|")' \
	"$where/scans" > "$where/out"
is "with its units, quotes and dates" diff -u - "$where/out" <<'EXPECTED'
lab-06|Dell|ABC1238|8589934592|Tartu|2026-03-01T00:00:00Z
lab-07|Dell|ABC1239|17179869184|Narva "2"|2026-03-01T08:00:00Z
EXPECTED
printf 'Arvuti;Seerianumber;RAM (GB);Ruum;Hind\nlab-08;ABC1240;16;214;500\n;;;;\nlab-09;ABC1241;;215;600\n' > "$where/own.csv"
printf 'Arvuti = name\nSeerianumber = system.serial\nRAM (GB) = memory.installed GB\nRuum = label.room\nHind = -\n' > "$where/map"
exits 0 "a mapping says what the columns are" import --dry-run --mapping "$where/map" "$where/own.csv" -o "$where/scans"
jq -s -r '.[] | [.host.hostname, .components.system[0].serial, (.components.memory[0].installed|tostring), .labels.room] | join("|")' \
	"$where/scans" > "$where/out"
is "an empty row is none, an empty cell says nothing" diff -u - "$where/out" <<'EXPECTED'
lab-08|ABC1240|17179869184|214
lab-09|ABC1241|null|215
EXPECTED
"$HWFIT" inventory init --db "$where/i.db"
sed 's/;16;/;much;/' "$where/own.csv" > "$where/bad.csv"
exits 3 "a wrong cell refuses the table" import --db "$where/i.db" --mapping "$where/map" "$where/bad.csv"
is "with line, column and what is expected" complains "2: RAM (GB): expected a number"
is "and nothing of it is in" [ "$("$HWFIT" inventory list --db "$where/i.db" --format json 2> /dev/null | jq length)" = 0 ]
sed 's/system.serial/system.seriall/' "$where/map" > "$where/bad.map"
exits 3 "a mapping to no fact is refused" import --dry-run --mapping "$where/bad.map" "$where/own.csv"
exits 0 "a table comes in" import --db "$where/i.db" --mapping "$where/map" "$where/own.csv"
"$HWFIT" inventory list --db "$where/i.db" --columns name,system.serial,label.room --format csv > "$where/sent.csv" 2> /dev/null
"$HWFIT" inventory init --db "$where/j.db"
import --db "$where/j.db" "$where/sent.csv" > "$where/out" 2> "$where/err"
is "and what list sends as CSV comes in again" says "accepted 2,"
