#!/bin/bash
# Makes the Debian package from an installed tree: deb.sh STAGED_ROOT OUTPUT_FOLDER
# Needs dpkg-dev and strip. The same tree gives the same bytes: times are SOURCE_DATE_EPOCH,
# else the day of the last commit.
set -euo pipefail
cd "$(dirname "$0")/.."
root=$(realpath "$1") output=$2
version=$(sed -nE 's/^#define HWFIT_VERSION "(.*)"/\1/p' src/base/version.h)
: "${SOURCE_DATE_EPOCH:=$(git log -1 --format=%ct 2> /dev/null || date +%s)}"
export SOURCE_DATE_EPOCH
architecture=$(dpkg --print-architecture)

doc=$root/usr/share/doc/hwfit
mkdir -p "$doc" "$root/DEBIAN"
strip --strip-unneeded --remove-section=.comment "$root/usr/bin/hwfit"
find "$root/usr/share/man" -name '*.[1-8]' -exec gzip -9n {} +
cat > "$doc/copyright" <<END
Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: hwfit

Files: *
Copyright: 2026 the hwfit authors
License: GPL-3.0-or-later
 On Debian systems the text of the licence is in /usr/share/common-licenses/GPL-3.
 The rows of the compatibility database name their own sources and licences:
 hwfit compat info lists them.
END
gzip -9n > "$doc/changelog.gz" <<END
hwfit ($version) unstable; urgency=medium

  * Release $version.

 -- the hwfit authors <hwfit@localhost>  $(date -u -R -d "@$SOURCE_DATE_EPOCH")
END

# The project has no address of its own to write to.
mkdir -p "$root/usr/share/lintian/overrides"
printf 'hwfit: bogus-mail-host Maintainer hwfit@localhost\nhwfit: bogus-mail-host-in-debian-changelog hwfit@localhost *\n' \
	> "$root/usr/share/lintian/overrides/hwfit"

# What the program is linked with, as packages.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/debian"
printf 'Source: hwfit\n\nPackage: hwfit\nArchitecture: any\n' > "$work/debian/control"
depends=$(cd "$work" && dpkg-shlibdeps -O "$root/usr/bin/hwfit" 2> /dev/null | sed -n 's/^shlibs:Depends=//p')
cat > "$root/DEBIAN/control" <<END
Package: hwfit
Version: $version
Architecture: $architecture
Maintainer: the hwfit authors <hwfit@localhost>
Installed-Size: $(du -sk --exclude=DEBIAN "$root" | cut -f1)
Depends: $depends
Recommends: libarchive13 | libarchive13t64, libusb-1.0-0, openssh-client, smartmontools
Suggests: hwdata, libpci3, libpq5, libreoffice-writer, weasyprint
Section: utils
Priority: optional
Description: hardware inventory and compatibility checker
 hwfit lists the hardware of a workstation, checks it against written terms of
 reference and says of each requirement whether it is met, with the evidence,
 the gap and the cheapest remedy. What cannot be told is said to be unknown.
END
(cd "$root" && find usr -type f -print0 | sort -z | xargs -0 md5sum > DEBIAN/md5sums)
chmod -R u=rwX,go=rX "$root"
find "$root" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
dpkg-deb --root-owner-group -Zxz --build "$root" "$output/hwfit_${version}_$architecture.deb"
