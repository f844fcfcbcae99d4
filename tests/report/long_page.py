"""long_page.py PAGE FOLDER: says in TAP how a page with more rows than are shown at once behaves."""
import csv
import glob
import os
import sys
import time

from browser import Browser

page, folder = sys.argv[1:]
TABLE = "document.querySelector('table[data-name=machines]')"
TOOLS = f"{TABLE}.parentElement.previousSibling"
SHOWN = f"return [...{TABLE}.tBodies[0].rows].filter(r => r.getClientRects().length).length"
FIRST = 1000


def is_(sentence, true, seen=""):
    print(f"{'ok' if true else 'not ok'} - {sentence}" + ("" if true else f": {seen}"))


def press(b, words):
    b.run(f"[...{TOOLS}.querySelectorAll('button')].find(e => e.textContent === '{words}').click()")


with Browser(folder) as b:
    b.open(page)
    all_rows = b.run(f"return {TABLE}.tBodies[0].rows.length")
    is_("a long table shows its first rows", FIRST == b.run(SHOWN) < all_rows, (b.run(SHOWN), all_rows))
    said = b.run(f"return {TOOLS}.querySelector('[role=status]').textContent")
    is_("it says so", said == f"{all_rows} / {all_rows} rows, showing the first {FIRST}", said)
    b.run(f"{TABLE}.tHead.rows[0].cells[1].firstChild.click(); {TABLE}.tHead.rows[0].cells[1].firstChild.click()")
    last = b.run(f"return [...{TABLE}.tBodies[0].rows].map(r => r.cells[1].textContent).sort().reverse()[0]")
    top = b.run(f"return [...{TABLE}.tBodies[0].rows].filter(r => r.getClientRects().length)[0].cells[1].textContent")
    is_("sorting brings rows to the top that were not shown", top == last, (top, last))
    press(b, "Save CSV")
    for _ in range(100):
        # A browser keeps the place of a file before it has the bytes.
        files = [f for f in glob.glob(os.path.join(folder, "machines*.csv")) if os.path.getsize(f)]
        if files:
            break
        time.sleep(0.1)
    with open(files[0], encoding="utf-8-sig", newline="") as f:
        saved = len(list(csv.reader(f)))
    is_("all of them are saved as CSV", saved == 1 + all_rows, saved)
    b.run("dispatchEvent(new Event('beforeprint'))")
    is_("paper has all of them", b.run(SHOWN) == all_rows, b.run(SHOWN))
    b.run("dispatchEvent(new Event('afterprint'))")
    is_("the screen has the first again", b.run(SHOWN) == FIRST, b.run(SHOWN))
    press(b, "Show all")
    is_("all are shown when asked for", b.run(SHOWN) == all_rows, b.run(SHOWN))
    is_("the console has no error", not b.console(), b.console())
