#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Puts a hostile text everywhere in a recorded machine where a device, a disk or a file can put
text: hostile.py TREE TEXT [everything]
TEXT is a name of TEXTS. Attributes of sysfs that are words, strings of SMBIOS, names in EDID,
properties of udev's database (its ENC properties in their encoding), the system's names. With
`everything`, each word in sysfs, also what the kernel itself would write. Prints how many.

hostile.py --check REFERENCE-SCAN SCAN.json SCAN.txt SCAN.html TEXT
says as TAP whether what came of it is inert."""
import glob
import html.parser
import json
import os
import re
import struct
import sys

TEXTS = {
    "terminal": b"\x1b]0;owned\x07\x1b[2J\x1b[31mred\x9b1m\x1bP0;1|x\x1b\\",
    "page": b"\"><script>alert(1)</script><img src=x onerror=alert(2)>'&amp;</title>",
    "sheet": b"=cmd|'/C calc'!A0",
    "bytes": b"\xff\xfe\xc3\x28\xed\xa0\x80\xf8\x88\x80\x80\x80\xc0\xaf",
    "json": b"\",\"injected\":true,\"x\":\"\\u0000\\\"}]",
    "lines": b"one\r\ntwo\n\tthree\x0b\x0c\x85four",
    "direction": "\u202egnp.exe\u2066\u200f\ufeff\u0007".encode(),
    "format": b"%s%n%x%1000000d$(reboot)`reboot`;reboot",
    "large": b"A" * 65536,
}
TOLD = re.compile(r"^(manufacturer|product|serial|model|model_name|vendor|rev|firmware_rev|serial_number|technology|name|label|id|description"
                  r"|caps|wwid|unique_id|fwrev|subsysnqn|cid|physical_location|configuration|interface|device_name|ifalias|status|type"
                  r"|[a-z]+_(name|version|serial|vendor|asset_tag|sku|family|date|tag)|address|nguid|eui|uuid|phys_port_name|capacity_level|health)$")
NUMBER = re.compile(rb"^[-+0-9a-fA-FxX.,:\s]*$")


def put(path, content):
    os.chmod(path, 0o644)
    with open(path, "wb") as f:
        f.write(content)


def attributes(tree, text, everything):
    for folder, _, files in os.walk(f"{tree}/sys/devices"):
        for name in files:
            path = os.path.join(folder, name)
            if os.path.islink(path) or name in ("config", "descriptors", "edid", "uevent"):
                continue
            if TOLD.match(name) or everything and not NUMBER.match(open(path, "rb").read()):
                put(path, text + b"\n")
                yield path


def smbios(tree, text):
    """Every string of every structure. A table of more than a megabyte is none."""
    text = text.replace(b"\0", b"")[:8192]
    for path in glob.glob(f"{tree}/sys/firmware/dmi/tables/DMI"):
        data, out, at = open(path, "rb").read(), b"", 0
        while at + 4 <= len(data):
            length = data[at + 1]
            end = data.index(b"\0\0", at + length)
            strings = [s for s in data[at + length:end].split(b"\0") if s]
            out += data[at:at + length] + b"".join(text + b"\0" for _ in strings) + (b"\0" if strings else b"\0\0")
            at = end + 2
            yield from (path for _ in strings)
        put(path, out)
        entry = bytearray(struct.pack("<5sBBBBBBBIQ", b"_SM3_", 0, 24, 3, 3, 0, 1, 0, len(out), 0))
        entry[5] = -sum(entry) & 0xFF
        put(f"{tree}/sys/firmware/dmi/tables/smbios_entry_point", bytes(entry))


def edids(tree, text):
    """The names of a display: 13 bytes after a tag."""
    for path in [os.path.join(folder, "edid") for folder, _, files in os.walk(f"{tree}/sys/devices") if "edid" in files]:
        data = bytearray(open(path, "rb").read())
        if len(data) < 128:
            continue
        for at in range(54, 126, 18):
            if data[at:at + 3] == b"\0\0\0" and data[at + 3] in (0xFC, 0xFE, 0xFF):
                data[at + 5:at + 18] = text[:13].ljust(13, b"\n")
                yield path
        data[127] = -sum(data[:127]) & 0xFF
        put(path, bytes(data))


def encoded(text):
    return "".join(chr(b) if chr(b).isalnum() else f"\\x{b:02x}" for b in text).encode()


def records(tree, text):
    plain = re.sub(rb"[\n\r\0]", b" ", text)
    for path in glob.glob(f"{tree}/run/udev/data/*"):
        lines = open(path, "rb").read().split(b"\n")
        for i, line in enumerate(lines):
            name, equals, _ = line.partition(b"=")
            if equals and re.search(rb"_(MODEL|VENDOR|SERIAL|SERIAL_SHORT|LABEL|NAME|REVISION|FS_UUID|MANUFACTURER|LOCATOR|PART_NUMBER|ASSET_TAG)$", name):
                lines[i] = name + b"=" + plain
            elif equals and name.endswith(b"_ENC"):
                lines[i] = name + b"=" + encoded(text)
            else:
                continue
            yield path
        put(path, b"\n".join(lines))


def system(tree, text):
    plain = re.sub(rb"[\n\r\0]", b" ", text)
    for name in ("proc/sys/kernel/hostname", "proc/sys/kernel/osrelease", "etc/hostname", "etc/machine-id", "proc/version"):
        if os.path.isfile(f"{tree}/{name}"):
            put(f"{tree}/{name}", plain + b"\n")
            yield name
    for name in ("etc/os-release", "usr/lib/os-release"):
        if os.path.isfile(f"{tree}/{name}"):
            put(f"{tree}/{name}", b"".join(key + b'="' + plain.replace(b'"', b'\\"') + b'"\n' for key in (b"PRETTY_NAME", b"NAME", b"VERSION_CODENAME", b"ID", b"VERSION_ID")))
            yield name
    info = f"{tree}/proc/cpuinfo"
    if os.path.isfile(info):
        put(info, re.sub(rb"(?m)^(model name|vendor_id)(\s*: ).*$", lambda m: m[1] + m[2] + plain, open(info, "rb").read()))
        yield info
    mounts = f"{tree}/proc/self/mountinfo"
    if os.path.isfile(mounts):
        escaped = b"".join(b"\\%03o" % b if b <= 32 or b == 92 else bytes([b]) for b in text)
        put(mounts, open(mounts, "rb").read() + b"99 1 254:0 / /" + escaped + b" rw - ext4 /dev/" + escaped + b" rw\n")
        yield mounts


class Page(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.handlers = {}, 0

    def handle_starttag(self, tag, attrs):
        self.tags[tag] = self.tags.get(tag, 0) + 1
        self.handlers += sum(name.startswith("on") or (value or "").lower().startswith("javascript:") for name, value in attrs)


def page(path):
    parsed = Page()
    parsed.feed(open(path, encoding="utf-8").read())
    return parsed


def bad_characters(text, allowed="\n"):
    return sorted({f"U+{ord(c):04X}" for c in text if (ord(c) < 32 or 127 <= ord(c) < 160) and c not in allowed
                   or c in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\ufeff\u061c\u2028\u2029"})


def strings(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield key
            yield from strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from strings(item)


def check(reference, document, text, page_path, name):
    def say(good, sentence, more=""):
        print(f"{'ok' if good else 'not ok'} - {name}: {sentence}" + (f": {more}" if more and not good else ""))
    raw = open(document, "rb").read()
    try:
        scan = json.loads(raw.decode("utf-8"))
        say(True, "the document is JSON in UTF-8")
    except ValueError as error:
        say(False, "the document is JSON in UTF-8", str(error))
        return
    found = sorted({c for s in strings(scan) for c in bad_characters(s, "")})
    say(not found, "no string of it has a control character", " ".join(found))
    seen = sum(any(mark in s for mark in MARKS[name]) for s in strings(scan))
    say(seen > 10, "the text is there, as text", f"in {seen} strings")
    say("injected" not in set(keys(scan)), "nothing of it became a name")
    clean = json.load(open(reference, encoding="utf-8"))
    counts = [{k: len(v) for k, v in s["components"].items() if k in ("pci", "usb", "memory_slot", "cpu_package")} for s in (clean, scan)]
    say(counts[0] == counts[1], "every device is still there", str(counts))
    try:
        words = open(text, "rb").read().decode("utf-8")
        say(not bad_characters(words), "the summary has nothing that moves a terminal", " ".join(bad_characters(words)))
    except UnicodeDecodeError as error:
        say(False, "the summary has nothing that moves a terminal", str(error))
    parsed = page(page_path)
    wanted = page(os.path.join(os.path.dirname(reference), "clean.html"))
    strange = {t: n for t, n in parsed.tags.items() if t in ("script", "img", "iframe", "style", "link", "object", "title") and n != wanted.tags.get(t, 0)}
    say(not strange and set(parsed.tags) <= set(wanted.tags) and parsed.handlers == wanted.handlers, "the page has no element of it", str(strange))
    say(os.path.getsize(document) < 64 << 20, "the document does not grow without bound", str(os.path.getsize(document)))


MARKS = {"terminal": ["owned"], "page": ["script>"], "sheet": ["=cmd"], "bytes": ["\\xff\\xfe"], "json": ["injected"], "lines": ["two"],
         "direction": ["gnp.exe"], "format": ["$(reboot)"], "large": ["A" * 100]}


def keys(value):
    if isinstance(value, dict):
        for key, item in value.items():
            yield key
            yield from keys(item)
    elif isinstance(value, list):
        for item in value:
            yield from keys(item)


def main():
    if sys.argv[1] == "--check":
        check(*sys.argv[2:])
        return
    tree, text = sys.argv[1], TEXTS[sys.argv[2]]
    n = sum(1 for part in (attributes(tree, text, "everything" in sys.argv), smbios(tree, text), edids(tree, text), records(tree, text), system(tree, text))
            for _ in part)
    print(n)


main()
