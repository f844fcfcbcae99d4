"""translated_page.py PAGE FOLDER WORD...: says in TAP what a person can do with a page in Estonian."""
import os
import re
import sys

from browser import Browser

page, folder = sys.argv[1:3]
name = os.path.basename(page)
# Words of the English page that an Estonian one must not show around what was found.
ENGLISH = ["met", "not met", "must", "should", "Requirement", "Outcome", "Verdict", "Machine", "Model", "Kind",
           "Component", "State", "Source", "known", "unreadable", "all verdicts", "Save CSV", "evidence", "reasons"]


def is_(sentence, true, seen=""):
    print(f"{'ok' if true else 'not ok'} - {name}: {sentence}" + ("" if true else f": {seen}"))


with Browser(folder) as b:
    b.open(page)
    is_("the page is in Estonian", b.run("return document.documentElement.lang") == "et")
    seen = b.run("return [...document.querySelectorAll('h2, h3, th, option, .tools button, .verdict, figcaption span, "
                 "summary, td.word')].map(e => e.textContent.trim())")
    words = {re.sub(r"^\d+ ", "", s) for s in seen}
    is_("and no English word stands around what was found", not words & set(ENGLISH), sorted(words & set(ENGLISH)))
    for word in sys.argv[3:]:
        is_(f"it says {word}", b.run("return document.body.innerText.includes(arguments[0])".replace("arguments[0]", repr(word))))
    rows = "[...document.querySelector('table[data-name]').tBodies[0].rows]"
    every = b.run(f"return {rows}.length")
    options = b.run("return [...document.querySelectorAll('.tools select option')].map(o => [o.value, o.textContent])")
    value = next((v for v, _ in reversed(options) if v), None)
    if value:
        b.run(f"const s = document.querySelector('.tools select'); s.value = {value!r}; s.dispatchEvent(new Event('change'))")
        table = "document.querySelector('.tools select').closest('.tools').nextElementSibling.querySelector('table')"
        left = b.run(f"return [...{table}.tBodies[0].rows].filter(r => !r.hidden).every(r => r.dataset.verdict === {value!r})")
        is_("a state filters the rows", left)
    b.click("thead th button", 0)
    is_("a heading sorts its column", b.run("return document.querySelector('thead th').getAttribute('aria-sort')") == "ascending")
    is_("no row is lost", b.run(f"return {rows}.length") == every and every > 0, every)
    is_("the console has no error", not b.console(), b.console())
    is_("nothing is fetched", b.run("return performance.getEntriesByType('resource').length") == 0)
    is_("it prints", b.pdf().startswith(b"%PDF"))
    is_("the page holds in the width of a window",
        b.run("return document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
    if os.environ.get("SCREENSHOTS"):
        b.open(page)
        b.screenshot(os.path.join(os.environ["SCREENSHOTS"], name + ".png"))
