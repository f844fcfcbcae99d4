"""Times hwfit beside other tools, in turn (A B C A B C …), so that a drift of the machine's speed
meets all alike. CPU time is user + system of the process and its children; medians and ratios of
one run are what counts. bench.py BUILD_DIR [RUNS]"""
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

build = sys.argv[1]
runs = int(sys.argv[2]) if len(sys.argv) > 2 else 15
hwfit = os.path.join(build, "hwfit")
# Sets of commands; the first of a set is what the others are compared with.
PEERS = ["lspci -vmmnnk", "lsusb -v", "lsblk -J -O", "lscpu -J", "dmidecode"]


def measure(command):
    """One run: (cpu ms, wall ms)."""
    quiet = [(os.POSIX_SPAWN_OPEN, fd, os.devnull, os.O_RDWR, 0) for fd in (0, 1, 2)]
    start = time.perf_counter()
    # posix_spawn does not copy this interpreter's memory, which would count as the child's time.
    pid = os.posix_spawnp(command[0], command, os.environ, file_actions=quiet)
    _, _, usage = os.wait4(pid, 0)
    return (usage.ru_utime + usage.ru_stime) * 1e3, (time.perf_counter() - start) * 1e3


def memory(command):
    """Peak resident memory in kB, asked of a small parent: a child starts with its parent's peak."""
    run = subprocess.run(["/usr/bin/time", "-f", "%M"] + command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    return int(run.stderr.split()[-1])


def there(command):
    return shutil.which(command.split()[0]) is not None


def table(title, commands):
    """Runs the commands in turn; prints medians and the ratio of CPU time to the first."""
    commands = [c for c in commands if there(c)]
    results = {c: [] for c in commands}
    for c in commands:
        measure(c.split())
    for _ in range(runs):
        for c in commands:
            results[c].append(measure(c.split()))
    print(f"\n{title} ({runs} runs, medians)")
    print(f"  {'command':<58} {'cpu ms':>8} {'wall ms':>8} {'kB':>7} {'cpu ratio':>9}")
    first = statistics.median(r[0] for r in results[commands[0]])
    medians = {}
    for c in commands:
        cpu, wall = (statistics.median(r[i] for r in results[c]) for i in range(2))
        rss = memory(c.split())
        medians[c] = cpu
        shown = c.replace(build + "/", "")
        print(f"  {shown[:58]:<58} {cpu:8.2f} {wall:8.2f} {rss:7} {cpu / first if first else 0:9.1f}")
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
    print(f"machine: {model.group(1) if model else '?'}, {os.cpu_count()} threads, kernel {os.uname().release}, "
          f"{'root' if os.geteuid() == 0 else 'not root'}")


machine()
scan = f"{hwfit} scan --format json"
medians = table("A scan as JSON", [scan, "lshw -json -quiet", "hwinfo", "inxi -Fxxx -z --tty"] + PEERS + ["true"])
peers = sum(v for c, v in medians.items() if c in PEERS)
print(f"  sum of {', '.join(c.split()[0] for c in PEERS if c in medians)}: {peers:.2f} cpu ms, "
      f"{peers / medians[scan]:.1f} times the scan")
counts(scan.split())
with tempfile.TemporaryDirectory() as d:
    saved = os.path.join(d, "scan.json")
    subprocess.run(scan.split() + ["-o", saved], check=True)
    for tor in ("office.tor", "office-pc.tor"):
        path = os.path.join("compat-db", "tor", tor)
        if os.path.exists(path):
            table(f"A check of a saved scan, {tor}", [f"{hwfit} check {path} {saved}", "true"])
            counts([hwfit, "check", path, saved])


def growing():
    """A scan of made trees of more and more devices: what each further device costs."""
    sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
    import tree
    print(f"\nA scan of a recorded machine of many devices ({runs} runs, medians)")
    before, results = None, []
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
        print(f"  {devices:5} devices {cpu:9.1f} cpu ms{more}")
        before = (devices, cpu)


growing()


def matching():
    """Drivers of module aliases: hwfit over all its kernels at once beside libkmod over one."""
    folders = [f"/lib/modules/{r}" for r in (os.listdir("/lib/modules") if os.path.isdir("/lib/modules") else [])]
    folders = os.environ.get("HWFIT_KMOD", "").split() or [f for f in folders if os.path.exists(f + "/modules.alias.bin")]
    if not folders:
        print("\nDrivers of aliases: left out, no kernel with modules.alias.bin is installed (HWFIT_KMOD=FOLDER)")
        return
    with tempfile.TemporaryDirectory() as d:
        libraries = subprocess.run(["pkg-config", "--libs", "sqlite3", "jansson", "libsodium", "liblzma", "libzstd"], capture_output=True, text=True, check=True)
        for source, more in (("kmod_answers", ["-lkmod"]), ("match_time", [f"{build}/libhwfit.a"] + libraries.stdout.split() + ["-lm"])):
            subprocess.run(["cc", "-O2", "-D_GNU_SOURCE", "-I.", "-Isrc", "-o", f"{d}/{source}", f"tests/compat/{source}.c"] + more, check=True)
        asked = subprocess.run([sys.executable, "tests/compat/aliases.py", "compat-db"], capture_output=True, text=True, check=True).stdout
        # As devices tell them: their bus's whole form, ids of 16 bits.
        form = r"pci:v0000[0-9A-F]{4}d0000[0-9A-F]{4}sv0000[0-9A-F]{4}sd0000[0-9A-F]{4}bc..sc..i..|usb:v[0-9A-F]{4}p[0-9A-F]{4}d[0-9A-F]{4}dc..dsc..dp..ic..isc..ip..in.."
        asked = "".join(a + "\n" for a in asked.split("\n") if re.fullmatch(form, a))
        ours, theirs = [], []
        for _ in range(5):
            answer = subprocess.run([f"{d}/match_time", f"{build}/compat.db"], input=asked, capture_output=True, text=True, check=True).stdout.split()
            ours.append([float(n) for n in answer])
            theirs.append(float(subprocess.run([f"{d}/kmod_answers", folders[0], "--time"], input=asked, capture_output=True, text=True, check=True).stdout))
    mine, other = statistics.median(o[0] for o in ours), statistics.median(theirs)
    count = asked.count("\n")
    print(f"\nDrivers of {count} aliases of PCI and USB devices (5 runs, medians)")
    print(f"  hwfit, all kernels  {mine:8.0f} ns a lookup")
    print(f"  libkmod, one kernel {other:8.0f} ns a lookup, {other / mine:.1f} times hwfit")
    print(f"  opening compat.db {statistics.median(o[1] for o in ours) / 1e6:.2f} ms, first lookup {statistics.median(o[2] for o in ours) / 1e6:.2f} ms")


matching()
