#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Compares the parts of a scan with what udev's export says of the same machine.

parts_oracle.py SCAN.json EXPORT.txt
EXPORT is `udevadm info --export-db` that the tree was made of. Asked are the kernel's own classes
(bluetooth, sound, wwan, usbmisc, mmc_host, memstick_host), the properties of udev's rules
(ID_SMARTCARD_READER, ID_DRIVE_FLASH_*), and the names of pci.ids and usb.ids. Prints each difference,
then what it counted; fails on one.

| the other says                     | scan              | why
| a card without a stream            | no audio          | buttons for the volume
| a host of cards of a chipset       | the list is open  | what is wired to it is not told
| a name in a list of names          | the list is open  | the device itself does not say so
"""
import collections
import json
import re
import sys

NAMES = {  # what the lists of names call a device of the kind
    "card_reader": r"card reader|SD/MMC|MMC/SD|SDXC|media reader|microSD|multicard",
    "fingerprint_reader": r"fingerprint",
    "modem": r"broadband|modem|LTE Adv",
    "bluetooth": r"bluetooth",
}


def blocks(path):
    for block in open(path, encoding="utf-8", errors="replace").read().split("\n\n"):
        device = dict(line[3:].split("=", 1) for line in block.split("\n") if line.startswith("E: ") and "=" in line)
        if "DEVPATH" in device:
            yield device


def owner(path):
    """The USB device or PCI function that a path is in."""
    usb = re.findall(r"/(\d+-[\d.]+)(?::\d+\.\d+)?(?=/)", path + "/")
    pci = re.findall(r"/([0-9a-f]{4}:[0-9a-f]{2}:[0-9a-f]{2}\.[0-7])(?=/)", path)
    return (usb or pci or [None])[-1]


def expected(devices):
    """(kind, key, driver or None, how certain) of what the export shows."""
    drivers = {d["DEVPATH"]: d["DRIVER"] for d in devices if "DRIVER" in d}
    cards = {re.sub(r"/pcmC\d+D\d+[pc]$", "", d["DEVPATH"]) for d in devices if re.search(r"/pcmC\d+D\d+[pc]$", d["DEVPATH"])}
    for d in devices:
        path, subsystem = d["DEVPATH"], d.get("SUBSYSTEM")
        key, parent = owner(path), re.sub(r"/[^/]*/[^/]*$", "", path)
        if subsystem == "bluetooth" and re.search(r"/hci\d+$", path):
            yield "bluetooth", key or path.rsplit("/", 1)[1], drivers.get(parent), True
        if subsystem == "sound" and path in cards:
            yield "audio", key or parent.rsplit("/", 1)[1], drivers.get(parent), True
        if subsystem == "wwan" and re.search(r"/wwan\d+$", path):
            yield "modem", key, drivers.get(parent), True
        if subsystem == "usbmisc" and "/cdc-wdm" in path:
            yield "modem", key, None, True
        if subsystem in ("mmc_host", "memstick_host"):
            yield "card_reader", key or parent.rsplit("/", 1)[1], None, False
        if "ID_SMARTCARD_READER" in d and d.get("DEVTYPE") == "usb_device":
            yield "smartcard_reader", owner(path), None, True
        if any(name.startswith("ID_DRIVE_FLASH_") for name in d) and d.get("DEVTYPE") == "disk" and "/mmc_host/" not in path:
            yield "card_reader", key, None, True


def named(scan):
    for kind in ("pci", "usb"):
        for c in scan["components"].get(kind, []):
            for part, pattern in NAMES.items():
                if re.search(pattern, c.get("model") or "", re.I):
                    yield part, c["key"], None, False


def main():
    with open(sys.argv[1], encoding="utf-8") as f:
        scan = json.load(f)
    counts = collections.Counter()
    devices = list(blocks(sys.argv[2]))
    for kind, key, driver, certain in sorted({*expected(devices), *named(scan)}, key=str):
        mine = {c["key"]: c for c in scan["components"].get(kind, [])}.get(key)
        counts["checked"] += 1
        if mine is None and not certain and kind in scan.get("partial", {}):
            counts["explained"] += 1
        elif mine is None:
            print(f"{kind} {key}: only the other has it")
        elif driver and kind != "audio" and mine.get("driver") != driver:
            print(f"{kind} {key}: driver {mine.get('driver')!r}, the other says {driver!r}")
        counts["different"] += mine is None and (certain or kind not in scan.get("partial", {}))
        counts["different"] += bool(mine and driver and kind != "audio" and mine.get("driver") != driver)
    known = collections.Counter(kind for kind, *_ in {*expected(devices), *named(scan)})
    # The other way round: what nothing but hwfit knows is counted, by kind.
    for kind in (*NAMES, "audio", "smartcard_reader"):
        keys = {key for k, key, *_ in {*expected(devices), *named(scan)} if k == kind}
        alone = [c["key"] for c in scan["components"].get(kind, []) if c["key"] not in keys]
        counts["alone"] += len(alone)
        for key in alone:
            print(f"# {kind} {key}: only hwfit has it")
    for name in ("checked", "explained", "alone"):
        print(name, counts[name])
    print("kinds", len(known))
    return counts["different"] > 0


if __name__ == "__main__":
    sys.exit(main())
