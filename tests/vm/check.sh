#!/bin/bash
# Runs variants one after another and counts: check.sh BUILD_DIR VARIANT...
# A machine of TCG takes two processors; side by side they would only wait for each other.
cd "$(dirname "$0")/../.." || exit 1
build=$1 bad=0
shift
tests/vm/make.sh > /dev/null || exit 4
for variant; do
	log=$build/vm-logs/$variant.tap
	mkdir -p "$build/vm-logs"
	tests/vm/run.sh "$build" "$variant" ${VM_KEEP:+"$VM_KEEP/$variant"} > "$log" 2>&1 || bad=1
	grep -q '^not ok' "$log" && bad=1
	grep -q '^ok' "$log" || bad=1
	grep -A20 '^not ok' "$log"
	grep -E '^# ('"$variant"'[:.]|.*(times|functions))' "$log"
	echo "$variant: $(grep -c '^ok' "$log") passed, $(grep -c '^not ok' "$log") failed"
done
exit $bad
