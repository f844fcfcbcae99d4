#!/bin/bash
# make bench-fleet [MACHINES=160000], make bench-million: an inventory of real machines multiplied, its
# size, the rate at which it was filled, and the time of each question beside its goal.
# fleet.sh BUILD MACHINES; STORES="file server" says where. Needs ../shared/corpus (or $HWFIT_SHARED/corpus) for real machines.
cd "$(dirname "$0")/../.." || exit 1
build=${1:-build} machines=${2:-160000}
STORES=${STORES:-file server}
hwfit=$PWD/$build/hwfit
texts=${HWFIT_SHARED:-../shared}/corpus/dmi/dmidecode-3000.tar.xz
[ -e "$texts" ] || { echo "no recorded machines in $texts" >&2; exit 4; }
. tests/store/postgres.sh
work=$(mktemp -d) && trap 'postgres_stop; rm -rf "$work"' EXIT
mkdir "$work/texts" && tar xf "$texts" -C "$work/texts" || exit 4
"$hwfit" inventory init --db "$work/real.db" && "$hwfit" inventory import --db "$work/real.db" "$work/texts" > /dev/null 2>&1 &&
	"$hwfit" inventory export --db "$work/real.db" -o "$work/export.json" 2> /dev/null || exit 4
cat > "$work/need.tor" <<'END'
tor 1
title "Office"
ram:   must memory.installed >= 16 GB
cores: must cpu.cores >= 4
END
million=$((machines / 500000))
quick=0.5 plan=2
[ "$million" = 0 ] || { quick=2 plan=15; }

size() { # PLACE: bytes, after what is written has settled
	case $1 in
	postgresql:*) "$pg_bin/psql" "$1" -Atc 'SELECT pg_database_size(current_database())' ;;
	*) sqlite3 "$1" 'PRAGMA wal_checkpoint(TRUNCATE)' > /dev/null && stat -c %s "$1" ;;
	esac
}

question() { # PLACE GOAL COMMAND...: the best of three, elapsed and in the processor
	local place=$1 goal=$2 best=
	shift 2
	for _ in 1 2 3; do
		/usr/bin/time -o "$work/time" -f '%e %U %S' "$hwfit" "$@" --db "$place" > /dev/null 2>&1
		best=$(printf '%s\n%s\n' "$best" "$(tail -n 1 "$work/time")" | grep . | sort -n | head -n 1)
	done
	read -r elapsed user system <<< "$best"
	printf '%-58s %9s s   (goal %s; processor %s s)\n' "${*:1:5}" "$elapsed" "$goal" "$(awk "BEGIN { print $user + $system }")"
}

# Scans of known machines at another time that change nothing.
rescan() { # PLACE
	local count before
	"$hwfit" inventory export --db "$1" 'label.site = "site-01"' 2> /dev/null |
		sed 's/"taken": "2/"taken": "3/' | awk '{ print } /^}/ && ++n == 3000 { exit }' > "$work/again.json"
	count=$(grep -c '"format": "hwfit-scan/1"' "$work/again.json")
	before=$(size "$1")
	"$hwfit" inventory add --db "$1" "$work/again.json" > "$work/out" 2>&1
	printf '%-58s %9s B   (goal 60; %s)\n' "size of an unchanged rescan" \
		"$((($(size "$1") - before) / (count > 0 ? count : 1)))" "$(tail -n 1 "$work/out")"
}

measure() { # NAME PLACE
	local rate empty=0
	echo "== $1"
	[ -z "${2##*://*}" ] && empty=$(size "$2")
	# Ten machines on average have the same parts.
	rate=$("$build/tests/bench/fleet_made" "$2" "$work/export.json" "$machines" $((machines / 10))) || exit 4
	printf '%-58s %12s\n' "machines" "$machines" "added, machines/s" "$rate"
	printf '%-58s %9s kB  (goal 2.2)\n' "size of a machine" \
		"$(awk "BEGIN { printf \"%.2f\", ($(size "$2") - $empty) / $machines / 1000 }")"
	rescan "$2"
	question "$2" $quick inventory list --limit 20
	question "$2" $quick inventory list 'memory.installed < 16 GB' --limit 20
	question "$2" $quick fleet groups
	question "$2" $quick compare 'label.site = "site-01"' 'label.site = "site-02"'
	question "$2" $quick compare 'memory.installed < 8 GB' 'memory.installed >= 8 GB'
	question "$2" $quick fleet outliers
	question "$2" $quick fleet stats
	question "$2" $quick check "$work/need.tor" --fleet
	question "$2" $plan fleet plan "$work/need.tor"
}

# The same questions as pages.
page() { # PLACE NAME COMMAND...
	local place=$1 name=$2
	shift 2
	"$hwfit" "$@" --db "$place" -o "$work/$name.html" > /dev/null 2>&1
	pages+=("$work/$name.html")
}

open_pages() { # PLACE
	local pages=()
	page "$1" check check "$work/need.tor" --fleet
	page "$1" compare compare 'memory.installed < 8 GB' 'memory.installed >= 8 GB'
	page "$1" groups fleet groups
	page "$1" stats fleet stats
	page "$1" outliers fleet outliers
	page "$1" plan fleet plan "$work/need.tor"
	if command -v chromium > /dev/null && command -v chromedriver > /dev/null; then
		/usr/bin/python3 tests/bench/opening.py "${pages[@]}"
	else
		stat -c '%n: %s bytes (goal 5000000; chromium is not installed: opening is not measured)' "${pages[@]}"
	fi
}

echo "load of this computer: $(cut -d' ' -f1-3 /proc/loadavg) on $(nproc) processors"
[ -n "${STORES##*file*}" ] || { measure "a file (SQLite)" "$work/i.db"; open_pages "$work/i.db"; }
if [ -n "${STORES##*server*}" ]; then exit 0; fi
why=$(postgres_why)
[ -z "$why" ] || { echo "not measured on a server: $why"; exit 0; }
postgres_start || exit 4
measure "a server (PostgreSQL, on this computer)" "$PG_URL"
