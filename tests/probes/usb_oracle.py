#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Compares the USB devices of a scan with what `lsusb -v` prints of the same machine.

usb_oracle.py SCAN.json LSUSB.txt SYSFS
SYSFS (/sys, or that of a tree) tells which name has which bus and device number. Prints
each difference, then "checked N" with the number of values; fails on a difference.

| lsusb                    | scan        | why
| bcdUSB 2.10              | 2.1         | the last digits are the minor version and a third part
| iSerial of a root hub    | absent      | the address of the controller, no serial number
"""
import json
import os
import re
import sys


def sysfs_names(sysfs):
    """(bus, device) -> name, and -> value of the active configuration"""
    found, values, folder = {}, {}, f"{sysfs}/bus/usb/devices"
    for name in os.listdir(folder):
        try:
            numbers = [int(open(f"{folder}/{name}/{file}").read()) for file in ("busnum", "devnum")]
            found[tuple(numbers)] = name
            values[tuple(numbers)] = open(f"{folder}/{name}/bConfigurationValue").read().strip()
        except (OSError, ValueError):
            pass
    return found, values


def version(text):
    major, minor = text.split(".")
    return f"{int(major)}.{int(minor[0])}" + (f".{int(minor[1])}" if minor[1] != "0" else "")


def active(configurations, value):
    """The one that sysfs says is active: lsusb prints all of them."""
    for text in configurations:
        if re.search(rf"bConfigurationValue +{value}\b", text):
            return text
    return configurations[0]


def lsusb_devices(path, values):
    for block in re.split(r"\n(?=Bus \d{3} Device)", "\n" + open(path, encoding="utf-8", errors="replace").read()):
        head = re.match(r"\s*Bus (\d+) Device (\d+): ID (\w{4}):(\w{4})", block)
        if not head:
            continue
        field = lambda name, text=block: (re.search(rf"^ +{name} +(\S+)", text, re.M) or [None, None])[1]
        three = lambda prefix, text: "".join(
            f"{int(field(prefix + part, text) or 0):02x}" for part in ("Class", "SubClass", "Protocol"))
        device = {
            "vendor_id": head[3], "product_id": head[4], "usb_version": version(field("bcdUSB")),
            "class_code": three("bDevice", re.split(r"\n +bConfigurationValue", block)[0]),
        }
        major, minor = field("bcdDevice").split(".")
        device["device_version"] = f"{int(major, 16):x}.{minor}"
        configurations = re.split(r"\n(?= +bConfigurationValue)", block)[1:]
        if configurations:
            configuration = active(configurations, values.get((int(head[1]), int(head[2])), "1"))
            power = field("MaxPower", configuration)
            device["max_power"] = int(power.removesuffix("mA"))
            interfaces = {}
            for text in re.split(r"\n(?= +bInterfaceNumber)", configuration)[1:]:
                interfaces.setdefault(int(field("bInterfaceNumber", text)), three("bInterface", text))
            device["interfaces"] = sorted(interfaces.values())
        yield (int(head[1]), int(head[2])), device


def main():
    mine = {c["key"]: c for c in json.load(open(sys.argv[1], encoding="utf-8"))["components"].get("usb", [])}
    names, values = sysfs_names(sys.argv[3])
    differences, checked, seen = [], 0, set()
    for numbers, device in lsusb_devices(sys.argv[2], values):
        name = names.get(numbers)
        seen.add(name)
        if name not in mine:
            differences.append(f"{numbers} {name}: not in the scan")
            continue
        for fact, value in device.items():
            have = mine[name].get(fact)
            have = sorted(have) if isinstance(have, list) else have
            checked += 1
            if have != value:
                differences.append(f"{name} {fact}: {have!r}, lsusb {value!r}")
    if set(mine) - seen:
        differences.append(f"not in lsusb: {sorted(set(mine) - seen)}")
    print("\n".join(differences))
    print("devices", len(seen))
    print("checked", checked)
    return 1 if differences else 0


sys.exit(main())
