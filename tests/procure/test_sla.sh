#!/bin/bash
# Times of service over Estonian working days; the expected minutes are counted by hand.
set -u
cd "$(dirname "$0")" || exit 1
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
