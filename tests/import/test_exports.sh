#!/bin/bash
# Inventories of other tools: our samples, and the recorded ones of ../shared/corpus where they
# are. Each is recognised, and an independent reading finds nothing invented and nothing lost.
cd "$(dirname "$0")/../.." || exit 1
work=$(mktemp -d) && trap 'rm -rf "$work"' EXIT
corpus=${HWFIT_SHARED:-../shared}/corpus/exports

hold() { # FORMAT WHAT FILE...
	local format=$1 what=$2
	shift 2
	if ! "$HWFIT" inventory import --dry-run "$@" -o "$work/scans" 2> "$work/said"; then
		echo "not ok - $what: $(head -c 300 "$work/said")"
	elif ! grep -q "^read as $format $#\$" "$work/said"; then
		echo "not ok - $what is taken for something else: $(grep '^read as' "$work/said")"
	elif python3 tests/import/exports_oracle.py "$format" "$work/scans" "$@" > "$work/oracle"; then
		echo "ok - $what: $(tail -n 1 "$work/oracle")"
	else
		echo "not ok - $what and an independent reading differ"
		head -n 20 "$work/oracle" | sed 's/^/  /'
	fi
}
recorded() { # FORMAT WHAT FOLDER PATTERN
	local files
	files=$(find "$corpus/$3" -maxdepth 1 -name "$4" 2> /dev/null | grep -v schema | LC_ALL=C sort)
	[ -n "$files" ] || { echo "ok - $2 # SKIP no recordings in $corpus/$3"; return; }
	# shellcheck disable=SC2086
	hold "$1" "$2" $files
}

samples=tests/import/samples
hold glpi "our sample of GLPI" $samples/glpi.json
hold lshw "our samples of lshw: object, array and wrong escapes" \
	$samples/lshw.json $samples/lshw-array.json $samples/lshw-bad-escapes.json
hold facter "our sample of facter" $samples/facter.json
hold hardware_detect "our sample of hardware-detect" $samples/detect.hw
recorded glpi "GLPI's own examples" glpi '*.json'
recorded lshw "lshw of a machine" lshw '*.json'
recorded facter "facts of facterdb" facter '*.facts'
recorded hardware_detect "blades of hardware-detect and eDeploy" hardware-detect '*.hw*'

# Controllers of GLPI: classes and subsystems, and the drivers that follow.
hold glpi "our sample of controllers" tests/import/glpi-controllers.json
"$HWFIT" inventory import --dry-run tests/import/glpi-controllers.json -o "$work/controllers.json" 2> /dev/null
[ "$(jq -c '[.components.pci[].class]' "$work/controllers.json")" = \
	'["host_bridge","pci_bridge","vga_compatible_controller","usb_controller","network_controller","communication_controller",null]' ] &&
	echo "ok - classes of PCI come in" || echo "not ok - classes: $(jq -c '[.components.pci[].class]' "$work/controllers.json")"
[ "$(jq -r '.notes[].text' "$work/controllers.json" | grep -c 'which is no')" = 2 ] &&
	echo "ok - numbers that are none are noted" || echo "not ok - notes: $(jq -c .notes "$work/controllers.json")"
printf 'tor 1\ntitle "D"\nd: must drivers_for every pci on debian-13\n' > "$work/drivers.tor"
"$HWFIT" check "$work/drivers.tor" "$work/controllers.json" --date 2026-11-27 --explain > "$work/verdicts"
told() { grep -q "^ *$1: pci/$2.*$3" "$work/verdicts" && echo "ok - $4" || echo "not ok - $4: $(grep "pci/$2" "$work/verdicts" | head -2)"; }
told pass 00:02.0 "driver i915" "a driver by its numbers is found"
told pass 02:00.0 "driver ath10k_pci" "also where the module asks for no class"
told pass 00:1c.0 "kernel's own code" "a class that needs none needs none"
told unknown 00:14.0 "lacks the programming interface" "what hangs on the programming interface is unknown, and says so"
told unknown 04:00.0 "is not known" "without a class nothing is asked"
# What is written as GLPI has the same numbers again.
"$HWFIT" inventory init --db "$work/g.db" > /dev/null
"$HWFIT" inventory add --db "$work/g.db" tests/machines/lab-uefi/expect.json > /dev/null 2>&1
"$HWFIT" inventory export --db "$work/g.db" --format glpi -o "$work/lab.glpi.json"
"$HWFIT" inventory import --dry-run "$work/lab.glpi.json" -o "$work/back.json" 2> /dev/null
numbers='[.components.pci[] | [.key, .class, .subsystem_vendor_id, .subsystem_device_id, (if .subsystem_vendor_id then .modalias | sub("i..$"; "") else null end)]] | sort'
if [ "$(jq -c "$numbers" "$work/back.json")" = "$(jq -c "$numbers" tests/machines/lab-uefi/expect.json)" ]; then
	echo "ok - classes, subsystems and aliases come back from what is written"
else
	diff <(jq -c "$numbers | .[]" "$work/back.json") <(jq -c "$numbers | .[]" tests/machines/lab-uefi/expect.json) | head -6
	echo "not ok - what is written as GLPI differs"
fi

# Every way in which they tell that the processor has 64 bits.
bits_of() { "$HWFIT" inventory import --dry-run "$1" -o - 2> /dev/null | jq -r '.components.cpu[0] | "\(.bits) \(.sources.bits // "")"'; }
for each in "glpi.json 64 derived from os.architecture" "lshw.json 64 " "lshw-bad-escapes.json null "; do
	read -r file wanted <<< "$each"
	found=$(bits_of $samples/"$file" | sed 's/ $//')
	[ "$found" = "$wanted" ] && echo "ok - bits of the processor in $file: $wanted" || echo "not ok - bits in $file: $found"
done

# One machine through four tools is one machine of the inventory when its identity is.
"$HWFIT" inventory init --db "$work/i.db"
"$HWFIT" inventory import --db "$work/i.db" $samples > "$work/first" 2>&1
"$HWFIT" inventory import --db "$work/i.db" $samples > "$work/again" 2>&1
if grep -q '^accepted 0, updated 0, ' "$work/again"; then echo "ok - repeating the import changes nothing"
else echo "not ok - repeated: $(tail -1 "$work/again")"; fi
"$HWFIT" inventory import --db "$work/i.db" --as facter $samples/glpi.json > "$work/as" 2>&1
if [ $? = 3 ] && grep -q 'expected facts of facter' "$work/as"; then echo "ok - --as overrides what is recognised"
else echo "not ok - --as: $(cat "$work/as")"; fi
