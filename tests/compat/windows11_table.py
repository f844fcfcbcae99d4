"""Counts what the rule and the lists of Windows 11 say of recorded processors, and shows every disagreement:
windows11_table.py HWFIT COMPAT_DB OUT FOLDER_OF_DMIDECODE_TEXTS
Processors are those that the texts of dmidecode name, with family, model and stepping of their signature. Fails when a
verdict does not follow from the two answers (compat-db/FORMAT.md, Processors)."""
import collections
import json
import pathlib
import re
import subprocess
import sys

hwfit, database, out, folder = sys.argv[1:5]
MAKERS = {"genuineintel": "Intel", "authenticamd": "AMD", "intel": "Intel", "amd": "AMD", "advanced": "AMD"}
seen, without = collections.Counter(), 0
for path in sorted(pathlib.Path(folder).rglob("*")):
    text = path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
    first = re.search(r"^Processor Information\n((?:\t.*\n)+)", text, re.M)
    name = first and re.search(r"^\tVersion: (.*\S)", first[1], re.M)
    maker = first and re.search(r"^\tManufacturer: (\w+)", first[1], re.M)
    numbers = first and re.search(r"Family (\d+), Model (\d+), Stepping (\d+)", first[1])
    vendor = MAKERS.get(maker[1].lower()) if maker else None
    if not name or not vendor or re.match(r"Not Specified|To Be Filled|Unknown|<BAD INDEX>|0+$", name[1]):
        without += 1
        continue
    seen[vendor, name[1], tuple(map(int, numbers.groups())) if numbers else None] += 1
with open(f"{out}/windows.tor", "w", encoding="utf-8") as f:
    f.write('tor 1\ntitle "Windows 11"\nwindows: must run windows-11-25h2-pro\n')
asked = sorted(seen, key=str)
for i, (vendor, model, numbers) in enumerate(asked):
    cpu = {"vendor": vendor, "model": model}
    if numbers:
        cpu |= dict(zip(("family", "model_number", "stepping"), numbers))
    with open(f"{out}/cpu{i:05}.json", "w", encoding="utf-8") as f:
        json.dump({"format": "hwfit-scan/1", "tool": {"name": "hwfit", "version": "0"}, "taken": "2026-01-01T00:00:00Z", "components": {"cpu": [cpu]}}, f)


def find(explanation):
    """The part of the explanation that judges the processor."""
    if explanation.get("text") == "processor by the rule windows-11":
        return explanation
    return next((found for part in explanation.get("parts", []) if (found := find(part))), None)


def answers():
    for start in range(0, len(asked), 200):
        files = [f"{out}/cpu{i:05}.json" for i in range(start, min(start + 200, len(asked)))]
        run = subprocess.run([hwfit, "check", f"{out}/windows.tor", *files, "--compat", database, "--explain", "--format", "json"], capture_output=True, text=True)
        assert run.returncode in (0, 1, 2), run.stderr
        for machine in json.loads(run.stdout)["machines"]:
            yield find(machine["judgements"][0]["requirements"][0]["explanation"])


# FORMAT.md: what the rule says, whether a list names it, whether the maker has a list -> the verdict.
def expected(rule, named, condition):
    if rule == "yes":
        return {"pass"}
    if rule == "no":
        return {"unknown"} if named else {"fail"}
    return {"unknown"} if named and condition else {"pass"} if named else {"fail"} if rule == "asks" else {"unknown"}


table, disagree, wrong = collections.Counter(), [], 0
for key, part in zip(asked, answers(), strict=True):
    rule, _, names = part["reason"].partition("; ")
    says = "yes" if rule.startswith("the rule says yes") else "no" if rule.startswith("the rule says no") else "asks" if "what no scan reads" in rule else "nothing"
    named = names.startswith("a list names it")
    table[says, "named" if named else "not named", part["verdict"]] += seen[key]
    if says in ("yes", "no") and (says == "yes") != named:
        disagree.append((seen[key], says, "named" if named else "not named", part["verdict"], key[0], key[1], key[2]))
    if part["verdict"] not in expected(says, named, re.search(r" \(.*\)$", names)):
        wrong += 1
        print(f"# {key}: {part['verdict']}: {part['reason']}")
print(f"# {sum(seen.values())} machines with {len(asked)} processors; {without} name none")
print(f"# {'rule':10}{'lists':12}{'verdict':10}{'machines':>9}")
for (says, named, verdict), n in sorted(table.items()):
    print(f"# {says:10}{named:12}{verdict:10}{n:9}")
print(f"# {len(disagree)} processors of {sum(d[0] for d in disagree)} machines on which rule and lists disagree:")
for row in sorted(disagree, reverse=True, key=lambda d: (d[0], str(d))):
    print("# ", *row, sep="\t")
print(f"{'ok' if asked and not wrong else 'not ok'} - the verdict on {len(asked)} recorded processors follows from the rule and the lists, which stand side by side")
