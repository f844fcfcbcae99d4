#!/bin/bash
# Includes go with the flow.
cd "$(dirname "$0")" || exit 1
if ./layers.sh >&2; then echo "ok - every include goes with the flow"; else echo "not ok - an include goes against the flow"; fi
