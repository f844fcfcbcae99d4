#!/bin/bash
# make bench-fleet [MACHINES=160000], make bench-million: an inventory of real machines multiplied, its
# size, the rate at which it was filled, and the time of each question beside its goal.
# fleet.sh BUILD MACHINES; needs ../shared/corpus (or $HWFIT_SHARED/corpus) for real machines.
cd "$(dirname "$0")/../.." || exit 1
build=${1:-build} machines=${2:-160000}
hwfit=$PWD/$build/hwfit
texts=${HWFIT_SHARED:-../shared}/corpus/dmi/dmidecode-3000.tar.xz
[ -e "$texts" ] || { echo "no recorded machines in $texts" >&2; exit 4; }
work=$(mktemp -d) && trap 'rm -rf "$work"' EXIT
mkdir "$work/texts" && tar xf "$texts" -C "$work/texts" || exit 4
"$hwfit" inventory init --db "$work/real.db" && "$hwfit" inventory import --db "$work/real.db" "$work/texts" > /dev/null 2>&1 &&
	"$hwfit" inventory export --db "$work/real.db" -o "$work/export.json" 2> /dev/null || exit 4

# Ten machines on average have the same parts.
rate=$("$build/tests/bench/fleet_made" "$work/i.db" "$work/export.json" "$machines" $((machines / 10))) || exit 4
size() { stat -c %s "$work/i.db"; }
before=$(size)
echo "load of this computer: $(cut -d' ' -f1-3 /proc/loadavg) on $(nproc) processors"
printf '%-58s %12s\n' "machines" "$machines" "added, machines/s" "$rate"
printf '%-58s %9s kB  (goal 2.2)\n' "size of a machine" "$(awk "BEGIN { printf \"%.2f\", $before / $machines / 1000 }")"

# Scans of known machines at another time that change nothing.
"$hwfit" inventory export --db "$work/i.db" 'label.site = "site-01"' 2> /dev/null |
	sed 's/"taken": "2/"taken": "3/' | head -c 400000000 > "$work/again.json"
count=$(grep -c '"format": "hwfit-scan/1"' "$work/again.json")
sqlite3 "$work/i.db" 'PRAGMA wal_checkpoint(TRUNCATE)' > /dev/null
before=$(size)
"$hwfit" inventory add --db "$work/i.db" "$work/again.json" > "$work/out" 2>&1
sqlite3 "$work/i.db" 'PRAGMA wal_checkpoint(TRUNCATE)' > /dev/null
printf '%-58s %9s B   (goal 60; %s)\n' "size of an unchanged rescan" "$((($(size) - before) / (count > 0 ? count : 1)))" "$(cat "$work/out")"

cat > "$work/need.tor" <<'END'
tor 1
title "Office"
ram:   must memory.installed >= 16 GB
cores: must cpu.cores >= 4
END
million=$((machines / 500000))
question() { # GOAL COMMAND...: the best of three, elapsed and in the processor
	local goal=$1 best=
	shift
	for _ in 1 2 3; do
		/usr/bin/time -o "$work/time" -f '%e %U %S' "$hwfit" "$@" --db "$work/i.db" > /dev/null 2>&1
		best=$(printf '%s\n%s\n' "$best" "$(tail -n 1 "$work/time")" | grep . | sort -n | head -n 1)
	done
	read -r elapsed user system <<< "$best"
	printf '%-58s %9s s   (goal %s; processor %s s)\n' "${*:1:5}" "$elapsed" "$goal" "$(awk "BEGIN { print $user + $system }")"
}
quick=0.5 plan=2
[ "$million" = 0 ] || { quick=2 plan=15; }
question $quick inventory list --limit 20
question $quick inventory list 'memory.installed < 16 GB' --limit 20
question $quick fleet groups
question $quick compare 'label.site = "site-01"' 'label.site = "site-02"'
question $quick compare 'memory.installed < 8 GB' 'memory.installed >= 8 GB'
question $quick fleet outliers
question $quick fleet stats
question $quick check "$work/need.tor" --fleet
question $plan fleet plan "$work/need.tor"

# The same questions as pages.
page() { # NAME COMMAND...
	local name=$1
	shift
	"$hwfit" "$@" --db "$work/i.db" -o "$work/$name.html" > /dev/null 2>&1
	pages+=("$work/$name.html")
}
pages=()
page check check "$work/need.tor" --fleet
page compare compare 'memory.installed < 8 GB' 'memory.installed >= 8 GB'
page groups fleet groups
page stats fleet stats
page outliers fleet outliers
page plan fleet plan "$work/need.tor"
if command -v chromium > /dev/null && command -v chromedriver > /dev/null; then
	/usr/bin/python3 tests/bench/opening.py "${pages[@]}"
else
	stat -c '%n: %s bytes (goal 5000000; chromium is not installed: opening is not measured)' "${pages[@]}"
fi
