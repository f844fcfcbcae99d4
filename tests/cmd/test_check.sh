#!/bin/bash
# hwfit check as a technician runs it: reports, exit codes, faulty input.
set -u
cd "$(dirname "$0")" || exit 1
. ./lib.sh
# shellcheck disable=SC2154 # lib.sh makes the place
cd "$where" || exit 1

cat > pc.json <<'END'
{ "format": "hwfit-scan/1", "tool": { "name": "hwfit", "version": "0.1.0" },
  "taken": "2026-05-01T10:00:00Z", "host": { "hostname": "lab-03" }, "labels": {}, "probes": [],
  "components": {
    "system": [ { "vendor": "Dell", "model": "OptiPlex 7010", "virtual": "none" } ],
    "chassis": [ { "form": "desktop" } ],
    "memory": [ { "installed": 8589934592, "maximum": 34359738368, "slots": 2, "free_slots": 1 } ],
    "memory_module": [ { "key": "DIMM1", "size": 8589934592, "type": "ddr4", "form": "dimm" } ],
    "tpm": [ { "present": true, "enabled": false, "version": null } ],
    "firmware": [ { "type": "uefi", "secure_boot_capable": true, "secure_boot": false } ],
    "disk": [ { "key": "sda", "size": 240057409536, "medium": "ssd",
                "unreadable": { "wear": { "why": "needs root", "remedy": "run with sudo" } } } ] },
  "partial": {}, "notes": [] }
END
cat > need.tor <<'END'
tor 1
title "Office" et "Kontor"
applies_to laptop
ram:  must memory.installed >= 16 GB
tpm:  must tpm.version >= 2.0
wear: should every disk: wear <= 50 %
keys: must confirm "All keys work."
      check look "press each"
END
printf 'tor 1\nram: must memory.installed >= 8 GB\n' > small.tor
printf 'tor 1\nram: must memory.installed >= 8 GB\nwear: should every disk: wear <= 50 %%\n' > wish.tor
printf 'tor 1\nkeys: must confirm "All keys work."\n' > ask.tor
printf 'tor 1\nram: must memory.installd >= 8 GB\nmust have 2 HDMI\n' > bad.tor
printf 'decl 1\nby "A. Technician" 2026-05-02\nanswer keys: yes "pressed each"\ndisk: wear = 12 %%\n' > seen.decl
head -c 400 pc.json > half.json
echo '{"format": "hwfit-scan/9"}' > other.json

exits 1 "a must that fails is not suitable" "$HWFIT" check need.tor pc.json
is "the gap is a number" says "gap: 8 GB short"
is "the remedy names the free slot, what it takes and the limit" \
	says "remedy: 1 free slot, takes DDR4 DIMM modules (1.2 V), 32 GB in all"
is "a TPM that is switched off is enabled in firmware setup" says "remedy: enable it in firmware setup"
is "what is missing comes with its reason and remedy" says "disk.wear of disk/sda: needs root; run with sudo"
is "evidence names component, fact, value and source" \
	says "memory installed: 8 GB (SMBIOS types 16, 17)"
is "a question is listed as something to look at" says "keys: All keys work. (press each)"
is "another form of machine is said first" says "these terms are for a laptop; this machine is a desktop"
is "the outcome is a sentence" says "Outcome: not suitable (2 not met, 2 unknown)"
is "the report has no escape sequences when it is no terminal" test -z "$(tr -d '[:print:]\n\t' < out | tr -d '\200-\377')"

# Of many devices the same is said once; one of which no driver is known is named with its numbers.
cat > devices.json <<'END'
{ "format": "hwfit-scan/1", "tool": { "name": "hwfit", "version": "0.1.0" }, "taken": "2026-05-01T10:00:00Z",
  "components": { "cpu": [ { "architecture": "x86_64" } ], "usb": [ { "key": "1-4", "vendor_id": "138a", "product_id": "00a6",
      "model": "Reader", "modaliases": [ "usb:v138Ap00A6d0164dcFFdsc10dpFFicFFisc00ip00in00" ] } ],
    "pci": [ { "key": "01:00.0" }, { "key": "02:00.0" }, { "key": "03:00.0" } ] } }
