#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a story of procurement must satisfy, looked at with other means.

story.py fleet DIR N              writes N dmidecode texts made of optiplex.txt, every third too small, every twelfth for good
story.py gap SPEC.json LIST.json PLAN.json
                                  the numbers of the specification are those of the inventory and plan
story.py leaks LIST.json FILE...  no maker, model or serial of the inventory is in a document
story.py accept ACCEPT.json SPEC.json OFFER.xlsx FOLDER ACT.md
                                  the numbers of the act come from the specification and the scans
"""
import hashlib
import json
import os
import re
import sys
import zipfile


def load(path):
    with open(path, encoding="utf-8") as f:
        return json.load(f)


def fleet(folder, n):
    with open(os.path.join(os.path.dirname(__file__), "../import/optiplex.txt"), encoding="utf-8") as f:
        text = f.read()
    os.makedirs(folder)
    for k in range(int(n)):
        each = re.sub(r"Serial Number: (?!Not)\S+", "Serial Number: SN%07d" % k, text)
        each = re.sub(r"UUID: \S+", "UUID: 00000000-0000-4000-8000-%012d" % k, each)
        if k % 3 == 0:
            each = each.replace("Size: 8192 MB", "Size: 4096 MB")
        if k % 12 == 0:  # and no more goes in
            each = each.replace("Maximum Capacity: 32 GB", "Maximum Capacity: 4 GB")
        with open("%s/%05d.txt" % (folder, k), "w", encoding="utf-8") as f:
            f.write(each)


def gap(spec, machines, plan):
    g, lots = load(spec)["gap"], load(spec)["lots"]
    rows, p = load(machines), load(plan)
    short = sum(1 for m in rows if m.get("memory.installed") is not None and m["memory.installed"] < 8 << 30)
    ram = next(r for r in g["requirements"] if r["id"] == "ram")
    assert ram["fail"] == short, ("ram", ram, short)
    assert g["machines"] == len(rows), (g, len(rows))
    assert sum(g[k] for k in ("fit", "settings", "parts", "replace", "unknown")) == g["machines"], g
    bought = sorted(lot["quantity"] for lot in lots)
    planned = [part["n"] for part in p["to_buy"]]
    planned.append(p["machines_by_remedy"]["replace machine"])
    planned = sorted(n for n in planned if n)
    assert bought == planned, (bought, planned)


def text_of(path):
    if not path.endswith((".docx", ".xlsx")):
        with open(path, encoding="utf-8-sig") as f:
            return f.read()
    with zipfile.ZipFile(path) as z:
        return "\n".join(re.sub("<[^>]*>", " ", z.read(name).decode()) for name in z.namelist())


def leaks(machines, *paths):
    words = set()
    for m in load(machines):
        for fact in ("system.vendor", "system.model", "system.serial", "board.vendor", "board.model",
                     "board.serial", "cpu.model", "name", "number"):
            word = str(m.get(fact) or "").strip()
            if len(word) > 3 and not word.isdigit():
                words.add(word)
    assert len(words) > 3, words
    found = set()
    for path in paths:
        text = text_of(path)
        own = set(re.findall(r"[^\s;,<>\"]+", text))
        for word in words:
            if word in own if " " not in word else re.search(r"(?<!\w)" + re.escape(word) + r"(?!\w)", text):
                found.add((path, word))
    assert not found, sorted(found)[:20]
    print("# %d words of the fleet, %d documents" % (len(words), len(paths)))


def accept(path, spec, offer, folder, act):
    a, s = load(path), load(spec)
    lot = next(l for l in s["lots"] if l["id"] == a["lot"])
    for key, file in (("specification", spec), ("offer", offer)):
        with open(file, "rb") as f:
            assert a[key]["sha256"] == hashlib.sha256(f.read()).hexdigest(), key
    assert a["ordered"] == lot["quantity"], a["ordered"]
    assert a["delivered"] == len(os.listdir(folder)), a["delivered"]
    with open(act, encoding="utf-8") as f:
        text = f.read()
    assert "Ordered: %d (option: %d). Delivered and scanned: %d." % (
        lot["quantity"], lot["option"], len(os.listdir(folder))) in text
    units = {"GiB": 1 << 30, "GB": 10**9, "Wh": 1}
    for d in a["deviations"]:
        for u in d["units"]:
            if not u.get("component"):
                continue
            number, unit = d["measured"].split(" ")
            scan = load(os.path.join(folder, u["file"]["name"]))
            kind, _, key = u["component"].partition("/")
            c = next(c for c in scan["components"][kind] if not key or c.get("key") == key)
            assert float(number) * units[unit] in c.values(), (d, c)
            assert u["serial"] == scan["components"]["system"][0]["serial"]
            assert u["serial"] in text and u["file"]["sha256"] in text


if __name__ == "__main__":
    globals()[sys.argv[1]](*sys.argv[2:])
