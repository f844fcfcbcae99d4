#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fills a response form as a bidder does, with openpyxl.

fill_form.py FORM.xlsx OUT.xlsx [ID:COLUMN=TEXT ...]

Every open row is answered yes, with the value asked for as the value offered, a product and a
proof; the rest of the command line says what is answered otherwise (empty TEXT: left empty).
"""
import sys

import openpyxl

book = openpyxl.load_workbook(sys.argv[1])
sheet = book.active
rows = list(sheet.iter_rows())
head = next(i for i, r in enumerate(rows) if any(c.value == "complies" for c in r))
column = {c.value: i for i, c in enumerate(rows[head]) if c.value}
own = {}
for text in sys.argv[3:]:
    place, value = text.split("=", 1)
    row_id, name = place.rsplit(":", 1)
    own.setdefault(row_id, {})[name] = value
filled = set()
for row in rows[head + 1:]:
    row_id = row[column["id"]].value
    if not row_id or row[column["complies"]].protection.locked:
        continue
    value = row[column["value"]].value
    unit = row[column["unit"]].value
    says = {"complies": "jah", "product": "LAB-BOOK-15 SKU-42", "proof": "andmeleht.pdf lk 2"}
    if value and "…" not in str(value):
        says["offered"] = "%s %s" % (value, unit or "")
    says.update(own.get(row_id, {}))
    filled.add(row_id)
    for name, text in says.items():
        row[column[name]].value = text.strip() or None
missing = set(own) - filled
if missing:
    sys.exit("the form has no open row %s" % ", ".join(sorted(missing)))
book.save(sys.argv[2])
