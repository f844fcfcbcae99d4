#!/bin/bash
# Names in the database are those of the lists: thousands of numbers as lspci names them, and
# every row of usb.ids, pci.ids and pnp.ids as another program reads them.
cd "$(dirname "$0")/../.." || exit 1
misc=/usr/share/misc pnp=/usr/share/hwdata/pnp.ids
for need in python3 lspci; do
	command -v $need > /dev/null || { echo "ok - names # SKIP $need is not installed"; exit 0; }
done
[ -r $misc/pci.ids ] && [ -r $misc/usb.ids ] && [ -r $pnp ] \
	|| { echo "ok - names # SKIP the lists of the package hwdata are not installed"; exit 0; }
work=$(mktemp -d) && trap 'rm -rf "$work"' EXIT

result() { # NAME STATUS
	if [ "$2" = 0 ]; then echo "ok - $1"; else echo "not ok - $1"; head -n 20 "$work/out" | sed 's/^/  /'; fi
	grep '^#' "$work/out"
}

"$HWFIT" compat build tests/compat/small -o "$work/compat.db" 2> "$work/out"
result "the database is built with the lists of this system" $?
mkdir "$work/root"
python3 tests/compat/names_oracle.py dump $misc/pci.ids 6000 > "$work/root/pci.dump"
"$HWFIT" scan --compat "$work/compat.db" --root "$work/root" --probe pci --format json > "$work/scan.json"
# lspci's own list must be the same one, not a newer one of the user.
lspci -F "$work/root/pci.dump" -i $misc/pci.ids -Dvmm > "$work/lspci" 2> /dev/null
python3 tests/compat/names_oracle.py pci "$work/scan.json" "$work/lspci" > "$work/out"
result "PCI functions have the names that lspci gives" $?
for list in pci:$misc/pci.ids usb:$misc/usb.ids pnp:$pnp; do
	python3 tests/compat/names_oracle.py list "$work/compat.db" "${list#*:}" "${list%%:*}" > "$work/out"
	result "every name of ${list#*:}" $?
done
