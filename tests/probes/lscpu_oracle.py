#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Compares the processors of a scan with what lscpu says of the same machine.

usage: lscpu_oracle.py NAME SCAN.json LSCPU.json
LSCPU.json is from lscpu -J -B [--sysroot DIR]. Prints one line for each difference that
EXPLAINED does not explain, then "checked N, equal N, within N, explained N"; exit status 1
when there was an unexplained difference."""
import json
import re
import sys

# (machine, field): why hwfit says something else. "*" stands for every machine.
EXPLAINED = {
    ("*", "sockets that the kernel does not number"):
        "physical_package_id is -1; lscpu takes groups of threads for sockets",
    ("*", "clusters of an ARM chip"):
        "kernels before 5.19 call clusters packages where ACPI does not tell; lscpu counts them as sockets of each kind of core",
    ("*", "no name in cpuinfo"): "lscpu prints - where it knows no name; hwfit has the type of IBM Z machines, LoongArch's Model Name and newer ARM cores",
    ("*", "names of several kinds of cores"): "lscpu lists kinds one by one; hwfit joins them",
    ("*", "caches at their own size"): "lscpu multiplies the size of the first cache; hwfit adds each at its own size",
    ("40intel64-4n10c+pci-conflicts", "cores"): "the machine has four packages, as its name says; lscpu divides by a map of another one",
    ("40intel64-4n10c+pci-conflicts", "packages"): "the same",
    ("40intel64-4n10c+pci-conflicts", "l3"): "the same",
    ("fakememinitiators-1np2c+1npp+gi", "cores"): "the tree has core_cpus alone, which lscpu of util-linux 2.38 does not read",
    ("fakememinitiators-1np2c+1npp+gi", "packages"): "the same",
    ("offline-cpu0-node0", "cores"): "17 processors are on, each a core of its own; lscpu multiplies 8 cores by 2 sockets",
    ("vmware_fpe", "flags"): "half of the processors have lwp; hwfit counts what all have, lscpu what one has",
    ("sparc64", "flags"): "lscpu takes the type of the machine, sun4u, for a flag",
    ("s390-lpar", "cores"): "lscpu multiplies the largest book, socket and core counts; processors of the partition are fewer",
    ("s390-lpar-drawer", "cores"): "lscpu multiplies the largest counts of books, sockets and cores; the partition has fewer processors",
    ("s390-lpar-drawer", "packages"): "the same",
    ("s390-lpar-drawer", "l3"): "in /proc/cpuinfo alone, for all processors of the machine and not those of the partition",
    ("s390-nested-virt", "l3"): "the same",
}


def fields(tree, found=None):
    """{field: [values]} of lscpu's nested list."""
    found = {} if found is None else found
    for row in tree:
        found.setdefault(row["field"].rstrip(":"), []).append(row["data"])
        fields(row.get("children", []), found)
    return found


def numbers(values):
    return [int(v) for v in values or [] if v is not None and v.isdigit()]


def amount(text):
    return int(text.split()[0]) if text and text.split()[0].isdigit() else None


class Check:
    def __init__(self, name):
        self.name, self.bad, self.used = name, [], []
        self.count = self.equal = self.within = 0

    def one(self, field, got, wanted, reason=None):
        """reason: the row of "*" that explains a difference here, when one does."""
        if wanted is None:
            return
        self.count += 1
        if got == wanted:
            self.equal += 1
        elif isinstance(got, dict) and got["min"] <= wanted and (got["max"] is None or wanted <= got["max"]):
            self.within += 1
        elif (self.name, field) in EXPLAINED:
            self.used.append((self.name, field))
        elif reason and ("*", reason) in EXPLAINED:
            self.used.append(("*", reason))
        else:
            self.bad.append(f"{self.name} {field}: hwfit {got!r}, lscpu {wanted!r}")


def total(packages, fact):
    values = [p.get(fact) for p in packages]
    if not values or any(v is None and "unreadable" in p and fact in p["unreadable"] for v, p in zip(values, packages)):
        return None
    low = sum(v["min"] if isinstance(v, dict) else v or 0 for v in values)
    return {"min": low, "max": None} if any(isinstance(v, dict) for v in values) else low


