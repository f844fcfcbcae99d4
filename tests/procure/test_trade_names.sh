#!/bin/bash
# What a value is called: documents say the standard first and the name in trade behind it, the
# lint asks for the one instead of the other, and an offer may say either.
set -u
cd "$(dirname "$0")" || exit 1
. ../cmd/lib.sh
# shellcheck disable=SC2154 # lib.sh makes the place
cd "$where" || exit 1
export LANGUAGE=en
printf 'tor 1\ntitle "W" et "W"\nwifi: must have network: standard >= wifi6e\nssd: must have disk: transport = nvme\nprice: award price weight 100\n' > w.tor
"$HWFIT" spec w.tor --lang en -o en.json -o en.csv 2> err && "$HWFIT" spec w.tor --lang et -o et.json -o et.csv 2> err
is "a document says the standard, and the name in trade behind it" grep -qF '"IEEE 802.11ax, 6 GHz included (Wi-Fi 6E)"' en.csv
is "in Estonian too" grep -qF '"IEEE 802.11ax, ka 6 GHz (Wi-Fi 6E)"' et.csv
is "a name that is its own standard stands alone" grep -qE '^L1.ssd[^;]*;[^;]*;[^;]*;[^;]*;NVMe;' en.csv

verdict() { # LANGUAGE WHAT THE BIDDER SAYS
	printf 'id;complies;offered;product;proof\nL1.wifi;yes;1;A;p. 1\nL1.wifi.1;yes;"%s";A;p. 1\nL1.ssd;yes;1;A;p. 1\nL1.ssd.1;yes;NVMe;A;p. 1\nL1.price;;100;A;p. 1\n' "$2" > offer.csv
	"$HWFIT" offer "$1.json" offer.csv --lang en -o out.json 2> err
	jq -r '.offers[0].lots[0].rows[] | select(.id == "L1.wifi.1") | .verdict' out.json
}
while IFS='|' read -r language says wanted; do
	found=$(verdict "$language" "$says")
	is "$says is $wanted" [ "$found" = "$wanted" ]
	[ "$found" = "$wanted" ] || echo "# found $found"
done <<'END'
en|wifi6e|conforms
en|Wi-Fi 6E|conforms
en|IEEE 802.11ax, 6 GHz included|conforms
en|IEEE 802.11ax, 6 GHz included (Wi-Fi 6E)|conforms
en|IEEE 802.11ax, ka 6 GHz (Wi-Fi 6E)|conforms
et|IEEE 802.11ax, ka 6 GHz|conforms
en|IEEE 802.11be|conforms
en|Wi-Fi 7|conforms
en|IEEE 802.11ax|non_conforming
en|Wi-Fi 5|non_conforming
END
printf 'tor 1\ntitle "W" et "W"\nw: must confirm "It has Wi-Fi 7 and a USB 3.1 Gen 2 socket."\n' > lint.tor
exits 0 "names in trade are warned of" "$HWFIT" spec --lint --lang en lint.tor
"$HWFIT" spec --lint --lang en lint.tor > out 2>&1
is "with the words of the standard" says 'write network.standard >= wifi7: IEEE 802.11be'
is "and the rate of the bus" says 'write port.speed >= 10 Gbit/s: USB 10 Gbit/s'
"$HWFIT" spec --lint --lang et lint.tor > out 2>&1
is "in the language of the document" says 'kirjutage network.standard >= wifi7: IEEE 802.11be'
