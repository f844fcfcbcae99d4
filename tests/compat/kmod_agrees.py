"""Asks libkmod and hwfit about the same aliases and compares the answers, kernel by kernel:
kmod_agrees.py HWFIT COMPAT_DB KMOD_ANSWERS ALIASES KERNEL=MODULES_DIR...
libkmod looks into modules first, and at what is built in only when no module fits."""
import json
import subprocess
import sys

hwfit, database, kmod, aliases = sys.argv[1:5]
with open(aliases, encoding="utf-8") as f:
    asked = f.read().split("\n")[:-1]
run = subprocess.run([hwfit, "compat", "match", "--compat", database, "--format", "json"], input="\n".join(asked) + "\n",
                     capture_output=True, text=True, check=True)
ours = [json.loads(line) for line in run.stdout.splitlines()]
assert [o["alias"] for o in ours] == asked, "an answer is missing"
bad = 0
for pair in sys.argv[5:]:
    kernel, folder = pair.split("=")
    theirs = subprocess.run([kmod, folder], input="\n".join(asked) + "\n", capture_output=True, text=True, check=True).stdout.split("\n")[:-1]
    differ = with_driver = 0
    for mine, other in zip(ours, theirs, strict=True):
        modules = sorted(d["driver"] for d in mine["drivers"] if kernel in d["kernels"])
        inside = sorted(d["driver"] for d in mine["drivers"] if kernel in d["built_in"])
        answer = " ".join(modules or inside)
        with_driver += answer != ""
        if answer != other:
            differ += 1
            if differ <= 5:
                print(f"# {kernel}: {mine['alias'][:120]}: hwfit {answer or '-'}, libkmod {other or '-'}")
    bad += differ
    print(f"# {kernel}: {len(asked)} aliases, {with_driver} with a driver, {differ} differ")
print(f"{'not ok' if bad else 'ok'} - {len(asked)} aliases have the drivers that libkmod finds, on {len(sys.argv) - 5} kernels")
sys.exit(bad != 0)
