#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Compares the PCI functions of a scan with what lspci prints of the same machine.

pci_oracle.py SCAN.json LSPCI.txt [--links LSPCI-VV.txt] [--tree SYSFS]
LSPCI.txt is `lspci -Dvmmnnk`, LSPCI-VV.txt `lspci -Dvv`, whose link lines are compared.
Prints each difference, then "checked N" with the number of values; fails on a difference.

Differences that are no faults, each allowed only where the recording shows it:

| lspci                          | scan                    | why
| no driver                      | the driver              | lspci names a driver whose link leads
|                                |                         | to a directory; the recording has
|                                |                         | the link alone
| no subsystem                   | the subsystem           | no attribute and no configuration
|                                |                         | space, but the alias names it
| revision ff, a made-up number  | unreadable              | neither attribute nor configuration
|                                |                         | space: lspci prints what it reads
|                                |                         | of nothing
| stops at the first function    | all functions           | the recording has class alone, lspci
|                                |                         | needs vendor: then the files decide
| interface 00                   | that of the alias       | lspci takes the interface from
|                                |                         | configuration space alone
"""
import json
import os
import re
import sys

NUMBER = re.compile(r"\[([0-9a-f]{4})\]$")
LINK = re.compile(r"Speed ([0-9.]+)GT/s(?: \([a-z]+\))?, Width x(\d+)")


def lspci_functions(path):
    """address -> {field: text} of lspci -vmm"""
    functions = {}
    for block in open(path, encoding="utf-8", errors="replace").read().split("\n\n"):
        fields = dict(line.split(":\t", 1) for line in block.split("\n") if ":\t" in line)
        if "Slot" in fields:
            functions[fields["Slot"]] = fields
    return functions


def lspci_links(path):
    """address -> {fact: number} of lspci -vv"""
    links, address = {}, None
    for line in open(path, encoding="utf-8", errors="replace"):
        if line[0] not in "\t\n ":
            address = line.split()[0]
        name = re.match(r"\s+Lnk(Cap|Sta):", line)
        link = LINK.search(line)
        if name and link:
            prefix = "max_" if name.group(1) == "Cap" else ""
            found = links.setdefault(address, {})
            found[prefix + "link_speed"] = int(float(link.group(1)) * 10) * 100000000
            found[prefix + "link_width"] = int(link.group(2))
    return links


def number(text):
    found = NUMBER.search(text or "")
    return found.group(1) if found else None


def expected(fields):
    """The facts that follow from the fields of one function."""
    code = number(fields["Class"])
    return {
        "vendor_id": number(fields["Vendor"]),
        "device_id": number(fields["Device"]),
        "class_code": code + fields.get("ProgIf", "00"),
        "revision": fields.get("Rev", "00"),
        "subsystem_vendor_id": number(fields.get("SVendor")),
        "subsystem_device_id": number(fields.get("SDevice")),
        "driver": fields.get("Driver"),
        "slot_name": fields.get("PhySlot"),
        "numa_node": int(fields["NUMANode"]) if "NUMANode" in fields else None,
    }


def attribute(tree, address, name):
    try:
        return open(f"{tree}/bus/pci/devices/{address}/{name}", encoding="ascii", errors="replace").read().strip()
    except OSError:
        return None


def files(tree):
    """What the files of a tree say of which lspci makes nothing."""
    found = {}
    for address in os.listdir(f"{tree}/bus/pci/devices"):
        code = attribute(tree, address, "class")
        found[address] = {"class_code": code and code[2:]}
    return found


def allowed(tree, address, fact, mine, theirs):
    """Is the difference one of the table?"""
    if not tree:
        return False
    if fact == "driver" and theirs is None:
        link = f"{tree}/bus/pci/devices/{address}/driver"
        return os.path.islink(link) and not os.path.exists(link) and os.path.basename(os.readlink(link)) == mine
    alias = re.match(r"pci:v0000(....)d0000(....)sv0000(....)sd0000(....)bc(..)sc(..)i(..)",
                     attribute(tree, address, "modalias") or "")
    if attribute(tree, address, "config"):
        return False
    if fact.startswith("subsystem_") and theirs is None and alias:
        return mine == alias.group(3 if "vendor" in fact else 4).lower()
    if fact == "class_code" and alias:
        return mine == "".join(alias.group(5, 6, 7)).lower() and mine[:4] == theirs[:4]
    return fact == "revision" and mine is None


def main():
    options = dict(zip(sys.argv[3::2], sys.argv[4::2]))
    tree = options.get("--tree")
    scan = json.load(open(sys.argv[1], encoding="utf-8"))
    mine = {c["key"]: c for c in scan["components"].get("pci", [])}
    theirs = lspci_functions(sys.argv[2])
    wanted = {address: expected(fields) for address, fields in theirs.items()}
    if tree and not theirs:
        wanted = files(tree)
    for address, link in (lspci_links(options["--links"]) if "--links" in options else {}).items():
        wanted[address].update(link)
    differences, checked, explained = [], 0, 0
    if set(mine) != set(wanted):
        differences.append(f"functions: {sorted(set(mine) ^ set(wanted))}")
    for address in sorted(set(mine) & set(wanted)):
        # Of what the recording does not hold lspci says nothing, the scan that it cannot.
        silent = mine[address].get("unreadable", {})
        for fact, value in wanted[address].items():
            if fact in silent and value is None:
                continue
            checked += 1
            if mine[address].get(fact) == value:
                continue
            if allowed(tree, address, fact, mine[address].get(fact), value):
                explained += 1
            else:
                differences.append(f"{address} {fact}: {mine[address].get(fact)!r}, lspci {value!r}")
    print("\n".join(differences))
    print("functions", len(wanted))
    print("checked", checked)
    print("explained", explained)
    return 1 if differences else 0


sys.exit(main())
