#!/bin/bash
# The style, checked: format, size of functions and files, layering, globals, scripts.
# run.sh [FILE.c…]: the slow ones (format, clang-tidy) on these files only.
cd "$(dirname "$0")/../.." || exit 1
bad=0
sources=("$@")
[ $# != 0 ] || sources=(src/*/*.c probes/*.c)
step() { echo "lint: $1"; shift; "$@" || { echo "lint: FAILED"; bad=1; }; }

format() { clang-format --dry-run -Werror "${sources[@]}" src/*/*.h probes/*.h tests/*/*.[ch]; }
tidy() {
	local flags found
	flags="-std=gnu11 -D_GNU_SOURCE -DHWFIT_DATADIR='\"/usr/share/hwfit\"' -I. -Isrc"
	flags="$flags $(pkg-config --cflags libpci libusb-1.0 libudev sqlite3 jansson libsodium zlib expat libarchive)"
	found=$(printf '%s\n' "${sources[@]}" \
		| xargs -P 2 -n 8 sh -c "clang-tidy --quiet \"\$@\" -- $flags 2> /dev/null" tidy \
		| grep -E -A3 'warning:|error:')
	[ -z "$found" ] || { echo "$found"; return 1; }
}
lengths() {
	wc -l src/*/*.[ch] probes/*.[ch] | awk '$2 != "total" && $1 > 400 { print $2 ": " $1 " lines, at most 400"; bad = 1 } END { exit bad }'
}
spdx() {
	local missing
	missing=$(grep -L 'SPDX-License-Identifier' src/*/*.[ch] src/*/*.def probes/*.[ch] tests/*/*.[ch])
	[ -z "$missing" ] || { echo "no SPDX line: $missing"; return 1; }
}
leftovers() { ! grep -nE 'TODO|FIXME|(^|[^X])XXX([^X]|$)' src/*/*.[ch] src/*/*.def probes/*.[ch] Makefile; }
# Data that changes while the program runs is passed, never global.
globals() {
	make -s build/libhwfit.a || return 1
	local found
	# Tables of constants that hold addresses are in .data.rel.ro; only the loader writes there.
	found=$(objdump -t build/libhwfit.a 2> /dev/null | awk '/file format/ { file = $1 }
		NF > 3 && $(NF-2) ~ /^(\.data|\.bss|\*COM\*)/ && $(NF-2) !~ /^\.data\.rel\.ro/ && $NF !~ /^\./ {
			print file " " $NF }' | grep -vFf tests/lint/globals.allow)
	[ -z "$found" ] || { echo "$found"; return 1; }
}
# A probe begins with what it reads, makes and needs, a line each: formatting joins long ones.
heads() {
	local word missing=0
	for word in Reads Makes Needs Spec; do
		grep -l '^ \* Probe ' probes/*.c | xargs grep -L "^ \* $word:" | sed "s/$/: no line ' * $word:'/" | grep . && missing=1
	done
	return $missing
}
scripts() { shellcheck -S warning .ci/run tests/*.sh tests/*/*.sh; }

step "format (clang-format)" format
step "layers" tests/lint/layers.sh
step "lengths of files" lengths
step "licence lines" spdx
step "left-overs" leftovers
step "heads of probes" heads
step "globals" globals
step "scripts (shellcheck)" scripts
step "functions, bugs (clang-tidy)" tidy
exit $bad
