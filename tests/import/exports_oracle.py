#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads inventories of other tools by itself and holds what was imported against them.

usage: exports_oracle.py FORMAT SCANS FILE...
SCANS: the documents of `inventory import --dry-run FILE...`, in the order of the files. Nothing
may be invented: every text is a text of the document, every number one of its numbers in a
unit that the format has. And what matters is there: the modules of memory and their sizes, the
serial number, the name and the processors. Prints what differs; exit status 1 then."""
import ast
import json
import re
import sys

# Facts that words or other facts stand for, and where a number of the document may go.
WORDS = {"type", "form", "generation", "medium", "key"}
FACTORS = [1, 1e6, 2**20, 1e9, 2**30, 1e-3]


def leaves(value, found):
    if isinstance(value, dict):
        for k, v in value.items():
            found.append(k)
            leaves(v, found)
    elif isinstance(value, (list, tuple)):
        for v in value:
            leaves(v, found)
    elif value is not None and not isinstance(value, bool):
        found.append(value)
    return found


def squeeze(text):
    return re.sub(r"\s+", " ", str(text)).strip().lower()


def read(name, kind):
    with open(name, encoding="utf-8", errors="replace") as f:
        text = f.read()
    if kind == "hardware_detect":
        return ast.literal_eval(text)
    try:
        value = json.loads(text)
    except ValueError:
        # Escapes that JSON has not, tabs in texts, a comma too many.
        text = re.sub(r'\\(?!["\\/bfnrtu])', r"\\\\", text).replace("\t", "\\t")
        value = json.loads(re.sub(r",\s*([}\]])", r"\1", text))
    return value[0] if isinstance(value, list) else value


def numbers(found):
    values = set()
    for leaf in found:
        match = re.match(r"\d+(\.\d+)?", str(leaf))
        if match:
            values.add(float(match.group(0)))
    return values


def date_of(text, found):
    year, month, day = text.split("-")
    return text in found or f"{month}/{day}/{year}" in found


# What is put together, or taken apart, of the numbers of PCI.
JOINED = {"subsystem_vendor_id", "subsystem_device_id", "modalias", "class"}


def check_glpi_pci(scan, source, say):
    """Each controller has the numbers that the document has, once."""
    wanted = {}
    for item in source["content"].get("controllers", []):
        if "vendorid" in item and "pcislot" in item:
            wanted.setdefault(item["pcislot"], item)
    found = {c["key"]: c for c in scan["components"].get("pci", [])}
    if set(found) != set(wanted):
        say(f"controllers {sorted(found)}, expected {sorted(wanted)}")
    for slot, item in wanted.items():
        c = found.get(slot, {})
        subsystem = re.fullmatch("([0-9a-fA-F]{4}):([0-9a-fA-F]{4})", item.get("pcisubsystemid", ""))
        both = [s.lower() for s in subsystem.groups()] if subsystem else [None, None]
        if [c.get("subsystem_vendor_id"), c.get("subsystem_device_id")] != both:
            say(f"pci/{slot}: subsystem {c.get('subsystem_vendor_id')}, expected {both}")
        alias = None
        if re.fullmatch("[0-9a-fA-F]{4}", item.get("pciclass", "")):
            numbers_ = [item["vendorid"], item["productid"]] + [b or "0" for b in both]
            alias = "pci:" + "".join(f"{n}{int(x, 16):08X}" for n, x in zip(("v", "d", "sv", "sd"), numbers_)) + \
                f"bc{item['pciclass'][:2].upper()}sc{item['pciclass'][2:].upper()}"
            # lspci's name of the class is beside it.
            word = re.sub("[^a-z0-9]+", "_", item.get("type", "").lower())
            if word and c.get("class") != word:
                say(f"pci/{slot}: class {c.get('class')}, the document calls it {item['type']}")
        if c.get("modalias") != alias:
            say(f"pci/{slot}: modalias {c.get('modalias')}, expected {alias}")


def check_nothing_invented(scan, source, say):
    found = leaves(source, [])
    texts = {squeeze(f) for f in found}
    counts = numbers(found)
    checked = 0
    for kind, items in scan["components"].items():
        for c in items:
            derived = {k for k, v in c.get("sources", {}).items() if v.startswith("derived")}
            for name, value in c.items():
                if name in WORDS | derived | {"sources"} or name.endswith("_raw") or value is None:
                    continue
                if kind == "pci" and name in JOINED:
                    continue
                place = f"{kind}/{c.get('key', '')}.{name}"
                checked += 1
                if isinstance(value, str):
                    raw = c.get(name + "_raw", value)
                    if re.fullmatch(r"\d{4}-\d\d-\d\d", raw) and date_of(raw, found):
                        continue
                    if squeeze(raw) not in texts and not any(t.endswith("@" + squeeze(raw)) for t in texts):
                        say(f"{place}: {raw!r} is nowhere in the document")
                elif isinstance(value, dict):
                    low, high = value["min"], value["max"]
                    if not any(low <= n * f <= high for n in counts for f in FACTORS):
                        say(f"{place}: {value} holds no number of the document")
                elif isinstance(value, (int, float)) and not isinstance(value, bool):
                    if not any(abs(n * f - value) < 1e-6 * max(1, value) for n in counts for f in FACTORS):
                        say(f"{place}: {value} is no number of the document")
    return checked


def walk(node):
    yield node
    for child in node.get("children", []):
        yield from walk(child)


def wanted(source, kind):
    """Sizes of modules, serial number and processors as the document has them."""
    if kind == "glpi":
        c = source["content"]
        sizes = [int(m["capacity"]) << 20 for m in c.get("memories", [])
                 if str(m.get("capacity", "")).isdigit() and int(m["capacity"])]
        bios = c.get("bios", c.get("network_device", {}))
        return sizes, bios.get("ssn", bios.get("serial")), [p.get("name") for p in c.get("cpus", [])]
    if kind == "lshw":
        nodes = list(walk(source))
        return ([n["size"] for n in nodes if n["id"].startswith("bank") and "size" in n], source.get("serial"),
                [n["product"] for n in nodes if n.get("class") == "processor" and "product" in n])
    if kind == "facter":
        return [], source.get("dmi", {}).get("product", {}).get("serial_number"), []
    at = {(a, b, c): d for a, b, c, d in reversed(source)}
    return ([int(v) for (a, b, c), v in at.items() if a == "memory" and b.startswith("bank") and c == "size"],
            at.get(("system", "product", "serial")),
            [v for (a, b, c), v in at.items() if a == "cpu" and b.startswith("physical_") and c == "product"])


def check_all_there(scan, source, kind, say):
    sizes, serial, processors = wanted(source, kind)
    parts = scan["components"]
    if sorted(m.get("size") for m in parts.get("memory_module", [])) != sorted(sizes):
        say(f"modules {[m.get('size') for m in parts.get('memory_module', [])]}, expected {sizes}")
    got = parts.get("system", [{}])[0].get("serial")
    if got is not None and got != " ".join(str(serial).split()):
        say(f"serial {got!r}, expected {serial!r}")
    noted = any(n["text"].startswith("serial is") for n in scan["notes"])
    if got is None and serial and str(serial).strip() and not noted:
        say(f"serial {serial!r} was lost without a word")
    models = [c.get("model_raw", c.get("model")) for c in parts.get("cpu_package", [])]
    if sorted(squeeze(m) for m in models if m) != sorted(squeeze(p) for p in processors if p):
        say(f"processors {models}, expected {processors}")


def main():
    kind, scans, names = sys.argv[1], sys.argv[2], sys.argv[3:]
    with open(scans, encoding="utf-8") as f:
        text = f.read()
    decoder, at, documents = json.JSONDecoder(), 0, []
    while at < len(text):
        document, at = decoder.raw_decode(text, at)
        documents.append(document)
        while at < len(text) and text[at] in " \n":
            at += 1
    bad = []
    checked = 0
    if len(documents) != len(names):
        bad.append(f"{len(names)} files, {len(documents)} scans")
    for name, scan in zip(names, documents):
        source = read(name, kind)
        say = lambda line, n=name: bad.append(f"{n}: {line}")  # noqa: E731
        checked += check_nothing_invented(scan, source, say)
        check_all_there(scan, source, kind, say)
        if kind == "glpi":
            check_glpi_pci(scan, source, say)
    for line in bad[:40]:
        print(line)
    print(f"{kind}: {len(names)} files, {checked} values looked up, {len(bad)} differences")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
