#!/bin/bash
# Every recorded SMBIOS table gives the facts that dmidecode prints of the same table, and the
# modules that go-smbios expects. Needs ../shared/corpus (or $HWFIT_SHARED/corpus), python3,
# dmidecode and jq; skips loudly without.
cd "$(dirname "$0")/../.." || exit 1
corpus=${HWFIT_SHARED:-../shared}/corpus
for need in python3 dmidecode jq; do
	command -v $need > /dev/null || { echo "ok - SMBIOS corpus # SKIP $need is not installed"; exit 0; }
done
[ -d "$corpus/smbios" ] || { echo "ok - SMBIOS corpus # SKIP no recordings in $corpus/smbios"; exit 0; }
work=$(mktemp -d) && trap 'rm -rf "$work"' EXIT
tables=0 checked=0

# compare NAME FILE: the scan of a table with what dmidecode prints of it
compare() {
	dmidecode --from-dump "$2" > "$work/dmidecode.txt" 2> /dev/null
	if "$HWFIT" scan --format json --root "$work/root" > "$work/scan.json" &&
		python3 tests/probes/dmidecode_oracle.py "$work/scan.json" "$work/dmidecode.txt" > "$work/differences"; then
		echo "ok - $1"
	else
		echo "not ok - $1"
		sed 's/^/  /' "$work/differences"
	fi
	tables=$((tables + 1)) checked=$((checked + $(sed -n 's/^checked //p' "$work/differences")))
}

# What go-smbios expects of the modules, and what the scan has, in the same words.
expected_modules() {
	jq -r '.MemoryDevices[] | select(.Size != 0)
		| "\((if .Size == 32767 then .ExtendedSize else .Size end) * 1048576) \(.Speed * 1000000) \(.SerialNumber | gsub("^ +| +$"; "")) \(.PartNumber | gsub("^ +| +$"; ""))"' "$1" | sort
}
scanned_modules() {
	jq -r '.components.memory_module[] | "\(.size) \(.speed) \(.serial_raw // .serial) \(.part_number_raw // .part_number)"' "$1" | sort
}

for file in "$corpus"/smbios/*/*.{dat,bin,dmi}; do
	name=${file#"$corpus"/smbios/}
	rm -rf "${work:?}"/*
	python3 "$corpus/tools/smbios2root" "$file" "$work/table.bin" "$work/root"
	if ! dmidecode --from-dump "$work/table.bin" 2> /dev/null | grep -q '^Handle'; then
		# Windows writes eight bytes of its own before the table.
		tail -c +9 "$file" > "$work/file"
		python3 "$corpus/tools/smbios2root" "$work/file" "$work/table.bin" "$work/root"
	fi
	compare "$name" "$work/table.bin"
	[ -e "${file%.dmi}.json" ] || continue
	if diff <(expected_modules "${file%.dmi}.json") <(scanned_modules "$work/scan.json") > "$work/differences"; then
		echo "ok - $name has the modules that go-smbios expects"
	else
		echo "not ok - $name has the modules that go-smbios expects"
		sed 's/^/  /' "$work/differences"
	fi
done
echo "# $tables tables, $checked values compared with dmidecode"
if [ "$tables" -ge 27 ] && [ "$checked" -gt 1500 ]; then echo "ok - the corpus was there"
else echo "not ok - only $tables tables with $checked values were found"; fi
