#!/bin/bash
# SDIO functions are those of udev's recordings in ../shared/corpus (or $HWFIT_SHARED/corpus), and
# of a small tree made here: identifiers, driver, modules, and what a platform drives of them.
cd "$(dirname "$0")/../.." || exit 1
. tests/cmd/lib.sh
corpus=${HWFIT_SHARED:-../shared}/corpus
tree=$where/tree
device=$tree/sys/devices/platform/mmc1/mmc_host/mmc1/mmc1:0001

# made NAME ALIAS [DRIVER]: one function
made() {
	mkdir -p "$device/$1" "$tree/sys/bus/sdio/devices" "$tree/sys/bus/sdio/drivers/${3:-none}"
	echo "SDIO_CLASS=00" > "$device/$1/uevent"
	[ -z "$2" ] || echo "MODALIAS=$2" >> "$device/$1/uevent"
	ln -s "../../../devices/platform/mmc1/mmc_host/mmc1/mmc1:0001/$1" "$tree/sys/bus/sdio/devices/$1"
	[ -z "${3:-}" ] || ln -s "../../../../../../../bus/sdio/drivers/$3" "$device/$1/driver"
}
made mmc1:0001:1 sdio:c00v02D0dA9A6 brcmfmac
made mmc1:0001:2 sdio:c02v02D0dA9A6
made mmc1:0001:3 sdio:c07vZZZZd0001
made mmc1:0001:4 ""
"$HWFIT" scan --format json --root "$tree" > "$where/scan.json"
fact() { python3 -c 'import json, sys
c = {c["key"]: c for c in json.load(open(sys.argv[1]))["components"]["sdio"]}["mmc1:0001:" + sys.argv[2]]
print(c.get(sys.argv[3], "unreadable" if sys.argv[3] in c.get("unreadable", {}) else "not there"))' "$where/scan.json" "$@"; }
is "a function has the numbers of its alias" test "$(fact 1 vendor_id) $(fact 1 device_id) $(fact 1 class_code)" = "02d0 a9a6 00"
is "a driver that is bound is named" test "$(fact 1 driver)" = brcmfmac
is "one without a driver says so" test "$(fact 2 driver)" = None
is "its standard interface is a word" test "$(fact 1 class) $(fact 2 class)" = "other bluetooth"
is "an alias that is none is not taken apart" test "$(fact 3 vendor_id) $(fact 3 modalias)" = "unreadable sdio:c07vZZZZd0001"
is "without an alias the numbers are not known" test "$(fact 4 vendor_id) $(fact 4 modalias)" = "unreadable unreadable"
is "what has no driver is listed by its numbers" grep -q '"sdio mmc1:0001:2 02d0 a9a6"' "$where/scan.json"
printf 'tor 1\ntitle "drivers"\nwifi: must drivers_for every sdio on debian-12\n' > "$where/need.tor"
"$HWFIT" check "$where/need.tor" "$where/scan.json" --explain > "$where/answer" 2>&1
is "Debian 12 drives the Wi-Fi by brcmfmac" grep -q "mmc1:0001:1.*brcmfmac\|brcmfmac" "$where/answer"
printf 'tor 1\ntitle "drivers"\nall: must drivers_for every device on debian-12\n' > "$where/all.tor"
python3 - "$where/scan.json" > "$where/old.json" << 'X'
import json, sys
scan = json.load(open(sys.argv[1]))
del scan["components"]["sdio"]
json.dump(scan, sys.stdout)
X
"$HWFIT" check "$where/all.tor" "$where/old.json" > "$where/answer" 2>&1
is "a document from before the kind is not held against it" test -z "$(grep sdio "$where/answer")"

[ -d "$corpus/udevadm" ] || { echo "ok - SDIO of recorded machines # SKIP no recordings in $corpus"; exit 0; }
functions=0
for dump in $(grep -l "^E: MODALIAS=sdio:" -r "$corpus/udevadm"); do
	rm -rf "$tree" && python3 "$corpus/tools/udevdb2root" "$dump" "$tree" > /dev/null
	"$HWFIT" scan --probe sdio --format json --root "$tree" > "$where/scan.json"
	python3 - "$where/scan.json" "$dump" > "$where/differences" << 'X'
import json, re, sys
mine = {c["key"]: (f"c{c['class_code']}v{c['vendor_id']}d{c['device_id']}", c.get("driver"))
        for c in json.load(open(sys.argv[1]))["components"].get("sdio", [])}
theirs = {}
for block in open(sys.argv[2], encoding="utf-8", errors="replace").read().split("\n\n"):
    alias = re.search(r"^E: MODALIAS=sdio:(\S+)", block, re.M)
    if alias:
        path, driver = re.search(r"^P: (\S+)", block, re.M), re.search(r"^E: DRIVER=(.+)", block, re.M)
        theirs[path[1].split("/")[-1]] = (alias[1].lower(), driver and driver[1])
for key in sorted(set(mine) | set(theirs)):
    if mine.get(key) != theirs.get(key):
        print(key, mine.get(key), theirs.get(key))
print("functions", len(theirs))
X
	functions=$((functions + $(sed -n 's/^functions //p' "$where/differences")))
	grep -v ^functions "$where/differences" | sed 's/^/# /'
	is "$(basename "$dump" .txt): SDIO is as udev recorded it" test "$(grep -cv ^functions "$where/differences")" = 0
done
echo "# $functions functions compared with udev"
is "there were some" test "$functions" -ge 4
