/* SPDX-License-Identifier: GPL-3.0-or-later
 * Completion scripts. Options with an argument are followed by file names: most take one.
 */
#include "cmd/completion.h"

#include "cmd/command.h"

#include <string.h>

/* Text inside single quotes of a shell. */
static void add_quoted(struct buf *out, const char *text)
{
	buf_add_char(out, '\'');
	for (; *text; text++)
		if (*text == '\'')
			buf_add_string(out, "'\\''");
		else
			buf_add_char(out, *text);
	buf_add_char(out, '\'');
}

static void add_option_names(struct buf *out, const struct command *c)
{
	for (const struct option_row *o = c->options; o->name; o++)
		buf_format(out, "--%s ", o->name);
	buf_add_string(out, "--help");
}

static void write_bash(struct buf *out)
{
	size_t n;
	const struct command *table = command_table(&n);
	buf_add_string(out, "_hwfit()\n{\n\tlocal word=${COMP_WORDS[COMP_CWORD]} words\n"
	                    "\tif [ \"$COMP_CWORD\" = 1 ]; then\n\t\twords='");
	for (size_t i = 0; i < n; i++)
		buf_format(out, "%s ", table[i].name);
	buf_add_string(out, "--help --version'\n\telse\n\t\tcase ${COMP_WORDS[1]} in\n");
	for (size_t i = 0; i < n; i++) {
		buf_format(out, "\t\t%s) words='", table[i].name);
		add_option_names(out, &table[i]);
		buf_add_string(out, "' ;;\n");
	}
	buf_add_string(
	        out, "\t\tesac\n\t\t[[ $word == -* ]] || words=\n\tfi\n"
	             "\tmapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$word\")\n}\n"
	             "complete -o default -F _hwfit hwfit\n");
}

static void write_zsh(struct buf *out)
{
	size_t n;
	const struct command *table = command_table(&n);
	buf_add_string(out, "#compdef hwfit\nlocal -a commands options\ncommands=(\n");
	for (size_t i = 0; i < n; i++) {
		struct buf row = BUF_EMPTY;
		buf_format(&row, "%s:%s", table[i].name, table[i].summary);
		buf_add_char(out, '\t');
		add_quoted(out, row.text);
		buf_add_char(out, '\n');
		buf_done(&row);
	}
	buf_add_string(out,
	               ")\nif (( CURRENT == 2 )); then\n\t_describe command commands\n"
	               "\treturn\nfi\ncase $words[2] in\n");
	for (size_t i = 0; i < n; i++) {
		buf_format(out, "%s) options=(", table[i].name);
		add_option_names(out, &table[i]);
		buf_add_string(out, ") ;;\n");
	}
	buf_add_string(out, "esac\nif [[ $PREFIX == -* ]]; then\n\tcompadd -- $options\n"
	                    "else\n\t_files\nfi\n");
}

static void write_fish(struct buf *out)
{
	size_t n;
	const struct command *table = command_table(&n);
	for (size_t i = 0; i < n; i++) {
		buf_format(out, "complete -c hwfit -n __fish_use_subcommand -f -a %s -d ",
		           table[i].name);
		add_quoted(out, table[i].summary);
		buf_add_char(out, '\n');
		for (const struct option_row *o = table[i].options; o->name; o++) {
			buf_format(out,
			           "complete -c hwfit -n '__fish_seen_subcommand_from "
			           "%s' -l %s",
			           table[i].name, o->name);
			if (o->letter)
				buf_format(out, " -s %c", o->letter);
			buf_format(out, "%s -d ", o->argument ? " -r" : "");
			add_quoted(out, o->doc);
			buf_add_char(out, '\n');
		}
	}
}

static const struct {
	const char *name;
	void (*write)(struct buf *out);
} shells[] = {{"bash", write_bash}, {"zsh", write_zsh}, {"fish", write_fish}};

bool completion_write(const char *shell, struct buf *out)
{
	for (size_t i = 0; i < sizeof(shells) / sizeof(*shells); i++)
		if (!strcmp(shells[i].name, shell)) {
			shells[i].write(out);
			return true;
		}
	return false;
}
