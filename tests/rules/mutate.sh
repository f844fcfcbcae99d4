#!/bin/bash
# Does the table of verdicts notice when a rule is broken? Breaks each rule of mutations.tsv
# in a copy, builds, and runs the table, which must fail. Run by hand: tests/rules/mutate.sh
set -eu
cd "$(dirname "$0")/../.."
here=$PWD copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
make -s all
cp -a build src probes compat-db man Makefile "$copy"
cd "$copy"
caught=0 missed=0
while IFS=$'\t' read -r file edit what; do
	cp "$here/$file" "$file"
	sed -i "$edit" "$file"
	if cmp -s "$here/$file" "$file"; then
		echo "STALE   $what: the edit changes nothing in $file"
		missed=$((missed + 1))
		continue
	fi
	if ! make -s build/hwfit > build.log 2>&1; then
		echo "STALE   $what: does not build"
		missed=$((missed + 1))
	elif broken=$(python3 "$here/tests/rules/verdicts.py" build/hwfit \
		"$here/tests/rules/verdicts.txt" | grep -c '^not ok'); then
		echo "caught  $what ($broken cases)"
		caught=$((caught + 1))
	else
		echo "MISSED  $what"
		missed=$((missed + 1))
	fi
	cp "$here/$file" "$file"
done < "$here/tests/rules/mutations.tsv"
echo "$caught caught, $missed missed"
[ "$missed" = 0 ]
