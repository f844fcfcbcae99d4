#!/bin/bash
# What is shown of every platform is all that the database holds of it, with its sources; and
# the command line of hwfit compat.
cd "$(dirname "$0")/../.." || exit 1
work=$(mktemp -d) && trap 'rm -rf "$work"' EXIT
lists=(--pci-ids tests/compat/lists/pci.ids --usb-ids tests/compat/lists/usb.ids --pnp-ids tests/compat/lists/pnp.ids)
small=$work/small.db

expect() { # NAME STATUS TEXT COMMAND...: the status, and the text in what it prints
	"${@:4}" > "$work/out" 2>&1
	local status=$?
	if [ $status = "$2" ] && grep -qF -- "$3" "$work/out"; then echo "ok - $1"
	else echo "not ok - $1: status $status"; head -n 5 "$work/out" | sed 's/^/  /'; fi
}

# Every platform that is complete and a part of the many that have dates only: with sanitizers a
# process costs ten times as much.
show() { # NAME DATABASE EVERY
	if python3 tests/compat/show_oracle.py "$HWFIT" "$2" "$3" > "$work/out"; then echo "ok - $1"
	else echo "not ok - $1"; head -n 20 "$work/out"; fi
	grep '^#' "$work/out"
}

expect "a build says nothing more than it must" 0 "usb.ids: left out 1 line that" "$HWFIT" compat build tests/compat/small -o "$small" "${lists[@]}"
show "the small database is shown whole" "$small" 1
if [ -e "$B/compat.db" ]; then show "the database of this build is shown whole" "$B/compat.db" $((${SAN:+1} + 0 ? 50 : 7))
else echo "ok - the database of this build # SKIP it is not built"; fi

expect "an alias is enough" 0 "Debian 13 (trixie)" "$HWFIT" compat show Trixie --compat "$small"
expect "HWFIT_COMPAT names the database" 0 "Debian 13 (trixie)" env HWFIT_COMPAT="$small" "$HWFIT" compat show trixie
expect "an unknown platform gets the nearest" 3 "did you mean debian-13?" "$HWFIT" compat show debain-13 --compat "$small"
expect "a list of a word" 0 "windows-11-24h2-pro" "$HWFIT" compat list "Windows 11" --compat "$small"
expect "no database" 4 "hwfit compat build" "$HWFIT" compat info --compat "$work/none.db"
expect "a file that is no database" 4 "found another file" "$HWFIT" compat info --compat README.md
expect "a list that is missing" 3 "$work/none.ids" "$HWFIT" compat build tests/compat/small -o "$work/x.db" --pci-ids "$work/none.ids"
expect "a folder that is missing" 3 "cannot open" "$HWFIT" compat check "$work/none"
expect "a folder with a slash behind it" 3 "tests/bad/compat/folder-terms/input/tor/t.tor:3:10: expected a platform" "$HWFIT" compat check tests/bad/compat/folder-terms/input/
expect "a text that is correct" 0 "correct" "$HWFIT" compat check tests/compat/small
expect "build without a file" 3 "-o FILE" "$HWFIT" compat build tests/compat/small
expect "an action that is none" 3 "expected build" "$HWFIT" compat biuld
expect "no action" 3 "found nothing" "$HWFIT" compat
expect "show of nothing" 3 "SLUG" "$HWFIT" compat show
expect "show of two" 3 "found debian-12 too" "$HWFIT" compat show debian-13 debian-12
expect "info takes nothing" 3 "takes nothing" "$HWFIT" compat info debian-12
expect "an unknown format" 3 "expected text or json" "$HWFIT" compat info --format xml --compat "$small"
expect "a folder that cannot be written" 4 "cannot create" "$HWFIT" compat build tests/compat/small -o "$work/none/x.db" "${lists[@]}"
