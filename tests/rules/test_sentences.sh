#!/bin/bash
# What a verdict says is in both languages, from one source: every sentence of the rules is in
# the catalogue, reports say it in Estonian, and data stays as it is.
set -u
cd "$(dirname "$0")/../.." || exit 1
. tests/cmd/lib.sh
# shellcheck disable=SC2154 # lib.sh makes the place
xgettext -a --from-code=UTF-8 -L C -o "$where/rules.pot" src/rules/*.c src/tor/words_in.c src/facts/words.c 2> /dev/null
python3 tests/rules/sentences.py src/report/po/et.po "$where/rules.pot"

cat > "$where/need.tor" <<'END_OF_NEED'
tor 1
title "Office" et "Kontor"
ram:  must memory.installed >= 64 GB
tpm:  must tpm.version >= 2.1
disk: must have disk: medium = ssd, size >= 480.5 GB
wear: must every disk where medium = ssd: wear <= 10 %
os:   must run windows-11-25h2-pro supported until today + 6 months
net:  must have network: type = ethernet
      or have network: type = wifi
keys: must confirm "All keys work." et "Kõik klahvid töötavad."
old:  should firmware.date >= 2027-08-10
END_OF_NEED
cp tests/machines/lab-uefi/expect.json "$where/lab.json"
check() { "$HWFIT" check "$where/need.tor" "$where/lab.json" --date 2026-11-27 "$@"; }
exits 1 "a check in Estonian" check --lang et
is "asks in Estonian" says "muutmälu (RAM): paigaldatud maht: vähemalt 64 GiB"
is "with a comma in numbers" says "maht: vähemalt 480,5 GB"
is "says how far it is" says "puudujääk: puudu 24 GiB"
is "says what would help" says "abinõu: anna virtuaalmasinale rohkem mälu"
is "says what is missing, why, and how to get it" says \
	"teadmata: kulumus (salvestusseade nvme0n1) ja veel 7: skannis seda ei ole; skanni põhjalikult juurkasutajana"
is "joins alternatives by words" test "$(check --lang et --format html | grep -c "Vähemalt üks alternatiividest: võrguliides")" = 1
is "names days as people write them" says "kontrollitud 27.11.2026"
is "counts" says "Tulemus: ei sobi (täidetud: 1, ei ole täidetud: 5, teadmata: 2)"
cp "$where/out" "$where/et"
for english in "it is" "there " "missing" "short" " known" "machine" "scanned" "remedy" "gap"; do
	is "no English is left: $english" test "$(grep -c -- "$english" "$where/et")" = 0
done
is "the same words are on a page" test "$(check --lang et --format html | grep -c 'puudu 24 GiB')" = 1
is "data is the same in every language" cmp -s <(check --lang et --format json) <(check --lang en --format json)
is "English is as it was" test "$(check --lang en | grep -c 'gap: 24 GB short')" = 1

# ---- of a fleet
"$HWFIT" inventory init --db "$where/fleet.db" > /dev/null
"$HWFIT" inventory add --db "$where/fleet.db" "$where/lab.json" > /dev/null 2>&1
fleet() { "$HWFIT" check "$where/need.tor" --db "$where/fleet.db" --fleet --date 2026-11-27 "$@"; }
exits 1 "a fleet in Estonian" fleet --lang et
is "says how far its machines are" says "1 ei ole täidetud: puudu 24 GiB"
is "and says no English" test "$(grep -cE 'short|must|fail|pass|machines|suitable' "$where/out")" = 0
is "its data is the same in every language" cmp -s <(fleet --lang et --format json) <(fleet --lang en --format json)
