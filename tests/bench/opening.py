"""opening.py PAGE…: the size of each page and how long Chromium takes until it has loaded it, beside the goals."""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "report"))
from browser import Browser  # noqa: E402

LOADED = "return performance.getEntriesByType('navigation')[0].loadEventEnd"

with Browser(os.path.dirname(sys.argv[1])) as b:
    for page in sys.argv[1:]:
        best = None
        for _ in range(3):
            b.open(page)
            took = b.run(LOADED) / 1000
            best = took if best is None else min(best, took)
        print("%-58s %9.2f MB  (goal 5; opens in %.2f s, goal 2)"
              % (os.path.basename(page), os.path.getsize(page) / 1e6, best))
