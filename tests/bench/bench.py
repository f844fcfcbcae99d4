# SPDX-License-Identifier: GPL-3.0-or-later
"""Times hwfit beside other tools, in turn (A B C A B C …), so that a drift of the machine's speed
meets all alike. CPU time is user + system of the process and its children; medians and ratios of
one run are what counts. The table goes to BUILD_DIR/bench.md too. bench.py BUILD_DIR [RUNS]"""
import glob
import os
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tarfile
import tempfile
import time

build = sys.argv[1]
runs = int(sys.argv[2]) if len(sys.argv) > 2 else 15
hwfit = os.path.join(build, "hwfit")
shared = os.environ.get("HWFIT_SHARED", "../shared")
SUM = ["lspci -vmmnnk", "lsusb -v", "lsblk -J -O", "lscpu -J", "dmidecode"]
SLOW_RUNS = 3  # of tools that take seconds
rows = []      # of the table: work, who, ms of CPU, how often hwfit's


def measure(command, where=None):
    """One run: (cpu ms, wall ms)."""
    quiet = [(os.POSIX_SPAWN_OPEN, fd, os.devnull, os.O_RDWR, 0) for fd in (0, 1, 2)]
    start = time.perf_counter()
    # posix_spawn does not copy this interpreter's memory, which would count as the child's time.
    pid = os.posix_spawnp(command[0], command, where or os.environ, file_actions=quiet)
    _, _, usage = os.wait4(pid, 0)
    return (usage.ru_utime + usage.ru_stime) * 1e3, (time.perf_counter() - start) * 1e3


def memory(command):
    """Peak resident memory in kB, asked of a small parent: a child starts with its parent's peak."""
    run = subprocess.run(["/usr/bin/time", "-f", "%M"] + command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    return int(run.stderr.split()[-1])


def there(command):
    return shutil.which(command.split()[0]) is not None


def ends(command, seconds=60):
    """A first run, which warms what it reads. Some tools wait for a network that is not there."""
    run = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                           start_new_session=True)
    try:
        run.wait(seconds)
    except subprocess.TimeoutExpired:
        os.killpg(run.pid, signal.SIGKILL)
        run.wait()
        return False
    return True


def table(work, commands, times=runs, show=None):
    """Runs the commands in turn; prints medians; the first is what the others are compared with."""
    missing = [c for c in commands if not there(c)]
    commands = [c for c in commands if there(c)]
    waiting = [c for c in commands if not ends(c.split())]
    commands = [c for c in commands if c not in waiting]
    results = {c: [] for c in commands}
    for _ in range(times):
        for c in commands:
            results[c].append(measure(c.split()))
    print(f"\n{work} ({times} runs, medians)")
    print(f"  {'command':<58} {'cpu ms':>9} {'wall ms':>9} {'kB':>7} {'ratio':>8}")
    medians = {c: statistics.median(r[0] for r in results[c]) for c in commands}
    first = medians[commands[0]]
    for c in commands:
        name = (show or {}).get(c) or re.sub(r"\S*/", "", c)
        wall = statistics.median(r[1] for r in results[c])
        print(f"  {name[:58]:<58} {medians[c]:9.2f} {wall:9.2f} {memory(c.split()):7} {medians[c] / first if first else 0:8.2f}")
        rows.append((work, name, medians[c], medians[c] / first if first else 0))
    for c in missing:
        print(f"  {c}: left out, it is not installed")
    for c in waiting:
        print(f"  {c}: left out, it did not end within a minute")
    return medians


