"""show_oracle.py HWFIT DATABASE [EVERY]: `compat show` prints every row of every platform with
its source, as text and as JSON; `list` and `info` agree with the rows too. EVERY: of platforms
that are not complete only every so many."""
import json
import sqlite3
import subprocess
import sys

hwfit, database = sys.argv[1:3]
every = int(sys.argv[3]) if len(sys.argv) > 3 else 1
db = sqlite3.connect(f"file:{database}?immutable=1", uri=True)
db.row_factory = sqlite3.Row
rows = checked = 0
wrong = []


def run(*arguments):
    done = subprocess.run([hwfit, "compat", *arguments, "--compat", database], capture_output=True, text=True)
    if done.returncode:
        wrong.append(f"{arguments}: exit {done.returncode} {done.stderr}")
    return done.stdout


def expect(slug, text, row, columns):
    global checked
    for column in columns:
        value = row[column]
        for line in str(value).split("\n") if value is not None else []:
            checked += 1
            if line not in text:
                wrong.append(f"{slug}: {column} {line!r} is not shown")


def from_json(item):
    note = item.get("note", {})
    return item["source"], item.get("where"), note.get("en"), note.get("et")


def compare(slug, what, have, want):
    global rows
    rows += len(want)
    if have != want:
        wrong.append(f"{slug}: {what} {have}, the database has {want}")


def counted(kernel):
    """A kernel as JSON shows it, by the rows of the database."""
    of = {(w, b): n for w, b, n in db.execute("SELECT what, bus, n FROM kernel_count WHERE kernel=?", (kernel["bit"],))}
    by_bus = {b: n for (w, b), n in of.items() if w == "patterns"}
    return {"kernel": kernel["id"], "package": kernel["package"], "version": kernel["version"], "drivers": of["drivers", ""],
            "built_in": of["built_in", ""], "firmware": of["firmware", ""], "patterns": by_bus}


FROM = "source, ref, note_en, note_et"
sources = {row["id"]: row for row in db.execute("SELECT * FROM source")}
for platform in db.execute("SELECT * FROM platform ORDER BY id"):
    slug, key = platform["slug"], (platform["id"],)
    if platform["complete_en"] is None and platform["id"] % every:
        continue
    text, sheet = run("show", slug), json.loads(run("show", slug, "--format", "json"))
    used = set()
    expect(slug, text, platform, ("slug", "name", "kind", "family", "version", "architecture", "complete_en"))
    for column in ("slug", "name", "kind", "family", "version", "architecture"):
        compare(slug, column, [sheet.get(column)], [platform[column]])
    aliases = [r[0] for r in db.execute("SELECT slug FROM slug WHERE platform=? AND position ORDER BY position", key)]
    compare(slug, "aliases", sheet["aliases"], aliases)
    for alias in aliases:
        checked += 1
        wrong += [] if alias in text else [f"{slug}: alias {alias} is not shown"]
    missing = db.execute("SELECT en, et FROM missing WHERE platform=? ORDER BY position", key).fetchall()
    compare(slug, "missing", [(m["en"], m.get("et")) for m in sheet["missing"]], [tuple(m) for m in missing])
    for table, columns in (
        ("missing", "en"),
        ("released", "day, source, ref, note_en"),
        ("support", "day, source, ref, note_en"),
        ("requirement", "level, label, needs, condition, source, ref, note_en, set_name, file"),
    ):
        for row in db.execute(f"SELECT {columns} FROM {table} WHERE platform=?", key):
            expect(slug, text, row, columns.split(", "))
            if "source" in row.keys():
                used.add(row["source"])
    lines = [f"{f}:{n}" for f, n in db.execute("SELECT file, line FROM requirement WHERE platform=?", key)]
    wrong += [f"{slug}: {line} is not shown" for line in lines if line not in text]
    compare(
        slug,
        "released",
        [(r["day"], *from_json(r)) for r in sheet["released"]],
        [tuple(r) for r in db.execute(f"SELECT day, {FROM} FROM released WHERE platform=? ORDER BY position", key)],
    )
    compare(
        slug,
        "support",
        [(r["phase"], r["until"], *from_json(r)) for r in sheet["support"]],
        [tuple(r) for r in db.execute(f"SELECT phase, day, {FROM} FROM support WHERE platform=? ORDER BY position", key)],
    )
    names = ("level", "label", "needs", "if", "set", "file", "line")
    compare(
        slug,
        "requirements",
        [(*(r.get(n) for n in names), *from_json(r)) for r in sheet["requirements"]],
        [
            tuple(r)
            for r in db.execute(
                f"SELECT level, label, needs, condition, set_name, file, line, {FROM} "
                "FROM requirement WHERE platform=? ORDER BY position",
                key,
            )
        ],
    )
    if platform["complete_en"]:
        complete = sheet["complete"]
        compare(
            slug,
            "complete",
            [complete["text"]["en"], complete["text"].get("et"), *from_json(complete)],
            [platform[c] for c in ("complete_en", "complete_et", "source", "ref", "note_en", "note_et")],
        )
        used.add(platform["source"])
    for group in sheet["processors"]:
        rules = db.execute("SELECT * FROM processor_rule WHERE set_name=? ORDER BY position", (group["set"],)).fetchall()
        lists = db.execute(
            "SELECT vendor, count(*), source FROM processor_name WHERE set_name=? GROUP BY 1, 3 ORDER BY 1, 3", (group["set"],)
        ).fetchall()
        compare(slug, "rules", [(r["ruling"], r["source"], r["line"]) for r in group["rules"]],
                [(r["ruling"], r["source"], r["line"]) for r in rules])
        compare(slug, "lists", [(n["vendor"], n["names"], n["source"]) for n in group["lists"]], [tuple(n) for n in lists])
        used |= {r["source"] for r in rules} | {n[2] for n in lists}
        for r in rules:
            expect(slug, text, r, ("note", "source", "ruling"))
    kernels = db.execute("SELECT * FROM kernel WHERE platform=? ORDER BY bit", (slug,)).fetchall()
    for kernel in kernels:
        expect(slug, text, kernel, ("id", "package", "version", "day"))
        used.add(kernel["source"])
    shown = [{k: v for k, v in sheet_kernel.items() if k not in ("source", "date", "platform")} for sheet_kernel in sheet["kernels"]]
    compare(slug, "kernels", shown, [counted(kernel) for kernel in kernels])
    compare(slug, "sources", [s["id"] for s in sheet["sources"]], sorted(used))
    for source in used:
        expect(slug, text, sources[source], ("id", "title", "url", "version", "day", "licence"))

listed = json.loads(run("list", "--format", "json"))
compare("list", "slugs", sorted(p["slug"] for p in listed), sorted(r[0] for r in db.execute("SELECT slug FROM platform")))
info = json.loads(run("info", "--format", "json"))
compare("info", "sources", [s["id"] for s in info["sources"]], sorted(sources))
for what, table in (("platforms", "platform"), ("PCI devices", "pci_device"), ("USB products", "usb_product")):
    compare("info", what, [info["counts"][what]], [db.execute(f"SELECT count(*) FROM {table}").fetchone()[0]])
print("\n".join(wrong))
print(f"# {len(listed)} platforms: {rows} rows compared, {checked} texts found, {len(wrong)} wrong")
sys.exit(bool(wrong) or rows < 10)
