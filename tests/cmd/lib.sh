# shellcheck shell=bash
# What the tests of commands share: a place for files, and sentences as TAP lines.
where=$(mktemp -d)
trap 'rm -rf "$where"' EXIT

# is SENTENCE CONDITION...: one test.
is() {
	local sentence=$1
	shift
	if "$@"; then echo "ok - $sentence"; else echo "not ok - $sentence"; fi
}

# exits CODE SENTENCE COMMAND...: the command ends with this status; what it wrote is kept.
exits() {
	local code=$1 sentence=$2 found
	shift 2
	"$@" > "$where/out" 2> "$where/err"
	found=$?
	if [ "$found" = "$code" ]; then echo "ok - $sentence"
	else echo "not ok - $sentence: expected exit $code, found $found: $(head -c 300 "$where/err")"; fi
}

says() { grep -qF -- "$1" "$where/out"; }
complains() { grep -qF -- "$1" "$where/err"; }
silent() { [ ! -s "$where/out" ]; }
