#!/bin/bash
# What scans say - why something could not be read, what to do, notes - is said in Estonian too, with its values.
set -u
cd "$(dirname "$0")/../.." || exit 1
. tests/cmd/lib.sh
# shellcheck disable=SC2154 # lib.sh makes the place
xgettext -a --from-code=UTF-8 -L C -o "$where/scans.pot" probes/*.c src/compat/fill_*.c 2> /dev/null
python3 tests/report/reasons.py src/report/po/et.po "$where/scans.pot" probes/pci_classes.def probes/usb_classes.def

# ---- as a scan says it
cat > "$where/scan.json" <<'END'
{ "format": "hwfit-scan/1", "tool": { "name": "hwfit", "version": "0" }, "taken": "2026-01-01T00:00:00Z",
  "host": { "id": "", "hostname": "lab" },
  "probes": [ { "name": "usb", "status": "skipped", "why": "the recording has no sys/bus/usb/devices" },
              { "name": "smart", "status": "skipped", "why": "something nobody has translated; record it as root" } ],
  "components": {
    "network": [ { "key": "eth0", "type": "virtual", "link_state": "up",
                   "unreadable": { "mac": { "why": "its EDID is damaged: it ends inside its first block" } } } ] },
  "partial": { "network": "the network controller 0000:02:00.0 has no driver; see pci.modules" },
  "notes": [ { "component": "network/eth0", "text": "model is \"To Be Filled\", a placeholder" },
             { "text": "SMBIOS lists 2 processors, the kernel knows 1 packages" } ] }
END
"$HWFIT" inventory init --db "$where/a.db" > /dev/null
summary() { "$HWFIT" check "$where/need.tor" "$where/scan.json" --date 2026-01-02 "$@"; }
printf 'tor 1\ntitle "N"\nnet: must every network: mac = "a"\nlink: must have network: link_state = up\n' > "$where/need.tor"
exits 2 "a check of such a scan" summary --lang et
is "a sentence with a value in it" says "võrgukontrolleril 0000:02:00.0 ei ole draiverit; vaata pci.modules"
is "a value that is a sentence itself" says "selle EDID on rikutud: see lõpeb esimese ploki sees"
exits 2 "the same in English" summary --lang en
is "English is as it was written" says "its EDID is damaged: it ends inside its first block"
is "data is the same in both" cmp -s <(summary --lang et --format json) <(summary --lang en --format json)

# ---- a recorded machine, as text and as a page
"$HWFIT" scan --root tests/machines/lab-bios/root.tar.xz --lang et -v > "$where/out"
is "what a scan could not read" says "helikaardi sisendites; vaata seda"
is "a list of names that lacks one, with its number" says "ei ole nime: 1b36:0011"
is "the state of a link" says "ühendus puudub"
is "classes" says "Etherneti kontroller"
is "and notes" says "püsivara järgi on mälupesi 1, loetletud on 4"
is "no English sentence is left" test "$(sed -n '/^Märkused/,$p' "$where/out" | grep -cE '\b(the|does|is|its|are|look|run)\b')" = 0
"$HWFIT" scan --root tests/machines/lab-bios/root.tar.xz --lang et --format html > "$where/out"
is "the page says the same" says "helikaardi sisendites; vaata seda"
is "and where a fact comes from" says "tuletatud: memory_slot.populated"
is "what lies between two numbers" grep -qE "vahemikus [0-9]+,[0-9]+ mm kuni" <("$HWFIT" scan --root tests/machines/lab-uefi/root.tar.xz --lang et --format html)
