#!/bin/bash
# The documents expected of the recorded machines say what lspci, lsusb, lsblk, lscpu,
# dmidecode and others said in the same boot. Differences are explained in the oracles.
cd "$(dirname "$0")/../.." || exit 1
command -v python3 > /dev/null || { echo "ok - peers # SKIP python3 is not installed"; exit 0; }
work=$(mktemp -d) && trap 'rm -rf "$work"' EXIT
. tests/machines/lib.sh
checked=0 explained=0

# compare NAME TOOL COMMAND...: the command prints differences and what it counted
compare() {
	if "${@:3}" > "$work/differences" 2>&1; then echo "ok - $1 is what $2 says"
	else
		echo "not ok - $1 is what $2 says"
		grep . "$work/differences" | head -n 20 | sed 's/^/  /'
	fi
	local n m
	n=$(sed -nE 's/^checked ([0-9]+).*/\1/p' "$work/differences")
	m=$(sed -nE 's/^(checked.* )?explained ([0-9]+)$/\2/p' "$work/differences")
	echo "# $1, $2: ${n:-0} values compared, ${m:-0} differences explained"
	grep '^# ' "$work/differences"
	checked=$((checked + ${n:-0})) explained=$((explained + ${m:-0}))
}

machine() { # NAME
	local scan=tests/machines/$1/expect.json peers=tests/machines/$1/peers tree=$work/$1 oracle=tests/probes
	compare "$1" "lspci (numbers)" python3 $oracle/pci_oracle.py "$scan" "$peers/lspci.txt" --links "$peers/lspci-links.txt"
	compare "$1" "lspci (names)" python3 tests/machines/peers.py "$scan" "$peers" "$tree" lspci
	compare "$1" lscpu python3 $oracle/lscpu_oracle.py "$1" "$scan" "$peers/lscpu.json"
	compare "$1" "lsblk (drives)" python3 $oracle/block_oracle.py "$scan" "$peers/lsblk.json"
	compare "$1" "lsblk (file systems)" python3 tests/machines/peers.py "$scan" "$peers" "$tree" lsblk
	[ ! -e "$peers/virtual.txt" ] ||
		compare "$1" systemd-detect-virt python3 tests/machines/peers.py "$scan" "$peers" "$tree" detect-virt
	if [ -e "$peers/dmidecode.txt" ]; then
		compare "$1" "dmidecode (memory, names)" python3 $oracle/dmidecode_oracle.py "$scan" "$peers/dmidecode.txt"
		compare "$1" "dmidecode (the rest)" python3 tests/machines/peers.py "$scan" "$peers" "$tree" dmidecode
	fi
	if [ -e "$peers/lsusb.txt" ]; then
		compare "$1" "lsusb (numbers)" python3 $oracle/usb_oracle.py "$scan" "$peers/lsusb-v.txt" "$tree/sys"
		compare "$1" "lsusb (names, ports)" python3 tests/machines/peers.py "$scan" "$peers" "$tree" lsusb
	fi
	[ ! -e "$peers/secure-boot.txt" ] ||
		compare "$1" mokutil python3 tests/machines/peers.py "$scan" "$peers" "$tree" mokutil
}

for name in $(machines); do
	unpack "$name"
	machine "$name"
done
echo "# all: $checked values compared, $explained differences explained"
if [ "$checked" -ge 2000 ]; then echo "ok - the outputs of the peers were there"
else echo "not ok - only $checked values were compared"; fi
