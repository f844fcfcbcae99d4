#!/bin/bash
# The JSON Schema is one, and the scans of the tests are valid against it.
cd "$(dirname "$0")/../.." || exit 1
tmp=$(mktemp -d) && trap 'rm -rf "$tmp"' EXIT
"$HWFIT" facts --format json > "$tmp/schema.json"
"$HWFIT" scan --format json > "$tmp/live.json" || echo "not ok - this machine is scanned"
/usr/bin/python3 tests/facts/validate.py "$tmp/schema.json" "$tmp/live.json" tests/machines/*/expect.json
