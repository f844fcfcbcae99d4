#!/bin/bash
# In every recorded machine a TPM is found exactly when udev had one. Needs
# ../shared/corpus (or $HWFIT_SHARED/corpus), python3 and jq; skips loudly without.
cd "$(dirname "$0")/../.." || exit 1
corpus=${HWFIT_SHARED:-../shared}/corpus
dumps=$corpus/udevadm/checkbox
for need in python3 jq; do
	command -v $need > /dev/null || { echo "ok - recorded TPMs # SKIP $need is not installed"; exit 0; }
done
[ -d "$dumps" ] || { echo "ok - recorded TPMs # SKIP no recordings in $dumps"; exit 0; }
work=$(mktemp -d) && trap 'rm -rf "$work"' EXIT
machines=0 found=0
for dump in "$dumps"/*.txt; do
	name=$(basename "$dump" .txt)
	expected=false
	grep -q '^N: tpm0' "$dump" && expected=true
	rm -rf "${work:?}"/*
	# The devices of the TPM alone: whole machines take long to unpack. A record without it
	# keeps the folder of classes, which every machine has.
	awk -v RS= -v ORS='\n\n' '/tpm|MSFT0101/ || /SUBSYSTEM=net\n/ || /SUBSYSTEM=mem\n/' "$dump" > "$work/dump.txt"
	python3 "$corpus/tools/udevdb2root" "$work/dump.txt" "$work/root" > /dev/null
	mkdir -p "$work/root/sys/firmware/acpi/tables" "$work/root/sys/class"
	got=$("$HWFIT" scan --format json --probe tpm --root "$work/root" | jq '.components.tpm[0].present')
	machines=$((machines + 1))
	[ "$expected" = true ] && found=$((found + 1))
	if [ "$got" = "$expected" ]; then echo "ok - $name"
	else echo "not ok - $name: present is $got, udev says $expected"; fi
done
echo "# $machines machines, $found with a TPM"
if [ "$machines" -ge 45 ] && [ "$found" -ge 10 ]; then echo "ok - the corpus was there"
else echo "not ok - only $machines machines, $found with a TPM"; fi
