#!/bin/bash
# A document of which it cannot be told whose it is waits for a person, who merges or splits.
cd "$(dirname "$0")" || exit 1
. ../cmd/lib.sh
. ../fleet/lib.sh
# shellcheck disable=SC2154 # lib.sh makes the place
export HWFIT_DB=$where/i.db LC_ALL=C.UTF-8
"$HWFIT" inventory init
count() { "$HWFIT" inventory list --format json 2> /dev/null | jq length; }
waiting() { "$HWFIT" inventory quarantine --format json | jq -r '.[].document'; }
machine pc "Desk 7" "Core i5" Tartu A1:8:M8:S1
"$HWFIT" inventory add "$where/pc.json" > /dev/null 2>&1
# The main board was replaced: the system's UUID is kept, other numbers are not.
jq '.taken = "2026-04-01T08:00:00Z" | .components.system[0].serial = "SN-NEW" | .components.board[0].serial = null' \
	"$where/pc.json" > "$where/new.json"
exits 2 "a scan that looks like a machine and is not is taken aside" "$HWFIT" inventory add "$where/new.json"
is "and counted" says 'quarantined 1'
exits 0 "what waits is listed" "$HWFIT" inventory quarantine
is "with the reason" says 'but its system_serial is another one'
document=$(waiting)
cp "$HWFIT_DB" "$where/copy.db"

exits 0 "a person says it is this machine" "$HWFIT" inventory merge "$document" pc
is "then nothing waits" test -z "$(waiting)"
is "there is one machine" test "$(count)" = 1
is "its newest scan is the one that waited" test "$("$HWFIT" inventory show pc --format json | jq -r '.components.system[0].serial')" = SN-NEW
jq '.taken = "2026-05-01T08:00:00Z" | .components.cpu[0].cores = 6' "$where/new.json" > "$where/next.json"
exits 0 "the next scan is known" "$HWFIT" inventory add "$where/next.json"
is "as of this machine" says 'updated 1, unchanged 0, quarantined 0'
exits 0 "the inventory is correct" "$HWFIT" inventory verify

export HWFIT_DB=$where/copy.db
exits 0 "or a person says it is another machine" "$HWFIT" inventory split "$document"
is "then there are two" test "$(count)" = 2
is "and nothing waits" test -z "$(waiting)"
exits 0 "the next scan of the one is known" "$HWFIT" inventory add "$where/next.json"
is "as of that machine" says 'updated 1, unchanged 0, quarantined 0'
jq '.taken = "2026-05-02T08:00:00Z" | .components.cpu[0].cores = 8' "$where/pc.json" > "$where/old.json"
exits 0 "and that of the other" "$HWFIT" inventory add "$where/old.json"
is "as of the other" says 'updated 1, unchanged 0, quarantined 0'
exits 0 "the inventory is correct too" "$HWFIT" inventory verify

exits 3 "a document that does not wait is refused" "$HWFIT" inventory split "$document"
is "with where to look" complains 'hwfit inventory quarantine lists them'
exits 3 "what is no document is refused" "$HWFIT" inventory merge pc pc
exits 3 "a machine that is not there is refused" "$HWFIT" inventory merge "$document" nobody
