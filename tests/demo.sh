#!/bin/bash
# The main job on this machine: scan it, and check it against the office terms of reference.
# Ends 0 whatever the verdict: the verdict is the result, not a failure of the demo.
cd "$(dirname "$0")/.." || exit 1
B=${1:-build}
"$B/hwfit" scan || exit
echo
"$B/hwfit" check compat-db/tor/office-pc.tor
code=$?
[ "$code" -le 2 ] || exit "$code"
printf '\nNext: %s check --explain compat-db/tor/office-pc.tor, or write your own need (man hwfit-tor).\n' "$B/hwfit"
