#!/bin/bash
# A server gives the answers that a file gives, whichever way they are read: there, what a
# question looks at is fetched ahead, some thousands of parts at a time.
cd "$(dirname "$0")/../.." || exit 1
. tests/store/postgres.sh
. tests/cmd/lib.sh
trap 'postgres_stop; rm -rf "$where"' EXIT
why=$(postgres_why)
[ -z "$why" ] || { echo "ok - # SKIP $why"; exit 0; }
postgres_start || { echo "not ok - a server starts"; exit 1; }

# 5,000 machines, 4,500 of them with a module that no other has: more than is fetched at once.
python3 - > "$where/scans.json" << 'PYTHON'
import json
for i in range(5000):
    gigabytes = [4, 8, 16, 24][i % 4]
    print(json.dumps({
        "format": "hwfit-scan/1", "tool": {"name": "hwfit", "version": "0.1.0"},
        "taken": "2026-03-01T08:00:00Z", "host": {"hostname": f"pc-{i:04}"},
        "labels": {"site": ["Tartu", "Narva", "Tallinn"][i % 3]}, "probes": [], "notes": [],
        "components": {
            "system": [{"vendor": "Maker", "model": f"Desk {i % 7}", "serial": f"SN-{i:04}"}],
            "board": [{"vendor": "Maker", "model": f"B{i % 5}", "serial": f"BS-{i:04}"}],
            "cpu": [{"model": f"Core i{i % 3}", "cores": 2 + 2 * (i % 3)}],
            "memory": [{"installed": gigabytes << 30, "slots": 2, "free_slots": 1}],
            "memory_module": [{"key": "A1", "locator": "A1", "size": gigabytes << 30, "type": "ddr4",
                               "vendor": "Samsung", "part_number": f"M{min(i, 4499):04}"}]}}, indent=1))
PYTHON
printf 'tor 1\nram: must memory.installed >= 8 GB\ncores: must cpu.cores >= 4\n' > "$where/need.tor"
file=$where/i.db
"$HWFIT" inventory init --db "$file" && "$HWFIT" inventory init --db "$PG_URL"
"$HWFIT" inventory add --db "$file" "$where/scans.json" > "$where/out" 2>&1
is "the machines are in a file" says "accepted 5000,"
"$HWFIT" inventory export --db "$file" 2> /dev/null | "$HWFIT" inventory import --db "$PG_URL" - > "$where/out" 2>&1
is "and in a server" says "accepted 5000,"

same() { # WHAT COMMAND...: the same document, the same end
	local what=$1 a b
	shift
	"$HWFIT" "$@" --format json --db "$file" > "$where/a" 2> /dev/null
	a=$?
	"$HWFIT" "$@" --format json --db "$PG_URL" > "$where/b" 2> "$where/err"
	b=$?
	# Numbers of machines, and their order by these, are each inventory's own.
	for i in a b; do
		jq 'walk(if type == "array" then sort else . end) | del(.. | .number?)' "$where/$i" > "$where/$i.sorted"
	done
	diff -u "$where/a.sorted" "$where/b.sorted" > "$where/diff"
	is "$what" [ "$a.$?" = "$b.0" -a -s "$where/a" ]
	head -20 "$where/diff"
}
same "groups are the same" fleet groups --level part_numbers
same "two fleets compare the same" compare 'label.site = "Tartu"' 'label.site = "Narva"'
same "outliers are the same" fleet outliers
same "the numbers are the same" fleet stats
same "a need is judged the same" check "$where/need.tor" --fleet
same "a plan is the same" fleet plan "$where/need.tor"
same "a selection is the same" fleet stats 'memory.installed >= 16 GB'
