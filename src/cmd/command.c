/* SPDX-License-Identifier: GPL-3.0-or-later
 * The command line: finds the command, reads its options by its table, prints help. */
#include "cmd/command.h"

#include "base/arena.h"
#include "base/file.h"
#include "base/text.h"
#include "base/version.h"
#include "cmd/completion.h"
#include "cmd/manual.h"
#include "cmd/own.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

static const struct command commands[] = {
#define COMMAND(name, summary, synopsis)                                                 \
	{#name, summary, synopsis, command_##name##_options, command_##name},
#include "cmd/commands.def"
#undef COMMAND
};

enum { COMMANDS = sizeof(commands) / sizeof(*commands) };

const struct command *command_table(size_t *n)
{
	*n = COMMANDS;
	return commands;
}

const char *option_nth(const struct invocation *call, const char *name, size_t i)
{
	for (size_t k = 0; k < call->option_count; k++)
		if (!strcmp(call->options[k].name, name) && i-- == 0)
			return call->options[k].value ? call->options[k].value : "";
	return NULL;
}

const char *option_value(const struct invocation *call, const char *name)
{
	const char *value = NULL, *next;
	for (size_t i = 0; (next = option_nth(call, name, i)); i++)
		value = next;
	return value;
}

enum exit_code command_fail(const struct invocation *call, const struct error *err)
{
	struct buf out = BUF_EMPTY;
	struct catalogue *words = own_words_of_errors(call);
	buf_format(&out, "hwfit: %s%s", err->where, err->where[0] ? ": " : "");
	catalogue_say(&out, words, err->text);
	if (err->remedy[0]) {
		buf_format(&out, "\n  %s: ", tr(words, "what to do"));
		catalogue_say(&out, words, err->remedy);
	}
	fprintf(stderr, "%s\n", out.text);
	catalogue_free(words);
	buf_done(&out);
	return err->code;
}

enum exit_code command_usage(const struct invocation *call, const char *format, ...)
{
	char text[4096];
	va_list ap;
	struct buf out = BUF_EMPTY;
	struct catalogue *words = own_words_of_errors(call);
	va_start(ap, format);
	vsnprintf(text, sizeof(text), format, ap);
	va_end(ap);
	catalogue_say(&out, words, text);
	buf_format(&out, "\n  %s: ", tr(words, "what to do"));
	buf_format(&out, tr(words, "see hwfit %s --help"), call->command->name);
	fprintf(stderr, "hwfit %s: %s\n", call->command->name, out.text);
	catalogue_free(words);
	buf_done(&out);
	return EXIT_usage;
}

enum exit_code command_write(const struct invocation *call, const struct buf *text,
                             enum exit_code code)
{
	const char *path = option_value(call, "output");
	struct error err = {0};
	if (file_write(path ? path : "-", text->text, text->n, &err))
		return command_fail(call, &err);
	return code;
}

static bool to_terminal(const struct invocation *call)
{
	const char *path = option_value(call, "output");
	return (!path || !strcmp(path, "-")) && isatty(STDOUT_FILENO);
}

bool command_wants_colour(const struct invocation *call)
{
	const char *no = getenv("NO_COLOR"), *terminal = getenv("TERM");
	return !(no && *no) && to_terminal(call) && terminal &&
	       strcmp(terminal, "dumb") != 0;
}

unsigned command_width(const struct invocation *call)
{
	struct winsize size = {0};
	if (!to_terminal(call) || ioctl(STDOUT_FILENO, TIOCGWINSZ, &size))
		return 0;
	return size.ws_col;
}

const char *command_format(const struct invocation *call, const char *fallback)
{
	const char *format = option_value(call, "format");
	const char *path = option_value(call, "output");
	const char *dot = path ? strrchr(path, '.') : NULL;
	if (format)
		return format;
	if (dot && !strcmp(dot, ".txt"))
		return "text";
	return dot && !strchr(dot, '/') ? dot + 1 : fallback;
}

static void print_option(const struct option_row *o)
{
	char left[64];
	snprintf(left, sizeof(left), "%c%c%s --%s%s%s", o->letter ? '-' : ' ',
	         o->letter ? o->letter : ' ', o->letter ? "," : " ", o->name,
	         o->argument ? " " : "", o->argument ? o->argument : "");
	printf("  %-26s %s\n", left, o->doc);
}

static void print_command_help(const struct command *c)
{
	printf("Usage: hwfit %s %s\n%c%s.\n\n", c->name, c->synopsis,
	       c->summary[0] - ('a' - 'A'), c->summary + 1);
	for (const struct option_row *o = c->options; o->name; o++)
		print_option(o);
	printf("  %-26s %s\n\nManual: man hwfit-%s\n", "    --help", "show this help",
	       c->name);
}

static void print_help(void)
{
	size_t n;
	puts("Usage: hwfit COMMAND [OPTION...] [ARGUMENT...]\n"
	     "Lists the hardware of a machine and checks it against written terms of "
	     "reference.\n");
	for (size_t i = 0; i < COMMANDS; i++)
		printf("  %-10s %s\n", commands[i].name, commands[i].summary);
	puts("\nhwfit COMMAND --help explains a command. Exit codes:");
	const struct exit_row *rows = exit_table(&n);
	for (size_t i = 0; i < n; i++)
		printf("  %d  %s\n", rows[i].code, rows[i].meaning);
	puts("\nManual: man hwfit");
}

static const struct option_row *find_option(const struct command *c, const char *arg,
                                            size_t n)
{
	for (const struct option_row *o = c->options; o->name; o++)
		if (arg[1] == '-' ? strlen(o->name) == n - 2 &&
		                            !strncmp(o->name, arg + 2, n - 2)
		                  : o->letter == arg[1])
			return o;
	return NULL;
}

static const char *option_name_at(const void *context, size_t i)
{
	return ((const struct option_row *)context)[i].name;
}

static enum exit_code unknown_option(struct invocation *call, const char *arg)
{
	size_t n = 0;
	while (call->command->options[n].name)
		n++;
	const char *near = text_nearest(arg + strspn(arg, "-"), n, option_name_at,
	                                call->command->options);
	return near ? command_usage(call, "unknown option %s: did you mean --%s?", arg,
	                            near)
	            : command_usage(call, "unknown option %s", arg);
}

/* One word that begins with "-": records it; *i moves over its argument. */
static enum exit_code read_option(struct invocation *call, int argc, char **argv, int *i)
{
	char *arg = argv[*i];
	size_t name_length = arg[1] == '-' ? strcspn(arg, "=") : 2;
	const struct option_row *o = find_option(call->command, arg, name_length);
	if (!o)
		return unknown_option(call, arg);
	const char *value = NULL;
	if (arg[name_length])
		value = arg + name_length + (arg[1] == '-');
	if (!o->argument && value)
		return command_usage(call, "--%s takes no argument", o->name);
	if (o->argument && !value) {
		bool optional = o->argument[0] == '[';
		bool there = *i + 1 < argc && (!optional || argv[*i + 1][0] != '-');
		if (!there && !optional)
			return command_usage(call, "--%s needs %s", o->name, o->argument);
		value = there ? argv[++*i] : NULL;
	}
	call->options[call->option_count++] = (struct given_option){o->name, value};
	return EXIT_ok;
}

static enum exit_code run_command(struct invocation *call, int argc, char **argv)
{
	bool options_end = false;
	for (int i = 2; i < argc; i++) {
		char *arg = argv[i];
		if (options_end || arg[0] != '-' || !arg[1]) {
			call->arguments[call->n++] = arg;
		} else if (!strcmp(arg, "--")) {
			options_end = true;
		} else if (!strcmp(arg, "--help")) {
			print_command_help(call->command);
			return EXIT_ok;
		} else {
			enum exit_code code = read_option(call, argc, argv, &i);
			if (code != EXIT_ok)
				return code;
		}
	}
	return call->command->run(call);
}

/* For the build: a page of man/ with the tables filled in. */
static enum exit_code print_manual(const char *path)
{
	struct buf page = BUF_EMPTY, out = BUF_EMPTY;
	struct error err = {0};
	int failed = file_read(path, 1 << 20, &page, &err) ||
	             manual_fill(page.text, page.n, path, &out, &err) ||
	             file_write("-", out.text, out.n, &err);
	buf_done(&page);
	buf_done(&out);
	return failed ? command_fail(NULL, &err) : EXIT_ok;
}

/* For the build: the completion script of a shell. */
static enum exit_code print_completion(const char *shell)
{
	struct buf out = BUF_EMPTY;
	struct error err = {0};
	if (!completion_write(shell, &out))
		error_set(&err, EXIT_usage, shell, "expected bash, zsh or fish");
	else
		file_write("-", out.text, out.n, &err);
	buf_done(&out);
	return err.code ? command_fail(NULL, &err) : EXIT_ok;
}

static const char *command_name_at(const void *context, size_t i)
{
	return ((const struct command *)context)[i].name;
}

enum exit_code command_main(int argc, char **argv)
{
	if (argc < 2 || !strcmp(argv[1], "--help") || !strcmp(argv[1], "-h") ||
	    !strcmp(argv[1], "help")) {
		print_help();
		return argc < 2 ? EXIT_usage : EXIT_ok;
	}
	if (!strcmp(argv[1], "--version")) {
		puts("hwfit " HWFIT_VERSION);
		return EXIT_ok;
	}
	if (argc == 3 && !strcmp(argv[1], "--manual"))
		return print_manual(argv[2]);
	if (argc == 3 && !strcmp(argv[1], "--completion"))
		return print_completion(argv[2]);
	struct invocation call = {.program = argv[0]};
	for (size_t i = 0; i < COMMANDS; i++)
		if (!strcmp(commands[i].name, argv[1]))
			call.command = &commands[i];
	if (!call.command) {
		const char *near =
		        text_nearest(argv[1], COMMANDS, command_name_at, commands);
		struct error err = {0};
		error_set(&err, EXIT_usage, "", "unknown command %s", argv[1]);
		error_remedy(&err, near ? "did you mean %s?" : "see hwfit --help", near);
		return command_fail(NULL, &err);
	}
	call.arguments = memory_get((size_t)argc * sizeof(*call.arguments));
	call.options = memory_get((size_t)argc * sizeof(*call.options));
	enum exit_code code = run_command(&call, argc, argv);
	free(call.arguments);
	free(call.options);
	if (fflush(stdout) || ferror(stdout)) {
		fputs("hwfit: standard output: cannot write\n", stderr);
		return EXIT_run;
	}
	return code;
}
