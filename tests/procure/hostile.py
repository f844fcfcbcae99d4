#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Offers that mean harm: hostile.py FORM.xlsx FOLDER"""
import csv
import re
import sys
import zipfile

form, folder = sys.argv[1:]
with zipfile.ZipFile(form) as z:
    parts = {name: z.read(name) for name in z.namelist()}
SHEET = "xl/worksheets/sheet1.xml"


def write(name, changes, method=zipfile.ZIP_DEFLATED):
    with zipfile.ZipFile("%s/%s.xlsx" % (folder, name), "w", method) as z:
        for part, content in {**parts, **changes}.items():
            z.writestr(part, content)


sheet = parts[SHEET].decode()
write("bomb", {SHEET: b" " * (200 << 20)})
write("entity", {SHEET: sheet.replace(
    "?>", '?><!DOCTYPE worksheet [<!ENTITY x SYSTEM "file:///etc/hostname">]>', 1)})
lol = "".join('<!ENTITY a%d "%s">' % (i + 1, ("&a%d;" % i) * 10) for i in range(9))
write("laughs", {SHEET: sheet.replace("?>", '?><!DOCTYPE worksheet [<!ENTITY a0 "ha">%s]>' % lol, 1)})
write("merged", {SHEET: sheet.replace("</sheetData>", '</sheetData><mergeCells count="1">'
                                      '<mergeCell ref="A5:C6"/></mergeCells>')})
write("broken", {SHEET: sheet[: len(sheet) // 2]})
cut = open(form, "rb").read()
open(folder + "/cut.xlsx", "wb").write(cut[: len(cut) // 2])
open(folder + "/no-table.xlsx", "wb").write(b"PK\x03\x04 and nothing else")

head = ["id", "requirement", "kind", "op", "value", "unit", "evidence", "complies", "offered", "product", "proof",
        "remark", "verdict"]


def table(name, rows, delimiter=";", encoding="utf-8-sig", newline="\r\n"):
    with open("%s/%s.csv" % (folder, name), "w", encoding=encoding, newline="") as f:
        w = csv.writer(f, delimiter=delimiter, lineterminator=newline)
        w.writerow(head)
        w.writerows(rows)


def row(row_id, complies="jah", offered="", remark=""):
    return [row_id, "", "", "", "", "", "", complies, offered, "P-1", "lk 2", remark, ""]


table("many", [row("L1.x%d" % i) for i in range(10000)])
table("wrong-ids", [row("L1.ram", offered="16 GB"), row("L9.ram"), row("=L1.disk")])
table("twice", [row("L1.ram", offered="16 GB"), row("L1.ram", offered="32 GB")])
evil = '=HYPERLINK("http://x.example","y")'
table("formula", [row("L1.ram", "=cmd|' /C calc'!A0", evil, "+1+1"), row("L1.disk", remark="@SUM(1)")])
table("control", [row("L1.ram", offered="16 GB", remark="\x1b[2J\x07<script>alert(1)</script>")])
table("comma", [row("L1.ram", offered="16,0 GB")], ",", "utf-8", "\n")
table("tab", [row("L1.ram", offered="16,0 GB")], "\t")
# A cell of the bidder becomes a formula with the value that it last had.
formula = re.sub(r'<c r="(H\d+)" s="4"/>', r'<c r="\1" s="4" t="str"><f>1+1</f><v>jah</v></c>', sheet)
write("computed", {SHEET: formula})
