"""Names of hwfit against other readers of the lists.

names_oracle.py dump PCI_IDS COUNT > pci.dump   functions with numbers of the list, as lspci -x
names_oracle.py pci SCAN LSPCI                  names of the scan are those that lspci -vmm gives
names_oracle.py list DATABASE LIST KIND         every row is what this reading of the list has
"""
import json
import re
import sqlite3
import sys


def pci_rows(path):
    """(vendor, device, subvendor, subdevice) of every line, 0 for what it does not say."""
    vendor = device = None
    for line in open(path, encoding="utf-8"):
        if line.startswith("C "):
            return
        if found := re.match(r"([0-9a-f]{4})  ", line):
            vendor = int(found[1], 16)
        elif found := re.match(r"\t([0-9a-f]{4})  ", line):
            device = int(found[1], 16)
            yield vendor, device, 0, 0
        elif found := re.match(r"\t\t([0-9a-f]{4}) ([0-9a-f]{4})  ", line):
            yield vendor, device, int(found[1], 16), int(found[2], 16)


def classes(path):
    base = None
    for line in open(path, encoding="utf-8"):
        if line.startswith("C "):
            base = int(line[2:4], 16)
        elif base is not None and (found := re.match(r"\t([0-9a-f]{2})  ", line)):
            yield base << 8 | int(found[1], 16)


def dump(path, count):
    """Every k-th line, with numbers that no list has and makers without the subsystem."""
    # lspci looks up no subsystem of a device 0000, though the list has some.
    rows = [r for r in pci_rows(path) if r[0] and r[0] != 0xFFFF and (r[1] or not r[2])]
    chosen = rows[:: max(1, len(rows) // count)]
    chosen += [(0x8086, 0xFFFE, 0x8086, 0xFFFE), (0xFFFE, 1, 0xFFFE, 1), (0x8086, 0x9A14, 0x17AA, 0xFFFD)]
    codes = [c for c in classes(path) if c >> 8 != 0x06] + [0x03FE, 0xFE00]
    for i, (vendor, device, subvendor, subdevice) in enumerate(chosen):
        code = codes[i % len(codes)]
        config = bytearray(64)
        config[0:4] = vendor.to_bytes(2, "little") + device.to_bytes(2, "little")
        config[10:12] = code.to_bytes(2, "little")
        config[44:48] = subvendor.to_bytes(2, "little") + subdevice.to_bytes(2, "little")
        print(f"{i >> 8:02x}:{i >> 3 & 31:02x}.{i & 7} made for a test")
        for at in range(0, 64, 16):
            print(f"{at:02x}:", " ".join(f"{b:02x}" for b in config[at : at + 16]))
        print()


def lspci(path):
    for block in open(path, encoding="utf-8").read().strip().split("\n\n"):
        yield dict(line.split(":\t", 1) for line in block.split("\n") if ":\t" in line)


def pci(scan, text):
    ours = {c["key"]: c for c in json.load(open(scan))["components"]["pci"]}
    wrong = checked = nameless = 0
    for want in lspci(text):
        c = ours.pop(want["Slot"])
        pairs = [
            (c.get("vendor_raw", c.get("vendor")), want["Vendor"], "Vendor"),
            (c.get("model"), want["Device"], "Device"),
            # Of a subclass without a name lspci adds the number to the name of the class.
            (c.get("class_name"), re.sub(r"(?<=.) \[[0-9a-f]{4}\]$", "", want["Class"]), "Class"),
        ]
        if "SVendor" in want:
            device = re.sub(r"^Device ([0-9a-f]{4})$", r"device \1", want["SDevice"])
            maker = re.sub(r"^(Unknown v|V)endor [0-9a-f]{4}$", "", want["SVendor"])
            named = f"{maker} {device}".strip() if maker or device[0] != "d" else "Device 0000"
            pairs.append((c.get("subsystem"), named, "Subsystem"))
        for have, named, what in pairs:
            checked += 1
            # What lspci has no name for it calls by its number.
            if re.fullmatch(r"(Vendor|Device|Class|Unknown class|Unclassified device) ?\[?[0-9a-f]{4}\]?", named):
                nameless += 1
                wrong += have is not None
                if have is not None:
                    print(f"{want['Slot']} {what}: {have!r}, lspci {named!r}")
            # lspci cuts names that are too long for it.
            elif named.endswith("...") and have and have.startswith(named[:-3]):
                continue
            elif have != re.sub("  +", " ", named):
                wrong += 1
                print(f"{want['Slot']} {what}: {have!r}, lspci {named!r}")
    print(f"# {checked} names of PCI functions against lspci, {nameless} without a name, {wrong} wrong, {len(ours)} left")
    sys.exit(wrong > 0 or len(ours) > 0 or checked < 500)


def read_list(path, kind):
    """name by key, as name_tables.def has keys; of a name that is there twice the first."""
    rows = {}
    top = None
    for line in open(path, encoding="utf-8", errors="surrogateescape").read().split("\n"):
        if kind == "pnp":
            found = re.match(r"(\S{3})\t(.*)", line)
            if found:
                rows.setdefault(("pnp_vendor", int.from_bytes(found[1].upper().encode(), "big")), found[2].strip())
            continue
        if not line or line[0] == "#":
            continue
        if found := re.match(r"([0-9a-f]{4})\s+(.*)", line):
            top = int(found[1], 16)
            rows.setdefault((kind + "_vendor", top), found[2].strip())
        elif line[0] != "\t":
            top = None
        elif top is not None and (found := re.match(r"\t([0-9a-f]{4})\s+(.*)", line)):
            table = kind + ("_device" if kind == "pci" else "_product")
            rows.setdefault((table, top << 16 | int(found[1], 16)), found[2].strip())
    return rows


def compare_list(database, path, kind):
    rows = read_list(path, kind)
    db = sqlite3.connect(f"file:{database}?immutable=1", uri=True)
    wrong = 0
    for table in sorted({t for t, _ in rows}):
        have = dict(db.execute(f"SELECT key, name FROM {table}"))
        want = {k: n for (t, k), n in rows.items() if t == table}
        for key in have.keys() | want.keys():
            # Bytes that are not UTF-8 are written out.
            name = re.sub(r"[\udc80-\udcff]", lambda c: f"\\x{ord(c[0]) - 0xDC00:02x}", want.get(key, ""))
            if have.get(key) != name:
                wrong += 1
                print(f"{table} {key:x}: {have.get(key)!r}, the list has {name!r}")
    print(f"# {len(rows)} names of {path}, {wrong} wrong")
    sys.exit(wrong > 0 or len(rows) < 500)


if sys.argv[1] == "dump":
    dump(sys.argv[2], int(sys.argv[3]))
elif sys.argv[1] == "pci":
    pci(sys.argv[2], sys.argv[3])
else:
    compare_list(*sys.argv[2:])
