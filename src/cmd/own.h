/* SPDX-License-Identifier: GPL-3.0-or-later
 * The files that a build has beside its program, and an installation in its data folder.
 */
#ifndef HWFIT_OWN_H
#define HWFIT_OWN_H

#include "base/arena.h"
#include "cmd/command.h"
#include "procure/lint.h"

/* The path of such a file ("compat.db", "po/et.mo"), in the arena; NULL when it is
 * neither beside the program nor installed. */
const char *own_file(const struct invocation *call, struct arena *arena,
                     const char *name);

/* The language that --lang names, else that of $LANGUAGE, $LC_ALL, $LC_MESSAGES or $LANG,
 * else English. False with err when its catalogue is missing or --lang is another word.
 * Release with own_language_done(). */
bool own_language(const struct invocation *call, struct language *language,
                  struct error *err);
/* The same for "en" or "et" by name. */
bool own_language_named(const struct invocation *call, const char *code,
                        struct language *language, struct error *err);
/* The same for a report whose English stands in the program: a catalogue is read for
 * another language only. Data (the format json) is in English for everybody. */
bool own_page_language(const struct invocation *call, const char *format,
                       struct language *language, struct error *err);
void own_language_done(struct language *language);

/* The words for what goes wrong, in the same language; call may be NULL: without options.
 * NULL for English, and where they cannot be read, which is no reason to say nothing.
 * Free with catalogue_free(). */
struct catalogue *own_words_of_errors(const struct invocation *call);

/* compat-db/legislation.tsv as it was built; NULL with err. */
struct legislation *own_legislation(const struct invocation *call, struct error *err);

/* compat-db/parts/names.tsv as it was built; -1 with err. Release with
 * trade_names_done(). */
int own_trade_names(const struct invocation *call, struct trade_names *names,
                    struct error *err);

/* The word lists of compat-db/lint/ as they were built, and the names in trade; -1 with
 * err. */
int own_lint_words(const struct invocation *call, struct lint_words *words,
                   struct error *err);

/* compat-db/holidays.tsv as it was built; -1 with err. */
struct service_calendar;
int own_holidays(const struct invocation *call, struct service_calendar *calendar,
                 struct error *err);

#define LANGUAGE_OPTION                                                                  \
	{                                                                                \
		"lang", 0, "LANG", "write in en or et (default: by the locale)"          \
	}

#endif
