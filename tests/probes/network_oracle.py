#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Compares the network interfaces of a scan with what another program says of them.

network_oracle.py SCAN.json ip IP.json      `ip -j -d link`, whole or the parts kept beside a recording
network_oracle.py SCAN.json udev EXPORT.txt `udevadm info --export-db` that the machine was made of
network_oracle.py SCAN.json tree SYS        files of the tree, read here on their own
network_oracle.py SCAN.json iw IW.txt       `iw dev` and `iw phy` one after the other
Prints each difference, then what it counted; fails on one.

| other               | scan                   | why
| ip operstate        | link_state             | the same words in lower case
| ip link_type ether  | ethernet, wifi, wwan … | they all have the header of Ethernet
| ip info_kind tun    | tun or tap             | ip tells the type apart in info_data
"""
import json
import os
import re
import sys

TYPES = {"ether": {"ethernet", "wifi", "wwan", "bluetooth", "virtual"}, "infiniband": {"infiniband"},
         "can": {"can"}, "none": {"wwan", "virtual"}, "rawip": {"wwan"}}


class Comparison:
    def __init__(self):
        self.differences, self.checked = [], 0

    def same(self, name, fact, wanted, have):
        self.checked += 1
        if wanted != have:
            self.differences.append(f"{name} {fact}: {have!r}, other {wanted!r}")


def names(compare, wanted, have):
    compare.same("list", "names", sorted(wanted), sorted(have))
    print("interfaces", len(set(wanted) & set(have)))
    return set(wanted) & set(have)


def device_of(place):
    """Name of the device, and the address that people know it by."""
    parts = place.split("/net/")[0].split("/")
    while re.match(r"virtio\d|mhi|wwan", parts[-1]):
        parts.pop()
    usb = re.match(r"(\d+-[\d.]+):\d+\.\d+$", parts[-1])
    return usb[1] if usb else parts[-1]


def ip(compare, mine, path):
    other = {i["ifname"]: i for i in json.load(open(path, encoding="utf-8"))
             if i and i.get("link_type") != "loopback"}
    for name in names(compare, other, mine):
        i, c = other[name], mine[name]
        compare.same(name, "link_state", i["operstate"].lower(), c["link_state"])
        if i["link_type"] in ("ether", "infiniband"):
            compare.same(name, "current_mac", i["address"], c["current_mac"])
        if i["link_type"] in TYPES:
            compare.same(name, "type", True, c["type"] in TYPES[i["link_type"]])
        unread = c.get("unreadable", {})
        kind = i.get("linkinfo", i).get("info_kind", i.get("kind"))
        if kind and "virtual_type" in unread:
            compare.same(name, "why virtual_type", "scan the running machine", unread["virtual_type"].get("remedy"))
        elif kind and kind != "tun":
            compare.same(name, "virtual_type", kind, c["virtual_type"])
        elif kind:
            compare.same(name, "virtual_type", i["linkinfo"]["info_data"]["type"], c["virtual_type"])
        if i.get("permaddr"):
            compare.same(name, "mac", i["permaddr"], c["mac"])
        if i.get("parentbus") in ("pci", "usb", "virtio"):
            compare.same(name, "connection", i["parentbus"], c["connection"])
            if i["parentbus"] != "virtio":
                compare.same(name, "address", i["parentdev"].split(":1.")[0], c["address"])
        compare.same(name, "has a device", bool(i.get("parentdev")), c["type"] != "virtual")


def udev(compare, mine, path):
    blocks = {}
    for text in open(path, encoding="utf-8", errors="replace").read().split("\n\n"):
        place = re.search(r"^P: (.*)", text, re.M)
        if place:
            blocks[place[1].strip()] = dict(
                line[3:].split("=", 1) for line in text.split("\n") if line.startswith("E: ") and "=" in line)
    other = {p.rsplit("/", 1)[1]: (p, d) for p, d in blocks.items() if d.get("SUBSYSTEM") == "net"}
    other.pop("lo", None)
    for name in names(compare, other, mine):
        (place, d), c = other[name], mine[name]
        if "/virtual/" in place:
            compare.same(name, "type", "virtual", c["type"])
            continue
        parent = blocks.get(place.split("/net/")[0], {})
        compare.same(name, "address", device_of(place), c["address"])
        wanted = {"wlan": "wifi", "wwan": "wwan"}.get(d.get("DEVTYPE"))
        if wanted or parent.get("PCI_CLASS") == "20000":
            compare.same(name, "type", wanted or "ethernet", c["type"])
        driver = parent.get("DRIVER") or d.get("ID_NET_DRIVER")
        if driver:
            compare.same(name, "driver", driver, c["driver"])
        if parent.get("SUBSYSTEM"):
            compare.same(name, "connection", parent["SUBSYSTEM"].replace("mmc", "sdio"), c["connection"])
        if d.get("ID_NET_NAME_MAC"):
            compare.same(name, "mac", d["ID_NET_NAME_MAC"][3:], (c.get("mac") or "").replace(":", ""))


def tree(compare, mine, path):
    folder = f"{path}/class/net"
    other = {n: os.path.realpath(f"{folder}/{n}") for n in os.listdir(folder) if os.path.isdir(f"{folder}/{n}")}
    other.pop("lo", None)
    for name in names(compare, other, mine):
        c, read = mine[name], lambda file, n=name: (
            open(f"{folder}/{n}/{file}").read().strip() if os.path.exists(f"{folder}/{n}/{file}") else None)
        compare.same(name, "current_mac", read("address"), c.get("current_mac"))
        compare.same(name, "link_state", read("operstate"), c.get("link_state"))
        if os.path.islink(f"{folder}/{name}/device"):
            compare.same(name, "address", device_of(other[name]), c["address"])
        if os.path.islink(f"{folder}/{name}/device/driver"):
            compare.same(name, "driver", os.readlink(f"{folder}/{name}/device/driver").rsplit("/", 1)[1], c["driver"])
        if read("addr_assign_type") == "0" and "/virtual/" not in other[name]:
            compare.same(name, "mac", read("address"), c.get("mac"))


def generation(bands):
    """By the words of iw; bands are {GHz: text}."""
    text = "\n".join(bands.values())
    if "EHT Iftypes" in text:
        return "wifi7"
    if "HE Iftypes" in text:
        return "wifi6e" if "HE Iftypes" in bands.get(6, "") else "wifi6"
    if "VHT Capabilities" in bands.get(5, ""):
        return "wifi5"
    return "wifi4" if "\t\tCapabilities: 0x" in text else "wifi3" if "54.0 Mbps" in bands.get(2.4, "") else None


def iw(compare, mine, path):
    text = open(path, encoding="utf-8").read()
    radios = {}
    for part in re.split(r"^Wiphy ", text, flags=re.M)[1:]:
        bands = {}
        for band in re.split(r"^\tBand \d+:", part, flags=re.M)[1:]:
            mhz = float(re.search(r"^\t\t\t\* ([\d.]+) MHz", band, re.M)[1])
            bands[0.9 if mhz < 1000 else 2.4 if mhz < 3000 else 5 if mhz < 5935 else 6 if mhz < 8000 else 60] = band
        radios[part.split("\n")[0].strip()] = bands
    other = {}
    for part in re.split(r"^phy#", text, flags=re.M)[1:]:
        for name in re.findall(r"^\tInterface (\S+)", part, re.M):
            other[name] = radios["phy" + part.split("\n")[0].strip()]
    wifi = {n: c for n, c in mine.items() if c["type"] == "wifi"}
    for name in names(compare, other, wifi):
        compare.same(name, "standard", generation(other[name]), wifi[name].get("standard"))
        compare.same(name, "bands", sorted(int(b * 10**9) for b in other[name]), wifi[name].get("bands"))
    for name in set(mine) - set(wifi):
        compare.same(name, "standard, bands", (None, None), (mine[name].get("standard"), mine[name].get("bands")))


def main():
    scan = json.load(open(sys.argv[1], encoding="utf-8"))["components"]
    mine, compare = {c["key"]: c for c in scan["network"]}, Comparison()
    {"ip": ip, "udev": udev, "tree": tree, "iw": iw}[sys.argv[2]](compare, mine, sys.argv[3])
    print("\n".join(compare.differences))
    print("checked", compare.checked)
    return 1 if compare.differences else 0


sys.exit(main())
