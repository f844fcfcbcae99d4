#!/bin/bash
# The neutrality lint: each bad sentence is the only fault of its file, each good one has none.
set -u
cd "$(dirname "$0")" || exit 1
here=$PWD
. ../cmd/lib.sh
# shellcheck disable=SC2154 # lib.sh makes the place
cd "$where" || exit 1

# terms LANGUAGE SENTENCE: a file of which the sentence is all.
terms() {
	printf 'tor 1\ntitle "Test" et "Proov"\n'
	case $1 in
	en) printf 'x: must confirm "%s"\n' "$2" ;;
	et) printf 'x: must confirm "All of it." et "%s"\n' "$2" ;;
	tor) printf '%b\n' "$2" ;;
	esac
}
while IFS=$'\t' read -r rule language sentence; do
	terms "$language" "$sentence" > bad.tor
	"$HWFIT" spec --lint --lang en bad.tor > found 2> err
	found=$(sed -nE 's/^bad\.tor(:[0-9]+)?: [a-z]+: [^ ]+ \(([a-z_]+)\): .*/\2/p' found)
	is "$rule: $sentence" [ "$found" = "$rule" ]
	[ "$found" = "$rule" ] || sed 's/^/# /' found err
done < "$here/lint-bad.tsv"
while IFS=$'\t' read -r language sentence; do
	terms "$language" "$sentence" > good.tor
	"$HWFIT" spec --lint --lang en good.tor > found 2> err
	is "nothing to say: $sentence" [ "$?" = 0 -a ! -s found -a ! -s err ]
	sed 's/^/# /' found err
done < "$here/lint-good.tsv"

terms et "Protsessor on Inteli oma." > make.tor
exits 1 "an error refuses the specification" "$HWFIT" spec make.tor -o spec.docx -o spec.json
is "and nothing is written" [ ! -e spec.docx -a ! -e spec.json ]
is "and the suggestion is neutral" complains "ask for the score of a named test"
exits 3 "a reason is more than a word" "$HWFIT" spec make.tor --allow x=must
exits 0 "a written reason sets it aside" "$HWFIT" spec make.tor --lang en -o spec.md \
	--allow "x=the measuring program runs on this processor only, see memo 12"
is "and stands in the document" grep -q "see memo 12" spec.md
exits 0 "a warning alone does not refuse" "$HWFIT" spec --lint "$here/../../compat-db/tor/teacher-laptop.tor"

# ---- in the language of the document
printf 'tor 1\ntitle "Test" et "Proov"\nram: must memory.installed >= 8 GB\nnice: should cpu.cores >= 4\n' > words.tor
exits 0 "the lint in Estonian" "$HWFIT" spec words.tor --lint --lang et
is "says so in Estonian" grep -q "hoiatus: nice (should): pakkujad ei arvesta nõuet" "$where/out"
is "and in nothing else" [ "$(grep -cE 'warning|suppliers|asks for' "$where/out")" = 0 ]
printf 'tor 1\ntitle "Test" et "Proov"\nram: must memory.installed >= 8 GB\n     because "one model for all of the schools"\ntpm: must tpm.version >= 2.0\n     because "the keys" et "võtmed"\nnet: must have network\n     because "Kõik on võrgus"\n' > mixed.tor
"$HWFIT" spec mixed.tor --lint --lang et > found
is "what an Estonian document would show in English is named" [ "$(grep -oE '[a-z]+ \(language\)' found)" = "ram (language)" ]
is "in an English one nothing is" [ "$("$HWFIT" spec mixed.tor --lint --lang en | grep -c language)" = 0 ]