END
printf 'tor 1\nd: must drivers_for every device on debian-13\n' > devices.tor
exits 2 "what no scan tells leaves it open" "$HWFIT" check devices.tor devices.json
is "what many devices lack is said once, and counted" says "pci.modalias of pci/01:00.0 and 2 more: the scan does not say"
is "and of no other of them" [ "$(grep -c 'pci.modalias' out)" = 1 ]
is "a device is named with what it is looked up by" says "a driver for usb/1-4 Reader (138a:00a6)"
"$HWFIT" check devices.tor devices.json -o devices.html > /dev/null
is "so it is on a page" grep -q 'pci.modalias (pci/01:00.0 + 2)' devices.html

# What memory to buy: the slots, the modules that are there and what is sold of them decide.
memory() { # MACHINE TYPE FORM FREE
	printf '{"format":"hwfit-scan/1","tool":{"name":"hwfit","version":"0"},"taken":"2026-05-01T00:00:00Z","components":{"memory":[{"installed":8589934592,"maximum":34359738368,"slots":2,"free_slots":%s}],"memory_slot":[{"key":"A","locator":"ChannelA-DIMM0","populated":true},{"key":"B","locator":"ChannelB-DIMM0","populated":%s}],"memory_module":[{"key":"A","type":"%s","form":"%s","size":8589934592,"speed":3200000000,"configured_speed":2666000000}]}}' \
		"$4" "$([ "$4" = 1 ] && echo false || echo true)" "$2" "$3" > "$1"
}
remedy() { # GB MACHINE
	printf 'tor 1\nram: must memory.installed >= %s GB\n' "$1" > ram.tor
	"$HWFIT" check ram.tor "$2" | sed -n 's/^ *remedy: //p'
}
memory one.json ddr4 so_dimm 1
memory full.json ddr4 so_dimm 0
memory old.json ddr3 so_dimm 1
memory lpddr.json lpddr4 row_of_chips 1
takes="takes DDR4 SO-DIMM modules (1.2 V, 2666 MT/s or faster), 32 GB in all"
is "the smallest module that is enough, into the slot by its name" \
	[ "$(remedy 12 one.json)" = "add 4 GB: slot ChannelB-DIMM0 is free, $takes" ]
is "a larger one where more is asked" [ "$(remedy 24 one.json)" = "add 16 GB: slot ChannelB-DIMM0 is free, $takes" ]
is "else all modules anew" \
	[ "$(remedy 32 one.json)" = "replace all memory by 2 x 16 GB DDR4 SO-DIMM modules (1.2 V, 2666 MT/s or faster), 32 GB in all" ]
is "as where no slot is free" \
	[ "$(remedy 16 full.json)" = "replace all memory by 1 x 16 GB DDR4 SO-DIMM modules (1.2 V, 2666 MT/s or faster), 32 GB in all" ]
is "more than the board takes" [ "$(remedy 40 one.json)" = "the board takes at most 32 GB: another machine is needed" ]
is "a rate that the standard does not have is not asked for" \
	[ "$(remedy 12 old.json)" = "add 4 GB: slot ChannelB-DIMM0 is free, takes DDR3 SO-DIMM modules (1.5 V, 2133 MT/s or faster), 32 GB in all" ]
is "no module of 16 GB is sold of that type" \
	[ "$(remedy 24 old.json)" = "slot ChannelB-DIMM0 is free, takes DDR3 SO-DIMM modules (1.5 V, 2133 MT/s or faster), 32 GB in all" ]
is "memory on the board is not added to" \
	[ "$(remedy 12 lpddr.json)" = "the memory is soldered, and whether the free slot is a socket is not told: open the machine and look" ]

printf '{"format":"hwfit-scan/1","tool":{"name":"hwfit","version":"0"},"taken":"2026-05-01T00:00:00Z","components":{"disk":[{"key":"sda","transport":"sata"}],"network":[{"key":"w","type":"wifi","standard":"wifi5"}]}}' > parts.json
printf 'tor 1\nssd: must have disk: transport = nvme\nsas: must have disk: transport = sas\nwifi: must have network: standard >= wifi6e\nold: must have disk: transport = pata\n' > parts.tor
exits 1 "parts that are of another kind" "$HWFIT" check parts.tor parts.json
is "the forms of drives of a bus" says "remedy: add or replace a disk; drives of nvme are: M.2 card, key M; 2.5 inch drive, U.2 or U.3; EDSFF drive, E1 or E3; or PCI Express card"
is "others of another bus" says "drives of sas are: 3.5 inch drive; or 2.5 inch drive"
is "a wireless adapter by its standard and its name in trade" says "remedy: add or replace the wireless adapter: IEEE 802.11ax, 6 GHz included (Wi-Fi 6E)"
is "of a bus that is not in the table nothing more is said" test "$("$HWFIT" check parts.tor parts.json | grep -c 'remedy: add or replace a disk$')" = 1

