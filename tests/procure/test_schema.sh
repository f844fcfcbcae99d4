#!/bin/bash
# hwfit-spec/1 is what its JSON Schema says, for every need that is there, in both languages.
set -u
cd "$(dirname "$0")" || exit 1
here=$PWD
. ../cmd/lib.sh
# shellcheck disable=SC2154 # lib.sh makes the place
cd "$where" || exit 1
/usr/bin/python3 -c 'import jsonschema' 2> /dev/null || { echo "ok - schema # SKIP python3-jsonschema is not installed"; exit 0; }
export LANGUAGE=en
. "$here/needs.sh"
n=0
for tor in $(needs); do
	n=$((n + 1))
	for language in en et; do
		specified "$tor" "$(basename "$tor") in $language" --lang $language -o $n.$language.json
	done
done
"$HWFIT" spec "$here/laptop.tor" --allow 'ram=A reason that a person wrote.' -o allowed.json 2> /dev/null
/usr/bin/python3 "$here/validate.py" 1.en.json ./*.json
exits 3 "the schema stands alone" "$HWFIT" spec --schema "$here/laptop.tor"
exits 0 "it goes into a file" "$HWFIT" spec --schema -o schema.json
is "as it goes to standard output" cmp -s schema.json <("$HWFIT" spec --schema)