def counts(command):
    """System calls and programs started, by strace; instructions, by callgrind."""
    with tempfile.TemporaryDirectory() as d:
        out = os.path.join(d, "strace")
        if there("strace"):
            subprocess.run(["strace", "-f", "-o", out] + command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            lines = [l for l in open(out, errors="replace") if re.match(r"\d+ +\w+\(", l)]
            execs = sum(" execve(" in l for l in lines) - 1
            print(f"  {len(lines)} system calls, {execs} programs started")
        if there("valgrind"):
            run = subprocess.run(["valgrind", "--tool=callgrind", f"--callgrind-out-file={d}/cg"] + command,
                                 stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
            found = re.search(r"Collected : (\d+)", run.stderr)
            if found:
                print(f"  {int(found.group(1)):,} instructions")


def machine():
    model = re.search(r"model name\s*: (.*)", open("/proc/cpuinfo").read())
    return (f"{model.group(1) if model else '?'}, {os.cpu_count()} threads, kernel {os.uname().release}, "
            f"{'root' if os.geteuid() == 0 else 'not root'}")


def files_of(command, d):
    """A list of the files below /sys, /proc, /etc and /run that a command reads."""
    trace = os.path.join(d, "opened")
    subprocess.run(["strace", "-f", "-y", "-e", "trace=openat", "-o", trace] + command,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    opened = [m.group(1) for l in open(trace, errors="replace") if (m := re.search(r" = \d+<(.*)>$", l))]
    kept = [p for p in opened if re.match("/(sys|proc|etc|run|usr/lib/os-release)", p) and os.path.isfile(p)]
    path = os.path.join(d, "list")
    with open(path, "w") as f:
        f.writelines(re.sub(r"^/proc/\d+/", "/proc/self/", p) + "\n" for p in kept)
    return path, len(kept)


def scanning(d):
    scan = f"{hwfit} scan --format json"
    medians = table("A scan as JSON", [scan] + SUM + ["lshw -json -quiet"])
    peers = sum(v for c, v in medians.items() if c in SUM)
    rows.append(("A scan as JSON", "sum of lspci, lsusb, lsblk, lscpu, dmidecode", peers, peers / medians[scan]))
    print(f"  sum of {', '.join(c.split()[0] for c in SUM if c in medians)}: {peers:.2f} cpu ms, "
          f"{peers / medians[scan]:.1f} times the scan")
    counts(scan.split())
    table("A scan as JSON, beside slow tools", [scan, "inxi -Fxxx -z --tty", "hwinfo", f"hw-probe -all -save {d}"], SLOW_RUNS)
    if there("strace"):
        subprocess.run(["cc", "-O2", "-o", f"{d}/floor", "tests/bench/floor.c"], check=True)
        listed, n = files_of(scan.split(), d)
        floor = f"{d}/floor {listed}"
        table("The least that it could cost", [scan, floor], show={floor: f"open, read, close of the same {n} files"})


def checking(d):
    saved = os.path.join(d, "scan.json")
    subprocess.run([hwfit, "scan", "--format", "json", "-o", saved], check=True)
    for tor in ("office-pc.tor", "cad-workstation.tor"):
        path = os.path.join("compat-db", "tor", tor)
        if os.path.exists(path):
            table(f"A check of a saved scan, {tor}", [f"{hwfit} check {path} {saved}", "true"])
            counts([hwfit, "check", path, saved])


def importing(d):
    """Texts of dmidecode into an inventory, beside a reading of the same texts in Python."""
    archive = os.path.join(shared, "corpus/dmi/dmidecode-3000.tar.xz")
    folder = os.path.join(d, "texts")
    os.mkdir(folder)
    if os.path.exists(archive):
        with tarfile.open(archive) as t:
            t.extractall(folder)
    else:
        for i in range(1000):
            text = open("tests/import/optiplex.txt").read()
            with open(f"{folder}/{i}.txt", "w") as f:
                f.write(re.sub(r"(Serial Number: )(\S+)", rf"\g<1>\g<2>{i}", text))
    n = len(glob.glob(folder + "/**/*.txt", recursive=True))
    scripts = {}
    for jobs in (1, 2):
        script = os.path.join(d, f"import{jobs}.sh")
        with open(script, "w") as f:
            f.write(f"#!/bin/sh\nrm -f {d}/i.db*\n{hwfit} inventory init --db {d}/i.db && "
                    f"exec {hwfit} inventory import --jobs {jobs} --db {d}/i.db {folder}\n")
        os.chmod(script, 0o755)
        scripts[script] = f"hwfit: into a new inventory, --jobs {jobs}"
    script = next(iter(scripts))
    reader = f"{sys.executable} tests/bench/read_texts.py {folder}"
    dry = f"{hwfit} inventory import --dry-run {folder} -o /dev/null"
    medians = table(f"{n} texts of dmidecode", [dry, *scripts, reader], SLOW_RUNS,
                    {dry: "hwfit: read, mapped, written as JSON", **scripts, reader: "Python: read into dictionaries"})
    print(f"  {n / medians[script] * 1e3:,.0f} machines a second of CPU into an inventory")


def procuring(d):
    """A need in every format that hwfit writes itself, and 1,000 delivered machines against it."""
    tor = "compat-db/tor/teacher-laptop.tor"
    formats = {f"{hwfit} spec {tor} --lang et --format {f}": f"hwfit spec, {f}" for f in ("json", "md", "html", "docx", "xlsx", "csv")}
    table("A specification of 1 lot", list(formats), show=formats)
    subprocess.run([hwfit, "scan", "--root", "tests/machines/lab-uefi/root.tar.xz", "-o", f"{d}/laptop.json"], check=True)
    subprocess.run([sys.executable, "tests/procure/deliver.py", f"{d}/laptop.json", f"{d}/delivered", "1000", "--as", "new-laptop"], check=True)
    size = sum(os.path.getsize(p) for p in glob.glob(f"{d}/delivered/*.json"))
    accept = f"{hwfit} accept tests/procure/laptop.tor {d}/delivered --lang et -o {d}/act.docx"
    table(f"Acceptance of 1,000 scans, {size / 1e6:.0f} MB", [accept], SLOW_RUNS, {accept: "hwfit accept, to the act as DOCX"})


def growing():
    """A scan of made trees of more and more devices: what each further device costs."""
    sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
    import tree
    print(f"\nA scan of a recorded machine of many devices ({runs} runs, medians)")
    before, first, results = None, None, []
    with tempfile.TemporaryDirectory(dir="/dev/shm" if os.path.isdir("/dev/shm") else None) as d:
        for devices in (500, 1000, 2000):
            tree.make(f"{d}/{devices}", devices)
        for _ in range(runs):
            for devices in (500, 1000, 2000):
                cpu, _ = measure([hwfit, "scan", "--format", "json", "--root", f"{d}/{devices}"])
                results.append((devices, cpu))
    for devices in (500, 1000, 2000):
        cpu = statistics.median(c for n, c in results if n == devices)
        more = f", {(cpu - before[1]) / (devices - before[0]) * 1000:.0f} us for each further device" if before else ""
        first = first or cpu
        rows.append((f"a recorded machine of {devices} devices", "hwfit", cpu, cpu / first))
        print(f"  {devices:5} devices {cpu:9.1f} cpu ms{more}")
        before = (devices, cpu)


def matching():
    """Drivers of module aliases: hwfit over all its kernels at once beside libkmod over one."""
    folders = [f"/lib/modules/{r}" for r in (os.listdir("/lib/modules") if os.path.isdir("/lib/modules") else [])]
    folders = os.environ.get("HWFIT_KMOD", "").split() or [f for f in folders if os.path.exists(f + "/modules.alias.bin")]
    if not folders:
        print("\nDrivers of aliases: left out, no kernel with modules.alias.bin is installed (HWFIT_KMOD=FOLDERS)")
        return
    with tempfile.TemporaryDirectory() as d:
        libraries = subprocess.run(["pkg-config", "--libs", "sqlite3", "jansson", "libsodium", "zlib"], capture_output=True, text=True, check=True)
        for source, more in (("kmod_answers", ["-lkmod"]), ("match_time", [f"{build}/libhwfit.a"] + libraries.stdout.split() + ["-lm"])):
            subprocess.run(["cc", "-O2", "-D_GNU_SOURCE", "-I.", "-Isrc", "-o", f"{d}/{source}", f"tests/compat/{source}.c"] + more, check=True)
        asked = subprocess.run([sys.executable, "tests/compat/aliases.py", "compat-db"], capture_output=True, text=True, check=True).stdout
        # As the kernel writes those of devices: the bus's whole form, ids of 16 bits, capital letters.
        form = ("pci:v0000XXXXd0000XXXXsv0000XXXXsd0000XXXXbcXXscXXiXX|usb:vXXXXpXXXXdXXXXdcXXdscXXdpXXicXXiscXXipXXinXX").replace("X", "[0-9A-F]")
        asked = "".join(a + "\n" for a in asked.split("\n") if re.fullmatch(form, a))
        ours, theirs = [], []
        for _ in range(5):
            answer = subprocess.run([f"{d}/match_time", f"{build}/compat.db"], input=asked, capture_output=True, text=True, check=True).stdout.split()
            ours.append([float(n) for n in answer])
            theirs.append([float(subprocess.run([f"{d}/kmod_answers", folder, "--time"], input=asked, capture_output=True, text=True, check=True).stdout)
                           for folder in folders])
    mine = statistics.median(o[0] for o in ours)
    each = [statistics.median(t[i] for t in theirs) for i in range(len(folders))]
    other = each[0]
    count = asked.count("\n")
    work = f"{count} aliases to drivers"
    rows.append((work, "hwfit, all its kernels", mine * count / 1e6, 1))
    rows.append((work, "libkmod, one kernel", other * count / 1e6, other / mine))
    print(f"\nDrivers of {count} aliases of PCI and USB devices (5 runs, medians)")
    print(f"  hwfit, all kernels  {mine:8.0f} ns a lookup")
    print(f"  libkmod, one kernel {other:8.0f} ns a lookup, {other / mine:.1f} times hwfit")
    if len(folders) > 1:
        rows.append((work, f"libkmod, {len(folders)} kernels, one after another", sum(each) * count / 1e6, sum(each) / mine))
        print(f"  libkmod, {len(folders)} kernels, one after another {sum(each):8.0f} ns, {sum(each) / mine:.1f} times hwfit")
    print(f"  opening compat.db {statistics.median(o[1] for o in ours) / 1e6:.2f} ms, first lookup {statistics.median(o[2] for o in ours) / 1e6:.2f} ms")


def write_table(path):
    with open(path, "w", encoding="utf-8") as f:
        f.write(f"Machine: {machine()}. CPU time, medians; the ratio is to the first line of the same work.\n\n")
        f.write("| work | command | CPU ms | ratio |\n|---|---|--:|--:|\n")
        for work, name, ms, ratio in rows:
            f.write(f"| {work} | {name} | {ms:.2f} | {ratio:.2f} |\n")
    print(f"\nThe table: {path}")


print(f"machine: {machine()}")
with tempfile.TemporaryDirectory() as place:
    scanning(place)
    checking(place)
    importing(place)
    procuring(place)
growing()
matching()
write_table(os.path.join(build, "bench.md"))
