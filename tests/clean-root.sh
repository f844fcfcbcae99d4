#!/bin/bash
# Proves the README's two commands on a fresh Debian: clean-root.sh [SUITE]   (as root)
# Makes a minimal root with mmdebstrap, puts the committed tree in, and runs in it what the
# README says, with nothing installed beforehand. CLEAN_ROOT_COMMANDS replaces the commands,
# CLEAN_ROOT_SOURCES names the apt sources to use.
set -euo pipefail
cd "$(dirname "$0")/.."
suite=${1:-bookworm}
[ "$(id -u)" = 0 ] || { echo "run as root: it makes a chroot" >&2; exit 4; }
command -v mmdebstrap > /dev/null || apt-get install -y -q --no-install-recommends mmdebstrap > /dev/null
root=$(mktemp -d /tmp/hwfit-clean.XXXXXX)
mounted=()
finish() {
	for ((i = ${#mounted[@]} - 1; i >= 0; i--)); do umount -R "${mounted[i]}"; done
	rm -rf --one-file-system "$root"
}
trap finish EXIT
sources=${CLEAN_ROOT_SOURCES:-/etc/apt/sources.list.d/debian.sources}
[ -e "$sources" ] || sources=/etc/apt/sources.list
echo "clean-root: making a minimal $suite"
here=$(. /etc/os-release && echo "${VERSION_CODENAME:-bookworm}")
sed "s/\b$here\b/$suite/g" "$sources" > "$root.sources"
mmdebstrap --quiet --variant=minbase "$suite" "$root" - < "$root.sources" 2> "$root.log" || { cat "$root.log"; exit 4; }
rm -f "$root.log" "$root.sources"
cp -a /etc/apt/apt.conf.d/. "$root/etc/apt/apt.conf.d/" # proxies and the like
cp /etc/resolv.conf "$root/etc/resolv.conf" 2> /dev/null || :
[ ! -d /usr/local/share/ca-certificates ] || cp -a /usr/local/share/ca-certificates/. "$root/usr/local/share/ca-certificates/" 2> /dev/null || :
mkdir -p "$root/src/hwfit"
git archive HEAD | tar -x -C "$root/src/hwfit"
[ -z "${CLEAN_ROOT_FILE:-}" ] || cp "$CLEAN_ROOT_FILE" "$root/src/"
for m in proc sys dev; do
	mount --rbind "/$m" "$root/$m"
	mount --make-rslave "$root/$m"
	mounted+=("$root/$m")
done
start=$SECONDS
chroot "$root" /usr/bin/env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin TERM=dumb bash -euxc "
	cd /src/hwfit
	${CLEAN_ROOT_COMMANDS:-apt-get update -q > /dev/null
	apt-get install -y -q make > /dev/null && make demo
	make check}"
echo "clean-root: done in $((SECONDS - start)) s"
