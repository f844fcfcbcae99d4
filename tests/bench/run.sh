#!/bin/bash
# make bench: hwfit beside other tools, in one run on this machine.
cd "$(dirname "$0")/../.." || exit 1
exec /usr/bin/python3 tests/bench/bench.py "${1:-build}"
