#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Compares the scan of a recorded SMBIOS table with what dmidecode says of the same table.

usage: dmidecode_oracle.py SCAN.json DMIDECODE.txt
Prints one line for each difference and, at the end, "checked N"; exit status 1 when
there was a difference."""
import json
import re
import sys

EMPTY = ("Not Specified", "<BAD INDEX>", None)
UNITS = {"bytes": 1, "kB": 1 << 10, "MB": 1 << 20, "GB": 1 << 30, "TB": 1 << 40}
FORMS = {"SODIMM": "so_dimm", "FB-DIMM": "fb_dimm", "Row Of Chips": "row_of_chips",
         "Proprietary Card": "proprietary", "TSOP": "chip"}
TYPES = {"DDR2 FB-DIMM": "ddr2", "FBD2": "fbd2", "Logical non-volatile device": "non_volatile"}
NO_ANSWER = ("Other", "Unknown", "<OUT OF SPEC>", "Reserved", None)


def records(text):
    """[(type, handle, {name: value})] of the structures that dmidecode decoded."""
    found, head, indent = [], None, 0
    for line in text.split("\n"):
        match = re.match(r"Handle 0x([0-9A-F]+), DMI type (\d+)", line)
        if match:
            head = (int(match.group(2)), int(match.group(1), 16), {})
            found.append(head)
            continue
        match = re.match(r"\t([^\t][^:]*): ?(.*)$", line)
        if match and head:
            head[2].setdefault(match.group(1), match.group(2))
    return found


def size(text):
    match = re.match(r"(\d+) (\w+)", text or "")
    return int(match.group(1)) * UNITS[match.group(2)] if match and match.group(2) in UNITS else None


class Check:
    def __init__(self, scan):
        self.scan, self.count, self.bad = scan, 0, []
        self.noted = {}
        for note in scan["notes"]:
            self.noted.setdefault(note.get("component"), []).append(note["text"])

    def one(self, what, got, wanted):
        self.count += 1
        if got != wanted:
            self.bad.append(f"{what}: hwfit {got!r}, dmidecode {wanted!r}")

    def fact(self, component, name, wanted):
        """A text fact: what dmidecode prints, or absent when that is nothing or noted."""
        place, c = component
        raw = c.get(name + "_raw", c.get(name))
        text = None if wanted is None else wanted.strip()
        self.count += 1
        if raw is not None and text is not None:
            # dmidecode writes a dot for each byte that is not ASCII.
            plain = re.sub(r"(\\x[0-9a-f]{2})", ".", raw)
            plain = "".join(ch if ord(ch) < 127 else "." * len(ch.encode()) for ch in plain)
            if plain == text:
                return
        elif raw is None:
            why = c.get("unreadable", {}).get(name)
            if text in EMPTY or not text or why:
                return
            if any(n.startswith(f'{name} is "{text[:100]}') for n in self.noted.get(place, [])):
                return
        self.bad.append(f"{place}.{name}: hwfit {raw!r}, dmidecode {text!r}")

    def number(self, component, name, wanted):
        place, c = component
        self.one(f"{place}.{name}", c.get(name), wanted)


def one_kind(scan, kind):
    return kind, (scan["components"].get(kind) or [{}])[0]


def first(all_records, kind, wanted=None):
    for t, handle, r in all_records:
        if t == kind and (wanted is None or handle == wanted):
            return r
    return None


def check_texts(check, found):
    boards = [r for t, _, r in found if t == 2]
    main = [r for r in boards if r.get("Type") in ("Motherboard", None)]
    board = (main or boards or [None])[0]
    chassis = None
    if board and board.get("Chassis Handle"):
        chassis = first(found, 3, int(board["Chassis Handle"], 16))
    for kind, record, names in (
            ("firmware", first(found, 0), {"vendor": "Vendor", "version": "Version"}),
            ("system", first(found, 1),
             {"vendor": "Manufacturer", "model": "Product Name", "version": "Version",
              "serial": "Serial Number", "family": "Family", "part_number": "SKU Number"}),
            ("board", board,
             {"vendor": "Manufacturer", "model": "Product Name", "version": "Version",
              "serial": "Serial Number", "asset_tag": "Asset Tag"}),
            ("chassis", chassis or first(found, 3),
             {"vendor": "Manufacturer", "version": "Version", "serial": "Serial Number",
              "asset_tag": "Asset Tag"})):
        for name, label in names.items():
            if record and label in record:
                check.fact(one_kind(check.scan, kind), name, record[label])
    system = first(found, 1)
    if system and re.match(r"[0-9a-fA-F-]{36}$", system.get("UUID", "")):
        check.fact(one_kind(check.scan, "system"), "uuid", system["UUID"].lower())
    firmware = first(found, 0)
    match = re.match(r"(\d\d)/(\d\d)/(\d{4})$", (firmware or {}).get("Release Date", ""))
    if match:
        check.number(one_kind(check.scan, "firmware"), "date",
                     f"{match.group(3)}-{match.group(1)}-{match.group(2)}")
    release = (firmware or {}).get("BIOS Revision")
    if release:
        check.number(one_kind(check.scan, "firmware"), "release", release)


def check_module(check, place, c, r):
    module = (place, c)
    for name, label in (("locator", "Locator"), ("serial", "Serial Number"),
                        ("asset_tag", "Asset Tag"), ("part_number", "Part Number")):
        if label in r:
            check.fact(module, name, r[label])
    maker = r.get("Manufacturer")
    if maker not in EMPTY or "Module Manufacturer ID" not in r:
        check.fact(module, "vendor", maker)
    check.number(module, "size", size(r.get("Size")))
    for name, label in (("speed", "Speed"), ("configured_speed", "Configured Memory Speed")):
        match = re.match(r"(\d+) M(T/s|Hz)", r.get(label, ""))
        check.number(module, name, int(match.group(1)) * 1000000 if match else None)
    text = r.get("Form Factor")
    check.number(module, "form", None if text in NO_ANSWER else FORMS.get(text, text.lower()))
    text = r.get("Type")
    kind = None if text in NO_ANSWER else TYPES.get(text, text.lower())
    if c.get("type") == "lpddr5x" and kind == "lpddr5":
        kind = "lpddr5x"
    check.number(module, "type", kind)
    digits = re.match(r"(?:lp)?ddr(\d?)", kind or "")
    check.number(module, "generation", int(digits.group(1) or 1) if digits else None)
    total, data = (re.match(r"(\d+) bits", r.get(n, "")) for n in ("Total Width", "Data Width"))
    if total and data and int(data.group(1)) in (8, 16, 32, 64) \
            and int(total.group(1)) in (8, 9, 16, 32, 40, 64, 72, 80):
        if int(total.group(1)) >= int(data.group(1)):
            check.number(module, "ecc", int(total.group(1)) > int(data.group(1)))
    match = re.match(r"(\d+)$", r.get("Rank", ""))
    check.number(module, "ranks", int(match.group(1)) if match else None)
    match = re.match(r"([\d.]+) V", r.get("Configured Voltage", ""))
    if match and 0.3 <= float(match.group(1)) <= 5.5:
        check.number(module, "voltage", float(match.group(1)))
    detail = r.get("Type Detail", "")
    if "Registered" in detail.replace("Unregistered", "") and "Unbuffered" not in detail:
        check.number(module, "registered", True)


def check_memory(check, found):
    arrays = {h: r for t, h, r in found if t == 16}
    system = {h for h, r in arrays.items() if r.get("Use") == "System Memory"}
    devices = []
    for t, _, r in found:
        if t == 17:
            handle = int(r.get("Array Handle", "0"), 16)
            if handle in system or handle not in arrays:
                devices.append(r)
    slots = check.scan["components"].get("memory_slot", [])
    modules = check.scan["components"].get("memory_module", [])
    check.one("memory_slot", len(slots), len(devices))
    full = [r for r in devices if r.get("Size") != "No Module Installed"]
    check.one("memory_module", len(modules), len(full))
    memory = one_kind(check.scan, "memory")[1]
    if devices:
        got = memory.get("slots")
        check.one("memory.slots", got.get("min") if isinstance(got, dict) else got, len(devices))
    total = sum(size(r.get("Size")) or 0 for r in full)
    got = memory.get("installed")
    if total and not any(r.get("Type") == "Logical non-volatile device" for r in full):
        check.one("memory.installed", got.get("min") if isinstance(got, dict) else got, total)
    most = sum(size(arrays[h].get("Maximum Capacity")) or 0 for h in system)
    got = memory.get("maximum")
    if most and most < 1 << 52:
        got = got.get("min") if isinstance(got, dict) else got
        check.one("memory.maximum", got, max(most, total))
    # Keys tell modules apart; which is which is told by locator, bank and size.
    left = list(full)
    for c in modules:
        same = [r for r in left if (r.get("Locator") or "").strip() in
                (c.get("locator") or "", ) or c.get("locator") is None]
        ranked = sorted(same, key=lambda r: (size(r.get("Size")) != c.get("size"),
                                             (r.get("Bank Locator") or "").strip() not in c["key"],
                                             (r.get("Serial Number") or "").strip()
                                             != c.get("serial_raw", c.get("serial"))))
        check.count += 1
        if not ranked:
            check.bad.append(f"memory_module/{c['key']}: dmidecode has none like it")
            continue
        left.remove(ranked[0])
        check_module(check, "memory_module/" + c["key"], c, ranked[0])
    check.one("modules left over", len(left), 0)


BUSES = (("M.2", "m2"), ("PCI Express Mini", "mini_pcie"), ("U.2", "u2"), ("MXM", "mxm"), ("OCP", "ocp"),
         ("PCI Express", "pcie"), ("CXL", "cxl"), ("PCI-X", "pci_x"), ("AGP", "agp"), ("PCI", "pci"),
         ("Proprietary", "proprietary"), ("Processor Card", "proprietary"), ("Riser", "riser"),
         ("PC Card", "pc_card"), ("EISA", "eisa"), ("ISA", "isa"), ("MCA", "mca"), ("E1", "edsff"), ("E3", "edsff"))


def by_name(check, kind, wanted, label):
    """Components are in the order of their keys: the name tells which record is whose."""
    got, left, pairs = check.scan["components"].get(kind, []), list(wanted), []
    check.one(kind, len(got), len(wanted))
    for c in got:
        name = c["key"].split("#")[0]
        same = [r for r in left if (r.get(label) or "").strip() == name] or left[:1]
        left = [r for r in left if r is not same[0]] if same else left
        pairs += [(f"{kind}/{c['key']}", c, r) for r in same[:1]]
    return pairs


def check_slots(check, found):
    for place, c, r in by_name(check, "slot", [r for t, _, r in found if t == 9], "Designation"):
        check.fact((place, c), "designation", r.get("Designation"))
        text = r.get("Type") or ""
        check.one(place + ".type", c.get("type"), next((w for n, w in BUSES if n in text), None))
        lanes = re.match(r"x(\d+) ", text)
        check.one(place + ".lanes", c.get("lanes"), int(lanes.group(1)) if lanes else None)
        generation = re.search(r"PCI Express (\d)(?: |$)", text)
        check.one(place + ".generation", c.get("generation"), int(generation.group(1)) if generation else None)
        check.one(place + ".free", c.get("free"), {"Available": True, "In Use": False}.get(r.get("Current Usage")))
        check.one(place + ".address", c.get("address"), r.get("Bus Address"))


def check_psus(check, found):
    present = [r for t, _, r in found if t == 39 and "Not Present" not in r.get("Status", "")]
    for place, c, r in by_name(check, "psu", present, "Location"):
        for name, label in (("vendor", "Manufacturer"), ("model", "Name"), ("serial", "Serial Number"),
                            ("part_number", "Model Part Number")):
            check.fact((place, c), name, r.get(label))
        power = re.match(r"(\d+) W", r.get("Max Power Capacity", ""))
        check.one(place + ".power", c.get("power"), int(power.group(1)) if power and power.group(1) != "0" else None)
        check.one(place + ".hot_swap", c.get("hot_swap"), r.get("Hot Replaceable") == "Yes")


def check_bmc(check, found):
    r, c = first(found, 38), one_kind(check.scan, "bmc")[1]
    check.one("bmc.ipmi_version", c.get("ipmi_version"), (r or {}).get("Specification Version"))
    word = re.match(r"(KCS|SMIC|BT|SSIF)\b", (r or {}).get("Interface Type", ""))
    check.one("bmc.interface", c.get("interface"), word.group(1).lower() if word else None)


def main():
    with open(sys.argv[1], encoding="utf-8") as f:
        check = Check(json.load(f))
    with open(sys.argv[2], encoding="utf-8", errors="replace") as f:
        found = records(f.read())
    check_texts(check, found)
    check_memory(check, found)
    check_slots(check, found)
    check_psus(check, found)
    check_bmc(check, found)
    for line in check.bad:
        print(line)
    print(f"checked {check.count}")
    return 1 if check.bad else 0


if __name__ == "__main__":
    sys.exit(main())
