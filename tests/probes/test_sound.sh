#!/bin/bash
# Sound controllers are what the kernel writes of their codecs: of the recorded machines.
cd "$(dirname "$0")/../.." || exit 1
command -v python3 > /dev/null || { echo "ok - sound # SKIP python3 is not installed"; exit 0; }
work=$(mktemp -d) && trap 'rm -rf "$work"' EXIT
. tests/machines/lib.sh
checked=0
for name in $(machines); do
	unpack "$name"
	[ -d "$work/$name/proc/asound" ] || continue
	"$HWFIT" scan --format json --root "$work/$name" > "$work/scan.json"
	if python3 tests/probes/sound_oracle.py "$work/scan.json" "$work/$name" > "$work/differences"; then echo "ok - sound of machine $name"
	else
		echo "not ok - sound of machine $name"
		grep . "$work/differences" | sed 's/^/  /'
	fi
	checked=$((checked + $(sed -n 's/^checked //p' "$work/differences")))
done
echo "# $checked values compared"
if [ "$checked" -ge 15 ]; then echo "ok - the recordings have codecs"; else echo "not ok - the recordings have codecs: only $checked values"; fi
