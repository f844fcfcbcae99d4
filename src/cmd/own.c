/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmd/own.h"

#include "base/file.h"
#include "procure/service_time.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The folder of the program that runs, in the arena; NULL when nothing tells it. Without
 * /proc, a program called by its path is there. */
static const char *own_folder(const struct invocation *call, struct arena *arena)
{
	char path[4096];
	ssize_t n = readlink("/proc/self/exe", path, sizeof(path));
	const char *self = call ? call->program : NULL;
	if (n > 0 && (size_t)n < sizeof(path))
		self = arena_copy(arena, path, (size_t)n);
	const char *slash = self ? strrchr(self, '/') : NULL;
	return slash ? arena_copy(arena, self, (size_t)(slash - self)) : NULL;
}

const char *own_file(const struct invocation *call, struct arena *arena, const char *name)
{
	const char *folder = own_folder(call, arena);
	const char *beside = folder ? arena_format(arena, "%s/%s", folder, name) : NULL;
	if (beside && !access(beside, F_OK))
		return beside;
	const char *installed = arena_format(arena, HWFIT_DATADIR "/%s", name);
	return access(installed, F_OK) ? NULL : installed;
}

/* ---- language --------------------------------------------------------------------- */

/* The order in which gettext asks; $LANGUAGE may list several. The C locale has no
 * language, so the first that has one decides. */
static const char *locale_language(void)
{
	static const char *const names[] = {"LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"};
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		const char *value = getenv(names[i]);
		if (!value || !*value || !strncmp(value, "C.", 2) ||
		    !strcmp(value, "C") || !strcmp(value, "POSIX"))
			continue;
		return !strncmp(value, "et", 2) ? "et" : "en";
	}
	return "en";
}

static struct catalogue *own_catalogue(const struct invocation *call, const char *code,
                                       struct error *err)
{
	struct arena arena = {0};
	struct catalogue *catalogue = NULL;
	const char *name = arena_format(&arena, "po/%s.mo", code);
	const char *path = own_file(call, &arena, name);
	if (path)
		catalogue = catalogue_load(path, err);
	else
		error_set(err, EXIT_run, name,
		          "there is no such catalogue, neither beside the program nor "
		          "in " HWFIT_DATADIR);
	arena_done(&arena);
	return catalogue;
}

bool own_language_named(const struct invocation *call, const char *code,
                        struct language *language, struct error *err)
{
	*language = (struct language){.estonian = !strcmp(code, "et")};
	language->code = language->estonian ? "et" : "en";
	if (strcmp(code, language->code) != 0) {
		error_set(err, EXIT_usage, "--lang", "expected en or et, found %s", code);
		return false;
	}
	struct trade_names *names = memory_get(sizeof(*names));
	language->names = names;
	bool good = !own_trade_names(call, names, err) &&
	            (language->catalogue = own_catalogue(call, language->code, err)) &&
	            (language->other =
	                     own_catalogue(call, language->estonian ? "en" : "et", err));
	if (!good)
		own_language_done(language);
	return good;
}

bool own_language(const struct invocation *call, struct language *language,
                  struct error *err)
{
	const char *code = option_value(call, "lang");
	return own_language_named(call, code ? code : locale_language(), language, err);
}

bool own_page_language(const struct invocation *call, const char *format,
                       struct language *language, struct error *err)
{
	const char *code = option_value(call, "lang");
	*language = (struct language){.code = "en"};
	if (!strcmp(format, "json"))
		return true;
	if (!code)
		code = locale_language();
	return !strcmp(code, "en") || own_language_named(call, code, language, err);
}

struct catalogue *own_words_of_errors(const struct invocation *call)
{
	const char *code = call ? option_value(call, "lang") : NULL;
	if (strcmp(code ? code : locale_language(), "et") != 0)
		return NULL;
	return own_catalogue(call, "et", NULL);
}

void own_language_done(struct language *language)
{
	catalogue_free((struct catalogue *)(uintptr_t)language->catalogue);
	catalogue_free((struct catalogue *)(uintptr_t)language->other);
	language->catalogue = language->other = NULL;
	struct trade_names *names = (struct trade_names *)(uintptr_t)language->names;
	if (names)
		trade_names_done(names);
	free(names);
	language->names = NULL;
}

/* ---- tables ----------------------------------------------------------------------- */

enum { TABLE_MAX = 4 << 20 };

/* Reads a table; -1 with err when it is missing. */
static int read_table(const struct invocation *call, const char *name, struct buf *text,
                      struct error *err)
{
	struct arena arena = {0};
	const char *path = own_file(call, &arena, name);
	int result =
	        path ? file_read(path, TABLE_MAX, text, err)
	             : error_set(err, EXIT_run, name,
	                         "there is no such table, neither beside the program "
	                         "nor in " HWFIT_DATADIR);
	arena_done(&arena);
	return result;
}

struct legislation *own_legislation(const struct invocation *call, struct error *err)
{
	static const char name[] = "procure/legislation.tsv";
	struct buf text = BUF_EMPTY;
	struct legislation *l = NULL;
	if (!read_table(call, name, &text, err))
		l = legislation_read(text.text, text.n, name, err);
	buf_done(&text);
	return l;
}

int own_trade_names(const struct invocation *call, struct trade_names *names,
                    struct error *err)
{
	static const char name[] = "procure/parts/names.tsv";
	struct buf text = BUF_EMPTY;
	int result = read_table(call, name, &text, err);
	if (!result)
		result = trade_names_add(names, text.text, text.n, name, err);
	buf_done(&text);
	return result;
}

int own_lint_words(const struct invocation *call, struct lint_words *words,
                   struct error *err)
{
	static const char *const names[] = {
	        "procure/lint/makes.tsv", "procure/lint/performance.tsv",
	        "procure/lint/labels.tsv", "procure/lint/technologies.tsv",
	        "procure/lint/vague.tsv"};
	int result = 0;
	for (size_t i = 0; i < sizeof(names) / sizeof(*names) && !result; i++) {
		struct buf text = BUF_EMPTY;
		result = read_table(call, names[i], &text, err);
		if (!result)
			result = lint_words_add(words, text.text, text.n, names[i], err);
		buf_done(&text);
	}
	struct trade_names trade = {.n = 0};
	if (!result)
		result = own_trade_names(call, &trade, err);
	if (!result)
		lint_words_add_names(words, &trade);
	trade_names_done(&trade);
	return result;
}

int own_holidays(const struct invocation *call, struct service_calendar *calendar,
                 struct error *err)
{
	static const char name[] = "procure/holidays.tsv";
	struct buf text = BUF_EMPTY;
	int result = read_table(call, name, &text, err);
	if (!result)
		result = calendar_holidays(calendar, text.text, text.n, name, err);
	buf_done(&text);
	return result;
}
