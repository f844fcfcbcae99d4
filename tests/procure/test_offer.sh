#!/bin/bash
# Offers that mean harm are refused or inert, with a message; those that a spreadsheet saved
# are read.
set -u
cd "$(dirname "$0")" || exit 1
here=$PWD
. ../cmd/lib.sh
# What a DOCX says, in its XML.
words_of() { python3 -c 'import sys, zipfile; sys.stdout.buffer.write(zipfile.ZipFile(sys.argv[1]).read("word/document.xml"))' "$1"; }
# shellcheck disable=SC2154 # lib.sh makes the place
cd "$where" || exit 1
command -v python3 > /dev/null || { echo "ok - hostile offers # SKIP python3 is not installed"; exit 0; }
export LANGUAGE=en
"$HWFIT" spec "$here/laptop.tor" --lang en --date 2027-01-10 -o spec.json -o form.xlsx -o form.csv 2> /dev/null
mkdir bad && python3 "$here/hostile.py" form.xlsx bad
refused() { # NAME WORDS
	exits 3 "$1 is refused" timeout 10 "$HWFIT" offer spec.json "bad/$1" --lang en -o "$1.json"
	is "and $1 says why" complains "$2"
	is "and nothing is written of $1" [ ! -e "$1.json" ]
}
refused bomb.xlsx "unpacks to more than"
refused entity.xlsx "document type"
refused laughs.xlsx "document type"
refused merged.xlsx "merged"
refused broken.xlsx "broken.xlsx"
refused cut.xlsx "cut.xlsx"
refused no-table.xlsx "no-table.xlsx"
refused many.csv "rows"
refused twice.csv "answered twice"
# Sanitizers map terabytes of addresses for themselves.
( [ -n "${SAN:-}" ] || ulimit -v 1500000; timeout 60 "$HWFIT" offer spec.json bad/bomb.xlsx -o x.json 2> err )
is "a bomb takes little memory" complains "unpacks to more than"

"$HWFIT" offer spec.json bad/wrong-ids.csv --lang en -o ids.json
is "wrong ids are left out, and that is said" [ "$(jq '.offers[0].messages | length' ids.json)" = 2 ]
for format in md html docx json; do "$HWFIT" offer spec.json bad/formula.csv bad/control.csv --lang en -o evil.$format; done
is "a formula is a text that nobody understands" jq -e '[.offers[0].lots[0].rows[] | select(.id == "L1.ram") | .verdict] == ["unverified"]' evil.json
is "no script reaches the page" [ "$(grep -c '<script>alert' evil.html)" = 0 ]
is "no control character reaches a document" [ "$(LC_ALL=C grep -c $'\x1b' evil.md evil.html evil.json | grep -vc ':0')" = 0 ]
is "and in the text processor's file there is none" [ "$(words_of evil.docx | wc -c)" -gt 1000 -a "$(words_of evil.docx | LC_ALL=C grep -c $'\x1b')" = 0 ]
"$HWFIT" offer spec.json bad/computed.xlsx --lang en -o computed.json
is "computed cells count as they last were, and that is said" [ "$(jq -r '.offers[0].messages[0] | contains("computed cells")' computed.json)" = true ]
for file in comma.csv tab.csv; do
	"$HWFIT" offer spec.json bad/$file --lang en -o read.json
	is "$file is read: decimal comma, marks between fields" [ "$(jq -r '.offers[0].lots[0].rows[] | select(.id == "L1.ram") | .verdict' read.json)" = conforms ]
done

# ---- points in the unit in which the award is written, in the numbers of the language
cat > award.tor <<'END_OF_AWARD'
tor 1
title "Server" et "Server"
applies_to server
quantity 2
ram:    must memory.installed >= 64 GB
resp:   must have service_level: class = standard, response <= 1 working_day
price:  award price weight 80
a_ram:  award memory.installed from 64 GB to 256 GB weight 20
END_OF_AWARD
"$HWFIT" spec award.tor --lang et -o award.json -o award.csv 2> /dev/null
is "one day is one day" grep -q "reageerimisaeg – kuni 1 tööpäev[;,]" award.csv
printf 'id;complies;offered\nL1.ram;jah;128 GB\nL1.resp.1;jah;tavaline\nL1.resp.2;jah;1 tööpäev\nL1.price;;1000,5\nL1.a_ram;;128 GB\n' > award-offer.csv
"$HWFIT" offer award.json award-offer.csv --lang et -o points.md
is "a scale reads as the award writes it" grep -qF "20 × (128 − 64) ÷ (256 − 64) = 6,667" points.md
is "a sum has a comma" grep -qF "| 86,667 |" points.md
is "one day is read back" grep -qF "vastab (1 tööpäev)" points.md
"$HWFIT" offer award.json award-offer.csv --lang en -o points.en.md
is "and a point in English" grep -qF "20 × (128 − 64) ÷ (256 − 64) = 6.667" points.en.md

# ---- re-saved by LibreOffice, where it is installed
if command -v soffice > /dev/null && /usr/bin/python3 -c 'import openpyxl' 2> /dev/null; then
	/usr/bin/python3 "$here/fill_form.py" form.xlsx filled.xlsx 'L1.price:offered=24 500,00' 'L1.weight:offered=1,5 kg' 'L1.a_disk:offered=512 GB'
	mkdir again
	office() { HOME=$where/home timeout 120 soffice --headless -env:UserInstallation=file://"$where"/profile "$@" > /dev/null 2>&1; }
	office --convert-to xlsx --outdir again filled.xlsx
	office --convert-to 'csv:Text - txt - csv (StarCalc):59,34,76,1' --outdir again filled.xlsx
	for file in filled.xlsx again/filled.xlsx again/filled.csv; do
		exits 0 "$file conforms" "$HWFIT" offer spec.json "$file" --lang en -o saved.json
		jq '.offers[0] | del(.name)' saved.json > "saved.$(echo "$file" | tr / -)"
		is "and reads back exactly" cmp -s saved.filled.xlsx "saved.$(echo "$file" | tr / -)"
	done
else echo "ok - saved by LibreOffice # SKIP libreoffice-calc or python3-openpyxl is not installed"; fi

# ---- on paper a number stays with its unit
"$HWFIT" spec award.tor --lang et -o paper.docx 2> /dev/null
is "a number stays on the line of its unit" [ "$(words_of paper.docx | grep -c $'64\u00a0GiB')" -ge 1 ]

# ---- a specification of another version of the program
older() { jq "(.tool.version = \"0.0.9\") | $1" award.json > older.json; }
older '.lots[0].rows[].text |= "as it was worded then"'
exits 2 "a specification that an older version wrote is judged" "$HWFIT" offer older.json award-offer.csv --lang et -o older.md
is "and that its words are of this one is said" complains "written by hwfit 0.0.9"
is "the same is judged" cmp -s older.md points.md
older '(.lots[0].rows[] | select(.id == "L1.ram") | .value) = "8"'
exits 3 "a number that was changed in it is refused" "$HWFIT" offer older.json award-offer.csv
older '.lots[0].quantity = 3'
exits 3 "and a quantity" "$HWFIT" offer older.json award-offer.csv
older 'del(.lots[0].rows[1])'
exits 3 "and a row that is gone" "$HWFIT" offer older.json award-offer.csv
jq '.lots[0].rows[0].text = "other words"' award.json > edited.json
exits 3 "words of this version are its own" "$HWFIT" offer edited.json award-offer.csv
