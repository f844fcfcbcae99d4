# SPDX-License-Identifier: GPL-3.0-or-later
"""What a short script does with texts of dmidecode: each record into a dictionary, nothing mapped,
nothing stored. read_texts.py FOLDER"""
import os
import sys

machines = records = 0
for folder, _, names in os.walk(sys.argv[1]):
    for name in sorted(names):
        with open(os.path.join(folder, name), encoding="utf-8", errors="replace") as f:
            blocks = f.read().split("\n\n")
        machine = []
        for block in blocks:
            lines = block.strip("\n").split("\n")
            record = {}
            for line in lines[1:]:
                key, found, value = line.strip().partition(":")
                if found:
                    record[key] = value.strip()
            if record:
                machine.append((lines[0], record))
        machines += 1
        records += len(machine)
print(machines, "machines,", records, "records")
