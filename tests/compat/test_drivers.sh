#!/bin/bash
# drivers_for over recorded machines: three laptops device by device, and all of them beside libkmod.
cd "$(dirname "$0")/../.." || exit 1
recordings=${HWFIT_SHARED:-/nowhere}/corpus/udevadm/checkbox udevdb2root=${HWFIT_SHARED:-/nowhere}/corpus/tools/udevdb2root
if [ ! -d "$recordings" ]; then
	echo "ok - drivers of recorded machines # SKIP no recorded machines (HWFIT_SHARED)"
	exit 0
fi
work=$(mktemp -d) && trap 'rm -rf "$work"' EXIT
db=$(dirname "$HWFIT")/compat.db
printf 'tor 1\ntitle "laptops"\ndrivers: must drivers_for every device on debian-13\n' > "$work/laptops.tor"
# What the kernel of Debian 13 has for each device: looked up by hand with libkmod, device by device.
for laptop in LENOVO_T430S DELL_LATITUDEE6430 HP_ELITEBOOK_835_13_INCH_G10; do
	python3 "$udevdb2root" "$recordings/$laptop.txt" "$work/$laptop" > /dev/null
	"$HWFIT" scan --root "$work/$laptop" --compat "$db" -o "$work/$laptop.json"
	"$HWFIT" check "$work/laptops.tor" "$work/$laptop.json" --compat "$db" --explain --format json | python3 tests/compat/laptop_lines.py > "$work/found"
	[ -z "${UPDATE:-}" ] || cp "$work/found" "tests/compat/laptops/$laptop.tsv"
	if cmp -s "$work/found" "tests/compat/laptops/$laptop.tsv"; then echo "ok - every device of $laptop on Debian 13 has the driver that libkmod finds, or the reason why not"
	else
		echo "not ok - $laptop on Debian 13"
		diff "tests/compat/laptops/$laptop.tsv" "$work/found" | sed 's/^/  /'
	fi
done
pairs=()
for root in ${HWFIT_KERNELS:-}; do pairs+=("$root"); done
if [ "${#pairs[@]}" = 0 ]; then
	echo "ok - drivers_for says what libkmod says # SKIP no kernels: HWFIT_KERNELS=\"debian-13=DIR …\" (compat-db/update.sh --indexes DIR)"
	exit 0
fi
if ! cc -O2 -o "$work/answers" tests/compat/kmod_answers.c -lkmod 2> /dev/null; then
	echo "ok - drivers_for says what libkmod says # SKIP libkmod-dev is not installed"
	exit 0
fi
mkdir "$work/out"
python3 tests/compat/drivers_table.py "$HWFIT" "$db" "$work/answers" "$udevdb2root" "$work/out" "$recordings"/*.txt -- "${pairs[@]}"
