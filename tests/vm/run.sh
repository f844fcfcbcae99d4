#!/bin/bash
# A virtual machine full of devices, hwfit inside beside lspci, lsusb, lsblk, lscpu, dmidecode and
# others in the same boot: run.sh BUILD_DIR VARIANT [DIRECTORY]
# The variants are tests/vm/VARIANT.vm. Speaks TAP; what the guest left stays in DIRECTORY when
# one is given.
set -u
cd "$(dirname "$0")/../.." || exit 1
build=$1 variant=$2 keep=${3:-}
export HWFIT=$PWD/$build/hwfit LC_ALL=C.UTF-8
work=$(mktemp -d) && trap 'rm -rf "$work"' EXIT
share=${keep:-$work/share}
mkdir -p "$share/in"
rm -rf "$share/out" "$share/console"
cp "$build/hwfit" "$build/compat.db" tests/machines/peers.sh tests/vm/{guest,storage}.sh "$share/in/"
gcc -O1 -static -Wall -o "$share/in/controller" tests/vm/controller.c || exit 4
cp -r "$build/po" "$build/procure" "$share/in/"
if tests/vm/guest.py "tests/vm/$variant.vm" "$share"; then echo "ok - the $variant guest ran to its end"
else
	echo "not ok - the $variant guest ran to its end"
	exit 1
fi
. tests/vm/judge.sh
[ "$failed" = 0 ]
