#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Compares two scans of one machine: while it runs, and from its recording.

scan_same.py LIVE.json ROOT.json [all | told]
Of pci, gpu, usb and what block devices make; with "all", of every kind; with "told", of those
only what LIVE.json, which libraries told, has a value for. Prints each difference, then what it
counted; fails on a difference.

A device without a configuration descriptor tells no interfaces, and no class by them.

Differences that are no faults:

| live                           | recording            | why
| file systems                   | those of the tree    | /proc is that of the machine of the test
| size and free of one           | the recording does   | the kernel is asked for them, no file
|                                |   not tell           | has them
| a link, slot or driver is      | the recording does   | a file that is not there means "none" on
|   absent                       |   not tell           | a machine, nothing in a recording
| why and remedy                 | others               | they say what would help there
| no link of PCI Express         | from config          | configuration space of a running machine
|                                |                      | is left alone, old kernels show no link
"""
import json
import sys

KINDS = ("pci", "gpu", "usb", "disk", "removable_disk", "optical_drive", "partition")
HELPERS = ("unreadable", "sources")


def main():
    live, root = (json.load(open(path, encoding="utf-8"))["components"] for path in sys.argv[1:3])
    differences, components, facts, told = [], 0, 0, "told" in sys.argv[3:]
    for kind in sorted(set(live) | set(root)) if "all" in sys.argv[3:] else KINDS:
        mine, theirs = ({c.get("key", ""): c for c in scan.get(kind, [])} for scan in (live, root))
        # libusb does not show a device below a hub that is hidden.
        hidden = set(theirs) - set(mine) if told and kind == "usb" else set()
        if set(mine) != set(theirs) - hidden:
            differences.append(f"{kind}: {sorted(set(mine) ^ set(theirs))}")
        for key in set(mine) & set(theirs):
            components += 1
            a, b = mine[key], theirs[key]
            silent_a, silent_b = a.get("unreadable", {}), b.get("unreadable", {})
            for fact in (set(a) | set(b)) - set(HELPERS):
                if told and (a.get(fact) in (None, []) or (fact == "class" and a.get("interfaces") == [])):
                    continue
                facts += 1
                if a.get(fact) == b.get(fact) and (fact in a) == (fact in b):
                    continue
                if "link_" in fact and fact in silent_a:
                    continue
                if kind == "filesystem" and fact in ("size", "free") and fact in silent_b:
                    continue
                # Known nowhere: absent for one, unreadable for the other.
                if a.get(fact) is None and b.get(fact) is None and (fact in silent_a or fact in silent_b):
                    continue
                differences.append(f"{kind}/{key} {fact}: live {a.get(fact)!r}, recording {b.get(fact)!r}")
    print("\n".join(sorted(differences)))
    print("components", components)
    print("facts", facts)
    print("checked", facts)
    return 1 if differences else 0


sys.exit(main())
