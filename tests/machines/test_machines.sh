#!/bin/bash
# Each recorded machine gives the document that is expected of it, byte for byte, twice; it is
# valid against the schema; and each ready-made need has the verdict that is expected.
cd "$(dirname "$0")/../.." || exit 1
work=$(mktemp -d) && trap 'rm -rf "$work"' EXIT
. tests/machines/lib.sh
mkdir "$work/scans"
"$HWFIT" facts --format json > "$work/schema.json"
for name in $(machines); do
	unpack "$name"
	document "$name" > "$work/scans/$name.json"
	document "$name" > "$work/second.json"
	if cmp -s "$work/scans/$name.json" "$work/second.json"; then echo "ok - $name scans to the same bytes twice"
	else echo "not ok - $name scans to the same bytes twice"; fi
	if diff -u "tests/machines/$name/expect.json" "$work/scans/$name.json" > "$work/diff"; then echo "ok - $name is as expected"
	else
		echo "not ok - $name is as expected (make golden rewrites it)"
		head -n 30 "$work/diff" | sed 's/^/  /'
	fi
	for expected in "tests/machines/$name"/check-*.txt; do
		[ -e "$expected" ] || continue
		tor=$(basename "$expected" .txt)
		tor=compat-db/tor/${tor#check-}.tor
		if verdict "$name" "$tor" | diff -u "$expected" - > "$work/diff"; then
			echo "ok - $name against $(basename "$tor") is as expected"
		else
			echo "not ok - $name against $(basename "$tor") is as expected"
			head -n 30 "$work/diff" | sed 's/^/  /'
		fi
	done
done
/usr/bin/python3 tests/facts/validate.py "$work/schema.json" "$work"/scans/*.json
