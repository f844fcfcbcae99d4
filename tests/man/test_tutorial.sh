#!/bin/bash
# The tutorial, typed line by line: each command ends as the page says and says what it says.
set -u
page=$PWD/man/hwfit-tutorial.7
cd "$(dirname "$0")" || exit 1
. ../cmd/lib.sh
# shellcheck disable=SC2154 # lib.sh makes the place
mkdir "$where/bin" "$where/work"
ln -s "$HWFIT" "$where/bin/hwfit"
export PATH=$where/bin:$PATH
HWFIT_COMPAT=$(dirname "$HWFIT")/compat.db
export HWFIT_COMPAT
cd "$where/work" || exit 1

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
done < "$page"
finish
