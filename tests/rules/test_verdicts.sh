#!/bin/bash
# The semantics of verdicts, from one table of cases.
set -u
cd "$(dirname "$0")" || exit 1
exec python3 verdicts.py "$HWFIT" verdicts.txt
