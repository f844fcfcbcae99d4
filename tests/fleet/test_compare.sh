#!/bin/bash
# hwfit compare: scans, a machine at two dates, fleets; what pairs with what.
cd "$(dirname "$0")" || exit 1
. ../cmd/lib.sh
. ./lib.sh
# shellcheck disable=SC2154 # lib.sh makes the place
export HWFIT_DB=$where/i.db LC_ALL=C.UTF-8
edit() { jq "$2" "$where/$1.json" > "$where/$3.json"; } # FROM FILTER TO
changes() { jq -c '[.differences[] | [.component, .change, .fact, .before, .after]]' "$where/out"; }
are() { [ "$(changes)" = "$1" ] || { echo "# found $(changes)"; return 1; }; }

machine pc "Desk 7" "Core i5" Tartu A1:8:M8:S1 B1:8:M8:S2
exits 0 "a scan is like itself" "$HWFIT" compare "$where/pc.json" "$where/pc.json"
edit pc '.components.memory_module[1] += {key: "A2", locator: "A2"}' moved
exits 1 "a moved module is found" "$HWFIT" compare "$where/pc.json" "$where/moved.json" --format json
is "as one that moved, by its serial number" are '[["memory_module/A2","changed","locator","B1","A2"]]'
edit pc '.components.memory_module |= [.[0] + {key: "B1", locator: "B1"}, .[1] + {key: "A1", locator: "A1"}]' swapped
exits 1 "two that changed places are found" "$HWFIT" compare "$where/pc.json" "$where/swapped.json" --format json
is "each as itself" are '[["memory_module/B1","changed","locator","A1","B1"],["memory_module/A1","changed","locator","B1","A1"]]'
edit pc '.components.memory_module[1] += {serial: "S9", size: 17179869184, part_number: "M16"}' replaced
exits 1 "another module in a slot is found" "$HWFIT" compare "$where/pc.json" "$where/replaced.json" --format json
is "as replaced" are '[["memory_module/B1","replaced",null,"Samsung M8 8 GB ddr4 serial S2","Samsung M16 16 GB ddr4 serial S9"]]'
edit pc 'del(.components.memory_module[1])' removed
exits 1 "a module that is gone is found" "$HWFIT" compare "$where/pc.json" "$where/removed.json" --format json
is "as removed" are '[["memory_module/B1","removed",null,"Samsung M8 8 GB ddr4 serial S2",null]]'
edit pc 'del(.components.memory_module[1]) | .partial = {memory_module: "needs root"}' unseen
exits 2 "one that a scan could not see is undecided" "$HWFIT" compare "$where/pc.json" "$where/unseen.json" --format json
is "and said to be unseen, not removed" are '[["memory_module/B1","no longer seen",null,"Samsung M8 8 GB ddr4 serial S2","the list may be incomplete: needs root"]]'
edit pc 'del(.components.cpu[0].cores)' untold
exits 2 "what one scan does not tell is undecided" "$HWFIT" compare "$where/pc.json" "$where/untold.json" --format json
is "and said to be told by one" are '[["cpu","no longer told","cores","4",null]]'
edit pc '.components.disk = [{key: "sda", serial: "D1", model: "SSD", size: 480103981056}, {key: "sdb", wwn: "0x5000", model: "HDD"}]' disks
edit disks '.components.disk |= [.[0] + {key: "sdb"}, .[1] + {key: "sda"}]' renamed
exits 0 "disks that the kernel named the other way round are the same" "$HWFIT" compare "$where/disks.json" "$where/renamed.json"
edit pc '.components.network = [{key: "eth0", address: "0000:01:00.0", model: "I210", mac: "00:11:22:33:44:55"}]' net
edit net '.components.network[0] += {key: "enp1s0", model: "I211"}' card
exits 1 "an interface of another name is the same one" "$HWFIT" compare "$where/net.json" "$where/card.json" --format json
is "by its address" are '[["network/enp1s0","changed","model","I210","I211"]]'
edit pc '.components.cpu[0].flags = ["avx", "avx2"]' flags
edit flags '.components.cpu[0].flags = ["avx", "pku"]' flags2
exits 1 "of a list only what differs is told" "$HWFIT" compare "$where/flags.json" "$where/flags2.json"
is "in words" says 'without avx2; also pku'
edit pc '.components.memory_module |= [.[0] + {key: "DIMM", locator: "DIMM", serial: null}, .[1] + {key: "DIMM#2", locator: "DIMM", serial: null}]' twins
exits 0 "modules that firmware names alike are not mixed up" "$HWFIT" compare "$where/twins.json" "$where/twins.json"

"$HWFIT" inventory init
"$HWFIT" inventory add "$where/pc.json" > /dev/null 2>&1
jq '.taken = "2026-05-01T08:00:00Z"' "$where/replaced.json" > "$where/later.json"
"$HWFIT" inventory add "$where/later.json" > /dev/null 2>&1
exits 1 "a machine is compared at two dates" "$HWFIT" compare pc@2026-04-30 pc@2026-05-01 --format json
is "and what changed between them is told" are '[["memory_module/B1","replaced",null,"Samsung M8 8 GB ddr4 serial S2","Samsung M16 16 GB ddr4 serial S9"]]'
exits 0 "at two dates between which nothing came" "$HWFIT" compare pc@2026-05-02 pc@2026-06-01
exits 1 "a file is compared with the machine" "$HWFIT" compare "$where/pc.json" pc
exits 3 "a date before its first scan is refused" "$HWFIT" compare pc@2025-01-01 pc
is "and it is said why" complains 'expected a scan of 2025-01-01 or before, found none'
exits 3 "a machine that is not there is refused" "$HWFIT" compare nobody pc
exits 3 "a machine and an expression are refused" "$HWFIT" compare pc 'cpu.cores = 4'
exits 3 "one argument is refused" "$HWFIT" compare pc

for i in 1 2 3 4 5 6 7 8 9 10 11 12; do
	machine a-$i "Desk 7" "Core i5" Tartu A1:8:M8
	machine b-$i "Desk 7" "Core i5" Narva A1:32:M32
done
"$HWFIT" inventory add "$where"/[ab]-*.json > /dev/null 2>&1
exits 1 "two fleets that differ are told" "$HWFIT" compare 'label.site = "Tartu"' 'label.site = "Narva"'
is "with the part that only one has" says '12        12  memory module 32 GB ddr4 2666 MT/s Samsung M32'
is "and the fact that is shifted" says 'memory (RAM) installed: shifted by'
exits 0 "two fleets of the same configurations are not" "$HWFIT" compare 'system.serial = "SN-a-1"' 'system.serial = "SN-a-2"'
exits 1 "the empty fleet differs from another" "$HWFIT" compare 'cpu.cores = 99' 'label.site = "Narva"'
