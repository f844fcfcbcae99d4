#!/bin/bash
# drivers_for on a platform whose kernel is not known: what its maker removed fails, the rest is unknown; a machine of
# another architecture is not judged.
cd "$(dirname "$0")/../.." || exit 1
. tests/cmd/lib.sh
db=$(dirname "$HWFIT")/compat.db
# scan MODALIAS [CPU]: a document of one PCI device.
scan() {
	printf '{"format":"hwfit-scan/1","tool":{"name":"hwfit","version":"0"},"taken":"2026-01-01T00:00:00Z","components":{"cpu":[%s],"pci":[{"key":"0000:01:00.0","modalias":"%s"}],"usb":[]}}' "${2:-{\"architecture\":\"x86_64\"\}}" "$1" > "$where/scan.json"
}
judged() { # PLATFORM VERDICT SENTENCE
	printf 'tor 1\ntitle "drivers"\nneed: must drivers_for every device on %s\n' "$1" > "$where/need.tor"
	"$HWFIT" check "$where/need.tor" "$where/scan.json" --compat "$db" --explain --format json > "$where/out"
	is "$3" [ "$(python3 -c 'import json, sys; print(json.load(sys.stdin)["machines"][0]["judgements"][0]["requirements"][0]["verdict"])' < "$where/out")" = "$2" ]
}
sas1078=pci:v00001000d00000060sv00001028sd00001F0Cbc01sc04i00
scan $sas1078
judged rhel-9 fail "a device that RHEL 9 removed fails there"
is "the driver and the source are named" says 'driver megaraid_sas, removed in Red Hat Enterprise Linux 9: this device'
judged debian-13 pass "Debian 13 still drives it"
scan pci:v00001000d0000005Bsv00001028sd00001F34bc01sc04i00
judged rhel-9 unknown "what is only unmaintained there is no fail"
is "and it is said" says 'unmaintained in Red Hat Enterprise Linux 9'
scan pci:v00008086d00001502sv000017AAsd000021F3bc02sc00i00
judged rhel-9 unknown "of other devices nothing is known there"
scan pci:v00008086d00000154sv000017AAsd000021FBbc06sc00i00
judged rhel-9 pass "a host bridge needs no driver anywhere"
scan pci:v00008086d00001248sv00008086sd00000000bc02sc00i00
judged debian-13 fail "a device that is newer than the kernel has no driver"
is "the oldest kernel that has one is named" says 'the kernel of debian-13-backports has one: ice'
scan pci:v00008086d00001502sv000017AAsd000021F3bc02sc00i00 '{"architecture":"ppc64le"}'
judged debian-13 unknown "drivers known for x86_64 say nothing of a POWER machine"
"$HWFIT" compat match --compat "$db" $sas1078 > "$where/out"
is "match shows what makers removed" says 'removed in rhel-9'
# nouveau takes every NVIDIA display device and knows the chips that it names.
turing=pci:v000010DEd00001F91sv00001028sd00000905bc03sc00i00 ada=pci:v000010DEd000028A0sv00001028sd00000C5Cbc03sc00i00
scan $turing
judged debian-11 pass "a device whose chip the driver names passes"
is "and it is said" says 'driver nouveau, which names the chip'
judged debian-11-cloud fail "not where the kernel lacks the driver"
scan $ada
judged debian-12 unknown "a chip that the driver of a later kernel names is unknown on an earlier one"
is "the kernel that first names it is told" says 'driver nouveau, first in the kernel of debian-13, '
judged debian-13 pass "and passes on the later one"
scan "${turing/d00001F91/d0000FFFF}"
judged debian-13 unknown "a device without the name of a chip is unknown"
scan "${turing/bc03sc00/bc04sc03}"
judged debian-13 pass "the sound of such a card has a driver of its own"
is "which is not this one" says 'driver snd_hda_intel'
"$HWFIT" compat match --compat "$db" $ada > "$where/out"
is "match tells kernels that take the device by its maker alone" says 'debian-12 (not by model), debian-13,'
"$HWFIT" compat match --compat "$db" --format json $ada > "$where/out"
is "in JSON too" says '"by_model":["debian-13","debian-13-backports"]'
reader=usb:v147Ep2020d0001dcFFdsc00dp00icFFisc00ip00in00
"$HWFIT" compat match --compat "$db" $reader > "$where/out"
is "match shows the package whose program drives a device" says 'package libfprint-2-2 drives it: debian-12, debian-13'
"$HWFIT" compat match --compat "$db" --format json $reader > "$where/out"
is "and its source" says '"platform":"debian-13","source":"debian-libfprint"'
# A reader of smart cards that libccid lists, by its interface for cards; another one may be driven or not.
usb() {
	printf '{"format":"hwfit-scan/1","tool":{"name":"hwfit","version":"0"},"taken":"2026-01-01T00:00:00Z","components":{"cpu":[{"architecture":"x86_64"}],"pci":[],"usb":[{"key":"1-1","modaliases":["%s"]}]}}' "$1" > "$where/scan.json"
}
usb usb:v08E6p3437d0100dc00dsc00dp00ic0Bisc00ip00in00
judged debian-13 pass "a smart card reader that a program of the platform knows passes"
is "with the package and its list" says 'package libccid drives it'
judged debian-12 pass "on Debian 12 too"
judged debian-11 unknown "of a platform whose list was not read it is unknown"
usb usb:vF055p0001d0100dc00dsc00dp00ic0Bisc00ip00in00
judged debian-13 unknown "a reader that the list does not name is unknown"
usb usb:v08E6p3437d0100dc00dsc00dp00icFEisc42ip00in00
judged debian-13 fail "another interface of a listed reader is not driven by that"
scan pci:v00008086d00004238sv00008086sd00001111bc02sc80i00
judged debian-13 pass "a wireless card with a driver passes"
is "the package that holds its firmware is named, and that it may be needed" says 'iwlwifi may need firmware: package firmware-iwlwifi (non-free-firmware)'
judged debian-11 pass "so it does on Debian 11"
is "where the package lies in another area" says 'package firmware-iwlwifi (non-free)'
