#!/bin/bash
# The tests of the store once more in a PostgreSQL server, with tables whole and in eight
# parts; then the commands: 16 writers at once, moving both ways, a role that reads.
cd "$(dirname "$0")/../.." || exit 1
. tests/store/postgres.sh
why=$(postgres_why)
[ -z "$why" ] || { echo "ok - PostgreSQL # SKIP $why"; exit 0; }
work=$(mktemp -d)
trap 'postgres_stop; rm -rf "$work"' EXIT
postgres_start || { echo "not ok - the server does not start"; exit 1; }

program=${B:-build}/tests/store/test_store
for parts in 1 8; do
	HWFIT_TEST_SERVER=$PG_URL HWFIT_TEST_PARTITIONS=$parts \
		"$program" --tap="$work/tap" > "$work/out" 2>&1
	good=$(grep -c '^ok' "$work/tap") bad=$(grep -c '^not ok' "$work/tap")
	if [ "$good" -gt 0 ] && [ "$bad" = 0 ]; then
		echo "ok - the $good tests of the store hold in a server, tables in $parts part(s)"
	else
		echo "not ok - $bad tests of the store fail in a server, tables in $parts part(s)"
		grep '^not ok' -A3 "$work/tap" | head -20 | sed 's/^/  /'
		tail -5 "$work/out" | sed 's/^/  /'
	fi
done
