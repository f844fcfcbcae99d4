#!/bin/bash
# Network interfaces are those that ip shows: of this machine, of made virtual ones in a network
# namespace, of recorded machines; of recordings in ../shared/corpus (or $HWFIT_SHARED/corpus)
# those that udev and the files of the tree tell. Needs ip and python3. Skips loudly without.
cd "$(dirname "$0")/../.." || exit 1
corpus=${HWFIT_SHARED:-../shared}/corpus
for need in python3 ip; do
	command -v $need > /dev/null || { echo "ok - network # SKIP $need is not installed"; exit 0; }
done
work=$(mktemp -d -p /dev/shm 2> /dev/null || mktemp -d) && trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT
machines=0 interfaces=0 checked=0

# compare NAME HOW FILE: the scan in $work/scan.json with what another says
compare() {
	if python3 tests/probes/network_oracle.py "$work/scan.json" "$2" "$3" > "$work/differences" 2>&1; then
		echo "ok - $1"
	else
		echo "not ok - $1"
		grep . "$work/differences" | head -n 20 | sed 's/^/  /'
	fi
	machines=$((machines + 1))
	for count in interfaces checked; do
		printf -v $count %d $((${!count} + $(sed -n "s/^$count //p" "$work/differences")))
	done
}
counted() {
	echo "# $1: $machines machines, $interfaces interfaces, $checked values compared"
	if [ "$machines" -ge "$2" ]; then echo "ok - $1 were there"; else echo "not ok - $1: only $machines"; fi
	machines=0 interfaces=0 checked=0
}
scan() { "$HWFIT" scan --probe pci,usb,network --format json "$@" > "$work/scan.json"; }

scan
ip -j -d link > "$work/ip.json"
compare "this machine" ip "$work/ip.json"
counted "interfaces of this machine" 1

# Every kind of virtual interface that this kernel makes, each told apart.
export work
cat > "$work/made" << 'X'
mount -t sysfs sysfs /sys || exit 1
ip link add br0 type bridge
ip link add v0 type veth peer name v1
for kind in dummy ifb bond vxlan wireguard macvlan ipvlan geneve team vrf gre; do
	ip link add x$kind type $kind
	ip link add x$kind type $kind id 7 dev v0
	ip link add x$kind link v0 type $kind
done
ip link add link v0 name v0.7 type vlan id 7
ip tuntap add dev tun7 mode tun
ip tuntap add dev tap7 mode tap
"$HWFIT" scan --probe network --format json > "$work/scan.json"
ip -j -d link > "$work/ip.json"
X
if unshare -rmn bash "$work/made" 2> /dev/null; then
	compare "made virtual interfaces" ip "$work/ip.json"
	counted "made interfaces" 1
else
	echo "ok - made virtual interfaces # SKIP network namespaces are not allowed here"
fi

for recording in tests/machines/*/root.tar.xz; do
	peers=$(dirname "$recording")/peers/ip.json
	mkdir "$work/tree" && tar --no-same-owner -xf "$recording" -C "$work/tree"
	scan --root "$work/tree"
	[ -e "$peers" ] && compare "machine $(basename "$(dirname "$recording")")" ip "$peers"
	chmod -R u+w "$work/tree" && rm -rf "$work/tree"
done
counted "recorded machines" 2

[ -d "$corpus/udevadm" ] || { echo "ok - network of the corpus # SKIP no recordings in $corpus"; exit 0; }
for dump in "$corpus"/udevadm/checkbox/*.txt; do
	python3 "$corpus/tools/udevdb2root" "$dump" "$work/tree" > /dev/null
	scan --root "$work/tree"
	compare "udevadm $(basename "$dump")" udev "$dump"
	rm -rf "$work/tree"
done
counted "recordings of udevadm" 50
for archive in "$corpus"/sysfs-trees/{hwloc-linux/{2pa,32em64t-2n8c,32intel}*,systemd-thinkpad/*}.tar.*; do
	mkdir "$work/tree" && tar --no-same-owner -xf "$archive" -C "$work/tree" 2> /dev/null
	tree=$(find "$work/tree" -type d -name sys -print -quit)
	scan --root "${tree%/sys}"
	compare "tree $(basename "$archive")" tree "$tree"
	chmod -R u+w "$work/tree" && rm -rf "$work/tree"
done
counted "trees" 4
