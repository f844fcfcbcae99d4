#!/bin/bash
# Times of service over Estonian working days; the expected minutes are counted by hand.
set -u
cd "$(dirname "$0")" || exit 1
base=$PWD
. ../cmd/lib.sh
# shellcheck disable=SC2154 # lib.sh makes the place
cd "$where" || exit 1
export LANGUAGE=en
cat > service.tor << 'X'
tor 1
title "Service" et "Teenus"
delivery 2027-01-15
a: must have service_level: class = critical, response <= 2 h, restore <= 8 h
b: must have service_level: class = standard, response <= 1 working_day, restore <= 5 working_days
w: must service.warranty >= 36 months
X
sla() { "$HWFIT" sla "$@" --tor service.tor --hours "E-R 8:00-17:00" --now "2027-04-01 12:00" --lang en; }
ticket() { jq -r --arg id "$1" '.tickets[] | select(.id == $id) | [.response.verdict, .response.service_minutes, .restore.verdict, .restore.service_minutes] | join(" ")' sla.json; }
gives() { [ "$(ticket "$1")" = "$2" ] || { echo "# $1: expected $2, found $(ticket "$1")"; false; }; }
cat > tickets.csv << 'X'
id;class;reported;responded;restored
holiday;critical;2027-02-23 16:00;2027-02-25 08:30;2027-02-25 15:00
late;critical;2027-02-23 16:00;2027-02-25 09:01;2027-02-26 09:00
saturday;standard;2027-02-20 12:00;2027-02-23 16:59;
next;standard;2027-03-01 10:00;2027-03-03 08:00;2027-03-08 17:00
easter;critical;25.03.2027 15:00;2027-03-25T13:30:00Z;2027-03-29 10:00
evening;standard;2027-03-01 17:00;2027-03-03 17:00;2027-03-09 17:00
open;critical;2027-04-01 11:30;;
X
exits 1 "some times are missed" sla tickets.csv -o sla.json
is "Independence Day does not count: 60 and 30 minutes, to the minute of the limit" gives holiday "met 90 met 480"
is "a minute more is missed" gives late "missed 121 missed 660"
is "what comes on Saturday counts as of Monday" gives saturday "met 1079 missed 14280"
is "the end of the next working day is the limit" gives next "missed 960 met 3120"
is "Good Friday, another zone, and summer time" gives easter "met 30 met 240"
is "at the end of service it counts as of the next day" gives evening "met 1080 met 3240"
is "what is not due is open" gives open "open 30 open 30"
exits 1 "a report to read" sla tickets.csv -o sla.md
is "lists what was missed" grep -q "| late | critical | response | 2027-02-23 16:00 | 2027-02-25 09:01 | 2:01 | 2 h |" sla.md
is "and the end of the warranty" grep -q "until 2030-01-15" sla.md
printf 'id;class;reported;responded;restored\nspring;critical;2027-03-28 02:30;2027-03-28 04:30;2027-03-28 05:00\nautumn;critical;2027-10-31 02:30;2027-10-31T02:30:00Z;2027-10-31 05:00\n' > clock.csv
"$HWFIT" sla clock.csv --tor service.tor --hours 24x7 --now "2027-11-01 12:00" -o sla.json --lang en
is "two hours on the clock are one in spring" gives spring "met 60 met 90"
is "and one more in autumn" gives autumn "missed 180 met 210"
refused() { printf 'id;class;reported;responded;restored\n%b' "$2" > bad.csv; exits 3 "$1 is refused" sla bad.csv; is "and the row is named" complains "row 2"; }
refused "a class that the terms do not have" 'x;major;2027-03-01 10:00;;\n'
refused "a time that is none" 'x;critical;soon;;\n'
refused "an answer before the question" 'x;critical;2027-03-01 10:00;2027-03-01 09:00;\n'
refused "a report without a time" 'x;critical;;;\n'
exits 3 "without service hours" "$HWFIT" sla tickets.csv --tor service.tor
is "it asks for them" complains "say --hours"

