#!/bin/bash
# The whole way: inventory, gap, specification, three offers, delivery, act and notice; and
# the same for a need that was written by hand.
set -u
cd "$(dirname "$0")" || exit 1
here=$PWD
. ../cmd/lib.sh
# shellcheck disable=SC2154 # lib.sh makes the place
cd "$where" || exit 1
for python in /usr/bin/python3 python3 none; do
	$python -c 'import openpyxl' 2> /dev/null && break
done
[ "$python" = none ] && { echo "ok - the whole way # SKIP python3-openpyxl is not installed"; exit 0; }
export LANGUAGE=en
day=2027-08-20
"$HWFIT" scan --root "$here/../machines/lab-uefi/root.tar.xz" -o laptop.json
story() { "$python" "$here/story.py" "$@"; }
fill() { "$python" "$here/fill_form.py" "$@"; }
deliver() { "$python" "$here/deliver.py" laptop.json "$@"; }
gives() { local found; found=$(jq -r "$2" "$1"); [ "$found" = "$3" ] || { echo "# $2: expected $3, found $found"; false; }; }

# ---- from a fleet; its machines are real ones where there is a collection
shared=${HWFIT_SHARED:-/nowhere}
[ "${shared#/}" = "$shared" ] && shared=$here/../../$shared
recorded=$shared/corpus/dmi/dmidecode-3000.tar.xz
if [ -e "$recorded" ]; then mkdir fleet && tar xf "$recorded" -C fleet
else story fleet fleet 3000; fi
"$HWFIT" inventory init --db fleet.db > /dev/null
"$HWFIT" inventory import --db fleet.db fleet > imported 2>&1
is "the inventory is there" grep -qE "accepted (2999|3000)" imported
"$HWFIT" inventory list --db fleet.db --format json --columns \
	name,number,system.vendor,system.model,system.serial,board.vendor,board.model,board.serial,cpu.model,memory.installed \
	> machines.json 2> /dev/null
{ sed -n '/^tor/p; /^title/p; /^applies_to/p; /^ram/p' "$here/gap.tor"; } > measured.tor
"$HWFIT" fleet plan measured.tor --db fleet.db --format json > plan.json

exits 0 "the gap becomes a specification" "$HWFIT" spec --gap "$here/gap.tor" --db fleet.db --date 2027-01-10 --lang en \
	-o spec.json -o spec.md -o spec.docx -o form.xlsx -o form.csv -o spec.html
"$HWFIT" spec --gap "$here/gap.tor" --db fleet.db --date 2027-01-10 --lang et \
	-o spec.et.json -o spec.et.md -o spec.et.docx -o form.et.xlsx -o form.et.csv -o spec.et.html 2> /dev/null
/usr/bin/python3 "$here/validate.py" spec.json spec.et.json
is "its numbers are those of the inventory and the plan" story gap spec.json machines.json plan.json
is "no maker, model or serial of the fleet is in a document" story leaks machines.json \
	spec.json spec.md spec.docx form.xlsx form.csv spec.html spec.et.json spec.et.md spec.et.docx form.et.xlsx \
	form.et.csv spec.et.html
exits 0 "a fleet that fits" "$HWFIT" spec --gap "$here/gap.tor" --db fleet.db --fleet 'memory.installed >= 64 GB' -o none.md
is "needs no specification, and that is said" [ ! -e none.md ]
is "in so many words" complains "nothing must be bought"
exits 3 "a fleet in words that nobody understands" "$HWFIT" spec --gap "$here/gap.tor" --db fleet.db --fleet 'ram ><' -o none.md

# ---- three offers for the machines
fill form.xlsx conforming.xlsx 'L1.ram:offered=16 GB' 'L1.price:offered=41 000' 'L1.weight:offered=1,45 kg'
fill form.xlsx equivalent.xlsx 'L1.ram:offered=16 GB' 'L1.price:offered=40 000' 'L1.weight:complies=equivalent' \
	'L1.weight:offered=' 'L1.weight:remark=carried on wheels'
