#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads texts of dmidecode by itself and holds what an inventory has against them.

usage: dmidecode_oracle.py FOLDER SCANS EXPORT
SCANS: the documents of `inventory import --dry-run FOLDER`, in order of names; EXPORT: those
of `inventory export` after the import. Compares maker, product, firmware, board, case, every
module, installed memory, slots, and names and cores of processors with the text; and the
export with SCANS. Prints what differs and numbers; exit status 1 when something differs."""
import json
import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "probes"))
import dmidecode_oracle as text_oracle  # noqa: E402

TITLES = {"BIOS Information": 0, "System Information": 1, "Base Board Information": 2,
          "Chassis Information": 3, "Processor Information": 4, "Physical Memory Array": 16,
          "Memory Device": 17}


def documents(path):
    with open(path, encoding="utf-8") as f:
        text = f.read()
    decoder, at, found = json.JSONDecoder(), 0, []
    while at < len(text):
        document, at = decoder.raw_decode(text, at)
        found.append(document)
        while at < len(text) and text[at] in " \r\n":
            at += 1
    return found


def records(text):
    """As the oracle of the probe, but a block whose handle was taken out tells its type by
    its title."""
    found = []
    for block in re.split(r"\n(?:\r?\n)+", text.replace("\r\n", "\n")):
        lines = block.split("\n")
        while lines and (lines[0].startswith("#") or lines[0].startswith("\t")):
            lines.pop(0)
        kind, handle, body = None, None, {}
        for line in lines:
            match = re.match(r"Handle 0x([0-9A-Fa-f]+), DMI type (\d+)", line)
            if match:
                handle, kind = int(match.group(1), 16), int(match.group(2))
            elif kind is None and line in TITLES:
                kind = TITLES[line]
            if line == "\t\t64-bit capable":
                body["64-bit capable"] = "yes"
            match = re.match(r"\t([^\t:][^:]*): ?(.*)$", line)
            if match:
                body.setdefault(match.group(1), match.group(2))
        # Versions before 3.2 call it so.
        if "Configured Clock Speed" in body:
            body.setdefault("Configured Memory Speed", body["Configured Clock Speed"])
        # A width with more check bits than half of the data is not real.
        widths = [re.match(r"(\d+) bits", body.get(n, "")) for n in ("Total Width", "Data Width")]
        if all(widths) and int(widths[0].group(1)) > 1.5 * int(widths[1].group(1)):
            del body["Total Width"]
        # Some tables list an array twice under one handle: it counts as often as it is there.
        while any(t == kind and h == handle for t, h, _ in found) and handle is not None:
            handle += 0x10000
        if kind is not None and body:
            found.append((kind, handle, body))
    return found


def check_processors(check, found):
    real = [r for t, _, r in found if t == 4 and r.get("Type", "Central Processor") == "Central Processor"
            and not r.get("Status", "Populated").startswith("Unpopulated")]
    packages = check.scan["components"].get("cpu_package", [])
    check.one("cpu_package", len(packages), len(real))
    for c, r in zip(packages, real):
        place = "cpu_package/" + c["key"]
        check.fact((place, c), "model", r.get("Version"))
        check.fact((place, c), "vendor", r.get("Manufacturer"))
        for name, label in (("cores", "Core Count"), ("threads", "Thread Count")):
            number = re.match(r"(\d+)$", r.get(label, ""))
            check.number((place, c), name, int(number.group(1)) if number else None)


def check_bits(check, found):
    """A processor says that it has 64 bits or says nothing; all of a machine must."""
    real = [r for t, _, r in found if t == 4 and r.get("Type", "Central Processor") == "Central Processor"
            and not r.get("Status", "Populated").startswith("Unpopulated")]
    cpu = (check.scan["components"].get("cpu") or [{}])[0]
    all_say = bool(real) and all("64-bit capable" in r for r in real)
    check.one("cpu.bits", cpu.get("bits"), 64 if all_say else None)
    return all_say


def plain(value):
    """A document without what the inventory does not keep: sources and raw texts."""
    kept = {}
    for kind, items in value["components"].items():
        kept[kind] = [{k: v for k, v in c.items() if k != "sources" and not k.endswith("_raw")}
                      for c in items]
    return {"components": kept, "partial": value["partial"], "notes": value["notes"]}


def main():
    folder, scans, export = sys.argv[1:]
    names = sorted(n for n in os.listdir(folder) if n.endswith(".txt"))
    dry, stored = documents(scans), documents(export)
    bad = checked = modules = wide = 0
    wanted = set()
    if len(dry) != len(names):
        print(f"{len(names)} texts, {len(dry)} scans")
        bad += 1
    for name, scan in zip(names, dry):
        with open(os.path.join(folder, name), encoding="utf-8", errors="replace") as f:
            found = records(f.read())
        wanted.add(json.dumps(plain(scan), sort_keys=True))
        for c in scan["components"].get("memory_module", []):
            c["locator"] = c.get("locator_raw", c.get("locator"))
        check = text_oracle.Check(scan)
        text_oracle.check_texts(check, found)
        text_oracle.check_memory(check, found)
        check_processors(check, found)
        wide += check_bits(check, found)
        modules += len(scan["components"].get("memory_module", []))
        checked += check.count
        for line in check.bad:
            print(f"{name}: {line}")
        bad += len(check.bad)
    for document in stored:
        if json.dumps(plain(document), sort_keys=True) not in wanted:
            print("the inventory has a machine that no text is")
            bad += 1
    kept = {json.dumps(plain(d), sort_keys=True) for d in stored}
    if wanted - kept:
        print(f"{len(wanted - kept)} texts are not in the inventory as they were read")
        bad += 1
    print(f"texts {len(names)}, machines {len(stored)}, modules {modules}, of 64 bits {wide}, checked {checked}, differences {bad}")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
