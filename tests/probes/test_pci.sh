#!/bin/bash
# PCI functions are those that lspci shows: of this machine, of lspci's own dumps, and of
# recorded trees. Needs lspci and python3; recordings in ../shared/corpus (or
# $HWFIT_SHARED/corpus). Skips loudly without.
cd "$(dirname "$0")/../.." || exit 1
corpus=${HWFIT_SHARED:-../shared}/corpus
for need in python3 lspci; do
	command -v $need > /dev/null || { echo "ok - PCI # SKIP $need is not installed"; exit 0; }
done
# Unpacked trees have many small files: in memory where that is possible.
work=$(mktemp -d -p /dev/shm 2> /dev/null || mktemp -d) && trap 'rm -rf "$work"' EXIT
machines=0 functions=0 checked=0 explained=0

# compare NAME OPTION...: $work/scan.json with $work/lspci.txt
compare() {
	if python3 tests/probes/pci_oracle.py "$work/scan.json" "$work/lspci.txt" "${@:2}" > "$work/differences"; then
		echo "ok - $1"
	else
		echo "not ok - $1"
		grep . "$work/differences" | head -n 20 | sed 's/^/  /'
	fi
	machines=$((machines + 1))
	functions=$((functions + $(sed -n 's/^functions //p' "$work/differences")))
	checked=$((checked + $(sed -n 's/^checked //p' "$work/differences")))
	explained=$((explained + $(sed -n 's/^explained //p' "$work/differences")))
}

if [ -d /sys/bus/pci/devices ]; then
	"$HWFIT" scan --probe pci --format json > "$work/scan.json"
	lspci -Dvmmnnk > "$work/lspci.txt" 2> /dev/null
	compare "this machine"
	here=$checked
	echo "# this machine: $functions functions, $here values compared with lspci"
else
	echo "ok - PCI of this machine # SKIP it has no PCI bus"
fi

# A library that cannot be loaded stands for one that is not installed.
mkdir -p "$work/dump" "$work/none"
lspci -x > "$work/dump/pci.dump" 2> /dev/null || printf '00:00.0 Host bridge: x\n00: 86 80 37 12\n\n' > "$work/dump/pci.dump"
: > "$work/none/libpci.so.3"
LD_LIBRARY_PATH=$work/none "$HWFIT" scan --root "$work/dump" --probe pci --format json > "$work/without.json"
grep -q 'the output of lspci needs libpci: .*install the package libpci3' "$work/without.json" &&
	echo "ok - without libpci its output is not read, and what to install is said" || { echo "not ok - without libpci"; head -n 20 "$work/without.json"; }

# The words are the names of pci.ids.
if [ -r /usr/share/misc/pci.ids ]; then
	python3 - > "$work/differences" << 'PY' && echo "ok - words for classes are the names of pci.ids" || { echo "not ok - words for classes"; cat "$work/differences"; }
import re, sys
fold = lambda s: re.sub(r"[^a-z0-9]+", "_", re.sub(r"\(.*?\)", "", s).replace("Smard", "Smart").lower()).strip("_")
rows = {(b, s): w for b, s, w in re.findall(r'PCI_CLASS\(0x(..), (?:0x)?(\w+), "(\w+)"\)', open("probes/pci_classes.def").read())}
bad, base = [], None
for line in open("/usr/share/misc/pci.ids", encoding="utf-8"):
    if line.startswith("C "):
        base = line[2:4]
    found = re.match(r"C ()(?:..)  (.*)" if line.startswith("C ") else r"\t(..)  (.*)", line)
    if base and found and not line.startswith("\t\t"):
        key = (base, found.group(1) or "ANY")
        # Names that newer versions of pci.ids add are no fault.
        if key in rows and rows[key] != fold(found.group(2)):
            bad.append(f"  {key}: {rows[key]}, pci.ids {found.group(2)}")
print("\n".join(bad))
sys.exit(bool(bad))
PY
fi

machines=0 functions=0 checked=0 explained=0
for recording in tests/machines/*/root.tar.xz; do
	mkdir "$work/tree" && tar --no-same-owner -xf "$recording" -C "$work/tree"
	"$HWFIT" scan --probe pci --format json --root "$work/tree" > "$work/scan.json"
	cp "$(dirname "$recording")/peers/lspci.txt" "$work/lspci.txt" 2> /dev/null &&
		compare "machine $(basename "$(dirname "$recording")")"
	rm -rf "$work/tree"
done
echo "# recorded machines: $machines machines, $functions functions, $checked values compared"
[ "$machines" -ge 1 ] && echo "ok - recorded machines were there" || echo "not ok - no recorded machine"

[ -d "$corpus/pci" ] || { echo "ok - PCI corpus # SKIP no recordings in $corpus/pci"; exit 0; }
machines=0 functions=0 checked=0 explained=0
for dump in "$corpus"/pci/pciutils/*; do
	mkdir -p "$work/root" && cp "$dump" "$work/root/pci.dump"
	"$HWFIT" scan --probe pci --format json --root "$work/root" > "$work/scan.json"
	lspci -F "$dump" -Dvmmnn > "$work/lspci.txt" 2> /dev/null
	lspci -F "$dump" -Dvv > "$work/links.txt" 2> /dev/null
	compare "dump $(basename "$dump")" --links "$work/links.txt"
	rm -rf "$work/root"
done
echo "# dumps of lspci: $machines machines, $functions functions, $checked values compared, $explained differences explained"
[ "$machines" -ge 27 ] && [ "$functions" -gt 100 ] && echo "ok - the dumps were there" || echo "not ok - only $machines dumps"

# tree NAME: lspci reads the sysfs of the same tree.
machines=0 functions=0 checked=0 explained=0
tree() {
	"$HWFIT" scan --probe pci --format json --root "$work/tree" > "$work/scan.json"
	lspci -A linux-sysfs -O "sysfs.path=$work/tree/sys/bus/pci" -Dvmmnnk > "$work/lspci.txt" 2> /dev/null
	compare "$1" --tree "$work/tree/sys"
	chmod -R u+w "$work/tree" && rm -rf "$work/tree"
}
for archive in "$corpus"/sysfs-trees/{hwloc-linux,systemd-thinkpad,ghw-snapshots,nfd-pci}/*.tar.*; do
	name=$(basename "$archive")
	tar -tf "$archive" 2> /dev/null | grep -q 'bus/pci/devices/' || continue
	mkdir "$work/unpacked" && tar -xf "$archive" -C "$work/unpacked" 2> /dev/null
	devices=$(find "$work/unpacked" -path '*sys/bus/pci/devices' -print -quit)
	[ "$devices" ] && mv "${devices%/sys/bus/pci/devices}" "$work/tree" && tree "tree $name"
	chmod -R u+w "$work/unpacked" 2> /dev/null
	rm -rf "$work/unpacked"
done
echo "# trees: $machines machines, $functions functions, $checked values compared, $explained differences explained"
[ "$machines" -ge 5 ] && echo "ok - the trees were there" || echo "not ok - only $machines trees"

machines=0 functions=0 checked=0 explained=0
for dump in "$corpus"/udevadm/checkbox/*.txt; do
	python3 "$corpus/tools/udevdb2root" "$dump" "$work/tree" > /dev/null
	if [ -d "$work/tree/sys/bus/pci/devices" ]; then tree "udevadm $(basename "$dump")"; else rm -rf "$work/tree"; fi
done
echo "# udevadm: $machines machines, $functions functions, $checked values compared, $explained differences explained"
[ "$machines" -ge 30 ] && echo "ok - the udevadm recordings were there" || echo "not ok - only $machines udevadm recordings"
