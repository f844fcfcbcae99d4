#!/bin/bash
# not_worse_than cpu: the machine's facts against what the table of models states, with tolerances.
cd "$(dirname "$0")/../.." || exit 1
. tests/cmd/lib.sh
db=$(dirname "$HWFIT")/compat.db
# scan FACTS: a document of one processor.
scan() { printf '{"format":"hwfit-scan/1","tool":{"name":"hwfit","version":"0"},"taken":"2026-01-01T00:00:00Z","components":{"cpu":[{%s}]}}' "$1" > "$where/scan.json"; }
# verdict NEED: pass, fail or unknown.
verdict() {
	printf 'tor 1\ntitle "cpu"\nneed: must not_worse_than cpu %s\n' "$1" > "$where/need.tor"
	"$HWFIT" check "$where/need.tor" "$where/scan.json" --compat "$db" --explain --format json > "$where/out"
	python3 -c 'import json, sys; print(json.load(sys.stdin)["machines"][0]["judgements"][0]["requirements"][0]["verdict"])' < "$where/out"
}
judged() { is "$3" [ "$(verdict "$1")" = "$2" ]; }

scan '"model":"Intel(R) Core(TM) i5-6200U CPU @ 2.30GHz","cores":2,"threads":4,"isa_level":"x86_64_v3","max_clock":2800000000'
judged '"Intel Core i5-5300U" by cores, threads, isa_level' pass "as many cores and threads and the same level are not worse"
judged '"Intel Core i5-5300U" by max_clock' fail "2.8 GHz is worse than 2.9 GHz"
is "what is short is said" says '100 MHz short'
judged '"Intel Core i5-5300U" by max_clock -10 %' pass "2.8 GHz is within 10 % of 2.9 GHz"
judged '"Intel Core i5-5300U" by max_clock +10 %' fail "a tenth more than 2.9 GHz is asked for"
is "the maker's row is named" says 'product specifications'
judged '"Core i5-5300U CPU @ 2.30GHz" by cores' pass "the name may be written as the processor tells it"
judged '"Intel Core i5-8250U" by cores' fail "two cores are worse than four"
judged '"Intel Core i5-8250U" by cores -50 %' pass "two cores are half of four"
judged '"Intel Core i5-0000U" by cores' unknown "a model that the table does not know is not judged"
is "and the data sheets are to be compared" says 'data sheet'
judged '"Intel Core i7-1255U" by cores, base_clock' fail "what is short decides, although the table lacks the base clock"
judged '"Intel Core i5-6200U" by base_clock' pass "the scan lacks the base clock: the table has it for the machine's own model"
judged '"Intel Core i7-6700" by base_clock' fail "so it is known to be less than 3.4 GHz"
scan '"model":"Some CPU of a stranger","cores":8'
judged '"Intel Core i5-6200U" by cores' pass "a processor that the table lacks is compared by its own facts"
judged '"Intel Core i5-6200U" by cores, max_clock' unknown "a fact that nobody tells is unknown"
judged '"Intel Core i5-1135G7" by isa_level' unknown "a fact that the table does not state is unknown"
