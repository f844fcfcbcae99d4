#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes a tree for --root out of a recording of umockdev, or completes one that is there.

umockdev2root.py RECORDING.umockdev TREE
umockdev2root.py --complete-usb TREE

Completing gives the USB devices of an old or partial tree what libusb asks for: links in
bus/usb/devices, and the name of the device file in uevent.
"""
import glob
import os
import sys


def write(path, data):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as f:
        f.write(data)


def link(target, path):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    if not os.path.lexists(path):
        os.symlink(os.path.relpath(target, os.path.dirname(path)), path)


def convert(recording, tree):
    for block in open(recording, encoding="utf-8", errors="replace").read().split("\n\n"):
        lines = [line for line in block.split("\n") if line[1:3] == ": "]
        path = next((line[3:] for line in lines if line.startswith("P: ")), None)
        if not path:
            continue
        sysfs, uevent, database, keys = tree + "/sys" + path, [], [], {}
        for line in lines:
            kind, (name, _, value) = line[0], line[3:].partition("=")
            keys[(kind, name)] = value
            if kind == "E" and name.startswith("ID_"):
                database.append(f"E:{name}={value}")
            elif kind == "E" and name not in ("SUBSYSTEM", "TAGS", "DEVLINKS"):
                uevent.append(f"{name}={value.removeprefix('/dev/') if name == 'DEVNAME' else value}")
            elif kind == "A":
                write(f"{sysfs}/{name}", value.encode().decode("unicode_escape").encode("latin-1") + b"\n")
            elif kind == "H":
                write(f"{sysfs}/{name}", bytes.fromhex(value))
            elif kind == "L":
                os.makedirs(sysfs, exist_ok=True)
                if not os.path.lexists(f"{sysfs}/{name}"):
                    os.symlink(value, f"{sysfs}/{name}")
        write(f"{sysfs}/uevent", "\n".join(uevent).encode() + b"\n")
        subsystem = keys.get(("E", "SUBSYSTEM"))
        major, minor = keys.get(("E", "MAJOR")), keys.get(("E", "MINOR"))
        if subsystem:
            folder = "bus" if subsystem in ("usb", "pci", "hid", "scsi", "spi", "platform") else "class"
            link(sysfs, f"{tree}/sys/{folder}/{subsystem}/" + ("devices/" if folder == "bus" else "") + os.path.basename(path))
            link(f"{tree}/sys/{folder}/{subsystem}", f"{sysfs}/subsystem")
        if major and minor:
            letter = "b" if subsystem == "block" else "c"
            write(f"{sysfs}/dev", f"{major}:{minor}\n".encode())
            write(f"{tree}/run/udev/data/{letter}{major}:{minor}", "\n".join(["I:1"] + database).encode() + b"\n")


def complete_usb(tree):
    for sysfs, _, files in os.walk(f"{tree}/sys/devices"):
        if "descriptors" not in files:
            continue
        numbers = [open(f"{sysfs}/{name}").read() for name in ("busnum", "devnum") if os.path.exists(f"{sysfs}/{name}")]
        if len(numbers) < 2:
            continue
        for path in [sysfs] + glob.glob(f"{sysfs}/*:*"):
            if os.path.isdir(path) and not os.path.islink(path):
                link(path, f"{tree}/sys/bus/usb/devices/{os.path.basename(path)}")
                link(f"{tree}/sys/bus/usb", f"{path}/subsystem")
        uevent = open(f"{sysfs}/uevent").read() if os.path.exists(f"{sysfs}/uevent") else "DEVTYPE=usb_device\n"
        bus, number = (int(n) for n in numbers)
        if "DEVNAME=" not in uevent:
            os.chmod(sysfs, 0o755)
            if os.path.exists(f"{sysfs}/uevent"):
                os.chmod(f"{sysfs}/uevent", 0o644)
            minor = (bus - 1) * 128 + number - 1
            if "MAJOR=" not in uevent:
                uevent += f"MAJOR=189\nMINOR={minor}\n"
            write(f"{sysfs}/uevent", f"{uevent}DEVNAME=bus/usb/{bus:03}/{number:03}\n".encode())


if sys.argv[1] == "--complete-usb":
    complete_usb(sys.argv[2])
else:
    convert(sys.argv[1], sys.argv[2])
    complete_usb(sys.argv[2])
