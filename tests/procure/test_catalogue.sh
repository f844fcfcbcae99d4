#!/bin/bash
# What a translation fills in are the values of its sentence, in their order.
cd "$(dirname "$0")/../.." || exit 1
command -v python3 > /dev/null || { echo "ok - catalogues # SKIP python3 is not installed"; exit 0; }
for po in src/report/po/*.po; do
	if found=$(python3 tests/procure/catalogue.py "$po"); then echo "ok - $(basename "$po")"
	else echo "not ok - $(basename "$po"): $found"; fi
done
# Words of facts stand in specifications: a label among them has its "or equivalent" beside it.
missing=$(grep -A2 '^msgctxt "word"' src/report/po/et.po | grep '^msgstr' | grep -E '80 PLUS|TCO|EPEAT|Energy Star|MIL|ISO' | grep -v samaväärne)
[ -z "$missing" ] && echo "ok - no word of a fact is a bare label" || echo "not ok - bare labels: $missing"
