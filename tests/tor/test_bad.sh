#!/bin/bash
# Faulty terms of reference and declarations: each folder of tests/bad/{tor,decl} holds an
# input and, exactly, what is printed about it on standard error. A file called error means
# that the input is refused (status 3), one called warnings that it is taken (status 0).
set -u
: "${HWFIT:?}"
root=$PWD/tests/bad
output=$(mktemp)
trap 'rm -f "$output"' EXIT

# What a case is run with, in its own folder.
run_tor() { "$HWFIT" tor check input.tor; }
run_decl() { "$HWFIT" check ../fitting.tor ../nothing.json --declare input.decl; }

check_case() { # GRAMMAR FOLDER
	local name wanted=0 expected=warnings got
	name=$1/$(basename "$2")
	[ -e "$2/error" ] && wanted=3 expected=error
	(cd "$2" && "run_$1" > /dev/null 2> "$output")
	got=$?
	if [ "$got" != "$wanted" ]; then
		echo "not ok - $name ends with status $wanted, not $got"
		sed 's/^/# /' "$output"
	elif ! cmp -s "$output" "$2/$expected"; then
		echo "not ok - $name says what is wrong"
		diff -u "$2/$expected" "$output" | sed 's/^/# /'
	else
		echo "ok - $name"
	fi
}

for grammar in tor decl; do
	for folder in "$root/$grammar"/*/; do
		[ -d "$folder" ] && check_case "$grammar" "$folder"
	done
done
