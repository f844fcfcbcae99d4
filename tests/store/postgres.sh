# shellcheck shell=bash
# A PostgreSQL server of one's own for tests: on a socket in a temporary folder, without
# network, run by an unprivileged user, gone with the test. Source it; $PG_URL is set after
# postgres_start; postgres_stop ends it. postgres_why says why there is none.
pg_bin=$(find /usr/lib/postgresql/*/bin -maxdepth 0 2> /dev/null | sort -V | tail -1)
pg_where=

postgres_why() {
	[ -x "$pg_bin/initdb" ] || { echo "no PostgreSQL server is installed (package postgresql)"; return; }
	if [ "$(id -u)" = 0 ] && ! id postgres > /dev/null 2>&1; then
		echo "initdb refuses root and there is no user postgres"
	fi
}

# As the server's user: root hands over to postgres.
as_server() {
	if [ "$(id -u)" = 0 ]; then setpriv --reuid postgres --regid postgres --clear-groups "$@"; else "$@"; fi
}

postgres_start() {
	pg_where=$(mktemp -d /tmp/hwfit-pg.XXXXXX)
	[ "$(id -u)" = 0 ] && chown postgres "$pg_where"
	(cd "$pg_where" && as_server "$pg_bin/initdb" -D "$pg_where/data" -A trust -U hwfit -E UTF8 --locale=C.UTF-8 --no-sync) \
		> "$pg_where.log" 2>&1 || { cat "$pg_where.log" >&2; return 1; }
	(cd "$pg_where" && as_server "$pg_bin/pg_ctl" -D "$pg_where/data" -w -l "$pg_where/log" \
		-o "-c listen_addresses='' -k $pg_where -c fsync=off -c max_connections=100" start) >> "$pg_where.log" 2>&1 ||
		{ cat "$pg_where.log" "$pg_where/log" >&2; return 1; }
	PG_URL="postgresql://hwfit@/postgres?host=$pg_where"
	export PG_URL
}

postgres_stop() {
	[ -n "$pg_where" ] || return 0
	(cd / && as_server "$pg_bin/pg_ctl" -D "$pg_where/data" -m immediate stop) > /dev/null 2>&1
	rm -rf "$pg_where" "$pg_where.log"
	pg_where=
}
