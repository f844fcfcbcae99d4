#!/bin/bash
# What a translation fills in are the values of its sentence, in their order.
cd "$(dirname "$0")/../.." || exit 1
command -v python3 > /dev/null || { echo "ok - catalogues # SKIP python3 is not installed"; exit 0; }
for po in src/report/po/*.po; do
	if found=$(python3 tests/procure/catalogue.py "$po"); then echo "ok - $(basename "$po")"
	else echo "not ok - $(basename "$po"): $found"; fi
done
