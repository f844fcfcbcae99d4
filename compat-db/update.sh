#!/bin/bash
# Reads the drivers of Debian's kernels again into drivers/: update.sh HWFIT
# The packages are fetched with apt from the archive that this system uses, into a folder that is removed,
# and unpacked; nothing is installed. Each line below is a kernel: its platform, the suite, the
# package that names the newest kernel of it.
set -eu
hwfit=$(realpath "$1")
cd "$(dirname "$0")"
mirror=${MIRROR:-http://deb.debian.org/debian} security=${SECURITY_MIRROR:-http://deb.debian.org/debian-security}
work=$(mktemp -d) && trap 'rm -rf "$work"' EXIT
chmod 755 "$work"
keys=/usr/share/keyrings/debian-archive-keyring.gpg
mkdir -p "$work"/{lists/partial,cache/archives/partial,deb}
: > "$work/status"
for suite in bullseye bookworm trixie trixie-backports; do
	echo "deb [signed-by=$keys] $mirror $suite main"
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

while read -r platform suite meta; do
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
	"$hwfit" compat add-kernel "$root" --text . --platform "$platform" --package "$image" --version-of "$version"
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
