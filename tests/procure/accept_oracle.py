#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Looks at an acceptance with other means: accept_oracle.py ACCEPT.json

The sample's size from exact binomials, its units from the seed, the hashes from the files
beside the document. Prints what is wrong; exits 1 then.
"""
import csv
import hashlib
import json
import math
import os
import sys

MASK = (1 << 64) - 1


def splitmix(state):
    while True:
        state = (state + 0x9E3779B97F4A7C15) & MASK
        z = state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
        yield z ^ (z >> 31)


def below(draw, bound):
    uneven = (1 << 64) % bound
    while True:
        z = next(draw)
        if z >= uneven:
            return z % bound


def size(lot, bad, confidence):
    if bad >= lot:
        return 0
    for n in range(lot + 1):
        missed = math.comb(lot - n, bad + 1) * 100
        if missed <= (100 - confidence) * math.comb(lot, bad + 1):
            return n


def drawn(lot, n, seed):
    units, draw = list(range(1, lot + 1)), splitmix(seed)
    for i in range(n):
        k = i + below(draw, lot - i)
        units[i], units[k] = units[k], units[i]
    return sorted(units[:n])


wrong = []
with open(sys.argv[1], encoding="utf-8") as f:
    a = json.load(f)
s = a["sample"]
if s["size"] != size(s["lot"], s["bad"], s["confidence_percent"]):
    wrong.append("sample size %d, expected %s" % (s["size"], size(s["lot"], s["bad"], s["confidence_percent"])))
if s["units"] != drawn(s["lot"], s["size"], int(s["seed"])):
    wrong.append("sample %s, expected %s" % (s["units"], drawn(s["lot"], s["size"], int(s["seed"]))))
if len(sys.argv) > 2:
    for m in a["machines"]:
        with open(os.path.join(sys.argv[2], m["file"]["name"]), "rb") as f:
            if hashlib.sha256(f.read()).hexdigest() != m["file"]["sha256"]:
                wrong.append("hash of " + m["file"]["name"])
if len(sys.argv) > 3:
    with open(sys.argv[3], encoding="utf-8-sig", newline="") as f:
        rows = list(csv.DictReader(f, delimiter=";"))
    serials = [m["serial"] for m in a["machines"] if "number" in m]
    if [r["serial"] for r in rows] != serials:
        wrong.append("the register and the machines differ")
for text in wrong:
    print(text)
sys.exit(bool(wrong))
