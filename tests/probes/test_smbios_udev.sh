#!/bin/bash
# What udev wrote down of a machine's memory gives everybody the facts that the table gives
# root, but voltages, which udev rounds. Needs ../shared/corpus (or $HWFIT_SHARED/corpus),
# python3 and jq; skips loudly without.
cd "$(dirname "$0")/../.." || exit 1
corpus=${HWFIT_SHARED:-../shared}/corpus
for need in python3 jq; do
	command -v $need > /dev/null || { echo "ok - memory in udev's database # SKIP $need is not installed"; exit 0; }
done
[ -d "$corpus/smbios/systemd" ] || { echo "ok - memory in udev's database # SKIP no recordings in $corpus/smbios/systemd"; exit 0; }
work=$(mktemp -d) && trap 'rm -rf "$work"' EXIT
facts='{installed: .components.memory[0].installed, slots: .components.memory[0].slots,
	free: .components.memory[0].free_slots, memory_slot: .components.memory_slot,
	memory_module: .components.memory_module} | del(.memory_module[].voltage,
	.memory_module[].unreadable, .memory_slot[].unreadable)'
machines=0
for record in "$corpus"/smbios/systemd/*.bin.txt; do
	name=$(basename "$record" .bin.txt)
	rm -rf "${work:?}"/*
	python3 "$corpus/tools/smbios2root" "${record%.txt}" "$work/table.bin" "$work/root"
	mkdir -p "$work/everybody/run/udev/data"
	sed 's/^/E:/' "$record" > "$work/everybody/run/udev/data/+dmi:id"
	"$HWFIT" scan --format json --root "$work/root" | jq "$facts" > "$work/root.json"
	"$HWFIT" scan --format json --root "$work/everybody" | jq "$facts" > "$work/everybody.json"
	machines=$((machines + 1))
	if diff "$work/root.json" "$work/everybody.json" > "$work/differences"; then echo "ok - $name"
	else
		echo "not ok - $name"
		sed 's/^/  /' "$work/differences" | head -40
	fi
done
[ "$machines" -ge 2 ] || echo "not ok - only $machines machines were found"
