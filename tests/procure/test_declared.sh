#!/bin/bash
# A declaration as an offer: its facts are values offered, its answers are to rows and needs.
set -u
cd "$(dirname "$0")" || exit 1
here=$PWD
. ../cmd/lib.sh
# shellcheck disable=SC2154 # lib.sh makes the place
cd "$where" || exit 1
export LANGUAGE=en
"$HWFIT" spec "$here/network.tor" --lang en --date 2027-01-10 -o spec.json -o form.csv 2> errors
is "the need is a specification" [ -s spec.json ]
cat > good.decl <<'X'
decl 1
# What stands here is what a bidder would write.
by      "OÜ Näide, sales engineer" 2027-01-20
for     "school network" lot L1
switch: poe_budget = 410 W, fanless = no, noise_idle = 38 dB, protocols = ("802.1Q", "802.1X", "802.3ad")
  24 port: type = rj45, speed = 1 Gbit/s, poe = poe_at
  4 port:  type = sfp_plus, speed = 10 Gbit/s
service: warranty = 60 months
offer:  unit_price = 640 EUR
answer lic: yes "page 3 of the data sheet"
answer L1.keep: yes "report no 12"
answer nofan: no
X
with() { sed "$@" good.decl; }             # the declaration with something else in it
offer() { "$HWFIT" offer spec.json "$@" --lang en --date 2027-02-01 -o offer.json 2> "$where/err"; }
row() { jq -r --arg id "$1" '.offers[0].lots[] | .rows[]? | select(.id == $id) | .verdict' offer.json; }
gives() { local found; found=$(row "$1"); [ "$found" = "$2" ] || { echo "# $1: expected $2, found $found"; false; }; }
of() { jq -r ".offers[0].lots[0]$1" offer.json; }

exits 0 "it conforms" "$HWFIT" offer spec.json good.decl --lang en --date 2027-02-01 -o offer.json
is "in all that is mandatory" [ "$(of .mandatory)" = conforms ]
is "and other lots are not offered" [ "$(jq -r '.offers[0].lots[1].mandatory' offer.json)" = not_offered ]
for id in ports ports.1 ports.2 ports.3 up budget proto noise slow all every lic keep warr; do is "L1.$id conforms" gives L1.$id conforms; done
is "no is no" gives L1.nofan non_conforming
is "who signs it is the proof" [ "$(of '.rows[] | select(.id == "L1.noise") | .proof')" = "good.decl: OÜ Näide, sales engineer, 2027-01-20" ]
is "what an answer names too" [ "$(of '.rows[] | select(.id == "L1.lic") | .proof')" = "page 3 of the data sheet" ]
is "that it is a word alone is said" [ "$(jq -r '.offers[0].messages[-1] | startswith("a declaration")' offer.json)" = true ]
is "the budget earns 10 × 40 ÷ 370" [ "$(of '.rows[] | select(.id == "L1.a_poe") | .formula')" = "10 × (410 − 370) ÷ (740 − 370) = 1.081" ]
is "four uplinks earn 5" [ "$(of '.rows[] | select(.id == "L1.a_many") | .points')" = 5 ]
is "the price alone earns all" [ "$(of '.rows[] | select(.id == "L1.price") | .points')" = 85 ]

# ---- each single fault, and where it is found
fault() { # ROW VERDICT SED...
	local id=$1 verdict=$2
	shift 2
	with "$@" > bad.decl
	offer bad.decl
	is "$id is $verdict after $*" gives "$id" "$verdict"
	is "and the offer too" [ "$(of .mandatory)" = "$verdict" ]
}
fault L1.budget non_conforming 's/410 W/369 W/'
fault L1.budget unverified 's/poe_budget = 410 W, //'
fault L1.noise non_conforming 's/38 dB/40.1 dB/'
fault L1.ports non_conforming 's/24 port/23 port/'
fault L1.ports.3 non_conforming 's/poe = poe_at/poe = none/'
fault L1.every non_conforming 's/  24 port.*/&\n  port: type = rj45, speed = 1 Gbit\/s, poe = none/'
fault L1.ports.3 unverified 's/, poe = poe_at//'
fault L1.slow non_conforming 's/  24 port.*/&\n  port: type = rj45, speed = 100 Mbit\/s, poe = poe_at/'
fault L1.slow unverified 's/  24 port.*/&\n  port: type = rj45, poe = poe_at/'
fault L1.up non_conforming 's/  4 port/  port/'
fault L1.proto unverified 's/, "802.1X"//'
fault L1.warr non_conforming 's/60 months/59 months/'
fault L1.lic non_conforming 's/lic: yes/lic: no/'
fault L1.lic unverified '/lic: yes/d'
fault L1.keep equivalent_claimed 's/keep: yes/keep: equivalent/'
fault L1.noise unverified '/^by/d'
fault L1.noise equivalent_claimed 's/noise_idle = 38 dB, //; $aanswer noise: equivalent "quiet by another measure"'
with 's/  24 port/  26 port/; s/  4 port/  port/' > bad.decl
offer bad.decl
is "one uplink is no two" gives L1.up non_conforming
is "and earns nothing" [ "$(of '.rows[] | select(.id == "L1.a_many") | .points')" = 0 ]

