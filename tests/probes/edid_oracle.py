#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Compares the displays of a scan with what edid-decode says of the same EDID.

edid_oracle.py HWFIT FILE...        each file an EDID: a machine with them all is made
edid_oracle.py --scan SCAN.json DIR the outputs of edid-decode in DIR (edid-cardN-CONNECTOR.txt)

Prints each difference that is not explained below, then "checked N, explained N" and how
often for which reason; fails on a difference that is not explained."""
import collections
import json
import math
import os
import re
import subprocess
import sys
import tempfile

EXPLAINED = {
    "DisplayID": "edid-decode does not take the native size of DisplayID parameters for native",
    "extension": "edid-decode does not print a serial number in words of an extension",
    "year 0": "a year that is not filled in; edid-decode says 1990",
    "tiles": "edid-decode says the size of one tile",
    "interlaced": "a format that edid-decode lists beside another native one",
    "no EDID": "too short or without the header of EDID; edid-decode stops as well",
    "placeholder": "words that makers leave in place of a value; hwfit says that there are none",
    "filled": "edid-decode shows letters that are no three capitals, hwfit says that there are none",
    "two sizes": "base block and timing contradict each other; hwfit notes it and takes the base block",
}


def squeeze(text):
    return " ".join(text.split()) or None if text else None


def shown(text):
    """Words as edid-decode shows them: what is no printable ASCII is a dot."""
    return re.sub(r"(\\x[0-9A-F]{2})+|[^ -~]", ".", text) if text else text


def word(out, pattern):
    found = re.search(pattern, out, re.M)
    return found[1] if found else None


def raw(c, fact):
    return squeeze(c.get(fact + "_raw", c.get(fact)))


def size_of(out):
    """(wide, high) in mm and what it may be off, of the finest that is stated."""
    fine = re.search(r"Image size: ([\d.]+) mm x ([\d.]+) mm", out)
    coarse = re.search(r"Maximum image size: (\d+) cm x (\d+) cm", out)
    timing = re.search(r"DTD 1: .*\(.*?(\d+) mm x (\d+) mm\)", out)
    if fine and float(fine[1]) and float(fine[2]):
        return float(fine[1]), float(fine[2]), False
    if not coarse:
        return None
    cm = [10 * int(n) for n in coarse.groups()]
    mm = [int(n) for n in timing.groups()] if timing else None
    if mm and all(abs(a - b) <= 10.5 for a, b in zip(mm, cm)):
        return mm[0], mm[1], False
    return cm[0], cm[1], bool(mm)


def values(c, out):
    """(fact, what hwfit says, what edid-decode says, reason of a difference or None)"""
    vendor = word(out, r"^    Manufacturer: (.*)$")
    yield "vendor_id", c.get("vendor_id"), vendor, "filled" if not re.fullmatch("[A-Z]{3}", vendor) else None
    yield "product_code", int(c["product_code"], 16), int(word(out, r"^    Model: (\d+)") or 0), None
    number = word(out, r"^    Serial Number: (\d+)")
    yield "serial_code", c.get("serial_code"), int(number) if number else None, None
    text = squeeze(word(out, r"Display Product Serial Number: '(.*)'"))
    if text:
        yield "serial", shown(raw(c, "serial")), text, "placeholder" if c.get("serial", 0) is None else None
    elif number:
        filler = int(number) in (0x01010101, 0xFFFFFFFF)
        reason = "placeholder" if filler else "extension" if "Block 1" in out and c.get("serial") else None
        yield "serial", c.get("serial"), number, reason
    name = squeeze(word(out, r"Display Product Name: '(.*)'") or word(out, r"^    Product Name: (.*)$"))
    yield "model", shown(raw(c, "model")), name, "placeholder" if c.get("model", 0) is None else None
    made = re.search(r"Made in: (?:week (\d+) of )?(\d{4})|Model year: (\d{4})", out)
    yield "year", c.get("year"), int(made[2] or made[3]) if made else None, "year 0" if " 1990" in out else None
    yield from native(c, out)
    size = size_of(out)
    if size is None:
        yield "diagonal", c.get("diagonal"), None, None
    else:
        mine, theirs = c.get("diagonal"), math.hypot(size[0], size[1])
        inside = isinstance(mine, dict) and mine["min"] <= theirs <= mine["max"]
        yield "diagonal", mine if not inside else theirs, theirs, "two sizes" if size[2] else None


def native(c, out):
    section = re.search(r"^Native Video Resolution.*:\n((?:  .*\n?)+)", out, re.M)
    theirs = [n.strip() for n in section[1].splitlines()] if section else []
    first = re.search(r"First detailed timing (?:includes the native|is the preferred)", out)
    if not section and first:  # it was not asked for a summary
        theirs = re.findall(r"DTD 1: +(\d+x\d+i?) ", out)[:1]
    mine = c.get("resolution")
    why = "DisplayID" if "Display native pixel format" in out else "tiles" if "Tiled Display Topology" in out else None
    if mine and mine + "i" in theirs:
        mine += "i"
    yield "resolution", mine if mine not in theirs else "native", "native" if theirs else None, why
    timing = re.search(r"DTD 1: +(\d+x\d+)i? +([\d.]+) Hz", out)
    if timing and mine and mine.rstrip("i") == timing[1]:
        yield "refresh", round(c.get("refresh", 0), 4), round(float(timing[2]), 4), None


def tree_of(files, folder):
    for i, path in enumerate(files):
        place = f"{folder}/sys/class/drm/card0-DP-{i + 1}"
        os.makedirs(place)
        with open(path, "rb") as source, open(f"{place}/edid", "wb") as copy:
            copy.write(source.read())
        with open(f"{place}/status", "w", encoding="ascii") as status:
            status.write("connected\n")


def decoded(path):
    run = subprocess.run(["edid-decode", "-n", path], capture_output=True, check=False)
    return run.stdout.decode("utf-8", "replace")


def pairs(args):
    """(name, component, output of edid-decode)"""
    if args[0] == "--scan":
        with open(args[1], encoding="utf-8") as f:
            mine = {c["key"]: c for c in json.load(f)["components"]["display"]}
        files = sorted(n for n in os.listdir(args[2]) if n.startswith("edid-"))
        for name in files:
            with open(f"{args[2]}/{name}", encoding="utf-8", errors="replace") as f:
                yield name, mine.pop(re.fullmatch(r"edid-card\d+-(.*)\.txt", name)[1], {}), f.read()
        # One that is connected and sent no EDID has no output.
        mine = [key for key, c in mine.items() if "product_code" in c]
        if mine:
            sys.exit(f"displays that edid-decode was not asked about: {sorted(mine)}")
        return
    with tempfile.TemporaryDirectory() as folder:
        tree_of(args[1:], folder)
        command = [args[0], "scan", "--probe", "display", "--format", "json", "--root", folder]
        scan = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    mine = {c["key"]: c for c in scan["components"]["display"]}
    for i, path in enumerate(args[1:]):
        yield os.path.basename(path), mine[f"DP-{i + 1}"], decoded(path)


def main():
    checked, bad, why = 0, 0, collections.Counter()
    for name, c, out in pairs(sys.argv[1:]):
        if "product_code" not in c or "Manufacturer:" not in out:
            checked += 1
            if "product_code" not in c and "Manufacturer:" not in out:
                why["no EDID"] += 1
            else:
                bad += 1
                print(f"{name}: only one of hwfit and edid-decode reads it")
            continue
        for fact, mine, theirs, reason in values(c, out):
            checked += 1
            if mine == theirs:
                continue
            if reason:
                why[reason] += 1
                continue
            bad += 1
            print(f"{name} {fact}: hwfit {mine!r}, edid-decode {theirs!r}")
    print(f"checked {checked}, explained {sum(why.values())}")
    for reason, n in why.most_common():
        print(f"# {n} {reason}: {EXPLAINED[reason]}")
    return bad > 0


if __name__ == "__main__":
    sys.exit(main())
