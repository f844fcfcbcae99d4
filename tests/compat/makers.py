#!/usr/bin/env python3
# Runs the table of platforms: makers.py HWFIT TABLE prints TAP. A case is a machine of the table with some
# facts changed, and a platform that it is to run, through the command line.
import json
import os
import subprocess
import sys
import tempfile

hwfit, table = sys.argv[1:3]
UNITS = {"KiB": 2**10, "MiB": 2**20, "GiB": 2**30, "TiB": 2**40, "MB": 10**6, "GB": 10**9, "TB": 10**12,
         "MHz": 10**6, "GHz": 10**9, "Mbit": 10**6, "Gbit": 10**9}


def value(text):
    if text in ("yes", "no"):
        return text == "yes"
    if "," in text:
        return [value(t) for t in text.split(",") if t]
    for unit, factor in UNITS.items():
        if text.endswith(unit) and text[:-len(unit)].replace(".", "").isdigit():
            return int(float(text[:-len(unit)]) * factor)
    return int(text) if text.isdigit() else text


def change(components, what):
    """kind.fact=value of the first component; -kind.fact is not known; -kind is not there; +kind.fact=value is one more."""
    if what.startswith("+"):
        kind = what[1:].split(".")[0]
        components.setdefault(kind, []).insert(0, {"key": str(len(components.get(kind, [])))})
        what = what[1:]
    if what.startswith("-"):
        kind, _, fact = what[1:].partition(".")
        if not fact:
            components[kind] = []
        else:
            components[kind][0].pop(fact)
        return
    name, text = what.split("=", 1)
    kind, fact = name.split(".")
    components.setdefault(kind, [{"key": "0"}])[0][fact] = value(text)


def check(where, components, needs, declared):
    def path(name, text):
        p = os.path.join(where, name)
        with open(p, "w", encoding="utf-8") as f:
            f.write(text)
        return p
    scan = {"format": "hwfit-scan/1", "tool": {"name": "hwfit", "version": "0"},
            "taken": "2026-06-01T00:00:00Z", "components": components}
    arguments = [hwfit, "check", path("t.tor", f"tor 1\nr: must run {needs}\n"),
                 path("s.json", json.dumps(scan)), "--date", "2026-06-01",
                 "--format", "json", "--compat", os.path.dirname(hwfit) + "/compat.db"]
    if declared:
        arguments += ["--declare", path("d.decl", f'decl 1\nby "A. Technician" 2026-05-02\n{declared}\n')]
    run = subprocess.run(arguments, capture_output=True, text=True)
    if not run.stdout:
        return None, run.stderr.strip()
    return json.loads(run.stdout)["machines"][0]["judgements"][0]["requirements"][0], ""


def wrong(where, base, line):
    """VERDICT | PLATFORM | CHANGES | DECLARED | TEXT that the result holds; what is wrong, or ''."""
    cells = [c.strip() for c in line.split("|")] + ["", "", ""]
    components = json.loads(json.dumps(base))
    for what in cells[2].split():
        change(components, what)
    found, error = check(where, components, cells[1], cells[3])
    if not found:
        return error
    if found["verdict"] != cells[0]:
        return f"expected {cells[0]}, found {found['verdict']}: {found['explanation'].get('reason')}"
    if cells[4] and cells[4] not in json.dumps(found, ensure_ascii=False):
        return f"it does not say {cells[4]!r}"
    return ""


def main():
    base, number, failed = {}, 0, 0
    with tempfile.TemporaryDirectory() as where:
        for line in open(table, encoding="utf-8"):
            line = line.split("#")[0].strip()
            if not line:
                continue
            if line.startswith("machine "):
                base = {}
                for what in line.split()[1:]:
                    change(base, what)
                continue
            number += 1
            what = wrong(where, base, line)
            failed += bool(what)
            print(f"{'not ' if what else ''}ok {number} - {line}{': ' + what if what else ''}")
    print(f"1..{number}")
    return 1 if failed or not number else 0


sys.exit(main())