fill form.xlsx short.xlsx 'L1.ram:offered=4 GB' 'L1.price:offered=30 000'
exits 1 "three offers side by side" "$HWFIT" offer spec.json conforming.xlsx equivalent.xlsx short.xlsx --lang en -o offers.json
is "one conforms, one claims equivalence, one is short" gives offers.json \
	'[.offers[] | .lots[0].mandatory] | join(" ")' "conforms equivalent_claimed non_conforming"
is "an offer that does not conform sets no mark for the price" gives offers.json \
	'[.offers[].lots[0].rows[] | select(.id == "L1.price") | .formula] | .[0]' "100 × 40000 ÷ 41000 = 97.561"

# ---- the delivery
deliver delivered 40 --as new-laptop --change 7:memory.installed=8589934592 --change '23:system.part_number="SKU-43"'
accept() { "$HWFIT" accept spec.json delivered --lot L1 --offer conforming.xlsx --date $day "$@"; }
exits 1 "forty machines, two of them deviating" accept --lang en -o accept.json -o act.md --notice notice.md
is "the two are named, each with what it is about" gives accept.json \
	'[.deviations[] | select(.type == "requirement") | .id + " " + .units[0].serial] | join(", ")' \
	"L1.ram SYSSN0001-0007, L1.same.1 SYSSN0001-0023"
is "less than the offer, though the specification asks for less" gives accept.json \
	'.deviations[] | select(.id == "L1.ram") | .promised_in + ": " + .offered + ", " + .measured' "offer: 16 GB, 8 GiB"
is "what is missing is counted" gives accept.json '(.ordered - .delivered > 0) == ([.deviations[] | select(.type == "quantity")] | length == 1)' true
is "every number of the act comes from an input" story accept accept.json spec.json conforming.xlsx delivered act.md
for language in en et; do
	accept --lang $language --notice notice.$language.docx -o act.$language.docx
	accept --lang $language -o act.$language.md
	is "no sentence of the act is joined twice ($language)" [ "$(grep -c "::" act.$language.md)" = 0 ]
	is "act and notice are there ($language)" [ -s notice.$language.docx -a -s act.$language.docx ]
done

# ---- a need that was written: the teachers' laptop
tor=$shared/tor/teacher-laptop.tor
more=('L1.a_weight:offered=1,35 kg' 'L1.a_run:offered=11 h' L1.a_cyc:offered=1000 'L1.a_lum:offered=400 cd/m²'
	'L1.panel.2:offered=14 tolli' L1.drv:complies=ei)
[ -e "$tor" ] || { tor=$here/laptop.tor more=('L1.a_disk:offered=480 GB'); }
exits 0 "the teachers' laptop as DOCX and XLSX in Estonian" "$HWFIT" spec "$tor" --lang et --date 2027-01-10 \
	-o teacher.json -o teacher.docx -o teacher.xlsx
/usr/bin/python3 "$here/validate.py" teacher.json
fill teacher.xlsx teacher-offer.xlsx 'L1.price:offered=24 500,00' "${more[@]}"
exits 0 "the filled form conforms" "$HWFIT" offer teacher.json teacher-offer.xlsx -o teacher-offer.md
is "in Estonian too" grep -q "^# Pakkumuste vastavus" teacher-offer.md
deliver teacher 40 --as new-laptop --change 7:disk.size=256060514304 --change 23:memory.installed=8589934592
exits 1 "forty laptops, two of them deviating" "$HWFIT" accept teacher.json teacher --offer teacher-offer.xlsx --date $day -o papers/
is "in memory and in storage" gives papers/accept.json \
	'[.deviations[] | select(.type == "requirement") | .id + " " + .units[0].serial] | join(", ")' \
	"L1.ram SYSSN0001-0023, L1.disk.3 SYSSN0001-0007$([ "$tor" = "$here/laptop.tor" ] && echo ", L1.a_disk SYSSN0001-0007")"
is "with the notice in both languages" [ -s papers/notice.et.docx -a -s papers/notice.en.docx ]
