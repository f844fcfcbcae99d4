# shellcheck shell=bash disable=SC2154
# Shared by test_machines.sh and golden.sh: the document of a recorded machine, without what
# changes from run to run. Sourced; needs $HWFIT and $work.

# unpack NAME: unpacks tests/machines/NAME/root.tar.xz to $work/NAME
unpack() { mkdir -p "$work/$1" && tar -xf "tests/machines/$1/root.tar.xz" -C "$work/$1"; }

# document NAME: its scan document; the time of the scan and of the probes, and which list of
# names the database was built from, replaced by fixed ones
document() {
	"$HWFIT" scan --format json --root "$work/$1" \
		| sed -E 's/^( "taken": )"[^"]*"/\1"2026-01-01T00:00:00Z"/; s/^(   "ms": )[0-9.e+-]+/\10.0/
			s/(pci|usb|pnp)\.ids [0-9.]+/\1.ids/g'
}

# verdict NAME TOR: what is said of it on the day of the recordings
day=2026-11-24
verdict() { "$HWFIT" check --date $day "$2" "tests/machines/$1/expect.json" 2>&1; }

machines() { for m in tests/machines/*/root.tar.xz; do [ -e "$m" ] && basename "$(dirname "$m")"; done; }
