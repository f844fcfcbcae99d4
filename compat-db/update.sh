#!/bin/bash
# Reads the drivers of Debian's kernels again into drivers/: update.sh HWFIT
# or leaves the indexes of their modules in DIR/PLATFORM, for tests beside libkmod: update.sh --indexes DIR
# or reads only the lists of files of Debian's firmware packages and what --programs does: update.sh --firmware
# or only the lists of fingerprint and smart card readers that programs know: update.sh --programs
# The packages are fetched with apt from the archive that this system uses, into a folder that is removed,
# and unpacked; nothing is installed. Each line below is a kernel: its platform, the suite, the
# package that names the newest kernel of it.
set -eu
export LC_ALL=C
indexes='' kernels=yes firmware=yes
case $1 in
--indexes) mkdir -p "$2" && indexes=$(realpath "$2") firmware='' ;;
--firmware) kernels='' ;;
--programs) kernels='' firmware=programs ;;
*) hwfit=$(realpath "$1") ;;
esac
cd "$(dirname "$0")"
mirror=${MIRROR:-http://deb.debian.org/debian} security=${SECURITY_MIRROR:-http://deb.debian.org/debian-security}
work=$(mktemp -d) && trap 'rm -rf "$work"' EXIT
chmod 755 "$work"
keys=/usr/share/keyrings/debian-archive-keyring.gpg
mkdir -p "$work"/{lists/partial,cache/archives/partial,deb}
: > "$work/status"
for suite in bullseye bookworm trixie trixie-backports; do
	echo "deb [signed-by=$keys] $mirror $suite main non-free$([ $suite = bullseye ] || echo " non-free-firmware")"
done > "$work/sources.list"
for suite in bullseye bookworm trixie; do
	echo "deb [signed-by=$keys] $security $suite-security main"
done >> "$work/sources.list"
options=(-q -o "Dir::Etc::sourcelist=$work/sources.list" -o Dir::Etc::sourceparts=- -o "Dir::State::Lists=$work/lists"
	-o "Dir::Cache=$work/cache" -o "Dir::State::status=$work/status" -o APT::Architecture=amd64
	-o APT::Sandbox::User=root)
apt-get "${options[@]}" update > /dev/null

# The newest version of a package in a suite and its updates.
newest() { # PACKAGE SUITE
	apt-cache "${options[@]}" madison "$1" | awk -F' *[|] *' -v s="$2" '$3 ~ " " s "(-security)?/main" { print $2; exit }'
}
# Everything of a kernel lies in the packages that its meta package names, one behind another.
names() { apt-cache "${options[@]}" show "$1=$2" | sed -n 's/^Depends: //p' | tr ',' '\n' | sed -nE 's/^ *(linux-(image|modules|base)-[0-9][^ ]*).*/\1/p'; }

# A driver that takes every device of a maker asks the chip who it is and knows those that it names: nouveau
# (nvkm/engine/device/base.c in Linux). pci.ids begins the names of devices with that of the chip, letters for
# a variant behind it: GP106M.
chips_of() { # ROOT
	find "$1" -name 'nouveau.ko*' -exec xz -dcf {} + | tr '\0' '\n' | tr / '\n' |
		grep -axE 'NV[0-9A-F][0-9A-F]A?|G[0-9][0-9]|C[0-9][0-9]|MCP[0-9][0-9A-F]|(G[A-Z]|TU|AD)[0-9][0-9][0-9][A-Z]?' | sort -u
}
write_chips() { # lines of chip and platform on standard input
	(cd "$work/deb" && apt-get "${options[@]}" download "pci.ids=$(newest pci.ids trixie)" > /dev/null)
	dpkg-deb --fsys-tarfile "$work/deb"/pci.ids_*.deb | tar -xO ./usr/share/misc/pci.ids > "$work/pci.ids"
	rm -f "$work/deb/"*
	awk -F'\t' -v OFS='\t' '
		FILENAME == "drivers/kernels.tsv" { if (FNR > 1) bit[$2] = 2 ^ (FNR - 2); next }
		FILENAME == "-" { set[$1] += bit[$2]; next }
		/^[0-9a-f]/ { nvidia = substr($0, 1, 4) == "10de" }
		nvidia && /^\t[0-9a-f]/ {
			id = toupper(substr($2, 1, 4)); word = substr($2, 7); sub(/[ \[].*/, "", word)
			for (n = length(word); n > 2; n--)
				if (substr(word, 1, n) in set && substr(word, n + 1) !~ /[^A-Z]/) {
					printf "pci:v000010DEd0000%ssv*sd*bc03sc*i*\tnouveau\t%x\n", id, set[substr(word, 1, n)]
					break
				}
		}' drivers/kernels.tsv - "$work/pci.ids" | LC_ALL=C sort > "$work/chips.tsv"
	{ printf 'pattern\tdriver\tkernels\n'; cat "$work/chips.tsv"; } > drivers/chips.tsv
}

[ -z "$kernels" ] || while read -r platform suite meta; do
	version=$(newest "$meta" "$suite")
	[ -n "$version" ] || { echo "$platform: $suite has no $meta" >&2; exit 1; }
	root=$work/root-$platform image=$(names "$meta" "$version" | head -n 1)
	packages=("$image") && mkdir "$root"
	for name in $(names "$image" "$version"); do
		packages+=("$name")
		for inner in $(names "$name" "$version"); do packages+=("$inner"); done
	done
	for name in $(printf '%s\n' "${packages[@]}" | sort -u); do
		(cd "$work/deb" && apt-get "${options[@]}" download "$name=$version" > /dev/null)
		dpkg-deb -x "$work/deb/$name"_*.deb "$root"
		rm -f "$work/deb/"*
	done
	if [ -n "$indexes" ]; then
		release=${image#linux-image-}
		depmod -b "$root" "$release" 2> /dev/null || { ln -s usr/lib "$root/lib" && depmod -b "$root" "$release"; }
		mkdir -p "$indexes/$platform"
		cp "$root"/{,usr/}lib/modules/"$release"/modules.* "$indexes/$platform/" 2> /dev/null || true
		[ -s "$indexes/$platform/modules.alias.bin" ] || { echo "$platform: no index of modules" >&2; exit 1; }
		echo "$platform=$indexes/$platform	$image $version"
	else
		"$hwfit" compat add-kernel "$root" --text . --platform "$platform" --package "$image" --version-of "$version"
		chips_of "$root" | sed "s/\$/	$platform/" >> "$work/chips"
	fi
	rm -rf "$root"
done <<- END
	debian-11 bullseye linux-image-amd64
	debian-11-cloud bullseye linux-image-cloud-amd64
	debian-12 bookworm linux-image-amd64
	debian-12-cloud bookworm linux-image-cloud-amd64
	debian-13 trixie linux-image-amd64
	debian-13-cloud trixie linux-image-cloud-amd64
	debian-13-backports trixie-backports linux-image-amd64
END

[ ! -s "$work/chips" ] || write_chips < "$work/chips"

# Which package holds the files that drivers may ask for: the packages of a suite whose names say firmware are
# fetched, and their lists of files read. Bits are those of kernels.tsv. A kernel of backports finds its firmware in
# the release too.
bits() { awk -F'\t' -v want=" $1 " 'NR > 1 && index(want, " " $2 " ") { set += 2 ^ (NR - 2) } END { printf "%x", set }' drivers/kernels.tsv; }
[ -n "$firmware" ] || exit 0

# What no kernel drives, a program may: packages list the devices that theirs know, as rows of support.tsv.
programs() { # PACKAGE FILE-IN-IT SOURCE AWK-PROGRAM-THAT-PRINTS-PATTERNS
	local suite platforms version
	while read -r suite platforms; do
		version=$(newest "$1" "$suite")
		(cd "$work/deb" && apt-get "${options[@]}" download "$1=$version" > /dev/null)
		dpkg-deb --fsys-tarfile "$work/deb/$1"_*.deb | tar -xO --wildcards "$2" | awk "$4" | sort -u > "$work/patterns"
		[ -s "$work/patterns" ] || { echo "$1 $version: no device was found in $2" >&2; exit 1; }
		for platform in $platforms; do sed "s,.*,$1\t&\t$platform\tprogram\t$3," "$work/patterns"; done
		rm -f "$work/deb/"*
		echo "$1 $version of $suite: is that the version of $3 in sources.compat?" >&2
	done <<- END > "$work/listed"
		bookworm debian-12
		trixie debian-13 debian-13-backports
	END
	{
		head -n 1 drivers/support.tsv
		{ tail -n +2 drivers/support.tsv | grep -v "	$3\$"; cat "$work/listed"; } | LC_ALL=C sort
	} > "$work/support.tsv"
	cp "$work/support.tsv" drivers/support.tsv
}
# Fingerprint readers stand above those that are known not to work.
# shellcheck disable=SC2016 # a program of awk
programs libfprint-2-2 '*/60-autosuspend-libfprint-2.hwdb' debian-libfprint \
	'/^# Known unsupported/ { exit } /^usb:/ { print $1 }'
# Readers of smart cards: a list of makers beside one of products. Of a reader the interface for cards alone.
# shellcheck disable=SC2016 # a program of awk
programs libccid '*/libccid_Info.plist' debian-libccid \
	'/<key>/ { gsub(/.*<key>|<.key>.*/, ""); key = $0 }
	/<string>0x/ { gsub(/.*<string>0x|<.string>.*/, ""); if (key ~ /^ifd(Vendor|Product)ID$/) id[key, ++n[key]] = toupper($0) }
	END { if (n["ifdVendorID"] != n["ifdProductID"]) exit 1
		for (i = 1; i <= n["ifdVendorID"]; i++) printf "usb:v%sp%sd*dc*dsc*dp*ic0B*\n", id["ifdVendorID", i], id["ifdProductID", i] }'
[ "$firmware" = yes ] || exit 0

cut -f 1 drivers/firmware.tsv | tail -n +2 | sort -u > "$work/files"
apt-cache "${options[@]}" dumpavail | awk '/^Package: /{print $2}' | grep -E '^firmware-|-firmware$' | sort -u |
	xargs apt-cache "${options[@]}" madison > "$work/offered"
while read -r suite platforms; do
	set_of=$(bits "$platforms")
	awk -F' *[|] *' -v s="$suite" '{
		split($3, at, " "); if (at[2] !~ "^" s "(-security)?/") next
		sub(/^ +/, "", $1); area = at[2]; sub(/.*\//, "", area); if (!seen[$1]++) print $1, $2, area }' "$work/offered" > "$work/packages"
	(cd "$work/deb" && awk '{ print $1 "=" $2 }' "$work/packages" | xargs apt-get "${options[@]}" download > /dev/null)
	while read -r package _ area; do
		dpkg-deb --fsys-tarfile "$work/deb/$package"_*.deb | tar -t | sed -nE 's,^\./(usr/)?lib/firmware/(updates/)?(.*[^/])$,\3,p' |
			sed -E 's/\.(xz|zst)$//' | sort -u | comm -12 - "$work/files" | sed "s,\$,\t$package\t$area\t$set_of,"
	done < "$work/packages"
	rm -f "$work/deb/"*
done <<- END > "$work/held"
	bullseye debian-11 debian-11-cloud
	bookworm debian-12 debian-12-cloud
	trixie debian-13 debian-13-cloud debian-13-backports
	trixie-backports debian-13-backports
END
{
	printf 'file\tpackage\tarea\tkernels\tsource\n'
	awk -F'\t' -v OFS='\t' 'function value(s, i, n) { for (i = 1; i <= length(s); i++) n = n * 16 + index("0123456789abcdef", substr(s, i, 1)) - 1; return n }
		function both(a, b, out, bit) { for (bit = 1; bit <= a || bit <= b; bit *= 2) if (int(a / bit) % 2 || int(b / bit) % 2) out += bit; return out }
		{ key = $1 OFS $2 OFS $3; set[key] = both(set[key] + 0, value($4)) }
		END { for (key in set) printf "%s\t%x\tdebian-firmware\n", key, set[key] }' "$work/held" | LC_ALL=C sort
} > drivers/firmware-packages.tsv