exits 0 "what is met is suitable" "$HWFIT" check small.tor pc.json
exits 0 "a reservation ends well" "$HWFIT" check wish.tor pc.json
is "and says so" says "Outcome: suitable with reservations"
exits 1 "with --strict a reservation does not" "$HWFIT" check --strict wish.tor pc.json
exits 2 "a question without an answer is undecided" "$HWFIT" check ask.tor pc.json
exits 0 "a declaration answers it" "$HWFIT" check ask.tor pc.json --declare seen.decl
is "and the answer is the evidence, with who gave it" says "(declared by A. Technician, 2026-05-02)"
exits 0 "a declared fact fills what could not be read" "$HWFIT" check wish.tor pc.json --declare seen.decl
is "and then nothing is reserved" says "Outcome: suitable (2 met)"
exits 0 "--explain shows the tree" "$HWFIT" check --explain small.tor pc.json
is "with the verdict of each part" says "pass: memory installed at least 8 GB: it is 8 GB"
exits 0 "a scan comes from standard input" "$HWFIT" check small.tor - < pc.json

exits 3 "faulty terms are a usage error" "$HWFIT" check bad.tor pc.json
is "all errors are shown" test "$(wc -l < err)" = 2
is "with place and nearest name" complains "bad.tor:2:11: expected a fact of memory, found 'installd': did you mean installed?"
is "and nothing is judged" silent
exits 3 "a scan that is cut in half is refused" "$HWFIT" check small.tor half.json
is "with its name" complains "half.json"
exits 3 "a document of another format is refused" "$HWFIT" check small.tor other.json
is "with what was expected" complains "hwfit-scan/1"
exits 3 "a faulty scan does not hold up the others" "$HWFIT" check small.tor half.json pc.json
is "which are judged" says "Outcome: suitable"
exits 3 "no terms at all" "$HWFIT" check
exits 3 "a file that is not there" "$HWFIT" check none.tor pc.json
is "is named" complains "none.tor"
exits 3 "an unknown option" "$HWFIT" check --explian small.tor pc.json
exits 3 "a day that does not exist" "$HWFIT" check --date 2026-02-30 small.tor pc.json
exits 3 "a lot that is not there" "$HWFIT" check --lot L9 small.tor pc.json
exits 4 "a database that is not there" "$HWFIT" check --compat none.db small.tor pc.json

exits 1 "results are one JSON document" "$HWFIT" check need.tor pc.json -o results.json
is "of the format hwfit-check/1" test "$(jq -r .format results.json)" = hwfit-check/1
is "with the overall outcome of each machine" test "$(jq -r '.machines[0].overall' results.json)" = not_suitable
is "and the evidence of each verdict" \
	test "$(jq -r '.machines[0].judgements[0].requirements[0].explanation.evidence[0].value' results.json)" = "8 GB"
exits 1 "the same check writes the same bytes" "$HWFIT" check need.tor pc.json -o again.json
is "each time" cmp -s results.json again.json

cat > switch.tor <<'END'
tor 1
lot L1 "PoE switch"
applies_to switch
ports: must have 24 ports: type = rj45, poe >= poe_at
lot L2 "Access point"
applies_to access_point
std:   must standard >= wifi6
END
cat > offer.decl <<'END'
decl 1
by "a bidder" 2027-01-20
for "school" lot L1
switch: poe_budget = 410 W
  24 port: type = rj45, poe = poe_at
END
exits 0 "what is no machine is checked on its declaration alone" "$HWFIT" check switch.tor --declare offer.decl
is "in the lot that the declaration names" says "Lot L1"
exits 3 "a lot that the terms do not have" "$HWFIT" check switch.tor --lot L3 --declare offer.decl
