#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Answers questions about fleets by itself, from exported scans, and holds hwfit's against them.

usage: fleet_oracle.py QUESTION EXPORT ANSWER... [ARGUMENT...]
EXPORT: what `inventory export` wrote; ANSWER: what the command wrote with --format json.
Prints TAP; knows nothing of hwfit but its scan documents and the words of its answers."""
import collections
import json
import math
import sys

# What each level adds: kind and facts.
LEVELS = {
    "cpu+memory": {"cpu": ["model", "packages"], "memory_module": ["size", "type", "speed"]},
    "model": {"system": ["vendor", "model"]},
    "part_numbers": {"memory_module": ["vendor", "part_number"], "board": ["vendor", "model"],
                     "disk": ["vendor", "model", "size"], "gpu": ["vendor", "model"],
                     "network": ["vendor", "model"], "optical_drive": ["vendor", "model"],
                     "battery": ["vendor", "model"]},
    "slots": {"memory_module": ["locator"], "memory_slot": ["locator"], "cpu_package": ["socket"]},
    "firmware": {"firmware": ["vendor", "version", "date"], "disk": ["firmware"],
                 "tpm": ["version", "firmware"]},
}


def tap(sentence, true, seen=""):
    print(f"{'ok' if true else 'not ok'} - {sentence}" + ("" if true else f": {seen}"))


def documents(path):
    with open(path, encoding="utf-8") as f:
        text = f.read()
    decoder, at, found = json.JSONDecoder(), 0, []
    while at < len(text):
        document, at = decoder.raw_decode(text, at)
        found.append(document)
        while at < len(text) and text[at] in " \r\n":
            at += 1
    return found


def names_in_order(path):
    """Machines as `inventory list --columns name,number --format json` has them, by number."""
    with open(path, encoding="utf-8") as f:
        rows = json.load(f)
    return [row["name"] for row in sorted(rows, key=lambda r: signed(r["number"]))]


def signed(number):
    n = int(number[1:], 16)
    return n - (1 << 64) if n >> 63 else n


def facts_of(level):
    found = {}
    for name, kinds in LEVELS.items():
        for kind, facts in kinds.items():
            found.setdefault(kind, []).extend(facts)
        if name == level:
            return found
    raise SystemExit(f"no level {level}")


# Names of speed grades in MT/s: JESD79 (DDR), JESD79-2 … JESD79-5, JESD209.
GRADES = [200, 266, 333, 400, 533, 667, 800, 1066, 1333, 1600, 1866, 2133, 2400, 2666, 2933, 3200, 3466,
          3600, 3733, 4000, 4266, 4400, 4800, 5200, 5600, 6000, 6400, 7200, 7500, 8000, 8533]


def told_as(fact, value):
    """A size as three figures, a speed by its grade."""
    if fact == "speed" and isinstance(value, int):
        near = [g for g in GRADES if abs(g - value / 1e6) <= 1]
        return near[0] if near else value / 1e6
    if fact == "size" and isinstance(value, int) and value % 2**20:
        return float(f"{value:.3g}")
    return value


def part(component, facts):
    told = []
    for fact in facts:
        value = component.get(fact)
        if fact == "packages" and value == 1:
            value = None
        if fact in component.get("unreadable", {}):
            value = "(unreadable)"
        if value is not None:
            told.append((fact, json.dumps(told_as(fact, value))))
    return tuple(told)


def configuration(document, level):
    """kind → multiset of parts; a kind that is not told has the part None."""
    found = {}
    for kind, facts in facts_of(level).items():
        if kind not in document["components"]:
            found[kind] = collections.Counter([None])
            continue
        parts = collections.Counter(part(c, facts) for c in document["components"][kind])
        if kind in document.get("partial", {}):
            parts["more"] += 1
        found[kind] = parts
    return found


def frozen(c):
    return tuple(sorted((k, tuple(sorted(map(repr, v.items())))) for k, v in c.items()))


def one(document, kind, fact):
    components = document["components"].get(kind) or [{}]
    return components[0].get(fact)


def groups(export, listing, level, answer):
    scans = dict(zip(names_in_order(listing), documents(export)))
    with open(answer, encoding="utf-8") as f:
        found = json.load(f)
    wanted = collections.defaultdict(set)
    configurations = {name: configuration(scan, level) for name, scan in scans.items()}
    for name, c in configurations.items():
        wanted[frozen(c)].add(name)
    rows = found["configurations"]
    tap(f"level {level}: {len(wanted)} configurations are those of an independent reading",
        {frozenset(r["names"]) for r in rows} == {frozenset(s) for s in wanted.values()},
        f"found {len(rows)}")
    tap(f"level {level}: every row counts its machines", all(r["machines"] == len(r["names"]) for r in rows))
    tap(f"level {level}: {found['shared']} machines have an equal one",
        found["shared"] == sum(len(s) for s in wanted.values() if len(s) > 1) and
        found["machines"] == len(scans))
    families = collections.defaultdict(list)
    for key, members in wanted.items():
        scan = scans[next(iter(members))]
        kind = "cpu" if level == "cpu+memory" else "system"
        told = one(scan, kind, "model") is not None
        name = repr(configurations[next(iter(members))][kind]) if told else ""
        families[name].append(members)
    usual, unusual, differences = set(), 0, {}
    for name, classes in families.items():
        classes.sort(key=len, reverse=True)
        if not name or len(classes[0]) < 2 or (len(classes) > 1 and len(classes[1]) == len(classes[0])):
            continue
        usual.add(frozenset(classes[0]))
        unusual += sum(len(c) for c in classes[1:])
        first = configurations[next(iter(classes[0]))]
        for other in classes[1:]:
            have = configurations[next(iter(other))]
            differences[frozenset(other)] = sum(first[k] != have[k] for k in first)
    tap(f"level {level}: {len(families)} families", found["families"] == len(families), found["families"])
    tap(f"level {level}: {len(usual)} usual configurations",
        {frozenset(r["names"]) for r in rows if r["usual"] == "yes"} == usual)
    tap(f"level {level}: {unusual} machines differ from them", found["unusual"] == unusual, found["unusual"])
    tap(f"level {level}: each deviation names every kind that differs",
        all(len(r["differences"]) == differences.get(frozenset(r["names"]), 0) for r in rows))


def chi_square_above(x, freedom):
    """By the closed forms for even and odd degrees of freedom (no incomplete gamma)."""
    if x <= 0:
        return 1.0
    if freedom % 2 == 0:
        terms = [-x / 2 + i * math.log(x / 2) - math.lgamma(i + 1) for i in range(freedom // 2)]
    else:
        terms = [-x / 2 + (i - 0.5) * math.log(x / 2) - math.lgamma(i + 0.5) for i in range(1, (freedom + 1) // 2)]
    own = sum(math.exp(t) for t in terms)
    return own if freedom % 2 == 0 else own + math.erfc(math.sqrt(x / 2))


def values_of(document, kind, fact):
    """The distinct values of a fact in a machine, put together; None when none is told."""
    found = set()
    for c in document["components"].get(kind, []):
        value = c.get(fact)
        if value is not None:
            if fact == "date":
                value = value[:4]
            elif fact == "speed":
                value = value / 1e6
            found.add(json.dumps(value))
    return tuple(sorted(found)) or None


def compare(export, listing, kind, fact, a, b, answer):
    """Fleet A: machines whose one-kind fact is a; B: is b."""
    scans = dict(zip(names_in_order(listing), documents(export)))
    with open(answer, encoding="utf-8") as f:
        found = json.load(f)
    sides = [{n: s for n, s in scans.items() if one(s, kind, fact) == value} for value in (a, b)]
    tap(f"{a} and {b}: {len(sides[0])} and {len(sides[1])} machines",
        (found["machines_a"], found["machines_b"]) == (len(sides[0]), len(sides[1])))
    for row in found["levels"]:
        of = [collections.Counter(frozen(configuration(s, row["level"])) for s in side.values()) for side in sides]
        both = set(of[0]) & set(of[1])
        wanted = {"level": row["level"], "both": len(both), "only_a": len(of[0]) - len(both),
                  "only_b": len(of[1]) - len(both), "machines_a": sum(of[0][c] for c in both),
                  "machines_b": sum(of[1][c] for c in both)}
        tap(f"{a} and {b}: level {row['level']}: {len(both)} configurations in both", row == wanted, (row, wanted))
    units, machines = [collections.Counter(), collections.Counter()], [collections.Counter(), collections.Counter()]
    for i, side in enumerate(sides):
        for s in side.values():
            for k, parts in configuration(s, "part_numbers").items():
                for p, n in parts.items():
                    if isinstance(p, tuple) and p:
                        units[i][k, p] += n
                        machines[i][k, p] += 1
    for i, name in enumerate(("parts_only_a", "parts_only_b")):
        only = sorted((k[0], n, machines[i][k]) for k, n in units[i].items() if k not in units[1 - i])
        seen = sorted((r["kind"], r["units"], r["machines"]) for r in found[name])
        tap(f"{a} and {b}: {len(only)} {name}", only == seen, (len(seen), list(set(only) ^ set(seen))[:3]))
    shifts = {}
    for row in found["shifts"]:
        shifts.setdefault(row["fact"], []).append(row)
    for full, rows in shifts.items():
        k, f = full.split(".")
        of = [collections.Counter(v for v in (values_of(s, k, f) for s in side.values()) if v) for side in sides]
        told = [sum(c.values()) for c in of]
        chi, shift, pooled, cells = 0.0, 0.0, [0, 0], []
        for value in set(of[0]) | set(of[1]):
            cell = [of[0][value], of[1][value]]
            if sum(cell) * min(told) / sum(told) >= 5:
                cells.append(cell)
            else:
                pooled = [pooled[0] + cell[0], pooled[1] + cell[1]]
        if sum(pooled) * min(told) / sum(told) >= 5:
            cells.append(pooled)
        for cell in cells:
            shift += abs(cell[0] / told[0] - cell[1] / told[1]) / 2
            for i in (0, 1):
                expected = sum(cell) * told[i] / sum(told)
                chi += (cell[i] - expected) ** 2 / expected
        chance = chi_square_above(chi, len(cells) - 1)
        good = abs(rows[0]["shift"] - shift) < 2e-6 and abs(rows[0]["chance"] - chance) < 2e-6
        good = good and sum(r["machines_a"] for r in rows) == told[0] and sum(r["machines_b"] for r in rows) == told[1]
        tap(f"{a} and {b}: {full} is shifted by {shift:.3f}, chance {chance:.2g}", good,
            (rows[0]["shift"], shift, rows[0]["chance"], chance))


def outliers(export, listing, least, answer):
    scans = dict(zip(names_in_order(listing), documents(export)))
    with open(answer, encoding="utf-8") as f:
        found = json.load(f)
    models, wanted, counts = collections.defaultdict(dict), {}, collections.Counter()
    for name, scan in scans.items():
        model = (one(scan, "system", "vendor"), one(scan, "system", "model"))
        models[model if model[1] is not None else None][name] = configuration(scan, "part_numbers")
    for model, machines in models.items():
        boards = collections.Counter(b for b in (one(scans[n], "board", "model") for n in machines) if b)
        if model is None:
            counts["untold"] += len(machines)
        elif len(machines) < int(least):
            counts["rare"] += len(machines)
        elif boards and boards.most_common(1)[0][1] * 2 < sum(boards.values()):
            counts["untold"] += len(machines)
        else:
            counts["judged"] += len(machines)
            total = len(machines)
            having = collections.Counter()
            for c in machines.values():
                for kind, parts in c.items():
                    for p, n in parts.items():
                        having.update((kind, p, i) for i in range(1, n + 1))
            for name, c in machines.items():
                bits = most = 0.0
                for kind, parts in c.items():
                    if None in parts:
                        continue
                    own = [-math.log2(having[kind, p, n] / total) for p, n in parts.items() if p and p != "more"]
                    if "more" not in parts:
                        own += [-math.log2((total - n) / total) for (k, p, i), n in having.items()
                                if k == kind and n * 2 > total and p and isinstance(p, tuple) and parts[p] < i]
                    bits += max(own, default=0.0)
                    most = max([most] + own)
                if most > 1:
                    wanted[name] = bits
    tap(f"{counts['judged']} machines are judged, the rest is counted",
        all(found[k] == counts[k] for k in ("judged", "rare", "untold")), counts)
    seen = {n: r["bits"] for r in found["outliers"] for n in r["names"]}
    tap(f"{len(wanted)} machines surprise, by as many bits", seen.keys() == wanted.keys() and
        all(abs(seen[n] - wanted[n]) < 1e-5 for n in seen),
        [(n, seen.get(n), wanted.get(n)) for n in seen.keys() | wanted.keys()
         if abs(seen.get(n, 0) - wanted.get(n, 0)) > 1e-5][:3])
    tap("the most surprising comes first", [r["bits"] for r in found["outliers"]] ==
        sorted((r["bits"] for r in found["outliers"]), reverse=True))
    tap("each cause has the share that its bits say", all(
        abs(r["part_bits"] + math.log2(r["like"] / r["of"])) < 1e-5 for r in found["outliers"]))


def drift(export, listing, baseline, model, level, answer):
    scans = dict(zip(names_in_order(listing), documents(export)))
    with open(answer, encoding="utf-8") as f:
        found = json.load(f)
    own = configuration(scans[baseline], level)
    others = {n: configuration(s, level) for n, s in scans.items()
              if one(s, "system", "model") == model and n != baseline}
    same = [n for n, c in others.items() if c == own]
    tap(f"{len(same)} of {len(others)} machines are like {baseline}",
        found["same"] == len(same) and found["differing"] == len(others) - len(same), (found["same"], len(same)))
    tap("each that is not is named with all kinds that differ", all(
        len(r["differences"]) == sum(own[k] != others[n][k] for k in own) for r in found["drift"] for n in r["names"]) and
        {n for r in found["drift"] for n in r["names"]} == others.keys() - set(same))


def stats(export, listing, answer):
    scans = dict(zip(names_in_order(listing), documents(export)))
    with open(answer, encoding="utf-8") as f:
        found = json.load(f)
    for fact, rows in found.items():
        if "." not in fact:
            continue
        wanted = collections.Counter(
            v for v in (values_of(s, *fact.split(".")) for s in scans.values()) if v)
        tap(f"{fact} has {len(wanted)} values in {sum(wanted.values())} machines",
            sorted(r["machines"] for r in rows) == sorted(wanted.values()) and
            all(abs(r["share"] - r["machines"] / sum(wanted.values())) < 1e-6 for r in rows), len(rows))


if __name__ == "__main__":
    question, *arguments = sys.argv[1:]
    {"groups": groups, "compare": compare, "outliers": outliers, "drift": drift, "stats": stats}[question](*arguments)
