#!/bin/bash
# Kernels of the database, counted again in the text that it is made of.
cd "$(dirname "$0")/../.." || exit 1
. tests/cmd/lib.sh
# shellcheck disable=SC2154 # lib.sh makes the place
db=$(dirname "$HWFIT")/compat.db
[ -e "$db" ] || { echo "ok - kernels # SKIP the database of this build is not built"; exit 0; }

exits 0 "kernels are listed" "$HWFIT" compat list kernels --compat "$db"
is "each once" [ "$(wc -l < "$where/out")" = "$(($(wc -l < compat-db/drivers/kernels.tsv) - 1))" ]
is "with its package" says "$(awk -F'\t' 'NR == 2 { print $3 }' compat-db/drivers/kernels.tsv)"

# Rows of the text with the bit of a kernel: bit BIT COLUMN FILE...
bit() {
	python3 - "$@" <<'END'
import sys
bit, column = int(sys.argv[1]), sys.argv[2]
rows = 0
for name in sys.argv[3:]:
    lines = open(name, encoding="utf-8").read().split("\n")
    head = lines[0].split("\t")
    at = head.index(column)
    rows += sum(int(line.split("\t")[at] or "0", 16) >> bit & 1 for line in lines[1:] if line)
print(rows)
END
}
number=0
tail -n +2 compat-db/drivers/kernels.tsv | cut -f 1,3 | while IFS=$'\t' read -r id package; do
	"$HWFIT" compat show "$package" --format json --compat "$db" > "$where/kernel.json"
	is "$package is the kernel of $id" [ "$(jq -r .kernel "$where/kernel.json")" = "$id" ]
	for bus in pci usb hid i2c acpi of other; do
		is "its patterns of $bus" [ "$(jq ".patterns.$bus" "$where/kernel.json")" = "$(bit $number kernels compat-db/drivers/$bus.tsv)" ]
	done
	is "its drivers" [ "$(jq .drivers "$where/kernel.json")" = "$(bit $number kernels compat-db/drivers/drivers.tsv)" ]
	is "of them built in" [ "$(jq .built_in "$where/kernel.json")" = "$(bit $number built_in compat-db/drivers/drivers.tsv)" ]
	number=$((number + 1))
done
exits 0 "a platform is shown with its kernels" "$HWFIT" compat show trixie --compat "$db"
is "by their packages" says "Package       $(awk -F'\t' '$2 == "debian-13" { print $3 " " $4 }' compat-db/drivers/kernels.tsv)"
exits 3 "a kernel that is not there" "$HWFIT" compat show linux-image-0.1 --compat "$db"
exits 0 "a list as JSON" "$HWFIT" compat list kernels --format json --compat "$db"
is "is an array" jq -e 'length > 2 and all(.[]; .patterns.pci >= 0)' "$where/out"
