#!/bin/bash
# PDF: by weasyprint, else by LibreOffice; without either, or when it fails, a message with what
# to do and no file.
set -u
cd "$(dirname "$0")" || exit 1
here=$PWD
. ../cmd/lib.sh
# shellcheck disable=SC2154 # lib.sh makes the place
cd "$where" || exit 1
export LANGUAGE=en TMPDIR=$where/tmp
mkdir tmp programs empty
tools=$PATH
spec() { "$HWFIT" spec "$here/laptop.tor" --lang et --date 2027-01-10 "$@"; }
left_nothing() { [ -z "$(ls tmp)" ]; }
program() { { echo '#!/bin/sh'; echo "PATH=$tools"; cat; } > "programs/$1"; chmod +x "programs/$1"; }
with() { PATH=$where/$1 exits "${@:2}"; }

with empty 4 "without a program that makes PDF there is none" spec -o none.pdf
is "and that is said" complains "oodati programmi weasyprint või soffice, kumbagi ei leitud"
is "with what to do" complains "paigalda pakett weasyprint või libreoffice-writer"
with empty 4 "so it is in English" "$HWFIT" spec "$here/laptop.tor" --lang en --date 2027-01-10 -o none.pdf
is "and that is said" complains "expected weasyprint or soffice, found neither"
is "with what to do" complains "install the package weasyprint or libreoffice-writer"
is "and nothing is written" [ ! -e none.pdf ]
with empty 0 "the other formats need no program" spec -o other.docx -o other.html

program weasyprint <<'END'
cp "$1" "$1.kept"; cp "$1" "$2"
END
with programs 0 "weasyprint is given the page" spec -o page.pdf
spec -o page.html 2> /dev/null
is "as it is written too" cmp -s page.pdf page.html
is "and nothing is left behind" left_nothing
with programs 0 "on standard output as well" spec --format pdf
is "the same" cmp -s out page.html

program weasyprint <<'END'
echo 'Traceback'; echo 'OSError: cannot load library'; exit 1
END
with programs 4 "a program that fails is an error" spec -o fails.pdf
is "which cites its last words" complains "weasyprint: see lõppes veaga (status 1): OSError: cannot load library"
is "and nothing is written" [ ! -e fails.pdf ]
is "or left behind" left_nothing

rm programs/weasyprint
program soffice <<'END'
for last; do :; done
case "$*" in *"file://"*/profile*--convert-to\ pdf*) cp "$last" "${last%.docx}.pdf" ;; esac
END
with programs 0 "LibreOffice is given the document" spec -o office.pdf
spec -o office.docx 2> /dev/null
is "as it is written too" cmp -s office.pdf office.docx
program soffice <<'END'
exit 0
END
with programs 4 "a program that writes nothing is an error" spec -o nothing.pdf
is "which is said" complains "see lõppes veata, kuid ei kirjutanud PDF-i"
is "and nothing is left behind" left_nothing

# ---- the programs themselves, where they are installed
PATH=$tools
command -v pdftotext > /dev/null || { echo "ok - PDF that is read back # SKIP poppler-utils is not installed"; exit 0; }
"$HWFIT" scan --root "$here/../machines/lab-uefi/root.tar.xz" -o laptop.json
for name in weasyprint soffice; do
	command -v $name > /dev/null || { echo "ok - PDF by $name # SKIP it is not installed"; continue; }
	# Debian's programs find the rest of themselves by their own path.
	rm -f programs/* && printf '#!/bin/sh\nPATH=%s exec %s "$@"\n' "$tools" "$(command -v $name)" > programs/$name && chmod +x programs/$name
	with programs 0 "a specification by $name" spec -o $name.pdf
	pdftotext -layout $name.pdf $name.txt
	for word in "Tehniline kirjeldus" "sülearvuti" "nõue" "L1.ram"; do
		is "$word is in the text" grep -q "$word" $name.txt
	done
	with programs 1 "an act of acceptance by $name" "$HWFIT" accept "$here/laptop.tor" laptop.json --lang et --date 2027-08-20 -o act.$name.pdf
	is "is a PDF" grep -q "Üleandmise-vastuvõtmise akt" <(pdftotext act.$name.pdf -)
done
is "nothing is left behind" left_nothing
