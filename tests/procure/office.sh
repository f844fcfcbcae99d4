#!/bin/bash
# Every document in an office suite: office.sh BUILD_DIR [FOLDER, kept: documents, PDFs, pictures].
# LibreOffice opens DOCX, XLSX and HTML of every need in both languages, acts, notices, comparisons
# and reports, and prints them; the words and the pages are looked at. Forms filled by openpyxl and
# saved again by LibreOffice read back the same.
set -u
cd "$(dirname "$0")/../.." || exit 1
build=$PWD/$1 log=$PWD/$1/office.tap
export HWFIT=$build/hwfit HWFIT_SHARED=${HWFIT_SHARED:-../shared} LC_ALL=C.UTF-8 LANGUAGE=en
export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
started=$SECONDS
cd tests/procure || exit 1
here=$PWD
. ../cmd/lib.sh
. ./needs.sh
# shellcheck disable=SC2154 # lib.sh makes the place
keep=${2:-$where/kept}
mkdir -p "$keep" && cd "$keep" && rm -rf made pdf picture forms delivered torn && mkdir made pdf picture forms || exit 1
office() { timeout 1800 soffice "-env:UserInstallation=file://$where/profile" --headless "$@" > "$where/office.log" 2>&1; }
look() { /usr/bin/python3 "$here/office.py" "$@"; }
fill() { /usr/bin/python3 "$here/fill_form.py" "$@"; }

make_documents() {
	local n=0 tor language name
	for tor in $(needs); do
		n=$((n + 1))
		for language in en et; do
			name=$n-$(basename "$tor" .tor).$language
			specified "$tor" "$name" --lang $language -o "made/$name.docx" -o "made/$name.xlsx" -o "made/$name.html" -o "made/$name.json"
		done
	done
	# What follows a specification: offers, a delivery, its papers, a report of service times.
	"$HWFIT" scan --root "$here/../machines/lab-uefi/root.tar.xz" -o base.json
	/usr/bin/python3 "$here/deliver.py" base.json delivered 40 --as new-laptop --change 7:disk.size=256060514304 --change 23:memory.installed=8589934592
	printf 'id;class;reported;responded;restored\nõ1;critical;2027-02-23 16:00;2027-02-25 08:30;2027-02-26 15:00\n' > tickets.csv
	printf 'tor 1\ntitle "Service" et "Teenus"\na: must have service_level: class = critical, response <= 2 h, restore <= 8 h\n' > service.tor
	for language in en et; do
		fill made/1-laptop.$language.xlsx offer.$language.xlsx 'L1.price:offered=24 500,00' 'L1.weight:offered=1,5 kg' 'L1.a_disk:offered=512 GB'
		for name in docx html; do
			"$HWFIT" offer made/1-laptop.$language.json offer.$language.xlsx --lang $language -o made/offers.$language.$name
			"$HWFIT" accept made/1-laptop.$language.json delivered --offer offer.$language.xlsx --lang $language --date 2027-08-20 \
				-o made/act.$language.$name --notice made/notice.$language.$name
			"$HWFIT" sla tickets.csv --tor service.tor --hours "E-R 8:00-17:00" --now "2027-04-01 12:00" --lang $language -o made/sla.$language.$name
		done
	done
}

check_pages() { # KIND
	local kind=$1 source pdf how=()
	mkdir "pdf/$kind"
	# LibreOffice 7.4 without a screen loses the first page of every page that it opens as one of
	# the web, be it two lines long: it is opened as a text.
	[ "$kind" = html ] && how=(--infilter="HTML (StarWriter)")
	office "${how[@]}" --convert-to pdf --outdir "pdf/$kind" made/*."$kind"
	for source in made/*."$kind"; do
		pdf=pdf/$kind/$(basename "$source" ".$kind").pdf
		is "$source opens and becomes a PDF" [ -s "$pdf" ]
		[ -s "$pdf" ] || continue
		look words "$source" "$pdf"
		# What breaks the long words of a page is a rule of its style sheet, which it does not read.
		[ "$kind" = html ] || look pages "$pdf" 60
	done
}

# The pages as their style sheet wants them printed.
check_printed() {
	local source
	mkdir pdf/print
	for source in made/*.et.html; do
		case $source in */1-laptop.* | */[a-z]*) ;; *) continue ;; esac
		weasyprint -q "$source" "pdf/print/$(basename "$source" .html).pdf" 2> "$where/err"
		look words "$source" "pdf/print/$(basename "$source" .html).pdf"
		look pages "pdf/print/$(basename "$source" .html).pdf" 60
	done
}

