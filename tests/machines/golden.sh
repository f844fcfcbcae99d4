#!/bin/bash
# make golden: rewrites the expected documents and verdicts of the recorded machines. Look at
# the difference before committing it: golden.sh BUILD_DIR
set -e
cd "$(dirname "$0")/../.."
HWFIT=$PWD/$1/hwfit
work=$(mktemp -d) && trap 'rm -rf "$work"' EXIT
. tests/machines/lib.sh
for name in $(machines); do
	unpack "$name"
	document "$name" > "tests/machines/$name/expect.json"
	for tor in compat-db/tor/*.tor; do
		[ -e "$tor" ] || continue
		verdict "$name" "$tor" > "tests/machines/$name/check-$(basename "$tor" .tor).txt" || :
	done
done
git diff --stat -- tests/machines
