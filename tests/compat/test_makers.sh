#!/bin/bash
# What makers require: machines that just meet it, and machines that just do not.
cd "$(dirname "$0")/../.." || exit 1
if [ ! -e "$(dirname "$HWFIT")/compat.db" ]; then
	echo "ok - what makers require # SKIP the database of this build is not built"
	exit 0
fi
exec python3 tests/compat/makers.py "$HWFIT" tests/compat/makers.txt
