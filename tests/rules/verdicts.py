#!/usr/bin/env python3
# Runs the table of verdicts: verdicts.py HWFIT TABLE prints TAP. A case is a need in a file of
# terms, checked against a scan; both go through the command line.
import json
import os
import subprocess
import sys
import tempfile

hwfit, table = sys.argv[1:3]
DAY = "2026-06-01"


class Case:
    def __init__(self, rule):
        self.rule, self.components = rule, {}
        self.partial, self.labels, self.declared = {}, {}, []

    def scan(self):
        return {"format": "hwfit-scan/1", "tool": {"name": "hwfit", "version": "0"},
                "taken": DAY + "T00:00:00Z", "host": {}, "labels": self.labels,
                "probes": [], "components": self.components, "partial": self.partial,
                "notes": []}


def check(case, terms, where):
    def path(name, text):
        p = os.path.join(where, name)
        with open(p, "w") as f:
            f.write(text)
        return p
    arguments = [hwfit, "check", path("t.tor", "tor 1\n" + terms + "\n"),
                 path("s.json", json.dumps(case.scan())), "--date", DAY,
                 "--format", "json", "--compat", os.path.dirname(hwfit) + "/compat.db"]
    if case.declared:
        lines = ["decl 1", 'by "a technician" 2026-01-01'] + case.declared
        arguments += ["--declare", path("d.decl", "\n".join(lines) + "\n")]
    run = subprocess.run(arguments, capture_output=True, text=True)
    if not run.stdout:
        return run.returncode, None, run.stderr.strip()
    return run.returncode, json.loads(run.stdout)["machines"][0], ""


def expect_one(case, line, where):
    verdict, needs = line.split(None, 1)
    terms = "r: must " + needs.replace(" / ", "\n")
    code, machine, error = check(case, terms, where)
    if not machine:
        return f"no result: {error}"
    found = machine["judgements"][0]["requirements"][0]
    if found["verdict"] != verdict:
        return f"expected {verdict}, found {found['verdict']}"
    explained = found["explanation"]
    if verdict == "unknown" and not explained.get("missing"):
        return "an unknown that does not say what is missing"
    if any(not m.get("why") for m in explained.get("missing", [])):
        return "something is missing without a reason"
    return ""


def expect_file(case, line, where):
    head, lines = line[5:].split(": ", 1)
    overall, code = head.split()
    found, machine, error = check(case, lines.replace(" ; ", "\n"), where)
    if not machine:
        return f"no result: {error}"
    if machine["overall"] != overall or found != int(code):
        return f"expected {overall}, {code}, found {machine['overall']}, {found}"
    return ""


def main():
    case, number, failed = None, 0, 0
    with tempfile.TemporaryDirectory() as where:
        for line in open(table, encoding="utf-8"):
            line = line.rstrip("\n")
            if not line or line.startswith("#"):
                continue
            if line.startswith("== "):
                case = Case(line[3:])
            elif line.startswith("{"):
                case.components = json.loads(line.replace("'", '"'))
            elif line.startswith("partial "):
                kind, why = line[8:].split(": ", 1)
                case.partial[kind] = why
            elif line.startswith("label "):
                name, text = line[6:].split("=", 1)
                case.labels[name] = text
            elif line.startswith("declare "):
                case.declared.append(line[8:])
            else:
                test = expect_file if line.startswith("file ") else expect_one
                problem = test(case, line, where)
                number += 1
                failed += bool(problem)
                print(f"{'not ok' if problem else 'ok'} {number} - {case.rule}: "
                      f"{' '.join(line.split())}" + (f": {problem}" if problem else ""))
    print(f"1..{number}")
    return 1 if failed else 0


sys.exit(main())
