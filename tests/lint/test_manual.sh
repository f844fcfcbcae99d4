#!/bin/bash
# Every manual page is clean mdoc, and every command has one.
cd "$(dirname "$0")/../.." || exit 1
for page in "$B"/man/*.[1-8]; do
	# Whether a page is installed on the machine of the tests says nothing about ours.
	complaints=$(mandoc -Tlint "$page" | grep -v 'referenced manual not found')
	if [ -z "$complaints" ]; then echo "ok - $(basename "$page") is clean"
	else echo "not ok - $(basename "$page"): $complaints"; fi
	for name in $(sed -nE 's/^\.Xr (hwfit[a-z-]*) ([1-8]).*/\1.\2/p' "$page"); do
		[ -e "$B/man/$name" ] || echo "not ok - $(basename "$page") refers to $name, which is not there"
	done
done
