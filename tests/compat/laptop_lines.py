"""Reads an explained check in JSON: how many aliases of the machine's devices have each driver, or none for which reason,
and how many devices pass, fail or are unknown."""
import collections
import json
import sys

explanation = json.load(sys.stdin)["machines"][0]["judgements"][0]["requirements"][0]["explanation"]
devices, aliases = collections.Counter(), collections.Counter()
for device in explanation["parts"]:
    devices[device["verdict"]] += 1
    for part in device.get("parts", []):
        drivers = [e["value"].split(",")[0] for e in part.get("evidence", []) if e["value"].startswith("driver ")]
        aliases[part["verdict"], drivers[0] if drivers else part["reason"]] += 1
for verdict, n in sorted(devices.items()):
    print(n, "devices", verdict, sep="\t")
for (verdict, what), n in sorted(aliases.items()):
    print(n, verdict, what, sep="\t")
