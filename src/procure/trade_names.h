/* SPDX-License-Identifier: GPL-3.0-or-later
 * What values are called: in trade, and in words that favour nobody. */
#ifndef HWFIT_TRADE_NAMES_H
#define HWFIT_TRADE_NAMES_H

#include "base/arena.h"
#include "base/error.h"
#include "facts/fact.h"

/* One row of compat-db/parts/names.tsv. */
struct trade_name {
	const char *fact, *word; /* "network.standard", "wifi6e" */
	const char *trade;       /* "Wi-Fi 6E" */
	const char *en, *et;     /* "IEEE 802.11ax, 6 GHz included" */
};

/* Zeroed is valid and empty. */
struct trade_names {
	struct arena arena;
	struct trade_name *items;
	size_t n, room;
};

/* Adds the rows of a table of n bytes. 0, or -1 with err (EXIT_usage) at the first faulty
 * row. Release with trade_names_done(). */
int trade_names_add(struct trade_names *names, const char *text, size_t n,
                    const char *name, struct error *err);
void trade_names_done(struct trade_names *names);

/* The first name of a value; the same word of another fact is named alike: a charger has
 * the sockets that ports have. NULL: it has none. names may be NULL. */
const struct trade_name *trade_names_find(const struct trade_names *names,
                                          enum fact_id fact, const char *word);

/* Does the text say the word by a name of it: the one in trade, the neutral words of
 * either language, or both as trade_name_words() puts them? names may be NULL. */
bool trade_names_say(const struct trade_names *names, const char *word, const char *text,
                     struct arena *arena);
/* "IEEE 802.11ax (Wi-Fi 6)": the standard first, the name in trade behind it. */
const char *trade_name_words(const struct trade_name *name, bool estonian,
                             struct arena *arena);

/* Is the trade's name another than the neutral words? */
bool trade_name_differs(const struct trade_name *name);

#endif
