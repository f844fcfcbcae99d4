#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What an ordinary user's scan says beside root's of the same machine: users.py ROOT.json USER.json

It has the same components, and of each the same facts, or names the fact as one it could not
read, with why and a remedy; what it cannot list it names as partial. It never knows more, and
says nothing else. Prints each difference, then "checked N"; fails on a difference."""
import json
import sys

# What changes from one moment to the next.
VOLATILE = {"free", "available", "uptime"}


def check(root, user):
    checked = 0
    for kind, components in root["components"].items():
        mine = {c.get("key", ""): c for c in user["components"].get(kind, [])}
        if kind in user.get("partial", {}):
            continue
        for component in components:
            key = component.get("key", "")
            checked += 1
            if key not in mine:
                yield checked, f"{kind}/{key}: not there for a user, and the list is not said to be partial"
                continue
            silent = mine[key].get("unreadable", {})
            for fact in set(component) - {"unreadable", "sources"} - VOLATILE:
                checked += 1
                reason = silent.get(fact.removesuffix("_raw"))
                if reason:
                    if not reason.get("why") or not reason.get("remedy"):
                        yield checked, f"{kind}/{key} {fact}: unreadable without why and remedy"
                elif mine[key].get(fact) != component[fact]:
                    yield checked, f"{kind}/{key} {fact}: user {mine[key].get(fact)!r}, root {component[fact]!r}"
    yield checked, None


def main():
    root, user = (json.load(open(path, encoding="utf-8")) for path in sys.argv[1:3])
    bad, checked = 0, 0
    for checked, text in check(root, user):
        if text:
            bad += 1
            print(text)
    print("checked", checked)
    return 1 if bad or not checked else 0


if __name__ == "__main__":
    sys.exit(main())
