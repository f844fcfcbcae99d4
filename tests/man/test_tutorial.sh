#!/bin/bash
# The tutorial, and the examples of pages about inventories, typed line by line: each command ends as
# the page says and says what it says.
set -u
pages=$PWD/man
cd "$(dirname "$0")" || exit 1
. ../cmd/lib.sh
# shellcheck disable=SC2154 # lib.sh makes the place
mkdir "$where/bin" "$where/work"
ln -s "$HWFIT" "$where/bin/hwfit"
export PATH=$where/bin:$PATH
HWFIT_COMPAT=$(dirname "$HWFIT")/compat.db
export HWFIT_COMPAT

run_line() { # COMMAND EXIT TEXT
	local found
	bash -c "$1" > "$where/out" 2> "$where/err"
	found=$?
	is "${1%%$'\n'*} ends with $2" test "$found" = "$2"
	[ -z "$3" ] || is "and says $3" grep -qF -- "$3" "$where/out" "$where/err"
}

finish() {
	[ -z "$command" ] || run_line "$command" "$code" "$text"
	command='' code=0 text=''
}

run_page() { # NAME
	mkdir "$where/work/$1" && cd "$where/work/$1" || exit 1
	echo "# $1"
	command='' code=0 text='' literal=
	while IFS= read -r line; do
		case $line in
		'.Bd -literal'*) literal=yes ;;
		.Ed) literal='' ;;
		'.\" exit '*) code=${line#'.\" exit '} ;;
		'.\" says '*) text=${line#'.\" says '} ;;
		'$ '*) finish && command=${line#'$ '} ;;
		*) [ -z "$literal" ] || command+=$'\n'$line ;;
		esac
	done < "$pages/$1"
	finish
}

for page in hwfit-tutorial.7 hwfit-inventory.1 hwfit-fleet.1 hwfit-compare.1; do
	run_page $page
done