# ---- warranties of the machines of an inventory
cat > contract.tor << 'X'
tor 1
title "Contract" et "Leping"
delivery 2027-01-15
w: must service.warranty >= 36 months
X
"$HWFIT" scan --root "$base/../machines/lab-uefi/root.tar.xz" -o base.json
python3 "$base/deliver.py" base.json machines 5 --as new-laptop
"$HWFIT" inventory init --db fleet.db > /dev/null
"$HWFIT" inventory add --db fleet.db machines > /dev/null 2>&1
numbers=$("$HWFIT" inventory list --db fleet.db --columns number,system.serial --sort system.serial --format json 2> /dev/null | jq -r '.[].number')
# shellcheck disable=SC2086 # a word each
set -- $numbers
set_label() { "$HWFIT" inventory set --db fleet.db "$@" > /dev/null; }
set_label "$2" delivered=2027-05-31
set_label "$3" warranty_until=2031-12-31
set_label "$4" delivered=2024-02-29
set_label "$5" delivered=soon
warranty() { "$HWFIT" sla --tor contract.tor --db fleet.db --fleet "$@" --now "2027-04-01 12:00" --lang en; }
of() { jq -r --arg n "$1" '.warranty.machines[] | select(.number == $n) | [.delivered, .delivered_by, .until, .recorded_until, .days_left, .not_a_day | tostring] | join(" ")' sla.json; }
shows() { [ "$(of "$1")" = "$2" ] || { echo "# $1: expected $2, found $(of "$1")"; false; }; }
exits 0 "the warranty of each machine needs no tickets" warranty -o sla.json
is "the day of delivery of the terms holds for all" shows "$1" "2027-01-15 terms 2030-01-15 null 1020 null"
is "that of a machine itself before it" shows "$2" "2027-05-31 inventory 2030-05-31 null 1156 null"
is "a record that reaches further counts" shows "$3" "2027-01-15 terms 2030-01-15 2031-12-31 1735 null"
is "three years after 29 February is 28 February" shows "$4" "2024-02-29 inventory 2027-02-28 null -32 null"
is "a day that is none is asked about, not guessed" shows "$5" "null null null null null soon"
is "what ends first stands first, what is not known last" [ "$(jq -r '.warranty.machines[].number' sla.json | tr '\n' ' ')" = "$4 $1 $2 $3 $5 " ]
warranty -o sla.md
is "the report says how many have ended" grep -q "Machines: 5; ended: 1; not known: 1" sla.md
is "and what to look at" grep -q "not a day: soon" sla.md
is "and that the record says something else" grep -q "the record reaches further than the contract" sla.md
"$HWFIT" sla --tor contract.tor --db fleet.db --fleet --now "2027-04-01 12:00" --lang et -o sla.md
is "in Estonian too" grep -q "Seadmeid: 5; garantii lõppenud: 1" sla.md
set_label "$1" warranty_until=2029-01-01
warranty -o sla.md
is "a record that ends sooner does not shorten the contract" grep -q "the contract reaches further than the record" sla.md
exits 0 "one machine of them" warranty 'label.delivered = "soon"' -o sla.json
is "is one" [ "$(jq '.warranty.machines | length' sla.json)" = 1 ]
exits 1 "beside tickets" "$HWFIT" sla tickets.csv --tor service.tor --hours "E-R 8:00-17:00" --now "2027-04-01 12:00" --lang en --db fleet.db --fleet -o sla.md
is "stand both" [ "$(grep -cE '^## (Missed|Warranty)' sla.md)" = 2 ]
printf 'tor 1\ntitle "None"\na: must have service_level: class = standard, response <= 4 h\n' > none.tor
exits 3 "terms without a warranty" "$HWFIT" sla --tor none.tor --db fleet.db --fleet
is "are told" complains "expected a warranty in the terms"
exits 3 "neither tickets nor machines" "$HWFIT" sla --tor contract.tor
exits 3 "tickets without times" "$HWFIT" sla tickets.csv --tor contract.tor --hours 24x7
is "say what to add" complains "must have service_level"
