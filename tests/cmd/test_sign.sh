#!/bin/bash
# Signed scans: what ssh-keygen signs we take, what we sign ssh-keygen takes, one changed byte
# is refused, and only those who may sign count.
cd "$(dirname "$0")/../.." || exit 1
. tests/cmd/lib.sh
command -v ssh-keygen > /dev/null || { echo "ok - signing # SKIP ssh-keygen is not installed (openssh-client)"; exit 0; }
root=tests/machines/lab-uefi/root.tar.xz
new_key() { ssh-keygen -q -t "${2:-ed25519}" -N '' -C '' -f "$where/$1"; }
line() { echo "$1 ${3:-}$(cut -d' ' -f1,2 "$where/$2.pub")"; }
add() { "$HWFIT" inventory add --db "$where/i.db" --jobs 1 "$@"; }
new_key mari; new_key other; new_key rsa rsa
line mari@example.org mari > "$where/signers"
"$HWFIT" inventory init --db "$where/i.db"

exits 0 "a scan is signed" "$HWFIT" scan --root "$root" --sign "$where/mari" -o "$where/one.json"
is "ssh-keygen accepts our signature" ssh-keygen -Y verify -f "$where/signers" -I mari@example.org \
	-n hwfit-scan -s "$where/one.json.sig" < "$where/one.json" > /dev/null
exits 3 "signing needs a file" "$HWFIT" scan --root "$root" --sign "$where/mari"
is "and says so" complains "expected -o FILE.json"
exits 4 "a key that is not there signs nothing" "$HWFIT" scan --root "$root" --sign "$where/nobody" -o "$where/no.json"

exits 0 "a scan that a signer signed comes in" add --signers "$where/signers" "$where/one.json"
is "once" says "accepted 1,"
"$HWFIT" inventory history --db "$where/i.db" "$("$HWFIT" inventory list --db "$where/i.db" --format json 2> /dev/null | jq -r '.[0].number')" > "$where/out"
is "its history says who signed it" says "signed by mari@example.org"

cp "$where/one.json" "$where/two.json"
ssh-keygen -q -Y sign -f "$where/mari" -n hwfit-scan "$where/two.json" 2> /dev/null
exits 0 "what ssh-keygen signed comes in" add --signers "$where/signers" "$where/two.json"
refused=0 bytes=0
size=$(stat -c %s "$where/two.json")
for at in 0 1 $((size / 3)) $((size / 2)) $((size - 1)); do
	python3 - "$where/two.json" "$where/changed.json" "$at" <<'PYTHON'
import sys
data = bytearray(open(sys.argv[1], "rb").read())
data[int(sys.argv[3])] ^= 1
open(sys.argv[2], "wb").write(data)
PYTHON
	cp "$where/two.json.sig" "$where/changed.json.sig"
	bytes=$((bytes + 1))
	add --signers "$where/signers" "$where/changed.json" > "$where/out" 2>&1
	grep -qE 'refused 1$|skipped 1,' "$where/out" && refused=$((refused + 1))
done
is "one changed byte is refused, wherever it is" [ "$refused" = "$bytes" ]
add "$where/changed.json" > "$where/out" 2> "$where/err"
is "also when it is not asked who signed" complains "a byte of it was changed"

ssh-keygen -q -Y sign -f "$where/other" -n hwfit-scan "$where/two.json" < /dev/null > /dev/null 2>&1
rm "$where/two.json.sig"; ssh-keygen -q -Y sign -f "$where/other" -n hwfit-scan "$where/two.json" 2> /dev/null
exits 3 "another's signature is refused" add --signers "$where/signers" "$where/two.json"
is "with the reason" complains "nobody who may sign signed it"
rm "$where/two.json.sig"; ssh-keygen -q -Y sign -f "$where/mari" -n file "$where/two.json" 2> /dev/null
exits 3 "a signature for another purpose is refused" add --signers "$where/signers" "$where/two.json"
rm "$where/two.json.sig"; ssh-keygen -q -Y sign -f "$where/rsa" -n hwfit-scan "$where/two.json" 2> /dev/null
exits 3 "an RSA key is refused with the reason" add --signers "$where/signers" "$where/two.json"
is "it says what it expects" complains "expected the signature of an Ed25519 key"
rm "$where/two.json.sig"
exits 3 "what nobody signed is refused" add --signers "$where/signers" "$where/two.json"
exits 0 "unless it is to be accepted" add --signers "$where/signers" --unsigned accept "$where/two.json"

# The options of a line mean to us what they mean to ssh-keygen.
ssh-keygen -q -Y sign -f "$where/mari" -n hwfit-scan "$where/two.json" 2> /dev/null
same=0 cases=0 taken=0
while read -r options; do
	line "x@y.z,mari@example.org" mari "${options:+$options }" > "$where/lines"
	cases=$((cases + 1))
	theirs=0; ssh-keygen -Y verify -f "$where/lines" -I x@y.z -n hwfit-scan -s "$where/two.json.sig" \
		< "$where/two.json" > /dev/null 2>&1 || theirs=1
	ours=0; add --signers "$where/lines" "$where/two.json" > /dev/null 2>&1 || ours=1
	taken=$((taken + 1 - ours))
	[ "$ours" = "$theirs" ] && same=$((same + 1)) || echo "# $options: ssh-keygen $theirs, hwfit $ours"
done <<'CASES'

namespaces="hwfit-scan"
namespaces="file,hwfit-*"
namespaces="file"
namespaces="hwfit-*,!hwfit-scan"
valid-after="20200101"
valid-after="20990101"
valid-before="20200101Z"
valid-before="20990101120000"
valid-after="20200101",valid-before="20980101Z",namespaces="*"
cert-authority
CASES
is "the options of $cases lines mean what they mean to ssh-keygen" [ "$same" = "$cases" ]
is "six of them allow it" [ "$taken" = 6 ]
