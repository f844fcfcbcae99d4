#!/bin/bash
# Whatever text devices, disks and files have, a scan is valid JSON and its text inert: terminal
# sequences, quotes, markup, formulas, bytes that are no UTF-8, 64 KB, in a recorded machine that
# has one of everything.
cd "$(dirname "$0")/../.." || exit 1
command -v python3 > /dev/null || { echo "ok - hostile text # SKIP python3 is not installed"; exit 0; }
work=$(mktemp -d -p /dev/shm 2> /dev/null || mktemp -d) && trap 'rm -rf "$work"' EXIT
. tests/machines/lib.sh
unpack lab-bios
mv "$work/lab-bios" "$work/clean"
scan() { timeout 60 "$HWFIT" scan --root "$work/$1" "${@:2}" 2> "$work/err"; } # TREE OPTION...
for format in json html; do scan clean -o "$work/clean.$format"; done
"$HWFIT" facts --format json > "$work/schema.json"
mkdir "$work/scans"

for text in terminal page sheet bytes json lines direction format large; do
	for extent in told everything; do
		# What the kernel itself writes, too: once with each kind of bytes is enough.
		[[ $extent = told || $text =~ ^(bytes|lines|large)$ ]] || continue
		cp -a "$work/clean" "$work/tree"
		count=$(python3 tests/probes/hostile.py "$work/tree" "$text" "$extent")
		failed=''
		for format in json html; do scan tree -o "$work/scans/$text-$extent.$format" || failed=$format; done
		scan tree -v > "$work/hostile.txt" || failed=text
		if [ -z "$failed" ] && [ "$count" -ge 300 ]; then echo "ok - $text, $extent: scanned with $count hostile texts"
		else echo "not ok - $text, $extent: scanned with $count hostile texts ($failed: $(head -c 200 "$work/err"))"; fi
		python3 tests/probes/hostile.py --check "$work/clean.json" "$work/scans/$text-$extent.json" \
			"$work/hostile.txt" "$work/scans/$text-$extent.html" "$text"
		rm -rf "$work/tree"
	done
done
/usr/bin/python3 tests/facts/validate.py "$work/schema.json" "$work"/scans/*.json
