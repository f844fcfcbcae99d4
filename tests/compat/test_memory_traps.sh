#!/bin/bash
# 16 GB of which the kernel counts 15.3 GiB: it passes where the firmware tells the modules, and is unknown, no fail,
# where only the kernel's count can be read.
cd "$(dirname "$0")/../.." || exit 1
. tests/cmd/lib.sh
root=$where/root
mkdir -p "$root/proc" "$root/sys/firmware/dmi/tables"
printf 'MemTotal:       16042188 kB\nMemFree:         1000000 kB\n' > "$root/proc/meminfo"
printf 'tor 1\ntitle "16 GB"\nram: must memory.installed >= 16 GB\nless: must memory.installed >= 15 GB\nmore: must memory.installed >= 32 GB\n' > "$where/ram.tor"
# verdicts: of the three lines.
verdicts() {
	"$HWFIT" scan --root "$root" --probe memory,smbios -o "$where/scan.json" 2> "$where/err"
	"$HWFIT" check "$where/ram.tor" "$where/scan.json" --explain --format json > "$where/out"
	python3 -c 'import json, sys; print(*(r["verdict"] for r in json.load(sys.stdin)["machines"][0]["judgements"][0]["requirements"]))' < "$where/out"
}
found=$(verdicts)
is "the kernel's count alone says that there are 15 GB, and of more neither yes nor no: $found" [ "$found" = "unknown pass unknown" ]
# SMBIOS 3.0 (DMTF DSP0134): an array of two devices, each a module of 8 GB.
python3 - "$root/sys/firmware/dmi/tables" << 'END'
import struct, sys
def structure(kind, handle, body, *strings):
    text = b"".join(s.encode() + b"\0" for s in strings) or b"\0"
    return struct.pack("<BBH", kind, 4 + len(body), handle) + body + text + b"\0"
array = struct.pack("<BBBIHHQ", 3, 3, 3, 16 << 20, 0xfffe, 2, 0)
def module(n):
    return struct.pack("<HHHHHBBBBBHHBBBBBIH", 1, 0xfffe, 64, 64, 8192, 0x0d, 0, 1, 2, 0x1a, 0x80, 3200, 3, 4, 5, 6, 1, 0, 3200)
table = structure(16, 1, array) + b"".join(structure(17, 2 + n, module(n), f"DIMM{n}", "BANK 0", "Maker", f"S{n}", "A", "P") for n in range(2)) + structure(127, 9, b"")
entry = b"_SM3_\0\x18\x03\0\0\x01\0" + struct.pack("<IQ", len(table), 0x1000)
entry = entry[:5] + bytes([-sum(entry) & 255]) + entry[6:]
open(sys.argv[1] + "/DMI", "wb").write(table)
open(sys.argv[1] + "/smbios_entry_point", "wb").write(entry)
END
found=$(verdicts)
is "two modules of 8 GB are 16 GB, whatever the kernel keeps: $found" [ "$found" = "pass pass fail" ]
is "what is counted is the firmware's table" says 'SMBIOS'
