#!/bin/bash
# What a scan asks of the kernel for each further device: counted over made trees of 200, 400 and
# 800 devices, half of them PCI functions, three eighths on USB, an eighth drives with two partitions.
# Needs strace and python3. Skips loudly without.
cd "$(dirname "$0")/../.." || exit 1
for need in python3 strace; do
	command -v $need > /dev/null || { echo "ok - calls of a scan # SKIP $need is not installed"; exit 0; }
done
. tests/cmd/lib.sh
ASAN_OPTIONS=${ASAN_OPTIONS:-}:detect_leaks=0 # which ptrace would disturb
export ASAN_OPTIONS
# shellcheck disable=SC2154 # lib.sh makes the place
has_all() {
	jq -e "(.components.pci | length) == $1 / 2 and (.components.usb | length) == $1 * 3 / 8 and (.components.disk | length) == $1 / 8" "$where/$1.json" > /dev/null
}
for n in 200 400 800; do
	python3 tests/bench/tree.py "$where/$n" $n
	strace -f -qq -e trace=%file,%desc -o "$where/trace" "$HWFIT" scan --root "$where/$n" --format json -o "$where/$n.json"
	grep -cE ' open(at2?)?\(' "$where/trace" > "$where/$n.opens"
	# A recorded file is looked at once more: whether it stands for a refusal.
	grep -cvE ' (newfstatat|fstat|mmap)\(' "$where/trace" > "$where/$n.calls"
	is "a scan of $n devices has them all" has_all $n
done
per() { echo $(($(cat "$where/$2.$1") - $(cat "$where/$3.$1"))); } # WHAT OF THAN
for what in opens calls; do
	first=$(per $what 400 200) second=$(per $what 800 400)
	echo "# $what: $((first * 10 / 200)) tenths a device, then $((second * 10 / 400))"
	is "$what grow with devices and no faster" [ "$second" -le $((first * 2 + first / 20)) ]
done
is "a device costs at most 10 opens" [ "$(per opens 800 400)" -le $((10 * 400)) ]
is "a device costs at most 27 calls" [ "$(per calls 800 400)" -le $((27 * 400)) ]