# ---- the same as the form says
"$HWFIT" offer spec.json good.decl --lang en --date 2027-02-01 -o good.json
python3 - <<'X'
import csv, json
rows = {r["id"]: r for r in json.load(open("good.json"))["offers"][0]["lots"][0]["rows"]}
form = list(csv.DictReader(open("form.csv", encoding="utf-8-sig"), delimiter=";"))
with open("filled.csv", "w", newline="", encoding="utf-8-sig") as f:
    w = csv.DictWriter(f, form[0].keys(), delimiter=";")
    w.writeheader()
    for line in form:
        r = rows.get(line["id"], {})
        for name in ("complies", "offered", "proof", "remark"):
            line[name] = r.get(name) or ""
        w.writerow(line)
X
offer filled.csv
is "a form with the same values has the same verdicts" [ "$(jq -c '[.offers[0].lots[0].rows[] | [.id, .verdict, .points]]' offer.json)" = "$(jq -c '[.offers[0].lots[0].rows[] | [.id, .verdict, .points]]' good.json)" ]

# ---- lots, and files that are faulty
with 's/lot L1/lot L9/' > bad.decl
exits 3 "a lot that is not there" "$HWFIT" offer spec.json bad.decl
is "is named" complains "it is for lot L9, which the specification has not"
with 's/ lot L1//' > bad.decl
exits 3 "one of several lots" "$HWFIT" offer spec.json bad.decl
is "must be said" complains "it does not say which lot"
with 's/poe_budget = /poe_budgets = /' > bad.decl
exits 3 "a faulty declaration" "$HWFIT" offer spec.json bad.decl
is "says where" complains "bad.decl:5:"
with 's/answer lic/answer licence/' > bad.decl
offer bad.decl
is "an answer to nothing is left out, and that is said" [ "$(jq -r '.offers[0].messages[0] | contains("answer licence")' offer.json)" = true ]
printf 'decl 1\nby "OÜ Näide" 2027-01-20\nfor "points" lot L2\naccess_point: standard = wifi6e, managed_by = cloud\nservice: warranty = 60 months\noffer: unit_price = 99 EUR\n' > points.decl
offer points.decl good.decl
is "one alternative is enough" [ "$(jq -r '.offers[0].lots[1].mandatory' offer.json)" = conforms ]
is "a step earns its share" [ "$(jq -r '.offers[0].lots[1].rows[] | select(.id == "L2.a_std") | .points' offer.json)" = 9 ]

# ---- what is promised is owed at delivery
"$HWFIT" scan --root "$here/../machines/lab-uefi/root.tar.xz" -o laptop.json
python3 "$here/deliver.py" laptop.json delivered 40 --as new-laptop
"$HWFIT" spec "$here/laptop.tor" --lang en --date 2027-01-10 -o laptop-spec.json 2> errors
printf 'decl 1\nby "OÜ Näide" 2027-01-20\nfor "laptops" lot L1\nmemory: installed = %s GB\n' 16 > sixteen.decl
printf 'decl 1\nby "OÜ Näide" 2027-01-20\nfor "laptops" lot L1\nmemory: installed = %s GB\n' 32 > thirtytwo.decl
accept() { "$HWFIT" accept laptop-spec.json delivered --offer "$1" --lang en --date 2027-08-20 -o accept.json 2> "$where/err"; }
accept sixteen.decl
is "what was declared was delivered" [ "$(jq '[.deviations[] | select(.id == "L1.ram")] | length' accept.json)" = 0 ]
accept thirtytwo.decl
is "less than was declared is a deviation" [ "$(jq -r '.deviations[] | select(.id == "L1.ram") | .promised_in + " " + .offered + " " + .measured' accept.json)" = "offer 32 GiB 16 GiB" ]
