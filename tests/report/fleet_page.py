"""fleet_page.py PAGE FOLDER: says in TAP what a person can do with the page of a fleet."""
import sys

from browser import Browser

page, folder = sys.argv[1:]


def is_(sentence, true, seen=""):
    print(f"{'ok' if true else 'not ok'} - {sentence}" + ("" if true else f": {seen}"))


def rows(name):
    return f"[...document.querySelector('table[data-name={name}]').tBodies[0].rows]"


with Browser(folder) as b:
    b.open(page)
    machines = b.run(f"return {rows('machines')}.length")
    models = b.run(f"return {rows('models')}.map(r => Number(r.cells[2].textContent))")
    is_("the models hold all machines", sum(models) == machines > 3, (models, machines))
    numbers = f"return {rows('requirements')}.map(r => [3, 4, 5].map(c => Number(r.cells[c].textContent)))"
    is_("each requirement counts all machines", all(sum(n) == machines for n in b.run(numbers)), b.run(numbers))
    bars = b.run(f"return {rows('requirements')}.map(r => r.querySelector('figcaption').textContent)")
    is_("the bars say the numbers of the table",
        all(f"{n} {word}" in bar for bar, ns in zip(bars, b.run(numbers))
            for n, word in zip(ns, ("met", "not met", "unknown")) if n), bars)
    b.run("const s = document.querySelector('table[data-name=machines]').parentElement.previousSibling"
          ".querySelector('input'); s.value = 'plain 7'; s.dispatchEvent(new Event('input'))")
    is_("a machine is found by its model", b.run(f"return {rows('machines')}.filter(r => !r.hidden).length") == 1)
    is_("text of a machine is text", b.run("return document.querySelectorAll('script').length === 1 && !window.hacked"))
    is_("the console has no error", not b.console(), b.console())
    is_("nothing is fetched", b.run("return performance.getEntriesByType('resource').length") == 0)
    is_("it prints", b.pdf().startswith(b"%PDF"))
