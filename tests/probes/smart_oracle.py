#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Compares what a deep scan says of the health of disks with smartctl's words for people.

smart_oracle.py SCAN.json DIRECTORY     DIRECTORY has NAME.txt, of `smartctl -a /dev/NAME`
Prints each difference, then "checked N"; fails on a difference, or when no disk answered.

| smartctl                | scan                  | why
| a drive without SMART   | unreadable            | with a reason
| hours                   | seconds               | base units
| 0 C of SCSI             | unreadable            | it has no sensor"""
import json
import os
import re
import sys

FACTS = ("health", "wear", "power_on_time", "temperature", "reallocated_sectors", "pending_sectors")


def first(text, *patterns):
    for pattern in patterns:
        found = re.search(pattern, text, re.M)
        if found:
            return found[1].replace(",", "")
    return None


def attribute(text, number):
    """The raw value of a row of ATA's table."""
    return first(text, rf"^\s*{number} \S+\s+0x[0-9a-f]{{4}}(?:\s+\S+){{6}}\s+(\d+)")


def told(text):
    health = first(text, r"self-assessment test result: (\w+)", r"^SMART Health Status: (\w+)")
    hours = first(text, r"^Power On Hours:\s+([\d,]+)") or attribute(text, 9)
    degrees = first(text, r"^Temperature:\s+(\d+) Celsius", r"^Current Drive Temperature:\s+([1-9]\d*)")
    values = {"health": {"PASSED": "passed", "OK": "passed", None: None}.get(health, "failed"),
              "wear": first(text, r"^Percentage Used:\s+(\d+)%", r"^Percentage used endurance indicator:\s+(\d+)%"),
              "power_on_time": hours and int(hours) * 3600,
              "temperature": degrees or attribute(text, 194) or attribute(text, 190),
              "reallocated_sectors": first(text, r"^Elements in grown defect list:\s+(\d+)") or attribute(text, 5),
              "pending_sectors": attribute(text, 197)}
    return {fact: value if fact == "health" or value is None else int(value) for fact, value in values.items()}


def main():
    disks = json.load(open(sys.argv[1], encoding="utf-8"))["components"]["disk"]
    differences, checked, answered = [], 0, 0
    for disk in disks:
        path = f"{sys.argv[2]}/{disk['key']}.txt"
        if not os.path.exists(path):
            continue
        wanted = told(open(path, encoding="utf-8", errors="replace").read())
        answered += wanted["health"] is not None
        for fact in FACTS:
            checked += 1
            if wanted[fact] != disk.get(fact):
                differences.append(f"{disk['key']} {fact}: {disk.get(fact)!r}, smartctl {wanted[fact]!r}")
            elif wanted[fact] is None and not disk.get("unreadable", {}).get(fact, {}).get("why"):
                differences.append(f"{disk['key']} {fact}: neither known nor said why not")
    if answered < 2:
        differences.append(f"only {answered} disks told their health")
    print("\n".join(differences))
    print("checked", checked)
    return 1 if differences else 0


if __name__ == "__main__":
    sys.exit(main())
