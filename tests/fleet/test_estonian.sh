#!/bin/bash
# Comparisons, plans and numbers of fleets in Estonian: values, reasons and steps too, and the data of programs as ever.
set -u
cd "$(dirname "$0")/../.." || exit 1
. tests/cmd/lib.sh
# shellcheck disable=SC1091
. tests/fleet/lib.sh
# shellcheck disable=SC2154 # lib.sh makes the place
uefi=tests/machines/lab-uefi/expect.json bios=tests/machines/lab-bios/expect.json
exits 1 "two scans compared" "$HWFIT" compare $uefi $bios --lang et
is "a yes is a yes" says "jah -> ei"
is "words of facts" says "UEFI -> BIOS"
is "what one of them could not read, and why" says \
	"jah -> loetamatu (seade käivitati BIOS-i viisil, mis peidab püsivara võimed)"
is "numbers have their comma" says "1048576 B (1,05 MB) -> 4194304 B (4,19 MB)"
is "lists" says "ilma: mmxext"
is "days" says "15.10.2014 -> "
is "and nothing of it is in English" test "$(sed 's/, no TSX//' "$where/out" | grep -cE '\b(none|not told|without|also|unreadable|yes|no) ')" = 0
is "data is the same in both languages" cmp -s <("$HWFIT" compare $uefi $bios --lang et --format json) \
	<("$HWFIT" compare $uefi $bios --lang en --format json)

# ---- a plan: one machine lacks memory, another does not tell
machine small "Model A" "CPU 1" Tartu A:4:M4
jq '.components.memory[0] += {free_slots: 1, slots: 2, maximum: 34359738368} |
	.components.memory_slot = [{key: "A", locator: "A", populated: true, form: "so_dimm"}, {key: "B", locator: "B", populated: false, form: "so_dimm"}] | .components.memory_module[0] += {form: "so_dimm"} |
	.components.tpm = [{present: true, enabled: false, version: "2.0"}]' "$where/small.json" > "$where/x" && mv "$where/x" "$where/small.json"
machine silent "Model B" "CPU 2" Tartu A:4:M4
jq '.components.memory = [{unreadable: {installed: {why: "the kernel does not show it here"}}}] |
	.components.memory_module = [] | .partial = {memory_module: "the firmware lists no memory device"}' \
	"$where/silent.json" > "$where/x" && mv "$where/x" "$where/silent.json"
"$HWFIT" inventory init --db "$where/f.db" > /dev/null
"$HWFIT" inventory add --db "$where/f.db" "$where/small.json" "$where/silent.json" > /dev/null 2>&1
printf 'tor 1\ntitle "N" et "V"\nram: must memory.installed >= 8 GB\ntpm: must tpm.enabled = yes\n' > "$where/need.tor"
plan() { "$HWFIT" fleet plan "$where/need.tor" --db "$where/f.db" "$@"; }
exits 0 "a plan in Estonian" plan --lang et
is "counts by remedy" says "lisada mälumooduleid"
is "what to buy" says "GB ddr4 so_dimm mälumoodul"
is "steps" says "lülita TPM püsivara seadetes sisse"
is "and what to find out" says "tuum seda siin ei näita"
is "no English is left" test "$(grep -cE 'machine|memory module|add |enable|to buy|kernel|cannot' "$where/out")" = 0
plan --lang et --format html > "$where/out"
is "the page says the same steps" says "lülita TPM püsivara seadetes sisse"
exits 0 "the plan in English" plan --lang en
is "English is as it was" says "enable the TPM in the firmware setup"
is "its data is the same" cmp -s <(plan --lang et --format json) <(plan --lang en --format json)

exits 0 "numbers of a fleet" "$HWFIT" fleet stats --db "$where/f.db" --lang et
is "values of facts have their units" says "4 GiB"

# ---- configurations
jq '.components.cpu[0] += {packages: 2} | .components.board = [{unreadable: {model: {why: "needs root"}}}] | .host.hostname = "twin" |
	.components.system[0] += {serial: "SN-twin", uuid: "4c4c4544-0000-1000-8000-000000000abc"}' "$where/small.json" > "$where/twin.json"
"$HWFIT" inventory add --db "$where/f.db" "$where/twin.json" > /dev/null 2>&1
exits 0 "configurations of a fleet" "$HWFIT" fleet groups --db "$where/f.db" --level part_numbers --lang et
is "name the facts of their parts" says "(protsessorite arv: 2)"
is "and those that could not be read" says "(mudel loetamatu)"
exits 0 "in English" "$HWFIT" fleet groups --db "$where/f.db" --level part_numbers --lang en
is "they are as they were" says "(packages: 2)"

# ---- reasons of the database
python3 - <<'END'
import re
with open("src/report/po/et.po", encoding="utf-8") as f:
    po = f.read()
known = set(re.findall(r'^msgid "(.*)"\nmsgstr ".+"', po, re.M))
reasons = set()
for path, column in ("drivers/no-driver.tsv", 2), ("drivers/claims.tsv", 2), ("cpu-rules/windows-11.tsv", 5), ("cpu-names/windows-11.tsv", 3):
    with open("compat-db/" + path, encoding="utf-8") as f:
        reasons |= {line.rstrip("\n").split("\t")[column] for line in list(f)[1:]}
with open("src/compat/phases.def", encoding="utf-8") as f:
    reasons |= set(re.findall(r"^PHASE\((\w+)", f.read(), re.M))
missing = sorted(reasons - known - {""})
print(("not ok" if missing or len(reasons) < 30 else "ok") + f" - {len(reasons)} reasons of the database have their Estonian" +
      (f": not {missing}" if missing else ""))
END

# ---- sections of the needs that come with hwfit
python3 - <<'END'
import glob, re
with open("src/report/po/et.po", encoding="utf-8") as f:
    known = set(re.findall(r'msgctxt "section"\nmsgid "(.*)"\nmsgstr ".+"', f.read()))
names = set()
for path in glob.glob("compat-db/tor/*.tor"):
    with open(path, encoding="utf-8") as f:
        names |= set(re.findall(r"^\[(.*)\]", f.read(), re.M))
missing = sorted(names - known)
print(("not ok" if missing or len(names) < 10 else "ok") + f" - {len(names)} names of sections have their Estonian" +
      (f": not {missing}" if missing else ""))
END
"$HWFIT" check compat-db/tor/office-pc.tor $uefi --date 2026-11-27 --lang et > "$where/out"
is "a report has them" grep -qx "salvestus" "$where/out"
is "and quotes rows of the database in words" says "storage: salvestusseade: vähemalt 1; maht: vähemalt 64 GB"
