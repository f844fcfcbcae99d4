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

# ---- in the shells themselves
if command -v fish > /dev/null; then
	complete_fish() { HOME=$where fish -c "source $where/fish; complete -C '$1'" | cut -f1 | tr '\n' ' '; }
	is "fish completes a command" test "$(complete_fish 'hwfit sc')" = "scan "
	is "fish completes an option of the command" test "$(complete_fish 'hwfit check --ex')" = "--explain "
	is "fish offers no option of another command" test -z "$(complete_fish 'hwfit facts --ex')"
else echo "ok - completion in fish # SKIP fish is not installed"; fi

# What stands on the line of a zsh at a terminal once the key was pressed.
complete_zsh() {
	mkdir -p "$where/functions" && cp "$where/zsh" "$where/functions/_hwfit"
	HOME=$where TERM=dumb zsh -f -c '
		zmodload zsh/zpty
		zpty shell zsh -f -i
		zpty -w shell "unsetopt zle_bracketed_paste 2> /dev/null; PS1=; fpath=($1 \$fpath); autoload -U compinit; compinit -u -D; echo rea\"\"dy"
		zpty -r shell found "*ready*"
		zpty -w -n shell "$2"$'"'\t'"'
		sleep 1
		zpty -w -n shell $'"'\x01'"'"echo fo\"\"und: "$'"'\n'"'
		zpty -r shell found "*found: hwfit*"$'"'\n'"'
		print -r -- "$found"
		zpty -d shell' zsh "$where/functions" "$1" | tr -d '\r' | grep -oE '^found: hwfit.*' | tail -1
}
if command -v zsh > /dev/null; then
	is "zsh reads its script" zsh -n "$where/zsh"
	is "zsh completes a command" test "$(complete_zsh 'hwfit sc' | sed 's/ *$//')" = "found: hwfit scan"
	is "zsh completes an option of the command" test "$(complete_zsh 'hwfit check --ex' | sed 's/ *$//')" = "found: hwfit check --explain"
	is "zsh offers no option of another command" test "$(complete_zsh 'hwfit facts --ex' | sed 's/ *$//')" = "found: hwfit facts --ex"
else echo "ok - completion in zsh # SKIP zsh is not installed"; fi
exits 3 "there is none for another shell" "$HWFIT" --completion csh
