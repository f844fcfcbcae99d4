#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Compares the batteries of a scan with what acpi(1) says of the same files.

battery_oracle.py SCAN.json TREE    acpi reads one file an attribute; where TREE has uevent files
                                    alone, they are made of these first (in a copy)
Prints differences, then "checked N"; fails on a difference."""
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile


def attributes(folder):
    """The properties of one supply: its files, or the lines of its uevent file."""
    found = {}
    for name in os.listdir(folder):
        if os.path.isfile(f"{folder}/{name}") and name != "uevent":
            with open(f"{folder}/{name}", encoding="utf-8", errors="replace") as f:
                found[name] = f.read().strip()
    if "type" not in found and "status" not in found and os.path.exists(f"{folder}/uevent"):
        with open(f"{folder}/uevent", encoding="utf-8", errors="replace") as f:
            for line in f:
                key, _, value = line.strip().partition("=")
                if key.startswith("POWER_SUPPLY_"):
                    found[key[13:].lower()] = value
        if "technology" in found:
            found.setdefault("type", "Battery")
    return found


def number(text):
    return float(text) if text else None


def main():
    with open(sys.argv[1], encoding="utf-8") as f:
        mine = {c["key"]: c for c in json.load(f)["components"]["battery"]}
    source, checked, bad = sys.argv[2] + "/sys/class/power_supply", 0, 0
    for key in sorted(os.listdir(source)) if os.path.isdir(source) else []:
        found = attributes(f"{source}/{key}")
        if found.get("type") != "Battery" or found.get("scope") == "Device" or found.get("present") == "0":
            continue
        with tempfile.TemporaryDirectory() as folder:
            os.makedirs(f"{folder}/power_supply/{key}")
            for name, value in found.items():
                with open(f"{folder}/power_supply/{key}/{name}", "w", encoding="utf-8") as f:
                    f.write(value + "\n")
            run = subprocess.run(["acpi", "-b", "-i", "-d", folder], capture_output=True, text=True, check=False)
            shutil.rmtree(f"{folder}/power_supply")
        out, c = run.stdout, mine.pop(key, {})
        full = re.search(r"design capacity (\d+) mAh, last full capacity (\d+) mAh = (\d+)%", out)
        share = re.search(r"Battery 0: [\w ]+, (\d+)%", out)
        pairs = [("there", bool(c), True)]
        # acpi cuts off; without a full capacity it says 100 % of nothing.
        if full:
            pairs.append(("health", min(100, int(c.get("health") or 0)), int(full[3])))
            if "charge_full_design" in found:
                pairs.append(("design_charge", int(c.get("design_charge") or 0), int(full[1])))
        if share and "capacity" in found or share and full:
            pairs.append(("charge", abs((-9 if c.get("charge") is None else c["charge"]) - int(share[1])) <= 1, True))
        for fact, ours, theirs in pairs:
            checked += 1
            if ours != theirs:
                bad += 1
                print(f"{key} {fact}: hwfit {ours!r}, acpi {theirs!r}: {out.strip()}")
    for key in mine:
        bad += 1
        print(f"{key}: hwfit alone has it")
    print(f"checked {checked}")
    return bad > 0


if __name__ == "__main__":
    sys.exit(main())
