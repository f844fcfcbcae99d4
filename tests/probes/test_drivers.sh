#!/bin/bash
# Modules that claim a device are those that libkmod finds in the same index: of a small kernel
# of our own, and of those in $HWFIT_KERNELS. Devices without a driver are those of which lspci
# and udev show none. Needs cc, libkmod-dev, kmod and python3. Skips loudly without.
cd "$(dirname "$0")/../.." || exit 1
corpus=${HWFIT_SHARED:-../shared}/corpus
work=$(mktemp -d) && trap 'rm -rf "$work"' EXIT
. tests/cmd/lib.sh
if ! cc -O2 -o "$work/answers" tests/compat/kmod_answers.c -lkmod 2> /dev/null || ! command -v depmod > /dev/null; then
	echo "ok - libkmod finds the same # SKIP libkmod-dev and kmod are not installed"
	exit 0
fi
cc -O2 -D_GNU_SOURCE -I. -Isrc -o "$work/ours" tests/probes/index_answers.c probes/module_index.c
mkdir -p "$work/root/lib/modules"
cp -r tests/compat/kernel "$work/root/lib/modules/6.1.0-test"
touch "$work"/root/lib/modules/6.1.0-test/modules.{order,builtin}
depmod -b "$work/root" 6.1.0-test 2> /dev/null
python3 tests/compat/aliases.py compat-db "$corpus"/udevadm/checkbox/*.txt > "$work/aliases" 2> /dev/null ||
	python3 tests/compat/aliases.py compat-db > "$work/aliases"
sed -n 's/^alias \([^ ]*\) .*/\1/p' "$work/root/lib/modules/6.1.0-test/modules.alias" |
	sed 's/\[\(.\)[^]]*\]/\1/g; s/\*/0/g; s/?/0/g' >> "$work/aliases"
for kernel in "small=$work/root/lib/modules/6.1.0-test" ${HWFIT_KERNELS:-}; do
	folder=${kernel#*=}
	"$work/answers" "$folder" < "$work/aliases" > "$work/kmod.txt"
	indexes=("$folder/modules.alias.bin")
	[ -e "$folder/modules.builtin.alias.bin" ] && indexes+=("$folder/modules.builtin.alias.bin")
	"$work/ours" "${indexes[@]}" < "$work/aliases" > "$work/ours.txt"
	is "libkmod finds the same in ${kernel%%=*}" cmp -s "$work/kmod.txt" "$work/ours.txt"
	echo "# ${kernel%%=*}: $(wc -l < "$work/aliases") aliases, $(grep -c . "$work/kmod.txt") claimed, $(diff "$work/kmod.txt" "$work/ours.txt" | grep -c '^>') differ"
done
is "the small kernel claims some" test "$("$work/ours" "$work/root/lib/modules/6.1.0-test/modules.alias.bin" < "$work/aliases" | grep -c .)" -ge 3

# A whole machine: PCI functions without a driver are those that lspci shows without one.
unbound=0 functions=0
for recording in tests/machines/lab-*/root.tar.xz; do
	name=$(basename "$(dirname "$recording")")
	"$HWFIT" scan --probe pci,usb,drivers --format json --root "$recording" > "$work/scan.json"
	python3 - "$work/scan.json" "tests/machines/$name/peers/lspci.txt" > "$work/differences" << 'X'
import json, re, sys
scan = json.load(open(sys.argv[1]))["components"]
mine = {c["key"]: c.get("driver") for c in scan["pci"]}
text = open(sys.argv[2], encoding="utf-8", errors="replace").read()
if "Kernel driver in use" in text or "\nDriver:" in text:
    for block in re.split(r"\n\n+", text):
        slot = re.search(r"^(?:Slot:\s*)?([0-9a-f]{4}:[0-9a-f]{2}:[0-9a-f]{2}\.[0-9a-f])", block, re.M)
        driver = re.search(r"(?:Kernel driver in use|^Driver):\s*(.+)", block, re.M)
        if slot and (driver and driver[1]) != mine.get(slot[1]):
            print(slot[1], mine.get(slot[1]), driver and driver[1])
for line in scan["os"][0]["devices_without_driver"]:
    kind, key = line.split()[:2]
    if kind == "pci" and mine[key]:
        print(line, "has the driver", mine[key])
print("counts", len(scan["os"][0]["devices_without_driver"]), len(mine))
X
	grep -v "^counts" "$work/differences" | head -5 | sed "s/^/# /"
	is "$name: what has no driver is what lspci shows without one" test "$(grep -cv '^counts' "$work/differences")" = 0
	read -r _ u f < <(grep '^counts' "$work/differences")
	unbound=$((unbound + u)) functions=$((functions + f))
done
echo "# $functions functions, $unbound devices without a driver"
is "the recorded machines have functions and devices without a driver" test $((functions >= 100 && unbound >= 10)) = 1
