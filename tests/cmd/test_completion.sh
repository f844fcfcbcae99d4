#!/bin/bash
# Completion, in the shells that are here: commands first, then the options of the command.
set -u
cd "$(dirname "$0")" || exit 1
. ./lib.sh
# shellcheck disable=SC2154 # lib.sh makes the place
for shell in bash zsh fish; do "$HWFIT" --completion $shell > "$where/$shell"; done
complete_bash() { # WORD...
	bash -c '. "$0"; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _hwfit; echo "${COMPREPLY[*]}"' "$where/bash" "$@"
}
is "bash completes a command" test "$(complete_bash hwfit sc)" = scan
is "bash completes an option of the command" test "$(complete_bash hwfit check --ex)" = --explain
is "bash offers no option of another command" test -z "$(complete_bash hwfit facts --ex)"
is "bash leaves file names to the shell" test -z "$(complete_bash hwfit check off)"
is "every command is in the script of fish" \
	test "$(grep -c __fish_use_subcommand "$where/fish")" = "$("$HWFIT" --help | grep -cE '^  [a-z]+ +[a-z]')"
is "zsh knows for what the script is" test "$(head -1 "$where/zsh")" = "#compdef hwfit"
for shell in zsh fish; do
	if command -v $shell > /dev/null; then is "$shell reads its script" $shell -n "$where/$shell"
	else echo "ok - $shell reads its script # SKIP $shell is not installed"; fi
done
exits 3 "there is none for another shell" "$HWFIT" --completion csh
