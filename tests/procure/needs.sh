# shellcheck shell=bash
# shellcheck disable=SC2154 # here and where are those of the test
# What the tests over whole needs share; sourced after ../cmd/lib.sh, here is the folder.

# Every need that is there: those of the database, and a collection's where there is one.
needs() {
	local shared=${HWFIT_SHARED:-/nowhere} tor
	[ "${shared#/}" = "$shared" ] && shared=$here/../../$shared
	for tor in "$here"/laptop.tor "$here"/../../compat-db/tor/*.tor "$shared"/tor/*.tor; do
		[ -e "$tor" ] && readlink -f "$tor"
	done
}

# A need as a specification: specified TOR NAME OPTION... What the lint refuses of a need that
# was written for checking, not for buying, is set aside for a reason, as a person would.
specified() {
	local tor=$1 name=$2 line allow=()
	shift 2
	while read -r line; do allow+=(--allow "$line=Kept for machines that are there, not for a purchase."); done \
		< <("$HWFIT" spec "$tor" --lint --lang en | sed -nE 's/^[^ ]+ error: ([^ ]+) .*/\1/p' | sort -u)
	is "$name becomes a specification" "$HWFIT" spec "$tor" --date 2027-01-10 "${allow[@]}" "$@" 2> "$where/err"
}
