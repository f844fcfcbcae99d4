#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a machine was made of, against what the scan of it says: expect.py MACHINE.vm SCAN.json [user]

A line of the machine says it beside the device that it is about:
  expect KIND FACT=VALUE, ...: FACT=VALUE, ...
There is one component of the kind with the facts before the colon, and it has those after it.
Two values with | between them: either. null: absent, or unreadable with a reason. A vendor is
equal by the start of its name. Devices are told by what they were given, never by the names
that the kernel counts up. Of a user's scan, what says that it needs root agrees. Prints each difference, then "checked N"; fails on a difference."""
import json
import re
import sys

from guest import lines

WORDS = {"yes": True, "no": False, "null": None}


def pairs(text):
    return [tuple(part.strip().split("=", 1)) for part in re.split(r",\s+", text.strip()) if part.strip()]


def value(text):
    return WORDS[text] if text in WORDS else int(text) if re.fullmatch(r"\d+", text) else text


def same(component, fact, text):
    if "user" in sys.argv and component.get("unreadable", {}).get(fact, {}).get("remedy"):
        return True
    have = component.get(fact + "_raw", component.get(fact))
    options = [value(t) for t in text.split("|")]
    if have in options or str(have) in text.split("|"):
        return True
    if fact == "vendor" and isinstance(component.get(fact), str):
        return any(component[fact].startswith(str(o)) for o in options)
    return False


def main():
    scan = json.load(open(sys.argv[2], encoding="utf-8"))["components"]
    checked, bad = 0, []
    for number, line in lines(sys.argv[1]):
        if not line.startswith("expect "):
            continue
        head, colon, facts = (line[len("expect "):] + " ").partition(": ")
        assert colon, f"line {number}: expected a colon after what tells the component"
        kind, _, which = head.partition(" ")
        found = [c for c in scan.get(kind, []) if all(same(c, f, v) for f, v in pairs(which))]
        checked += 1
        if len(found) != 1:
            bad.append(f"line {number}: {len(found)} of {kind} with {which}, not 1")
            continue
        for fact, text in pairs(facts):
            checked += 1
            if not same(found[0], fact, text):
                bad.append(f"{kind} with {which}: {fact} is {found[0].get(fact)!r}, not {text}"
                           + (f" ({found[0]['unreadable'][fact]['why']})" if fact in found[0].get("unreadable", {}) else ""))
    print("\n".join(bad))
    print("checked", checked)
    return 1 if bad or not checked else 0


if __name__ == "__main__":
    sys.exit(main())
