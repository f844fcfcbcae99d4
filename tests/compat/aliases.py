"""Module aliases to ask about: aliases.py TEXT_DIR [RECORDINGS...]
Patterns of the database filled in, near misses of them, and the aliases in recordings of udev
(udevadm info --export-db). The same text gives the same aliases."""
import csv
import glob
import os
import random
import re
import sys

chance = random.Random(20261125)
HEX = "0123456789ABCDEF"


def fill(pattern):
    """The pattern with its open places filled in as a device would."""
    tags = {"pci": [("v", 8), ("d", 8), ("sv", 8), ("sd", 8), ("bc", 2), ("sc", 2), ("i", 2)],
            "usb": [("v", 4), ("p", 4), ("d", 4), ("dc", 2), ("dsc", 2), ("dp", 2), ("ic", 2), ("isc", 2), ("ip", 2), ("in", 2)],
            "hid": [("b", 4), ("g", 4), ("v", 8), ("p", 8)]}
    bus = pattern.split(":")[0]
    if bus in tags:
        text = bus + ":"
        rest = pattern[len(text):]
        for i, (tag, digits) in enumerate(tags[bus]):
            after = tags[bus][i + 1][0] if i + 1 < len(tags[bus]) else None
            body = rest[len(tag):] if rest.startswith(tag) else ""
            end = re.match(r"(?:[0-9A-F]|\[[^]]*\]|\*)*", body).group(0)
            rest = body[len(end):]
            value = ""
            for part in re.findall(r"\[[^]]*\]|.", end):
                if part.startswith("["):
                    low = part[1]
                    value += low
                elif part != "*":
                    value += part
            zeros = 4 if digits == 8 else 0
            while len(value) < digits:
                value += "0" if len(value) < zeros else chance.choice(HEX)
            text += tag + value[:digits]
        return text
    return re.sub(r"\[(.)[^]]*\]", r"\1", pattern).replace("?", "x").replace("*", chance.choice(["", "0", "A7", "x"]))


def miss(alias):
    """One character of it changed, lost or added."""
    at = chance.randrange(len(alias))
    how = chance.randrange(5)
    if how == 0:
        return alias[:at] + alias[at + 1:]
    if how == 1:
        return alias.lower()
    return alias[:at] + chance.choice(HEX) + alias[at + (how > 2):]


patterns = []
for path in sorted(glob.glob(os.path.join(sys.argv[1], "drivers", "*.tsv"))):
    with open(path, encoding="utf-8") as f:
        rows = csv.reader(f, delimiter="\t", quoting=csv.QUOTE_NONE)
        if next(rows)[0] == "pattern" and not path.endswith("no-driver.tsv"):
            patterns += [row[0] for row in rows]
out = []
for pattern in patterns:
    alias = fill(pattern)
    out.append(alias)
    if chance.random() < 0.3:
        out.append(miss(alias))
for path in sys.argv[2:]:
    with open(path, encoding="utf-8", errors="replace") as f:
        out += re.findall(r"^E: MODALIAS=(.+)$", f.read(), re.M)
seen = set()
for alias in out:
    if ":" in alias and alias not in seen and "\\" not in alias and alias.isprintable():
        seen.add(alias)
        print(alias)
