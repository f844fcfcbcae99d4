#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What an office suite made of documents, as TAP.

office.py words SOURCE PDF   every word of the source with a letter or sign beyond ASCII is in the PDF
office.py pages PDF DPI      no page is empty, and nothing is printed on the outer 3 mm of a page
office.py form XLSX          protected; the bidder's cells open, all others locked; a list of answers
office.py typed FORM OUT     fills the form with numbers, dates and lines that a spreadsheet types itself
"""
import datetime
import html
import re
import subprocess
import sys
import unicodedata
import zipfile

OPEN = ("complies", "offered", "product", "proof", "remark")


def tap(good, sentence, why=""):
    print(f"{'ok' if good else 'not ok'} - {sentence}{': ' + why if why and not good else ''}")


def source_text(path):
    if path.endswith(".docx"):
        with zipfile.ZipFile(path) as z:
            text = z.read("word/document.xml").decode()
    elif path.endswith(".xlsx"):
        with zipfile.ZipFile(path) as z:
            text = z.read("xl/workbook.xml").decode() + z.read("xl/worksheets/sheet1.xml").decode()
            # The row of names is hidden, and a tab has no place on paper.
            text = re.sub(r'<row [^>]*hidden="1".*?</row>|<sheet name[^>]*>|<(definedName|formula1)\b.*?</\1>', " ", text, flags=re.S)
    else:
        with open(path, encoding="utf-8") as f:
            text = re.sub(r"<head>.*?</head>", " ", f.read(), flags=re.S)
    return html.unescape(re.sub(r"<[^>]*>", " ", text))


def pdf_text(path):
    return subprocess.run(["pdftotext", path, "-"], stdout=subprocess.PIPE, check=True).stdout.decode()


def tight(text):
    """Without blanks, and without what a line that is broken brings in."""
    return re.sub(r"[\s\u00ad\u2010\f-]+", "", unicodedata.normalize("NFC", text))


def words(source, pdf):
    # A line may break behind a dash.
    parts = [p for w in source_text(source).split() for p in (w.split("–") if len(w) > 1 else [w])]
    wanted = {p for p in parts if not p.isascii()}
    have = tight(pdf_text(pdf))
    # A cell broken over two pages, or words of neighbours between its lines: look for the parts.
    missing = [w for w in wanted if tight(w) not in have]
    tap(wanted and not missing, f"{source}: its {len(wanted)} words beyond ASCII are in the PDF", " ".join(missing[:10]))


def pages(pdf, dpi):
    dpi = int(dpi)
    raw = subprocess.run(["pdftoppm", "-gray", "-r", str(dpi), pdf], stdout=subprocess.PIPE, check=True).stdout
    edge, at, n, empty, cut = round(dpi * 3 / 25.4), 0, 0, [], []
    while at < len(raw):
        head = re.match(rb"P5\s+(\d+)\s+(\d+)\s+255\s", raw[at:at + 40])
        width, height = int(head.group(1)), int(head.group(2))
        at += head.end()
        rows = [raw[at + y * width:at + (y + 1) * width] for y in range(height)]
        at += width * height
        n += 1
        if all(min(r) > 200 for r in rows):
            empty.append(n)
        outer = rows[:edge] + rows[-edge:] + [r[:edge] + r[-edge:] for r in rows]
        if any(min(r) < 200 for r in outer):
            cut.append(n)
    tap(n and not empty and not cut, f"{pdf}: {n} pages, none empty, none cut off", f"empty {empty}, cut off {cut}")


def heads(sheet):
    for row in sheet.iter_rows():
        if any(c.value == "complies" for c in row):
            return row[0].row, {c.value: c.column for c in row if c.value}
    return None, {}


def form(path):
    import openpyxl
    sheet = openpyxl.load_workbook(path).active
    first, column = heads(sheet)
    tap(sheet.protection.sheet, f"{path} is protected")
    wrong, open_rows = [], 0
    for row in sheet.iter_rows(min_row=first + 1):
        if not row[0].value:
            continue
        unlocked = {n for n, c in column.items() if not row[c - 1].protection.locked}
        open_rows += bool(unlocked)
        if unlocked not in (set(), set(OPEN)):
            wrong.append(row[0].value)
    tap(open_rows and not wrong, f"{path}: the bidder's cells are open, others locked", str(wrong))
    lists = [v for v in sheet.data_validations.dataValidation if v.type == "list"]
    tap(len(lists) == 1 and lists[0].formula1.count(",") == 2, f"{path}: answers are chosen from a list")


def typed(path, out):
    """Cells as programs type them: numbers, a date, lines, a formula with its last value missing."""
    import openpyxl
    book = openpyxl.load_workbook(path)
    sheet = book.active
    first, column = heads(sheet)
    for row in sheet.iter_rows(min_row=first + 1):
        own = {"L1.ram": 32, "L1.price": 24500.5, "L1.weight": "1,5 kg", "L1.fresh.1": 1.0, "L1.fresh.2": 3}.get(row[0].value)
        if not row[0].value or row[column["complies"] - 1].protection.locked:
            continue
        value, unit = row[column["value"] - 1].value, row[column["unit"] - 1].value
        row[column["complies"] - 1].value = "jah"
        row[column["proof"] - 1].value = datetime.date(2027, 1, 15) if row[0].value == "L1.disk" else "õäöüšž ÕÄÖÜŠŽ\nlk 2 ≥ 3"
        row[column["remark"] - 1].value = "'-1 & <b>\"ei\"</b>"
        row[column["offered"] - 1].value = own if own is not None else f"{value} {unit or ''}".strip() if value and "…" not in str(value) else None
        if row[0].value == "L1.fresh.1":
            row[column["offered"] - 1].number_format = "0%"
    book.save(out)


{"words": words, "pages": pages, "form": form, "typed": typed}[sys.argv[1]](*sys.argv[2:])
