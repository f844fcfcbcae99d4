#!/bin/bash
# Runs every fuzz target for a bounded time: run.sh BUILD_DIR SECONDS; TARGETS="import sheet"
# runs those alone.
# New inputs stay in BUILD_DIR/inputs; what is worth keeping is copied to tests/fuzz/corpus.
set -u
cd "$(dirname "$0")/../.." || exit 1
build=$1 seconds=$2 failed=0
for source in tests/fuzz/fuzz_*.c; do
	name=$(basename "$source" .c)
	[[ -z ${TARGETS:-} || " $TARGETS " == *" ${name#fuzz_} "* ]] || continue
	seeds=tests/fuzz/corpus/${name#fuzz_}
	mkdir -p "$build/inputs/$name"
	if "$build/tests/fuzz/$name" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 \
		-print_final_stats=1 -artifact_prefix="$build/$name-" \
		"$build/inputs/$name" "$seeds" > "$build/$name.log" 2>&1; then
		echo "ok - $name: $(grep -oE 'number_of_executed_units: *[0-9]+' "$build/$name.log" \
			| grep -oE '[0-9]+$') runs in $seconds s"
	else
		failed=1
		echo "not ok - $name"
		tail -n 30 "$build/$name.log"
	fi
done
exit "$failed"
