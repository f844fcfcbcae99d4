#!/bin/bash
# Every sentence that pages and questions to fleets say has its Estonian.
cd "$(dirname "$0")/../.." || exit 1
python3 - <<'END'
import glob
import re

files = glob.glob("src/report/fleet_*.c") + glob.glob("src/report/overview*.c") + \
    ["src/report/scan_html.c", "src/report/scan_summary.c", "src/report/check_html.c", "src/report/check_text.c",
     "src/procure/warranty_doc.c", "src/procure/lint.c", "src/procure/lint_rules.c", "src/procure/offer_declare.c", "src/cmd/fleet_ask.c", "src/cmd/fleet_reply.c", "src/cmd/cmd_compare.c", "src/cmd/cmd_fleet.c",
     "src/fleet/ladder.def", "src/fleet/difference.c", "src/fleet/plan.c"]
words = []
for path in files:
    with open(path, encoding="utf-8") as f:
        text = f.read()
    for found in re.findall(r'(?:\bsay\(|reply_say\(|N_\(|\btr\()[^;]*?\)', text):
        words += ["".join(re.findall(r'"((?:[^"\\]|\\.)*)"', m)) for m in re.findall(r'(?:"(?:[^"\\]|\\.)*"\s*)+', found)]
# The summary of a scan: titles, and the parts of templates that have words.
with open("src/report/scan_sections.def", encoding="utf-8") as f:
    for title, template in re.findall(r'SECTION\("([^"]*)",[^"]*"([^"]*)"\)', f.read()):
        parts = [p for p in template.split("|") if re.search("[a-z]{2}", re.sub(r"\{[^}]*\}", "", p))]
        words += [w for w in [title] + parts if w]
with open("src/report/po/et.po", encoding="utf-8") as f:
    po = f.read()
plain = set()
for block in po.split("\n\n"):
    if "msgctxt" not in block:
        name = re.search(r'^msgid ((?:"(?:[^"\\]|\\.)*"\s*)+)', block, re.M)
        said = re.search(r'^msgstr ((?:"(?:[^"\\]|\\.)*"\s*)+)', block, re.M)
        if name and said and said.group(1).strip() != '""':
            plain.add("".join(re.findall(r'"((?:[^"\\]|\\.)*)"', name.group(1))))
missing = sorted(set(words) - plain)
print(("not ok" if missing or len(words) < 80 else "ok") +
      f" - {len(set(words))} sentences have their Estonian" + (f": not {missing}" if missing else ""))
END
