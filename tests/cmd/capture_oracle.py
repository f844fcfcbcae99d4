#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a capture may and may not change.

capture_oracle.py SCAN.json CAPTURED.json [TREE]
Compares the document of a machine with that of its capture. Without TREE they must be equal,
but for what changes from run to run. With TREE, the unpacked pseudonymised capture: facts that
tell a unit or a person (by the table of facts) must differ, all others be equal; and none of
the names must be found anywhere in the tree, in contents, names of files and links, whatever
the case and the separators. Prints differences and "checked N, secrets N"."""
import json
import os
import re
import sys

VOLATILE = {"free", "available"}


def identities():
    """(kind or None, fact) of rows flagged UNIT or PERSON."""
    rows = open("src/facts/facts.def", encoding="utf-8").read()
    found = re.findall(r"FACT\((\w+), (\w+), \w+, \w+, \w+, [^,]*(?:UNIT|PERSON)", rows)
    return {(None if kind == "kind" else kind, fact) for kind, fact in found}


def plain(text):
    return re.sub(rb"[:\-_ .]", b"", text).lower()


def main():
    mine, theirs = (json.load(open(path, encoding="utf-8")) for path in sys.argv[1:3])
    tree = sys.argv[3] if len(sys.argv) > 3 else None
    flagged, bad, checked, secrets = identities(), [], 0, set()
    a, b = mine["components"], theirs["components"]
    if set(a) != set(b):
        bad.append(f"kinds: {sorted(set(a) ^ set(b))}")
    for kind in set(a) & set(b):
        if len(a[kind]) != len(b[kind]):
            bad.append(f"{kind}: {len(a[kind])} and {len(b[kind])} components")
        # Names of mount points and drives decide the order, and may be replaced.
        order = lambda c: json.dumps([v for k, v in sorted(c.items()) if k not in (
            "key", "mount_point", "device", "name", "members", "sources") and not
            {(kind, k), (None, k)} & flagged and k not in VOLATILE], sort_keys=True)
        pairs = zip(sorted(a[kind], key=order), sorted(b[kind], key=order)) if tree else zip(a[kind], b[kind])
        for x, y in pairs:
            for fact in (set(x) | set(y)) - VOLATILE - {"sources"}:
                checked += 1
                named = {(kind, fact), (None, fact)} & flagged or fact.endswith("_raw") and (
                    {(kind, fact[:-4]), (None, fact[:-4])} & flagged)
                if tree and named and isinstance(x.get(fact), str):
                    secrets.add((kind, fact, x[fact]))
                    # A root hub has the address of its controller for a serial number.
                    place = re.fullmatch(r"[0-9a-f]{4}:[0-9a-f]{2}:[0-9a-f]{2}\.[0-9a-f]|[\w-]+\.\d\.auto", x[fact])
                    if not place and x[fact] == y.get(fact):
                        bad.append(f"{kind} {x.get('key')} {fact}: {x[fact]!r} is told")
                    if type(y.get(fact)) is not str:
                        bad.append(f"{kind} {x.get('key')} {fact}: {x[fact]!r} became {y.get(fact)!r}")
                elif tree and fact in ("key", "mount_point", "device"):
                    pass
                elif x.get(fact) != y.get(fact):
                    bad.append(f"{kind} {x.get('key')} {fact}: {x.get(fact)!r}, captured {y.get(fact)!r}")
    if tree:
        bad += leaks(tree, {s for *_, s in secrets})
    elif mine.get("host") != theirs.get("host"):
        bad.append(f"host: {mine.get('host')} captured {theirs.get('host')}")
    print("\n".join(sorted(bad)))
    print(f"checked {checked}, secrets {len(secrets)}")
    return 1 if bad else 0


def leaks(tree, secrets):
    # Shorter ones may be any text; these cannot be there by chance.
    wanted = {plain(s.encode()): s for s in secrets if len(plain(s.encode())) >= 8 and not re.match(r"\d{4}:\d\d:", s)}
    for folder, folders, files in os.walk(tree):
        for name in folders + files:
            path = os.path.join(folder, name)
            text = os.path.relpath(path, tree).encode()
            if os.path.islink(path):
                text += b"\n" + os.readlink(path).encode()
            elif os.path.isfile(path) and "lib/modules" not in path:
                text += b"\n" + open(path, "rb").read()
            text = plain(text)
            for secret, name in wanted.items():
                if secret in text:
                    yield f"{path[len(tree):]} tells {name!r}"


sys.exit(main())
