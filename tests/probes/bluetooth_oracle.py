#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Compares the Bluetooth controllers of a scan with `btmgmt info`: bluetooth_oracle.py SCAN.json OUTPUT

Prints each difference, then "checked N"; fails on one."""
import json
import re
import sys

with open(sys.argv[1], encoding="utf-8") as f:
    scan = {c["interface"]: c for c in json.load(f)["components"].get("bluetooth", [])}
with open("probes/bluetooth_versions.def", encoding="utf-8") as f:
    versions = dict(re.findall(r'BLUETOOTH_VERSION\((\d+), "([\d.]+)"\)', f.read()))
with open(sys.argv[2], encoding="utf-8") as f:
    theirs = dict(re.findall(r"^(hci\d+):(.*\n(?:\t.*\n?)+)", f.read(), re.M))
checked, bad = 1, []
if sorted(scan) != sorted(theirs):
    bad.append(f"controllers: hwfit {sorted(scan)}, btmgmt {sorted(theirs)}")
for name in scan.keys() & theirs.keys():
    number = re.search(r" version (\d+)", theirs[name])[1]
    settings = re.search(r"supported settings: (.*)", theirs[name])[1].split()
    for fact, value in (("version", versions.get(number)), ("low_energy", "le" in settings)):
        checked += 1
        if scan[name].get(fact) != value:
            bad.append(f"{name} {fact}: hwfit {scan[name].get(fact)!r}, btmgmt {value!r}")
print("\n".join(bad))
print("checked", checked)
sys.exit(bool(bad))
