"""overview_page.py PAGE FOLDER: says in TAP what a person can do with the page of a question to a fleet."""
import sys

from browser import Browser

page, folder = sys.argv[1:]


def is_(sentence, true, seen=""):
    print(f"{'ok' if true else 'not ok'} - {sentence}" + ("" if true else f": {seen}"))


with Browser(folder) as b:
    b.open(page)
    tables = b.run("return [...document.querySelectorAll('table')].map(t => t.tBodies[0].rows.length)")
    is_("there are tables with rows", tables and all(tables), tables)
    # A chart stands before its table and says its numbers, none of its own.
    wrong = b.run("""
        const bad = [];
        for (const chart of document.querySelectorAll('svg.chart')) {
            let at = chart.nextElementSibling;
            while (at && !at.querySelector('table')) at = at.nextElementSibling;
            const rows = [...at.querySelector('table').tBodies[0].rows];
            const numbers = new Set(rows.flatMap(r => [...r.cells].map(c => Number(c.dataset.value))));
            for (const text of chart.querySelectorAll('text.count'))
                if (!numbers.has(Number(text.textContent))) bad.push(text.textContent);
            if (!chart.querySelector('text.count')) bad.push('no number');
        }
        return bad""")
    is_("every number of a chart stands in its table", wrong == [], wrong)
    tall = b.run("""
        return [...document.querySelectorAll('svg.chart')].filter(c => {
            const bars = [...c.querySelectorAll('rect.value')];
            if (!bars.length) return false;
            const n = bars.map(r => Number(r.querySelector('title').textContent.split(': ').pop()));
            const h = bars.map(r => Number(r.getAttribute('height')));
            const scale = Math.max(...h) / Math.max(...n);
            return h.some((x, i) => Math.abs(x - n[i] * scale) > 0.2);
        }).length""")
    is_("bars are as high as their numbers", tall == 0, tall)
    order = b.run("""
        const head = document.querySelector('th.number button');
        if (!head) return true;
        head.click();
        const th = head.closest('th'), c = th.cellIndex;
        const n = [...th.closest('table').tBodies[0].rows].map(r => Number(r.cells[c].dataset.value));
        return n.every((x, i) => !i || n[i - 1] <= x)""")
    is_("numbers sort as numbers", order)
    is_("text of a machine is text", b.run("return document.querySelectorAll('script').length === 1 && !window.hacked"))
    is_("the console has no error", not b.console(), b.console())
    is_("nothing is fetched", b.run("return performance.getEntriesByType('resource').length") == 0)
    is_("it prints", b.pdf().startswith(b"%PDF"))
