#!/bin/bash
# The HTML pages of a check, a fleet and a scan, used in a real browser as a person would: sorting, filtering,
# folding, saving, printing; text of machines stays text. Needs chromium and chromedriver
# (make check-browser installs them); skips loudly without.
set -u
cd "$(dirname "$0")" || exit 1
. ../cmd/lib.sh
# shellcheck disable=SC2154 # lib.sh makes the place
mkdir "$where/saved"

cat > "$where/need.tor" <<'END'
tor 1
title "Office <b>& co</b>"
ram:  must memory.installed >= 16 GB
tpm:  must tpm.version >= 2.0
kbd:  must have keyboard: layout = ee
disk: should have disk: size >= 100 GB
END
scan() { # HOSTNAME MODEL
	jq -n --arg host "$1" --arg model "$2" '{format: "hwfit-scan/1", tool: {name: "hwfit", version: "0.1.0"},
		taken: "2026-05-01T10:00:00Z", host: {hostname: $host}, labels: {}, probes: [], partial: {}, notes: [],
		components: {system: [{vendor: "Maker", model: $model, virtual: "none"}],
			memory: [{installed: 8589934592}], tpm: [{present: true, enabled: false, version: null}],
			disk: [{key: "sda", size: 240057409536, medium: "ssd", model: "<img src=x onerror=window.hacked=1>"}]}}'
}
scan '<script>window.hacked=1</script>' $'"><svg onload=window.hacked=1>\x1b[31m' > "$where/a.json"
scan "=cmd|'/c calc'!A1" "Plain 7" > "$where/b.json"
exits 1 "a check is written as a page" "$HWFIT" check "$where/need.tor" "$where/a.json" "$where/b.json" -o "$where/page.html"
is "the same page each time" cmp -s "$where/page.html" <("$HWFIT" check "$where/need.tor" "$where/a.json" "$where/b.json" --format html)
is "no control character is in it" test -z "$(tr -d '[:print:]\n\t' < "$where/page.html" | tr -d '\200-\377')"
is "no address of another place is in it" test "$(grep -cE 'https?://' "$where/page.html")" = 0

mkdir "$where/root"
tar -xJf ../machines/lab-uefi/root.tar.xz -C "$where/root"
exits 0 "a scan is written as a page" "$HWFIT" scan --root "$where/root" -o "$where/scan.html"
is "no address of another place is in that either" test "$(grep -cE 'src=|href="http' "$where/scan.html")" = 0

"$HWFIT" inventory init --db "$where/fleet.db" > "$where/out"
"$HWFIT" inventory add --db "$where/fleet.db" "$where/a.json" "$where/b.json" ../machines/*/expect.json > "$where/out" 2>&1
exits 1 "a fleet is written as a page" "$HWFIT" check "$where/need.tor" --db "$where/fleet.db" --fleet -o "$where/fleet.html"
is "with a row for each machine" test "$(grep -c '<tr data-verdict' "$where/fleet.html")" = \
	"$("$HWFIT" inventory list --db "$where/fleet.db" --format json | jq length)"
exits 1 "and a part of it" "$HWFIT" check "$where/need.tor" --db "$where/fleet.db" --fleet 'system.model = "Plain 7"' -o "$where/part.html"
is "with a row for that machine" test "$(grep -c '<tr data-verdict' "$where/part.html")" = 1

jq '.labels.site = "<b>Tartu</b>"' "$where/a.json" > "$where/site.json"
"$HWFIT" inventory add --db "$where/fleet.db" "$where/site.json" > "$where/out" 2>&1
for question in stats groups outliers; do
	exits 0 "fleet $question is written as a page" "$HWFIT" fleet "$question" --least 1 --db "$where/fleet.db" -o "$where/$question.html"
done
exits 1 "and two fleets compared" "$HWFIT" compare --db "$where/fleet.db" 'system.model = "Plain 7"' 'system.model != "Plain 7"' -o "$where/compare.html"
exits 1 "and two scans" "$HWFIT" compare "$where/a.json" "$where/b.json" -o "$where/scans.html"
exits 0 "and a plan, in Estonian" "$HWFIT" fleet plan "$where/need.tor" --db "$where/fleet.db" -o "$where/plan.html" --lang et
is "which says so" grep -q '<html lang="et">' "$where/plan.html"

# ---- the same in Estonian
cat > "$where/vajadus.tor" <<'END'
tor 1
title "Office" et "Kontori tööjaam"
ram:  must memory.installed >= 16 GB
      because "slow" et "aeglane"
tpm:  must tpm.version >= 2.0
kbd:  must have keyboard: layout = ee
disk: should have disk: size >= 100 GB, medium = ssd
END
exits 1 "a check in Estonian" "$HWFIT" check "$where/vajadus.tor" "$where/a.json" "$where/b.json" --lang et -o "$where/kontroll.html"
exits 0 "a scan in Estonian" "$HWFIT" scan --root "$where/root" --lang et -o "$where/seade.html"
exits 1 "a fleet in Estonian" "$HWFIT" check "$where/vajadus.tor" --db "$where/fleet.db" --fleet --lang et -o "$where/park.html"
language() { "$HWFIT" scan --root "$where/root" --format html | grep -o '<html lang="..">'; }
is "English is what a page is in without saying" test "$(LANGUAGE='' LC_ALL=C.UTF-8 language)" = '<html lang="en">'
is "the locale chooses the language" test "$(LANGUAGE=et language)" = '<html lang="et">'
exits 3 "a language that there is not" "$HWFIT" scan --root "$where/root" --lang fr -o "$where/none.html"
is "writes no page" [ ! -e "$where/none.html" ]

# A page that ends its browser is a fault too.
page() { /usr/bin/python3 "$@" || echo "not ok - $1 $(basename "$2") came to its end"; }
if command -v chromium > /dev/null && command -v chromedriver > /dev/null; then
	page check_page.py "$where/page.html" "$where/saved"
	rm -f "$where"/saved/*
	page fleet_page.py "$where/fleet.html" "$where/saved"
	rm -f "$where"/saved/*
	for question in stats groups compare scans plan; do
		page overview_page.py "$where/$question.html" "$where/saved" | sed "s/ - / - $question: /"
		rm -f "$where"/saved/*
	done
	page scan_page.py "$where/scan.html" "$where/saved"
	page translated_page.py "$where/kontroll.html" "$where/saved" "Kontori tööjaam" "ei ole täidetud" \
		"muutmälu (RAM): paigaldatud maht – vähemalt 16 GiB" "aeglane" "Mida leiti" "pooljuhtketas (SSD)"
	page translated_page.py "$where/seade.html" "$where/saved" "Kõik omadused" "Muutmälu" "vabu pesi" "Olek"
	page translated_page.py "$where/park.html" "$where/saved" "Nõuded" "Mudeleid:" "klaviatuur" "Tulemus"
else
	echo "ok - the page in a browser # SKIP chromium is not installed: make check-browser"
fi
