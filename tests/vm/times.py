#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The time of the processors that each tool took in the guest: times.py TIMES COUNTS
TIMES has lines "USER SYSTEM BYTES COMMAND"; of several of a command the median counts. Prints the
table and fails when a scan takes more than its part of what another took."""
import statistics
import sys

# What others take as a multiple of a scan: the goal, and what must hold. Emulated by software,
# calls of the kernel cost far more beside computing than on a processor; a scan is little else.
GOAL = {"lshw": 20, "hwinfo": 50, "inxi": 50}
AT_LEAST = {"lshw": 8, "hwinfo": 25, "inxi": 17}

taken = {}
for line in open(sys.argv[1], encoding="utf-8"):
    user, system, size, command = line.split(None, 3)
    if int(size) == 0:
        sys.exit(f"{command.strip()} said nothing")
    taken.setdefault(command.split()[0], []).append(float(user) + float(system))
pci, usb = open(sys.argv[2], encoding="utf-8").read().split()
print(f"# {pci} PCI functions, {usb} USB devices; user and system time, median of {len(taken['hwfit'])}")
scan, slow = statistics.median(taken["hwfit"]), []
for name, values in taken.items():
    ratio = statistics.median(values) / scan
    goal = "" if name not in GOAL else f", goal {GOAL[name]}" + (" missed" if ratio < GOAL[name] else "")
    print(f"# {name:<8} {statistics.median(values) * 1000:9.0f} ms {ratio:7.1f} times{goal}")
    if ratio < AT_LEAST.get(name, 0):
        slow.append(f"{name} takes {ratio:.1f} times what a scan takes, not {AT_LEAST[name]}")
if set(AT_LEAST) - set(taken):
    slow.append("not measured: " + ", ".join(sorted(set(AT_LEAST) - set(taken))))
sys.exit("\n".join(slow) or 0)
