# shellcheck shell=bash disable=SC2154
# Shared by test_peers.sh and tests/vm/run.sh: a scan beside what other tools said of the same
# boot. Sourced; needs $work, and counts into these.
checked=0 explained=0 different=0

# compare NAME TOOL COMMAND...: the command prints differences and what it counted
compare() {
	if "${@:3}" > "$work/differences" 2>&1; then echo "ok - $1 is what $2 says"
	else
		echo "not ok - $1 is what $2 says"
		grep . "$work/differences" | head -n 20 | sed 's/^/  /'
		different=$((different + $(grep -cvE '^$|^#|^(checked|explained|functions|devices|drives|partitions|unreadable|components|facts|interfaces) ' "$work/differences")))
	fi
	local n m
	n=$(sed -nE 's/^checked ([0-9]+).*/\1/p' "$work/differences")
	m=$(sed -nE 's/^(checked.* )?explained ([0-9]+)$/\2/p' "$work/differences")
	echo "# $1, $2: ${n:-0} values compared, ${m:-0} differences explained"
	grep '^# ' "$work/differences"
	checked=$((checked + ${n:-0})) explained=$((explained + ${m:-0}))
}

# compare_peers NAME SCAN PEERS TREE: with each tool of which peers.sh kept the words in PEERS;
# TREE is the recorded machine.
compare_peers() {
	local name=$1 scan=$2 peers=$3 tree=$4 oracle=tests/probes
	compare "$name" "lspci (numbers)" python3 $oracle/pci_oracle.py "$scan" "$peers/lspci.txt" --links "$peers/lspci-links.txt"
	compare "$name" "lspci (names)" python3 tests/machines/peers.py "$scan" "$peers" "$tree" lspci
	compare "$name" lscpu python3 $oracle/lscpu_oracle.py "$name" "$scan" "$peers/lscpu.json"
	compare "$name" "lsblk (drives)" python3 $oracle/block_oracle.py "$scan" "$peers/lsblk.json"
	compare "$name" "lsblk (file systems)" python3 tests/machines/peers.py "$scan" "$peers" "$tree" lsblk
	[ ! -e "$peers/virtual.txt" ] ||
		compare "$name" systemd-detect-virt python3 tests/machines/peers.py "$scan" "$peers" "$tree" detect-virt
	if grep -qs '^Handle' "$peers/dmidecode.txt"; then
		compare "$name" "dmidecode (memory, names)" python3 $oracle/dmidecode_oracle.py "$scan" "$peers/dmidecode.txt"
		compare "$name" "dmidecode (the rest)" python3 tests/machines/peers.py "$scan" "$peers" "$tree" dmidecode
	fi
	if [ -e "$peers/lsusb.txt" ]; then
		compare "$name" "lsusb (numbers)" python3 $oracle/usb_oracle.py "$scan" "$peers/lsusb-v.txt" "$tree/sys"
		compare "$name" "lsusb (names, ports)" python3 tests/machines/peers.py "$scan" "$peers" "$tree" lsusb
	fi
	[ ! -e "$peers/ip.json" ] || compare "$name" ip python3 $oracle/network_oracle.py "$scan" ip "$peers/ip.json"
	[ ! -s "$peers/iw.txt" ] || compare "$name" iw python3 $oracle/network_oracle.py "$scan" iw "$peers/iw.txt"
	[ ! -s "$peers/btmgmt.txt" ] || compare "$name" btmgmt python3 $oracle/bluetooth_oracle.py "$scan" "$peers/btmgmt.txt"
	[ ! -e "$peers/secure-boot.txt" ] ||
		compare "$name" mokutil python3 tests/machines/peers.py "$scan" "$peers" "$tree" mokutil
}
