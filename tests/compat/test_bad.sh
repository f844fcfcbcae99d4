#!/bin/bash
# Every rule of the format broken once: tests/bad/compat/CASE/input with the exact text of
# the error, below a folder with the sources of the small database. The name of a case says
# where its input belongs: rules-… and names-… are tables, folder-… is a whole folder, the
# others are platforms. UPDATE=1 writes the errors down, to be read before they are kept.
cd "$(dirname "$0")/../.." || exit 1
work=$(mktemp -d) && trap 'rm -rf "$work"' EXIT

place() { # CASE
	local input=tests/bad/compat/$1/input
	case $1 in
	folder-*) cp -r "$input" "$work/db" ;;
	*)
		mkdir -p "$work"/db/{platforms,cpu-rules,cpu-names}
		cp tests/compat/small/sources.compat "$work/db"
		case $1 in
		rules-*) cp "$input" "$work/db/cpu-rules/input.tsv" ;;
		names-*) cp "$input" "$work/db/cpu-names/input.tsv" ;;
		*) cp "$input" "$work/db/platforms/input.compat" ;;
		esac
		;;
	esac
}

for folder in tests/bad/compat/*/; do
	case=$(basename "$folder")
	place "$case"
	(cd "$work" && "$HWFIT" compat check db > out 2> err)
	status=$?
	sed -n 's|^db/||p' "$work/err" > "$work/found"
	[ -z "${UPDATE:-}" ] || cp "$work/found" "$folder/error"
	if [ "$status" = 3 ] && [ ! -s "$work/out" ] && cmp -s "$work/found" "$folder/error" \
		&& [ -s "$work/found" ] && tail -n 1 "$work/err" | grep -q '^hwfit: db: [0-9]* problem'; then
		echo "ok - $case"
	else
		echo "not ok - $case: status $status"
		diff "$folder/error" "$work/found" | sed 's/^/  /'
	fi
	rm -rf "$work/db"
done
