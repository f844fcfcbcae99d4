#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Compares the storage of a phone in a deep scan with what mtp-detect says of it.

mtp_oracle.py SCAN.json MTP-DETECT.txt      one phone
Prints each difference, then "checked N"; fails on a difference."""
import json
import re
import sys

FIXED_RAM = 3


def main():
    phones = json.load(open(sys.argv[1], encoding="utf-8"))["components"].get("phone", [])
    text = open(sys.argv[2], encoding="utf-8", errors="replace").read()
    storages = re.findall(r"StorageType: 0x([0-9a-f]+).*?MaxCapacity: (\d+)", text, re.S | re.I)
    wanted = sum(int(size) for kind, size in storages if int(kind, 16) == FIXED_RAM)
    differences = []
    if not wanted:
        differences.append("mtp-detect saw no storage: " + text[-300:])
    if len(phones) != 1:
        differences.append(f"{len(phones)} phones, not one")
    elif phones[0].get("storage") != {"min": wanted, "max": None}:
        differences.append(f"storage: {phones[0].get('storage')!r} {phones[0].get('unreadable')}, mtp-detect {wanted}")
    print("\n".join(differences))
    print("checked", 2)
    return 1 if differences else 0


if __name__ == "__main__":
    sys.exit(main())
