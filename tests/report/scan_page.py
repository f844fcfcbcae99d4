"""scan_page.py PAGE FOLDER: says in TAP what a person can do with the page of a scan."""
import sys

from browser import Browser

page, folder = sys.argv[1:]
SHOWN = "return [...document.querySelector('table[data-name]').tBodies[0].rows].filter(r => !r.hidden)"


def is_(sentence, true, seen=""):
    print(f"{'ok' if true else 'not ok'} - {sentence}" + ("" if true else f": {seen}"))


with Browser(folder) as b:
    b.open(page)
    every = b.run(SHOWN + ".length")
    is_("every fact has a row", every > 500, every)
    b.type("input[type=search]", "memory_module serial")
    found = b.run(SHOWN + ".map(r => r.cells[2].textContent)")
    is_("a serial number is found by typing", found and set(found) == {"serial"}, found)
    b.run("const s = document.querySelector('input'); s.value = ''; s.dispatchEvent(new Event('input'))")
    b.run("const s = document.querySelector('select'); s.value = 'unreadable'; s.dispatchEvent(new Event('change'))")
    is_("what could not be read is listed by its state",
        b.run(SHOWN + ".every(r => r.cells[4].textContent === 'unreadable' && r.cells[3].textContent)"))
    is_("the console has no error", not b.console(), b.console())
    is_("nothing is fetched", b.run("return performance.getEntriesByType('resource').length") == 0)
    is_("it prints", b.pdf().startswith(b"%PDF"))
