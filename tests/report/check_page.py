"""check_page.py PAGE FOLDER: says in TAP what a person can do with the page of a check."""
import csv
import glob
import os
import sys
import time

from browser import Browser

page, folder = sys.argv[1:]


def is_(sentence, true, seen=""):
    print(f"{'ok' if true else 'not ok'} - {sentence}" + ("" if true else f": {seen}"))


def download(b):
    for _ in range(100):
        # A browser keeps the place of a file before it has the bytes.
        files = [f for f in glob.glob(os.path.join(folder, "*.csv")) if os.path.getsize(f)]
        if files:
            with open(files[0], encoding="utf-8-sig", newline="") as f:
                return list(csv.reader(f))
        time.sleep(0.05)
    return None


SECOND = "document.querySelectorAll('table[data-name]')[1]"
SHOWN = f"return [...{SECOND}.tBodies[0].rows].filter(r => !r.hidden).length"
IDS = f"return [...{SECOND}.tBodies[0].rows].map(r => r.cells[2].textContent)"

with Browser(folder) as b:
    b.open(page)
    all_rows = b.run(SHOWN)
    is_("the page has a table of machines and one for each machine", len(b.elements("table[data-name]")) == 3)
    before = b.run(IDS)
    b.click("section th button", 2)
    is_("a heading sorts its column", b.run(IDS) == sorted(before) and before != sorted(before), b.run(IDS))
    is_("and says so to readers of screens",
        b.run(f"return {SECOND}.tHead.rows[0].cells[2].getAttribute('aria-sort')") == "ascending")
    b.click("section th button", 2)
    is_("once more turns the order around", b.run(IDS) == sorted(before, reverse=True), b.run(IDS))
    b.click("section summary", 0)
    is_("evidence unfolds under its verdict", b.run("return document.querySelector('section details').open"))
    b.type("section input[type=search]", "tpm version")
    is_("words filter the rows", 0 < b.run(SHOWN) < all_rows, b.run(SHOWN))
    b.click("section .tools button:last-of-type")
    rows = download(b)
    is_("what is shown is saved as CSV", rows is not None and len(rows) == 1 + b.run(SHOWN), rows)
    b.run("const s = document.querySelectorAll('section input')[0]; s.value = '';"
          "s.dispatchEvent(new Event('input'))")
    b.run("const s = document.querySelector('section select'); s.value = 'fail';"
          "s.dispatchEvent(new Event('change'))")
    is_("a verdict filters the rows", 0 < b.run(SHOWN) < all_rows and b.run(
        f"return [...{SECOND}.tBodies[0].rows].filter(r => !r.hidden).every(r => r.dataset.verdict === 'fail')"))
    for old in glob.glob(os.path.join(folder, "*.csv")):
        os.remove(old)
    b.click(".tools button", 0)
    rows = download(b)
    is_("a cell that begins like a formula is saved with a quote before it",
        rows is not None and any(cell.startswith("'=") for row in rows for cell in row)
        and not any(cell[:1] in "=+-@" and cell for row in rows for cell in row), rows)
    is_("text of a machine is text: no element came of it",
        b.run("return document.querySelectorAll('script').length === 1 && !window.hacked"
              " && !document.querySelector('main img')"))
    is_("text of a machine is shown as it is", b.run("return document.body.innerText.includes('<script>window.hacked')"))
    is_("nothing is fetched", b.run("return performance.getEntriesByType('resource').length") == 0)
    b.run("const s = document.createElement('script'); s.textContent = 'window.hacked = 1'; document.body.append(s)")
    is_("a script that slips in does not run", not b.run("return window.hacked"))
    noise = [e for e in b.console() if "Content Security Policy" not in e["message"]]
    is_("the console has no error", not noise, noise)
    is_("it prints", b.pdf().startswith(b"%PDF"))
    is_("the page holds in the width of a window",
        b.run("return document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
    if os.environ.get("SCREENSHOT"):
        b.open(page)
        b.screenshot(os.environ["SCREENSHOT"])