def product(found, keys):
    n = 1
    for key in keys:
        values = numbers(found.get(key))
        if values:
            n *= values[0]
    return n


def check_counts(check, cpu, packages, found):
    check.one("threads", cpu.get("threads"), int(found["CPU(s)"][0]))
    per_socket = numbers(found.get("Core(s) per socket"))
    outer = ("Book(s)", "Drawer(s)", "Book(s) per drawer", "Socket(s) per book")
    sockets = numbers(found.get("Socket(s)")) or [1] * len(per_socket)
    if per_socket:
        cores = sum(c * s for c, s in zip(per_socket, sockets)) * product(found, outer)
        count = max(sockets) * product(found, outer)
        check.one("cores", cpu.get("cores"), cores)
        untold = "packages" in cpu.get("unreadable", {})
        check.one("packages", cpu.get("packages"), count,
                  "sockets that the kernel does not number" if untold else "clusters of an ARM chip")
    for level in ("2", "3"):
        sizes = [amount(v) for key in (f"L{level} cache", f"L{level}d cache") for v in found.get(key, [])]
        if sizes and sizes[0] is not None:
            check.one(f"l{level}", total(packages, f"l{level}_cache"), sizes[0],
                      "sockets that the kernel does not number" if not packages else "caches at their own size")


def check_names(check, cpu, found):
    names = [n for n in found.get("Model name", []) if n]
    model = cpu.get("model_raw", cpu.get("model"))
    if len(names) > 1:
        check.one("model", model, names[0], "names of several kinds of cores")
        known = [n for n in names if n != "-"]
        for name in known:
            check.one(f"kind {name}", any(name in t for t in cpu.get("core_types") or []), True)
    elif names:
        check.one("model", " ".join(model.split()) if model else "-", " ".join(names[0].split()), "no name in cpuinfo")
    vendor = found.get("Vendor ID", [None])[0]
    if vendor:
        check.one("vendor", cpu.get("vendor_raw", cpu.get("vendor")), vendor)
    if "CPU family" in found:
        for fact, key in (("family", "CPU family"), ("model_number", "Model"), ("stepping", "Stepping")):
            if numbers(found.get(key)):
                check.one(fact, cpu.get(fact), int(found[key][0]))


def check_abilities(check, cpu, found):
    clocks = [float(v) for v in found.get("CPU max MHz", []) if v and float(v)]
    if clocks:
        check.one("max_clock", cpu.get("max_clock"), round(max(clocks) * 1e6))
    if "Flags" in found:
        check.one("flags", " ".join(sorted(cpu.get("flags", []))), " ".join(sorted(set(found["Flags"][0].split()))))
    if "Virtualization" in found:
        check.one("virtualization", cpu.get("virtualization"), True)
    # lscpu writes the kernel's "BHI: Vulnerable" without its colon.
    bare = sorted(k[len("Vulnerability "):].lower().replace(" ", "_") for k, v in found.items()
                  if k.startswith("Vulnerability ") and re.search(r"^Vulnerable|[:;] \w*:? ?Vulnerable", v[0]))
    if any(k.startswith("Vulnerability ") for k in found):
        check.one("vulnerabilities", sorted(cpu.get("vulnerabilities", [])), bare)


def main():
    name, scan_path, lscpu_path = sys.argv[1:]
    with open(scan_path) as f:
        components = json.load(f)["components"]
    with open(lscpu_path) as f:
        found = fields(json.load(f)["lscpu"])
    check = Check(name)
    cpu, packages = components["cpu"][0], components.get("cpu_package", [])
    check_counts(check, cpu, packages, found)
    check_names(check, cpu, found)
    check_abilities(check, cpu, found)
    for line in check.bad:
        print(line)
    for used in check.used:
        print(f"explained {name} {used[1]}: {EXPLAINED[used]}")
    print(f"checked {check.count}, equal {check.equal}, within {check.within}, explained {len(check.used)}")
    sys.exit(1 if check.bad else 0)


main()
