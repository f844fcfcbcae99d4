#!/bin/bash
# The README shows what the program really prints: each line of its example is in the output of
# the command above it. And every file and folder that it names is there.
cd "$(dirname "$0")/../.." || exit 1
. tests/cmd/lib.sh
command=$(sed -n 's/^    \$ build\/hwfit //p' README.md)
read -ra words <<< "$command"
"$HWFIT" "${words[@]}" > "$where/real"
sed -n '/^    \$ build/,/^[^ ]/p' README.md | sed -n '2,$p' | sed -n 's/^    //p' > "$where/shown"
is "the example has its lines" [ "$(wc -l < "$where/shown")" -ge 15 ]
missing=$(grep -v '^…$' "$where/shown" | grep -vxFf "$where/real")
is "each of them is printed" [ -z "$missing" ]
[ -z "$missing" ] || echo "# not printed: $missing"
for path in $(grep -oE '(probes|src|compat-db|tests|man)/[A-Za-z0-9_./-]+' README.md | grep -v NAME | sed 's/[.,]$//' | sort -u); do
	is "README names $path" [ -e "$path" ]
done
