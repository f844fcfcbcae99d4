#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Compares the sound controllers of a scan with what the kernel writes of their codecs.

sound_oracle.py SCAN.json TREE
TREE is the recorded machine: proc/asound/cardN/codec#M has the codec's name and its pins in the
kernel's own words ("Pin Default 0x90a60130: [Fixed] Mic at Int N/A"). Prints each difference, then
"checked N"; fails on one."""
import glob
import json
import re
import sys

WORDS = {"Line Out": "line_out", "Speaker": "speaker", "HP Out": "headphones", "SPDIF Out": "digital_out", "Digital Out": "digital_out",
         "Line In": "line_in", "Mic": "microphone", "SPDIF In": "digital_in", "Digitial In": "digital_in"}
INPUTS = {"line_in", "microphone", "digital_in"}


def ends(text):
    """(what it is, is it a socket) of each pin that leads anywhere for certain."""
    for how, what, place, group in re.findall(
            r"Pin Default 0x\w+: \[(\S+)\] (.*) at (.*)\n.*\n +DefAssociation = 0x(\w+)", text):
        hdmi = place == "Int HDMI"
        if how == "N/A" or what not in WORDS or (group in "0f" and not hdmi) or (how == "Jack" and place.startswith("Int") and not hdmi):
            continue
        yield "hdmi" if hdmi else WORDS[what], how == "Jack"


def main():
    with open(sys.argv[1], encoding="utf-8") as f:
        cards = {c["card"]: c for c in json.load(f)["components"]["audio"] if c.get("card")}
    checked, bad = 0, []
    for folder in sorted(glob.glob(f"{sys.argv[2]}/proc/asound/card[0-9]*")):
        texts = [open(name, encoding="utf-8", errors="replace").read() for name in sorted(glob.glob(f"{folder}/codec#*"))]
        with open(f"{folder}/id", encoding="utf-8") as f:
            card = cards.get(f.read().strip())
        checked += 1
        if card is None:
            bad.append(f"{folder}: no controller has the card")
            continue
        if not texts:
            continue
        pins = [pin for text in texts for pin in ends(text)]
        theirs = {"codecs": sorted(re.search(r"^Codec: (.*)", text, re.M)[1] for text in texts),
                  "inputs": {what for what, _ in pins if what in INPUTS}, "outputs": {what for what, _ in pins if what not in INPUTS},
                  "sockets": {what for what, socket in pins if socket}}
        for fact, value in theirs.items():
            checked += 1
            mine = type(value)(card[fact]) if fact != "codecs" else sorted(card[fact])
            if mine != value:
                bad.append(f"{card['key']} {fact}: hwfit {card[fact]}, the kernel {sorted(value)}")
    print("\n".join(bad))
    print("checked", checked)
    return bool(bad)


if __name__ == "__main__":
    sys.exit(main())