# The same answers, whatever program saved them last.
same_answers() { # SPEC FILE...
	local spec=$1 first=$2 file
	shift
	for file; do "$HWFIT" offer "$spec" "$file" --lang en --date 2027-01-10 --format json 2> "$where/err" | jq '.offers[0] | del(.name)' > "$where/$(basename "$file").answers.$(dirname "$file" | tr / -)"; done
	is "$first has answers" [ -s "$where/$(basename "$first").answers.$(dirname "$first" | tr / -)" ]
	for file in "${@:2}"; do
		is "$file reads back the same" cmp -s "$where/$(basename "$first").answers.$(dirname "$first" | tr / -)" \
			"$where/$(basename "$file").answers.$(dirname "$file" | tr / -)"
	done
}

check_forms() {
	local form name
	mkdir forms/xlsx forms/csv forms/empty
	for form in made/*.xlsx; do fill "$form" "forms/$(basename "$form")"; done
	look typed made/1-laptop.et.xlsx forms/typed.xlsx
	office --convert-to xlsx --outdir forms/xlsx forms/*.xlsx
	office --convert-to 'csv:Text - txt - csv (StarCalc):59,34,76,1' --outdir forms/csv forms/*.xlsx
	office --convert-to xlsx --outdir forms/empty made/*.xlsx
	for form in made/*.xlsx; do
		name=$(basename "$form" .xlsx)
		look form "$form"
		look form "forms/empty/$name.xlsx"
		same_answers "made/$name.json" "forms/$name.xlsx" "forms/xlsx/$name.xlsx" "forms/csv/$name.csv"
	done
	same_answers made/1-laptop.et.json forms/typed.xlsx forms/xlsx/typed.xlsx
	exits 0 "cells that a spreadsheet typed conform, in either language" "$HWFIT" offer made/1-laptop.et.json forms/xlsx/typed.xlsx --lang en --format json
	is "97 % is kept as 0.97, a day as a count" [ "$(jq -r '.offers[0].lots[0].rows[] | select(.id == "L1.fresh.1" or .id == "L1.disk") | .offered + " " + .proof[0:10]' "$where/out" | tr '\n' '|')" = "1 tk 2027-01-15|100 % õäöüšž ÕÄÖ|" ]
}

{
	make_documents
	for kind in docx xlsx html; do check_pages $kind; done
	check_printed
	check_forms
	# That a file which needs repair is told from one that does not.
	mkdir torn
	head -c 3000 made/1-laptop.et.docx > torn/torn.docx
	office --convert-to pdf --outdir torn torn/torn.docx
	is "a torn document does not become a PDF" [ ! -e torn/torn.pdf ]
	for pdf in pdf/*/1-laptop.et.pdf pdf/*/act.et.pdf pdf/*/notice.et.pdf pdf/*/offers.et.pdf pdf/*/sla.et.pdf; do
		[ ! -e "$pdf" ] || pdftoppm -r 60 -png "$pdf" "picture/$(dirname "${pdf#pdf/}")-$(basename "$pdf" .pdf)"
	done
} > "$log" 2> "$log.err"
grep -A3 '^not ok' "$log"
echo "office: $(grep -c '^ok' "$log") passed, $(grep -c '^not ok' "$log") failed;" \
	"$(ls made/*.docx made/*.xlsx made/*.html | wc -l) documents," \
	"$(cat pdf/*/*.pdf | grep -ac '/Type */Page\b') pages, $((SECONDS - started)) s, $(soffice --version | cut -d' ' -f1,2)"
! grep -q '^not ok' "$log"
