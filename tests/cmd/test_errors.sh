#!/bin/bash
# What goes wrong is said in the language of the reader: usage, files, inventories. Terms of reference are not among it:
# their errors quote a language that is English.
set -u
cd "$(dirname "$0")/../.." || exit 1
. tests/cmd/lib.sh
# shellcheck disable=SC2154 # lib.sh makes the place
xgettext --from-code=UTF-8 -L C --keyword= --keyword=error_set:4 --keyword=error_remedy:2 --keyword=command_usage:2 \
	-o "$where/errors.pot" src/base/*.c src/cmd/*.c src/store/*.c 2> /dev/null
python3 tests/report/reasons.py src/report/po/et.po "$where/errors.pot"

et() { env -u LANGUAGE LC_ALL=et_EE.UTF-8 "$HWFIT" "$@"; }
exits 3 "an unknown probe" "$HWFIT" scan --probe nonsense
is "is named" complains "unknown probe nonsense"
exits 3 "an unknown option" et scan --fromat text
is "is said in Estonian, and which one is near" complains "hwfit scan: tundmatu valik --fromat: kas mõtlesid --format?"
is "with what to do" complains "mida teha: vaata hwfit scan --help"
exits 3 "an unknown command" et chek
is "is said in Estonian" complains "tundmatu käsk chek"
exits 3 "a file that is not there" et check "$where/none.tor"
is "names the file and the reason" complains "$where/none.tor: ei saa avada: sellist faili ega kausta ei ole"
exits 3 "an inventory that is not there" et inventory list --db "$where/none.db"
is "says how to make one" complains "hwfit inventory init --db FAIL teeb selle"
exits 3 "one argument too few" et compare one
is "is counted" complains "argumente leiti 1"
exits 3 "the language of --lang" env -u LANGUAGE LC_ALL=C.UTF-8 "$HWFIT" scan --root "$where/none" --lang et
is "counts before the locale" complains "salvestatud masinat ei saa avada"
exits 3 "and English of --lang" et scan --root "$where/none" --lang en
is "too" complains "cannot open this recorded machine: No such file or directory"
exits 3 "in English" env -u LANGUAGE LC_ALL=C.UTF-8 "$HWFIT" scan --fromat text
is "all is as it was" complains "hwfit scan: unknown option --fromat: did you mean --format?"
# A program that lies alone has no catalogue: the error is said all the same.
mkdir "$where/alone" && cp "$HWFIT" "$where/alone/hwfit"
exits 3 "a program without its catalogues" env -u LANGUAGE LC_ALL=et_EE.UTF-8 "$where/alone/hwfit" scan --fromat text
is "says what is wrong all the same" complains "--fromat"
