#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the scans of a delivery out of one recorded machine.

deliver.py BASE.json FOLDER N [--as new-laptop] [--change K:KIND.FACT=JSON ...]

Each machine gets serial numbers and MAC addresses of its own; K counts from 1. A change is made
to every component of the kind. --as new-laptop makes the recorded laptop one that has just been
made: one NVMe disk, a fresh battery, the memory of one module, the keyboard built in.
"""
import copy
import json
import os
import sys


def new_laptop(c):
    disk = copy.deepcopy(next(d for d in c["disk"] if d.get("transport") == "nvme"))
    disk.update(key="nvme0n1", model="LAB NVMe 512", size=512110190592)
    c["disk"] = [disk]
    for kind in ("removable_disk", "optical_drive", "partition", "filesystem", "raid"):
        c.pop(kind, None)
    c["keyboard"] = [k for k in c["keyboard"] if k["connection"] == "ps2"]
    module = copy.deepcopy(c["memory_module"][0])
    module.update(size=16 << 30)
    c["memory_module"] = [module]
    c["memory"][0].update(installed=16 << 30, modules=1)
    battery = c["battery"][0]
    battery.update(design_capacity=57, full_capacity=57, health=100, cycles=1)
    battery.get("unreadable", {}).pop("cycles", None)


def number_serials(scan, k):
    for kind, components in scan["components"].items():
        for i, c in enumerate(components):
            if c.get("serial"):
                c["serial"] = "%s-%04d" % (c["serial"], k)
            if c.get("mac"):
                c["mac"] = "02:00:5e:%02x:%02x:%02x" % (i, k // 256, k % 256)
    scan["components"]["system"][0]["uuid"] = "00000000-0000-4000-8000-%012d" % k
    scan["host"]["hostname"] = "unit-%04d" % k
    scan["taken"] = "2027-08-11T%02d:%02d:00Z" % (8 + k // 60 % 12, k % 60)


def main():
    args = sys.argv[1:]
    base, folder, n = args[0], args[1], int(args[2])
    changes = {}
    with open(base, encoding="utf-8") as f:
        scan = json.load(f)
    for flag, value in zip(args[3::2], args[4::2]):
        if flag == "--as":
            {"new-laptop": new_laptop}[value](scan["components"])
        else:
            which, rest = value.split(":", 1)
            name, text = rest.split("=", 1)
            changes.setdefault(int(which), []).append((*name.split("."), json.loads(text)))
    os.makedirs(folder, exist_ok=True)
    for k in range(1, n + 1):
        each = copy.deepcopy(scan)
        number_serials(each, k)
        for kind, fact, value in changes.get(k, ()):
            for c in each["components"][kind]:
                c[fact] = value
        with open(os.path.join(folder, "unit-%04d.json" % k), "w", encoding="utf-8") as f:
            json.dump(each, f, ensure_ascii=False)


main()
