#!/bin/bash
# Windows 11 over the processors of recorded machines: rule and lists counted, and each disagreement shown.
cd "$(dirname "$0")/../.." || exit 1
corpus=${HWFIT_SHARED:-/nowhere}/corpus/dmi/dmidecode-3000.tar.xz
if [ ! -f "$corpus" ]; then
	echo "ok - processors of recorded machines against Windows 11 # SKIP no recorded machines (HWFIT_SHARED)"
	exit 0
fi
work=$(mktemp -d) && trap 'rm -rf "$work"' EXIT
mkdir "$work"/{dmi,out} && tar -C "$work/dmi" -xf "$corpus"
python3 tests/compat/windows11_table.py "$HWFIT" "$(dirname "$HWFIT")/compat.db" "$work/out" "$work/dmi"
