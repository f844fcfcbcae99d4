#!/bin/bash
# The documents expected of the recorded machines say what lspci, lsusb, lsblk, lscpu,
# dmidecode and others said in the same boot. Differences are explained in the oracles.
cd "$(dirname "$0")/../.." || exit 1
command -v python3 > /dev/null || { echo "ok - peers # SKIP python3 is not installed"; exit 0; }
work=$(mktemp -d) && trap 'rm -rf "$work"' EXIT
. tests/machines/lib.sh
. tests/machines/compare.sh

for name in $(machines); do
	unpack "$name"
	compare_peers "$name" "tests/machines/$name/expect.json" "tests/machines/$name/peers" "$work/$name"
done
echo "# all: $checked values compared, $explained differences explained"
if [ "$checked" -ge 2000 ]; then echo "ok - the outputs of the peers were there"
else echo "not ok - only $checked values were compared"; fi
