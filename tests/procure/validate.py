#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Specifications against the JSON Schema that hwfit gives, as TAP: validate.py DOCUMENT...

A member that the schema does not describe is a fault here, though readers accept it. Of the first
document copies are made faulty, and the schema refuses each."""
import copy
import json
import os
import subprocess
import sys

import jsonschema


def close(schema):
    """No member beside those that are described."""
    if isinstance(schema, dict):
        if isinstance(schema.get("properties"), dict):
            schema["additionalProperties"] = False
        for part in schema.values():
            close(part)
    elif isinstance(schema, list):
        for part in schema:
            close(part)


def set_row(name, value):
    def change(doc):
        doc["lots"][0]["rows"][0][name] = value
    return change


def without(*path):
    def change(doc):
        for step in path[:-1]:
            doc = doc[step]
        del doc[path[-1]]
    return change


FAULTS = {
    "another format": lambda d: d.update(format="hwfit-spec/2"),
    "no terms": lambda d: d.update(terms=[]),
    "a day that is none": lambda d: d.update(date="10.01.2027"),
    "a language that nobody wrote": lambda d: d.update(language="fr"),
    "an exception without a reason": lambda d: d.update(exceptions=[{"need": "ram", "reason": ""}]),
    "a lot without rows": without("lots", 0, "rows"),
    "half a machine": lambda d: d["lots"][0].update(quantity=1.5, option=0),
    "fewer machines than none": lambda d: d["lots"][0].update(quantity=-1, option=0),
    "a thing that is not bought": lambda d: d["lots"][0].update(subject="toaster"),
    "a row without an id": without("lots", 0, "rows", 0, "id"),
    "a row without a need": without("lots", 0, "rows", 0, "need"),
    "a row that says nothing": set_row("text", ""),
    "a kind of requirement that is none": set_row("kind", "shall"),
    "a fact that is none": set_row("fact", "memory.colour"),
    "a way to check that is none": set_row("method", "guess"),
    "a severity that is none": set_row("severity", "dreadful"),
    "a weight in words": set_row("weight", "much"),
    "sub-rows without a component": set_row("sub_rows", "all"),
    "a member of another shape": set_row("same_component", "true"),
}

schema = json.loads(subprocess.run([os.environ["HWFIT"], "spec", "--schema"], stdout=subprocess.PIPE, check=True).stdout)
jsonschema.Draft202012Validator.check_schema(schema)
reader = jsonschema.Draft202012Validator(schema)
close(schema := copy.deepcopy(schema))
validator = jsonschema.Draft202012Validator(schema)
for path in sys.argv[1:]:
    with open(path, encoding="utf-8") as f:
        errors = [f"{list(e.absolute_path)}: {e.message[:200]}" for e in validator.iter_errors(json.load(f))]
    print(f"{'not ok' if errors else 'ok'} - {path} is valid against the schema")
    for error in errors[:5]:
        print("#  " + error)
with open(sys.argv[1], encoding="utf-8") as f:
    first = json.load(f)
for name, change in FAULTS.items():
    doc = copy.deepcopy(first)
    change(doc)
    print(f"{'not ok' if reader.is_valid(doc) else 'ok'} - the schema refuses {name}")
doc = dict(copy.deepcopy(first), more={"of": "tomorrow"})
print(f"{'ok' if reader.is_valid(doc) else 'not ok'} - what it does not know it lets pass")
