#!/bin/bash
# The summary of a scan on a terminal: its two columns, in both languages, on every recorded machine.
cd "$(dirname "$0")/../.." || exit 1
python3 tests/report/scan_columns.py "$HWFIT" tests/machines/*/root.tar.xz
