#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes a tree of sysfs with cameras on USB: make_camera.py TREE COUNT
Their formats, sizes and rates follow from their numbers, odd ones among them: ranges, rates
of zero, sizes twice, a picture that stands still, two cameras in one device."""
import os
import random
import struct
import sys

SIZES = [(160, 120), (640, 480), (1280, 720), (1920, 1080), (2592, 1944), (3840, 2160), (65535, 1), (1080, 1920)]
TIMES = [166666, 166667, 200000, 333333, 333334, 333667, 400000, 666666, 2000000]


def record(*parts):
    body = b"".join(p if isinstance(p, bytes) else bytes([p]) for p in parts)
    return bytes([len(body) + 1]) + body


def word(n):
    return struct.pack("<H", n)


def long(n):
    return struct.pack("<I", n)


def frame(dice, subtype, index):
    width, height = dice.choice(SIZES)
    times = dice.sample(TIMES, dice.randint(0, 4))
    first = times[0] if times else 333333
    kind = [long(t) for t in times] or [long(min(TIMES)), long(max(TIMES)), long(1)]
    middle = [long(first), len(times), long(0)] if subtype == 0x11 else [long(width * height * 2), long(first), len(times)]
    return record(0x24, subtype, index, 0, word(width), word(height), long(1000), long(2000), *middle, *kind)


def streaming(dice, number):
    out = record(4, number, 0, 0, 0x0e, 2, 0, 0)
    for index, subtype in enumerate(dice.sample([5, 7, 0x11], dice.randint(1, 3)), 1):
        frames = [frame(dice, subtype, n) for n in range(1, dice.randint(1, 6) + 1)]
        guid = bytes.fromhex("5955593200001000800000aa00389b71")
        head = {5: record(0x24, 4, index, len(frames), guid, 16, 1, 0, 0, 0, 0),
                7: record(0x24, 6, index, len(frames), 1, 1, 0, 0, 0, 0),
                0x11: record(0x24, 0x10, index, len(frames), guid, 16, 1, 0, 0, 0, 0, 0)}[subtype]
        out += head + b"".join(frames) + record(0x24, 0x03, 0, 1, word(8000), word(6000), 0)
        out += record(0x24, 0x0d, 1, 1, 4)
    return out


def device(dice, number):
    interfaces, body = 0, b""
    for _ in range(dice.randint(1, 2)):
        body += record(4, interfaces, 0, 0, 0x0e, 1, 0, 0)
        body += record(0x24, 1, word(0x150), word(13 + 18), long(48000000), 1, interfaces + 1)
        body += record(0x24, 2, 1, word(0x201), 0, 0, word(0), word(0), word(0), 3, dice.randint(0, 255), dice.randint(0, 31), 0)
        body += streaming(dice, interfaces + 1)
        interfaces += 2
    head = record(1, word(0x200), 0xef, 2, 1, 64, word(0x1d6b), word(0x8000 + number), word(1), 0, 0, 0, 1)
    return head + record(2, word(9 + len(body)), interfaces, 1, 0, 0x80, 250) + body


def write(path, data):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as f:
        f.write(data if isinstance(data, bytes) else data.encode())


def put(tree, name, place, number, data):
    folder = f"{tree}/sys/devices/{place}"
    vendor, product = struct.unpack_from("<HH", data, 8)
    files = {"descriptors": data, "busnum": "1\n", "devnum": f"{number}\n", "speed": "480\n", "bConfigurationValue": "1\n",
             "devpath": name.partition("-")[2] or "0", "idVendor": f"{vendor:04x}\n", "idProduct": f"{product:04x}\n",
             "dev": f"189:{number - 1}\n",
             "uevent": f"MAJOR=189\nMINOR={number - 1}\nDEVNAME=bus/usb/001/{number:03}\nDEVTYPE=usb_device\nBUSNUM=001\nDEVNUM={number:03}\n"}
    for file, content in files.items():
        write(f"{folder}/{file}", content)
    os.makedirs(f"{tree}/sys/bus/usb/devices", exist_ok=True)
    os.symlink("../../../bus/usb", f"{folder}/subsystem") if not os.path.lexists(f"{folder}/subsystem") else None
    os.symlink(f"../../../devices/{place}", f"{tree}/sys/bus/usb/devices/{name}")


def main():
    tree, count = sys.argv[1], int(sys.argv[2])
    hub = record(1, word(0x200), 9, 0, 1, 64, word(0x1d6b), word(2), word(1), 0, 0, 0, 1)
    hub += record(2, word(25), 1, 1, 0, 0xe0, 0) + record(4, 0, 0, 1, 9, 0, 0, 0) + record(5, 0x81, 3, word(4), 12)
    put(tree, "usb1", "usb1", 1, hub)
    for n in range(count):
        put(tree, f"1-{n + 1}", f"usb1/1-{n + 1}", n + 2, device(random.Random(n), n))


main()
