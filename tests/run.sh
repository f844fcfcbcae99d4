#!/bin/bash
# Runs every test: run.sh BUILD_DIR [FILTER]
# Tests are Criterion programs (tests/*/test_*.c), scripts (tests/*/test_*.sh) and replays of
# the fuzz targets. All speak TAP. Fails on a failed test, on a program that ran nothing
# without saying why, and, with SAN=1, on any report of a sanitizer (Criterion itself does
# not fail on leaks).
set -u
cd "$(dirname "$0")/.." || exit 1
export B=$1 HWFIT_SHARED=${HWFIT_SHARED:-../shared} LC_ALL=C.UTF-8
export HWFIT=$PWD/$B/hwfit
filter=${2:-}
logs=$B/test-logs
rm -rf "$logs"
mkdir -p "$logs"
export ASAN_OPTIONS=log_path=$PWD/$logs/sanitizer:detect_leaks=1:abort_on_error=0
export UBSAN_OPTIONS=log_path=$PWD/$logs/sanitizer:halt_on_error=1:print_stacktrace=1
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

run() { # NAME COMMAND...
	local name=$1
	shift
	[[ $name == *"$filter"* ]] || return 0
	log=$logs/${name//\//-}
	: > "$log.tap"
	"$@" > "$log.out" 2>&1
	count "$name" $?
}

run_criterion() { run "$1" "$B/tests/$1" --tap="$logs/${1//\//-}.tap"; }
run_script() {
	local name=$1
	[[ $name == *"$filter"* ]] || return 0
	log=$logs/${name//\//-}
	timeout 600 "tests/$name" > "$log.tap" 2> "$log.out"
	count "$name" $?
}
run_replay() {
	local name=$1 seeds=tests/fuzz/corpus/${1#fuzz_}
	[[ fuzz/$name == *"$filter"* ]] || return 0
	log=$logs/fuzz-$name
	"$B/tests/fuzz/$name-replay" "$seeds" > "$log.tap" 2> "$log.out"
	count "fuzz/$name" $?
}

for t in tests/*/test_*.c; do
	t=${t#tests/}
	run_criterion "${t%.c}"
done
for t in tests/*/test_*.sh; do
	[ -e "$t" ] && run_script "${t#tests/}"
done
for t in tests/fuzz/fuzz_*.c; do
	t=${t##*/}
	[ -e "tests/fuzz/$t" ] && run_replay "${t%.c}"
done

for report in "$logs"/sanitizer*; do
	[ -e "$report" ] || continue
	failed=$((failed + 1))
	echo "FAILED: a sanitizer reported ($report):"
	head -n 40 "$report"
done

echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" = 0 ] && [ "$passed" -gt 0 ]
