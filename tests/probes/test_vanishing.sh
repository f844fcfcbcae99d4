#!/bin/bash
# Devices that go and come while the scan reads them, and attributes that never answer: the scan
# ends in time with a document that is whole. Recorded, and live in a namespace of its own.
cd "$(dirname "$0")/../.." || exit 1
work=$(mktemp -d -p /dev/shm 2> /dev/null || mktemp -d)
trap '[ -z "$mover" ] || kill "$mover" 2> /dev/null; rm -rf "$work"' EXIT
mover=''
. tests/machines/lib.sh
unpack lab-bios
tree=$work/lab-bios
for place in usb pci; do # where the devices are that go
	(cd "$tree/sys/bus/$place/devices" && for d in *; do realpath "$d"; done) | sort -u > "$work/$place"
done
# Hubs and bridges hold others; these are leaves.
leaves=$(grep -hE '/([0-9]+-[0-9.]+|[0-9a-f:]+\.[0-7])$' "$work/usb" "$work/pci" | awk '{ all[NR] = $0 } END {
	for (i = 1; i <= NR; i++) { leaf = 1; for (j = 1; j <= NR; j++) if (index(all[j], all[i] "/") == 1) leaf = 0; if (leaf) print all[i] } }')

whole() { # FILE: JSON, with each device once and each of them with numbers or a reason
	jq -e '(.components.usb + .components.pci) as $all | ($all | length > 20) and
		([$all[] | select((.vendor_id // .unreadable.vendor_id) == null)] | length == 0) and
		([.components.usb[].key] | length == (unique | length))' "$1" > /dev/null
}
# Takes a third of the devices away and puts them back, for ever. One process: when it is ended, nothing of it
# goes on.
move() {
	exec python3 -c 'import os, random, sys
leaves = open(sys.argv[1]).read().split()
while True:
    some = random.sample(leaves, min(25, len(leaves)))
    for d in some:
        os.rename(d, d + ".gone")
    for d in some:
        os.rename(d + ".gone", d)' "$work/leaves"
}
echo "$leaves" > "$work/leaves"

"$HWFIT" scan --root "$tree" --format json > "$work/still.json"
move & mover=$!
devices() { jq -S '.components | {usb, pci}' "$1"; }
bad=0 other=0
devices "$work/still.json" > "$work/still"
for ((n = 0; n < 15; n++)); do
	timeout 30 "$HWFIT" scan --root "$tree" --format json > "$work/moving.json" 2> "$work/err" && whole "$work/moving.json" || { bad=$((bad + 1)); cp "$work/moving.json" "$work/bad.json"; }
	devices "$work/moving.json" | cmp -s - "$work/still" || other=$((other + 1))
done
if [ "$bad" = 0 ]; then echo "ok - 15 scans while devices go and come are whole"; else echo "not ok - $bad of 15 scans while devices go and come: $(head -c 300 "$work/err")"; fi
if [ "$other" -gt 0 ]; then echo "ok - some scans met devices that were gone"; else echo "not ok - no device was gone in any scan"; fi

# The same through the libraries, where a namespace can be had.
if unshare -rm true 2> /dev/null; then
	bad=0
	for ((n = 0; n < 6; n++)); do
		SYSTEMD_DEVICE_VERIFY_SYSFS=0 timeout 30 unshare -rm sh -c 'mount --rbind "$1/sys" /sys && exec "$2" scan --format json' sh "$tree" "$HWFIT" \
			> "$work/moving.json" 2> "$work/err" && whole "$work/moving.json" || bad=$((bad + 1))
	done
	if [ "$bad" = 0 ]; then echo "ok - 6 live scans while devices go and come are whole"; else echo "not ok - $bad of 6 live scans: $(head -c 300 "$work/err")"; fi
else echo "ok - live scans # SKIP user namespaces are not allowed here"; fi
kill "$mover"
wait "$mover" 2> /dev/null
mover=''

# Renames elsewhere, which make the kernel doubt paths with "..": nothing may be missing.
while read -r d; do [ ! -e "$d.gone" ] || mv "$d.gone" "$d"; done < "$work/leaves"
python3 -c 'import os, sys
os.mkdir(sys.argv[1] + "a")
while True:
    os.rename(sys.argv[1] + "a", sys.argv[1] + "b")
    os.rename(sys.argv[1] + "b", sys.argv[1] + "a")' "$work/elsewhere." & mover=$!
other=0
for ((n = 0; n < 10; n++)); do
	"$HWFIT" scan --root "$tree" --format json > "$work/moving.json"
	devices "$work/moving.json" | cmp -s - "$work/still" || other=$((other + 1))
done
if [ "$other" = 0 ]; then echo "ok - 10 scans during renames elsewhere lack nothing"; else echo "not ok - $other of 10 scans during renames elsewhere differ"; fi
kill "$mover"
wait "$mover" 2> /dev/null
mover=''

# Attributes that never answer: a pipe that nobody writes to in place of each string.
find "$tree/sys/devices" -type f \( -name serial -o -name product -o -name model -o -name descriptors -o -name edid -o -name config \) > "$work/pipes"
while read -r file; do rm "$file" && mkfifo "$file"; done < "$work/pipes"
if timeout 20 "$HWFIT" scan --root "$tree" --format json > "$work/pipes.json" 2> "$work/err" && jq -e '.components.usb | length > 10' "$work/pipes.json" > /dev/null; then
	echo "ok - $(wc -l < "$work/pipes") attributes that never answer do not stop a scan"
else echo "not ok - attributes that never answer stopped the scan: $(head -c 300 "$work/err")"; fi
