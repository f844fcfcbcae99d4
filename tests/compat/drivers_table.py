"""Asks `drivers_for` about every device of recorded machines, and libkmod about the same aliases:
drivers_table.py HWFIT COMPAT_DB KMOD_ANSWERS UDEVDB2ROOT OUT RECORDING... -- KERNEL=MODULES_DIR...
Prints one row a kernel: machines, devices, pass, fail, unknown, and where libkmod or the recorded kernel differ.
OUT gets scans and every device that is not a pass. Fails when an answer is not what libkmod's answer allows."""
import json
import os
import re
import subprocess
import sys

hwfit, database, kmod, udevdb2root, out = sys.argv[1:6]
rest = sys.argv[6:]
recordings, kernels = rest[:rest.index("--")], dict(pair.split("=", 1) for pair in rest[rest.index("--") + 1:])
# What claims.tsv and the index leave out: drivers that take any device.
IGNORED = {line.split("\t")[0] for line in open("compat-db/drivers/claims.tsv", encoding="utf-8") if "\tignored\t" in line}


def scan(recording):
    name = os.path.basename(recording).removesuffix(".txt")
    root, document = f"{out}/{name}.root", f"{out}/{name}.json"
    subprocess.run([sys.executable, udevdb2root, recording, root], check=True, capture_output=True)
    subprocess.run([hwfit, "scan", "--root", root, "--compat", database, "-o", document], check=True, capture_output=True)
    return document


def bound(recording):
    """The drivers that had the devices when they were recorded, by path of the device in sysfs."""
    drivers = {}
    with open(recording, encoding="utf-8", errors="replace") as f:
        for block in f.read().split("\n\n"):
            path, driver = re.search(r"^P: (\S+)", block, re.M), re.search(r"^E: DRIVER=(\S+)", block, re.M)
            alias = re.search(r"^E: MODALIAS=(\S+)", block, re.M)
            if path and driver and alias:
                drivers.setdefault(alias[1], driver[1])
    return drivers


def complete(alias):
    """Kernels before 3.4 told no number of the interface; no device has so high a one."""
    return alias + "inFE" if re.search(r"^usb:.*ip..$", alias) else alias


def ask_kmod(folder, aliases):
    run = subprocess.run([kmod, folder], input="".join(complete(a) + "\n" for a in aliases), capture_output=True, text=True, check=True)
    return dict(zip(aliases, (line.split() for line in run.stdout.split("\n")[:-1]), strict=True))


def claims_all(folder):
    """Drivers of libkmod's list that fit a device of no maker and no class: they fit any device."""
    any_device = ["pci:v0000FFF1d0000FFF1sv0000FFF1sd0000FFF1bcF1scF1iF1", "usb:vFFF1pFFF1dFFF1dcF1dscF1dpF1icF1iscF1ipF1inF1"]
    return {d for found in ask_kmod(folder, any_device).values() for d in found}


with open(f"{out}/all.tor", "w", encoding="utf-8") as f:
    f.write('tor 1\ntitle "drivers"\n' + "".join(f"{k}: must drivers_for every device on {k}\n" for k in kernels))
rows = {k: dict(machines=0, devices=0, none=0, differ=0, bound=0, **{"pass": 0, "fail": 0, "unknown": 0}) for k in kernels}
details = open(f"{out}/not-passed.tsv", "w", encoding="utf-8")
asked = []  # kernel, machine, alias, verdict, what the explanation rests on, driver that was bound
for recording in recordings:
    document = scan(recording)
    run = subprocess.run([hwfit, "check", f"{out}/all.tor", document, "--compat", database, "--explain", "--format", "json"], capture_output=True, text=True)
    assert run.returncode in (0, 1, 2), run.stderr
    had = bound(recording)
    for r in json.loads(run.stdout)["machines"][0]["judgements"][0]["requirements"]:
        row = rows[r["id"]]
        devices = r["explanation"].get("parts", [])
        row["machines"] += bool(devices)
        row["none"] += not devices
        for device in devices:
            row["devices"] += 1
            row[device["verdict"]] += 1
            for part in device.get("parts", []):
                drivers = [e["value"].removeprefix("driver ").split(", ") for e in part.get("evidence", []) if e["value"].startswith("driver ")]
                asked.append((r["id"], os.path.basename(recording), part["text"], part["verdict"], drivers, had.get(part["text"])))
            if device["verdict"] != "pass":
                for part in device.get("parts", [{"text": "", "verdict": device["verdict"], "reason": device["reason"]}]):
                    if part["verdict"] != "pass":
                        print(r["id"], os.path.basename(recording), device["verdict"], device["text"], part["verdict"], part["text"],
                              part["reason"], had.get(part["text"], "-"), sep="\t", file=details)
bad, lost = 0, {}
for kernel, folder in kernels.items():
    mine = [a for a in asked if a[0] == kernel]
    theirs = ask_kmod(folder, sorted({a[2] for a in mine}))
    nothing = IGNORED | claims_all(folder)
    with open(f"{folder}/modules.builtin", encoding="utf-8") as f:
        inside = {os.path.basename(line.strip()).removesuffix(".ko").replace("-", "_") for line in f}
    for _, machine, alias, verdict, drivers, was in mine:
        found = set(theirs[alias]) - nothing
        # Aliases of what is built in are known from other kernels; libkmod knows that it is there.
        right = all(d[0] in found or ("built in" in d and d[0] in inside) for d in drivers) if drivers else not found
        if not right:
            rows[kernel]["differ"] += 1
            print(f"# {kernel}: {machine} {alias}: hwfit {verdict} {drivers}, libkmod {sorted(found)}")
        if verdict == "fail" and was:
            rows[kernel]["bound"] += 1
            lost[kernel, machine, was] = lost.get((kernel, machine, was), 0) + 1
    bad += rows[kernel]["differ"]
for (kernel, machine, driver), n in lost.items():
    print(f"# {kernel}: {machine}: {n} fail that {driver} drove when it was recorded")
print(f"# {'kernel':22}{'machines':>10}{'devices':>9}{'pass':>7}{'fail':>7}{'unknown':>9}{'libkmod differs':>17}{'was driven':>12}")
for kernel, row in rows.items():
    print(f"# {kernel:22}{row['machines']:10}{row['devices']:9}{row['pass']:7}{row['fail']:7}{row['unknown']:9}{row['differ']:17}{row['bound']:12}")
print(f"{'not ok' if bad or not asked else 'ok'} - drivers_for over {len(recordings)} recorded machines says nothing else than libkmod, on {len(kernels)} kernels")
