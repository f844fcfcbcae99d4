#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a scan says of itself, or an error, has its Estonian: reasons.py PO POT [WORDS-FILE...]

POT holds all texts of the code that says it, as xgettext finds them. A text is covered when the catalogue has
it, when its parts between "; " are there, or when a sentence of the context "said" fits it. The words of the tables
(classes of PCI and USB, words of facts) are looked for in the context "word"."""
import re
import sys

from po import entries

PLACE = r"%(?:\d+\$)?[-+ #0-9.*]*(?:hh|h|ll|l|z)?[a-zA-Z]"
# Three words and more that no reader of a scan sees: names, patterns, what files and other programs write, and errors
# of the command line.
SILENT = {"virtio xen pmem dasd", "virtio xen pmem mmc sd", "scsi sas usb firewire", "virtio xen pmem", "VM00 Control Program:",
          "[    0.000000] the log begins here\n", "Direct firmware load for ", " failed with error -2",
          "firmware: failed to load ", "Alibaba Cloud ECS", "Google Compute Engine", "User Mode Linux",
          "Registered (Buffered)", "Unbuffered (Unregistered)", "hwfit scan --help lists them", "did you mean %s?",
          "unknown probe %s", "cannot open this recorded machine: %s",
          "give --root a directory that holds sys/, proc/ and etc/, or a tar archive of one",
          "mount -t efivarfs efivarfs /sys/firmware/efi/efivars", "sudo apt-get install smartmontools",
          "pci:v%08Xd%08Xsv%08Xsd%08Xbc%02Xsc%02Xi%02X", "PCI Express Gen ",
          # sources, as files and tables are called
          "sysfs class iommu, ACPI tables", "/proc/meminfo, sysfs memory blocks", "sysfs class tpm",
          "/proc/cpuinfo flags, sysfs clocksource"}


def is_sentence(text):
    """Three words, or two of which one is no name; paths and records of recordings have other signs."""
    words = re.sub(PLACE, " ", text).split()
    plain = [w for w in words if re.fullmatch(r"[(\"]?[A-Za-z][A-Za-z'-]*[,;:.)\"]?", w)]
    return len(plain) >= 3 and len(plain) * 2 > len(words) and text not in SILENT


po, pot = (entries(p) for p in sys.argv[1:3])
said = [re.compile(r"[\s\S]+".join(re.escape(p) for p in re.split(PLACE, text)) + "$")
        for (context, text), words in po.items() if context == "said" and words]


def covered(text):
    parts = [text] if po.get((None, text)) else text.split("; ")
    return all(p == "%s" or po.get((None, p)) or po.get(("said", p)) or any(s.match(p) or s.match(p + "x") for s in said) for p in parts) or \
        bool(po.get(("said", text))) or any(s.match(text) for s in said)


def spoken(text):
    """A plural is two sentences."""
    many = re.sub(r"(?<=[a-z])%s\b", "s", text)
    return [text] if many == text else [many, re.sub(r"(?<=[a-z])%s\b", "", text)]


sentences = [s for _, text in pot if is_sentence(text) for s in spoken(text)]
missing = [text for text in sentences if not covered(text)]
for text in missing:
    print(f"not ok - {text!r} has no Estonian")
if not missing:
    print(f"{'ok' if len(sentences) > 100 else 'not ok'} - {len(sentences)} sentences are in Estonian")
words = []
for path in sys.argv[3:]:
    with open(path, encoding="utf-8") as f:
        words += re.findall(r'^(?:PCI|USB)_CLASS\(.*"([^"]+)"\)', f.read(), re.M)
# Names of makers of processors and of buses are the same in every language.
NAMES = {"386", "486", "alpha", "mips", "pentium", "power_pc", "802_1a_controller", "802_1b_controller", "i2o", "i3c", "ssa", "cxl", "xbox"}
if not sys.argv[3:]:
    sys.exit()
missing = sorted({w for w in words if w not in NAMES and not po.get(("word", w))})
print(f"{'not ok' if missing or len(words) < 100 else 'ok'} - {len(set(words))} classes have their Estonian" +
      (f": not {missing}" if missing else ""))
