#!/bin/bash
# compat match and add-kernel, on a small kernel of our own; and beside libkmod.
cd "$(dirname "$0")/../.." || exit 1
work=$(mktemp -d) && trap 'rm -rf "$work"' EXIT
check() { if [ "$2" = "$3" ]; then echo "ok - $1"; else echo "not ok - $1"; echo "  expected $2"; echo "  found    $3"; fi; }
mkdir "$work/text" && cp -r compat-db/sources.compat compat-db/platforms compat-db/cpu-rules compat-db/cpu-names "$work/text"
add() { "$HWFIT" compat add-kernel tests/compat/kernel --text "$work/text" --platform "$1" --date 2026-01-01 > /dev/null; }
add debian-12 && add debian-13 && "$HWFIT" compat build "$work/text" -o "$work/db"
alias=pci:v00001234d00005678sv00000000sd00000000bc02sc00i00
check "add-kernel gives its drivers to match" "in_xz debian-12, debian-13" \
	"$("$HWFIT" compat match --compat "$work/db" $alias | awk -F'\t' '$2 == "in_xz" { print $2, $4 }')"
check "what is built in says so" "inside debian-12 (built in), debian-13 (built in)" \
	"$("$HWFIT" compat match --compat "$work/db" acpi:TEST0001: | awk -F'\t' '{ print $2, $4 }')"
check "aliases are read from standard input" 2 "$(printf 'x:y\nacpi:Z:\n' | "$HWFIT" compat match --compat "$work/db" | grep -c 'no driver')"
cp -r "$work/text" "$work/again" && add debian-12
check "adding a kernel again changes nothing" "" "$(diff -r "$work/text" "$work/again")"
"$HWFIT" compat build "$work/text" -o "$work/db2"
if cmp -s "$work/db" "$work/db2"; then echo "ok - two builds give the same bytes"; else echo "not ok - two builds give the same bytes"; fi
if ! cc -O2 -o "$work/answers" tests/compat/kmod_answers.c -lkmod 2> /dev/null || ! command -v depmod > /dev/null; then
	echo "ok - libkmod finds the same # SKIP libkmod-dev and kmod are not installed"
	exit 0
fi
python3 tests/compat/aliases.py compat-db "${HWFIT_SHARED:-/nowhere}"/corpus/udevadm/checkbox/*.txt > "$work/aliases" 2> /dev/null ||
	python3 tests/compat/aliases.py compat-db > "$work/aliases"
pairs=()
for root in ${HWFIT_KERNELS:-}; do pairs+=("$root"); done
if [ "${#pairs[@]}" = 0 ]; then
	echo "ok - libkmod finds the same # SKIP no kernels: HWFIT_KERNELS=\"debian-13=/lib/modules/RELEASE …\" (with depmod's files)"
	exit 0
fi
python3 tests/compat/kmod_agrees.py "$HWFIT" "$(dirname "$HWFIT")/compat.db" "$work/answers" "$work/aliases" "${pairs[@]}"
