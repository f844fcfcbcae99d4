#!/bin/bash
# Runs every test: run.sh BUILD_DIR [FILTER]. KINDS="program replay" runs those kinds only.
# Tests are Criterion programs (tests/*/test_*.c), scripts (tests/*/test_*.sh) and replays of
# the fuzz targets. All speak TAP. Fails on a failed test, on a program that ran nothing
# without saying why, and, with SAN=1, on any report of a sanitizer (Criterion itself does
# not fail on leaks).
set -u
cd "$(dirname "$0")/.." || exit 1
export B=$1 HWFIT_SHARED=${HWFIT_SHARED:-../shared} LC_ALL=C.UTF-8
export HWFIT=$PWD/$B/hwfit
# The tools that the tests compare with are Debian's packages, not another python3 of the user's.
export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
filter=${2:-}
logs=$B/test-logs
rm -rf "$logs"
mkdir -p "$logs"
export LSAN_OPTIONS=suppressions=$PWD/tests/lint/leaks.supp:print_suppressions=0

passed=0 failed=0 skipped=0

# Counts the TAP lines of one test in $log and shows what went wrong. A bare "ok" counts.
count() { # NAME STATUS
	local name=$1 status=$2 good bad skip
	skip=$(grep -ciE '^(ok|not ok).*# *skip' "$log.tap")
	good=$(($(grep -c '^ok' "$log.tap") - $(grep -ciE '^ok.*# *skip' "$log.tap")))
	bad=$(($(grep -c '^not ok' "$log.tap") - $(grep -ciE '^not ok.*# *skip' "$log.tap")))
	if [ "$status" != 0 ] && [ "$bad" = 0 ]; then
		bad=1
		echo "not ok - $name ended with status $status" >> "$log.tap"
	fi
	if [ $((good + bad + skip)) = 0 ]; then
		bad=1
		echo "not ok - $name ran no test" >> "$log.tap"
	fi
	passed=$((passed + good)) failed=$((failed + bad)) skipped=$((skipped + skip))
	[ "$skip" = 0 ] || { echo "SKIPPED in $name:"; grep -iE '# *skip' "$log.tap" | head -5; }
	if [ "$bad" != 0 ]; then
		echo "FAILED $name:"
		grep -A8 '^not ok' "$log.tap" | head -60
		tail -n 40 "$log.out"
	fi
}

# One test by its name, its TAP and output into files beside each other, with the reports of
# sanitizers. Thread-local storage of libraries that are loaded on use (libpq's) is not
# followed: the sanitizers guess its size from what glibc's malloc would have written before
# it, and the search for leaks crashes on a wrong guess.
run_one() { # KIND NAME
	local kind=$1 name=$2
	log=$logs/${name//\//-}
	local reports=log_path=$PWD/$logs/sanitizer-${name//\//-}
	export ASAN_OPTIONS=$reports:detect_leaks=1:abort_on_error=0:intercept_tls_get_addr=0
	export UBSAN_OPTIONS=$reports:halt_on_error=1:print_stacktrace=1
	: > "$log.tap"
	case $kind in
	program) timeout 600 "$B/tests/$name" --tap="$log.tap" > "$log.out" 2>&1 ;;
	script) timeout 600 "tests/$name" > "$log.tap" 2> "$log.out" ;;
	replay) timeout 600 "$B/tests/$name-replay" "tests/fuzz/corpus/${name#fuzz/fuzz_}" > "$log.tap" 2> "$log.out" ;;
	esac
	echo $? > "$log.status"
}
export -f run_one
export logs

# The tests that the filter selects, a line each. Scripts come first: the longest are among them.
list() {
	for t in tests/*/test_*.sh; do echo "script ${t#tests/}"; done
	for t in tests/*/test_*.c; do t=${t#tests/}; echo "program ${t%.c}"; done
	for t in tests/fuzz/fuzz_*.c; do t=${t#tests/}; echo "replay ${t%.c}"; done
}
list | awk -v filter="$filter" -v kinds=" ${KINDS:-script program replay} " \
	'index($2, filter) && index(kinds, " " $1 " ")' > "$logs/list"
xargs -P "$(nproc)" -L 1 bash -c 'run_one "$@"' run_one < "$logs/list"
while read -r kind name; do
	log=$logs/${name//\//-}
	count "$name" "$(cat "$log.status")"
done < "$logs/list"

for report in "$logs"/sanitizer*; do
	[ -e "$report" ] || continue
	failed=$((failed + 1))
	echo "FAILED: a sanitizer reported ($report):"
	head -n 40 "$report"
done

echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" = 0 ] && [ "$passed" -gt 0 ]
