#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every translation takes the same values in the same order as its sentence: catalogue.py PO..."""
import re
import sys

bad = 0
for path in sys.argv[1:]:
    with open(path, encoding="utf-8") as f:
        text = f.read()
    for m in re.finditer(r'^msgid ((?:".*"\n)+)msgstr ((?:".*"\n?)+)', text, re.M):
        a, b = ("".join(s[1:-1] for s in g.strip().split("\n")) for g in m.groups())
        kinds = []
        for s in (a, b):
            found = re.findall(r"%(?:(\d+)\$)?(%|[-+0-9.*]*(?:l|ll|z)?[a-zA-Z])", s)
            kinds.append([k for _, k in sorted(found, key=lambda f: int(f[0] or 0))])
        if a and b and kinds[0] != kinds[1] and re.search(r"%[a-z]", a):
            print("%s: %s: %s, %s" % (path, a[:60], kinds[0], kinds[1]))
            bad += 1
sys.exit(bad != 0)
