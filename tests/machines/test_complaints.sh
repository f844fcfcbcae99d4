#!/bin/bash
# What users of other inventory tools complained of (complaints.tsv): each has a test that exists,
# or a sentence why it cannot happen. Those that have no other place are tested here.
cd "$(dirname "$0")/../.." || exit 1
command -v python3 > /dev/null || { echo "ok - complaints # SKIP python3 is not installed"; exit 0; }
. tests/cmd/lib.sh
# shellcheck disable=SC2154 # of tests/cmd/lib.sh
work=$where
. tests/machines/lib.sh

rows=0 bad=''
while IFS=$'\t' read -r number what threads how; do
	[[ $number != \#* ]] || continue
	rows=$((rows + 1))
	[ "$number" = $rows ] && [ -n "$what" ] && [ -n "$threads" ] && [ -n "$how" ] || bad+=" $number(columns)"
	[[ $how == -\ * ]] && continue
	while read -r reference; do
		file=${reference%%: *} name=${reference#*: }
		case $file in
		*.c) suite="^(Test|ParameterizedTest)\(.*[ ,]$name(,|\))" ;;
		*) suite="$(sed 's/[][\.*^$()+?{}|/]/\\&/g' <<< "$name")" ;;
		esac
		grep -qE -- "$suite" "$file" 2> /dev/null || bad+=" $number($reference)"
	done <<< "${how//; /$'\n'}"
done < tests/machines/complaints.tsv
is "27 complaints, each with tests that exist:$bad" test "$rows" = 27 -a -z "$bad"

for name in $(machines); do unpack "$name"; "$HWFIT" scan --root "$where/$name" --format json > "$where/$name.json"; done
all() { # CONDITION of jq, for every recorded machine
	local name
	for name in $(machines); do jq -e "$1" "$where/$name.json" > /dev/null || return 1; done
}
is "every kind is an array, also of one" all '[.components[] | type == "array" and all(.[]; type == "object")] | all'
# The kernel's own word for a socket of USB of which the firmware says nothing is unknown.
is "what is not known is never a dash or an empty text" all \
	'[.components[][] | to_entries[] | select(.key != "key" and .key != "removable") | .value | select(. == "" or . == "-" or . == "--" or . == "N/A" or . == "unknown" or . == "Unknown")] | length == 0'
is "NVMe drives have their size, model and serial number" test "$(jq '[.components.disk[] | select(.transport == "nvme" and .size > 0 and .model and .serial)] | length' "$where/lab-bios.json")" -ge 3
LC_ALL=et_EE.UTF-8 LANGUAGE=et "$HWFIT" scan --root "$where/lab-bios" --format json > "$where/other.json"
is "a document does not depend on the language of its reader" cmp -s <(jq 'del(.taken, .probes)' "$where/other.json") <(jq 'del(.taken, .probes)' "$where/lab-bios.json")

# Each folder that is two deep taken away in turn, as on kernels that were built without.
bad='' folders=0
for folder in $(cd "$where/lab-bios" && find . -mindepth 1 -maxdepth 3 -type d | grep -E '^\./(sys/(bus|class|firmware|devices)/.|sys/[^/]*$|[^/]*$|proc/|run/|etc)' | sort); do
	mv "$where/lab-bios/$folder" "$where/away"
	folders=$((folders + 1))
	timeout 30 "$HWFIT" scan --root "$where/lab-bios" --format json 2> "$where/err" | jq -e '.format == "hwfit-scan/1"' > /dev/null || bad+=" $folder"
	mv "$where/away" "$where/lab-bios/$folder"
done
is "without any one folder the rest is scanned ($folders of them):$bad" test "$folders" -ge 50 -a -z "$bad"
mkdir "$where/nothing"
exits 0 "a machine that shows nothing is scanned" "$HWFIT" scan --root "$where/nothing" --format json

# An SMBIOS table of a virtual machine: 64 places for memory, one of them used.
python3 - "$where/nothing" << 'PY'
import os, struct, sys
def structure(kind, handle, body, *strings):
    return struct.pack("<BBH", kind, 4 + len(body), handle) + body + (b"".join(s + b"\0" for s in strings) + b"\0" if strings else b"\0\0")
table = structure(16, 0x1000, struct.pack("<BBBIHH", 3, 3, 3, 0x4000000, 0xFFFE, 64))
for n in range(64):
    body = struct.pack("<HHHHHBBBBBHHBBBB", 0x1000, 0xFFFE, 64 if n == 0 else 0xFFFF, 64 if n == 0 else 0xFFFF, 4096 if n == 0 else 0, 9, 0, 1, 2,
                       26 if n == 0 else 2, 0x80, 0, 0, 3 if n == 0 else 0, 0, 0)
    table += structure(17, 0x1100 + n, body, b"RAM slot #%d" % n, b"RAM slot #%d" % n, *([b"0000_0000_0000_0000"] if n == 0 else []))
table += structure(127, 0x7F00, b"")
folder = sys.argv[1] + "/sys/firmware/dmi/tables"
os.makedirs(folder)
entry = bytearray(struct.pack("<5sBBBBBBBIQ", b"_SM3_", 0, 24, 3, 0, 0, 1, 0, len(table), 0))
entry[5] = -sum(entry) & 0xFF
open(folder + "/smbios_entry_point", "wb").write(entry)
open(folder + "/DMI", "wb").write(table)
PY
"$HWFIT" scan --root "$where/nothing" --format json > "$where/slots.json"
"$HWFIT" scan --root "$where/nothing" > "$where/slots.txt"
is "64 places for memory are told" test "$(jq '.components.memory[0].slots' "$where/slots.json")" = 64
is "64 empty places for memory are one line of the summary" test "$(grep -c 'RAM slot' "$where/slots.txt")" -le 2
is "a serial number of zeros is none" test "$(jq '.components.memory_module[0].serial' "$where/slots.json")" = null
if command -v strace > /dev/null; then
	# Leaks cannot be looked for in a program that is being traced.
	ASAN_OPTIONS=${ASAN_OPTIONS:-}:detect_leaks=0 strace -f -qq -e trace=%network -o "$where/trace" "$HWFIT" scan --format json > "$where/live.json"
	# The kernel itself (netlink), and no more.
	is "a scan speaks to nobody: $(grep -vE 'NETLINK|^[0-9]+ +(bind|getsockname|setsockopt|getsockopt|sendto|sendmsg|recvfrom|recvmsg)\(' "$where/trace" | head -c 200)" \
		test -z "$(grep -E 'AF_INET6?[,)}]|sa_family=AF_(INET6?|UNIX)' "$where/trace" | grep -v 'SOCK_DGRAM.*IPPROTO_IP')"
else echo "ok - a scan speaks to nobody # SKIP strace is not installed"; fi
