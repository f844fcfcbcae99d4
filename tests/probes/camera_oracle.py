#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Compares the cameras of a scan with what `lsusb -v` decodes of the same descriptors.

camera_oracle.py SCAN.json LSUSB.txt
Pairs devices by bus and device number, of which the scan does not tell; so by vendor,
product and how often. Prints each difference, then what it counted; fails on one."""
import json
import re
import sys

SIZES = {(1920, 1080): "fps_at_1080p", (3840, 2160): "fps_at_2160p"}


def number(text, name):
    found = re.search(rf"^\s+{name}\s+(\d+)", text, re.M)
    return int(found[1]) if found else None


def frames(device):
    """(width, height, shortest interval) of each frame that is video."""
    for part in re.split(r"^\s+VideoStreaming Interface Descriptor:", device, flags=re.M)[1:]:
        part = re.split(r"^\s+\S.* Descriptor:\s*$", part, flags=re.M)[0]
        if re.search(r"bDescriptorSubtype\s+\d+ \((FRAME_UNCOMPRESSED|FRAME_MJPEG|FRAME_FRAME_BASED)\)", part):
            times = [int(t) for t in re.findall(r"dw(?:Min)?FrameInterval(?:\(\s*\d+\))?\s+(\d+)", part)]
            yield number(part, "wWidth"), number(part, "wHeight"), min((t for t in times if t), default=0)


def modes(device):
    """What the scan is to say."""
    found = [f for f in frames(device) if f[0] and f[1]]
    if not found:
        return {}
    best = {size: min((t for w, h, t in found if (w, h) == size and t), default=0) for size in SIZES}
    result = {fact: round(10**7 / best[size], 2) if best[size] else None for size, fact in SIZES.items()}
    largest = max(w * h for w, h, _ in found)
    result["resolution"] = {f"{w}x{h}" for w, h, _ in found if w * h == largest}
    return result


def main():
    scan = json.load(open(sys.argv[1], encoding="utf-8"))["components"]
    usb = {c["key"]: c for c in scan.get("usb", [])}
    differences, checked, mine, other = [], 0, {}, {}
    for camera in scan.get("camera", []):
        device = usb[camera["key"]]
        mine.setdefault((device["vendor_id"], device["product_id"]), []).append(camera)
    text = open(sys.argv[2], encoding="utf-8", errors="replace").read()
    for device in re.split(r"^(?=Bus \d+ Device )", text, flags=re.M):
        head = re.match(r"Bus \d+ Device \d+: ID ([0-9a-f]{4}):([0-9a-f]{4})", device)
        wanted = modes(device) if head else {}
        if wanted:
            other.setdefault((head[1], head[2]), []).append(wanted)
    for name in sorted(set(mine) | set(other)):
        told = [c for c in mine.get(name, []) if "resolution" in c]
        checked += 1
        if len(told) != len(other.get(name, [])):
            differences.append(f"{name}: {len(told)} cameras, lsusb {len(other.get(name, []))}")
            continue
        for camera in told:
            # Two of one model: each has a partner among them.
            rest, why = other[name], []
            for wanted in rest:
                wrong = [f"{name} {fact}: {camera.get(fact)!r}, lsusb {value!r}" for fact, value in wanted.items()
                         if (camera.get(fact) not in value if isinstance(value, set) else camera.get(fact) != value)]
                if not wrong:
                    rest.remove(wanted)
                    checked += 3
                    break
                why += wrong
            else:
                differences += why
    print("\n".join(differences))
    print("cameras", sum(len(c) for c in mine.values()))
    print("checked", checked)
    return 1 if differences else 0


if __name__ == "__main__":
    sys.exit(main())
