#!/bin/bash
# Makes what the virtual machines start from, if it is not there yet: make.sh
#   root-KEY.img   a Debian 12 installed from the packages of tests/vm/packages, as ext4
#   linux-KEY      its kernel; initrd-KEY, which finds the image among the drives
# in $HWFIT_CACHE (build/vm-cache), where KEY stands for the files that they follow from.
# Prints KEY. As root, or as a user who may have user namespaces (package uidmap).
set -euo pipefail
cd "$(dirname "$0")/../.."
cache=${HWFIT_CACHE:-build/vm-cache}
mkdir -p "$cache"
cache=$(realpath "$cache")
key=$(cat tests/vm/{make.sh,packages,initrd.sh} | sha256sum | head -c 12)
root=$cache/root-$key.img
[ ! -s "$root" ] || { touch "$root"; echo "$key"; exit 0; }

work=$(mktemp -d "$cache/make.XXXXXX")
trap 'as_root rm -rf "$work"' EXIT
as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else unshare --map-root-user --map-auto -- "$@"; fi; }

# Guests of other keys are not asked for again.
find "$cache" -maxdepth 1 -name '*-????????????*' ! -name "*-$key*" -type f -delete

echo "making the guest of the virtual machines in $cache (a few minutes) ..." >&2
packages=$(sed '/^#/d' tests/vm/packages | grep . | paste -sd,)
# Left out: what no emulated device needs, and Debian's own initrd; initrd.sh is a hundredth of it.
excluded=(/usr/share/{man,doc,locale,info} /etc/kernel/postinst.d
	/lib/modules/'*'/kernel/drivers/{media,infiniband,net/wireless,gpu/drm/{amd,i915,nouveau,radeon}})
options=()
for path in "${excluded[@]}"; do options+=("--dpkgopt=path-exclude=$path/*"); done
options+=("--dpkgopt=path-include=/lib/modules/*/mac80211_hwsim.ko") # radios without hardware
timeout 1500 mmdebstrap --quiet --variant=minbase --format=tar --include="$packages" \
	--aptopt='APT::Install-Recommends "false"' --aptopt='Acquire::Languages "none"' \
	--dpkgopt=force-unsafe-io "${options[@]}" \
	bookworm "$work/root.tar" > "$work/log" 2>&1 || {
	tail -n 30 "$work/log" >&2
	echo "the guest could not be installed: is a Debian mirror in reach?" >&2
	exit 4
}

as_root bash -euc '
	mkdir "$1/root"
	tar -xf "$1/root.tar" -C "$1/root" --exclude "./var/cache/apt/*" --exclude "./var/lib/apt/lists/*"
	install -m 644 "$1"/root/boot/vmlinuz-* "$1/linux"
	tests/vm/initrd.sh "$1/root" "$1/initrd"
	rm -f "$1"/root/boot/vmlinuz-* "$1"/root/boot/System.map-*
	mkdir -p "$1/root/share"
	echo hwfit-guest > "$1/root/etc/hostname"
	size=$(($(du -sm "$1/root" | cut -f1) * 5 / 4 + 100))
	mke2fs -q -t ext4 -O ^has_journal -L ROOT -U 1b0e6a44-6a6f-4f3b-9c55-000000000001 -E root_owner=0:0 \
		-d "$1/root" "$1/root.img" "${size}M"
	chmod 644 "$1/root.img" "$1/initrd"
' make "$work" >&2
mv "$work/linux" "$cache/linux-$key"
mv "$work/initrd" "$cache/initrd-$key"
mv "$work/root.img" "$root"
echo "$key"
