/* SPDX-License-Identifier: GPL-3.0-or-later
 * Names of kinds and facts, and what is said about those that are none. */
#include "base/text.h"
#include "tor/parser.h"

#include <string.h>

const char *fact_said(const struct parser *p, enum fact_id fact)
{
	if (p->counting)
		return "a count";
	return fact == FACT_COUNT ? "it" : fact_full_name(fact);
}

/* ---- kinds ------------------------------------------------------------------------ */

/* A kind and a condition for what is really a word of some kind's type: "HDMI" is a port
 * of type hdmi. */
static const char *kind_by_word(struct parser *p, unsigned count, const char *typed)
{
	static const enum fact_id types[] = {FACT_port_type, FACT_disk_medium,
	                                     FACT_disk_transport, FACT_network_type};
	char known[64];
	for (size_t i = 0; i < sizeof(types) / sizeof(*types); i++) {
		int word = fact_word_index(types[i], typed);
		if (word < 0 || !fact_word_at(types[i], word, known, sizeof(known)))
			continue;
		const struct fact_row *row = fact_row(types[i]);
		const struct kind *kind = kind_row(row->kind);
		const char *name = count > 1 ? kind->plural : kind->name;
		const char *have = count ? "have " : "";
		if (count > 1)
			have = arena_format(p->arena, "have %u ", count);
		return arena_format(p->arena, "%s%s: %s = %s", have, name, row->name,
		                    known);
	}
	return NULL;
}

bool parse_kind(struct parser *p, unsigned count, enum kind_id *kind)
{
	struct place place = parser_place(p);
	struct slice word = parser_peek(p);
	if (!word.n)
		return parser_expected(p, "a kind of component");
	*kind = kind_find(word.text, word.n, true);
	if (*kind != KIND_COUNT) {
		parser_word(p);
		return true;
	}
	char *typed = slice_copy(p, word);
	const char *other = kind_by_word(p, count, typed), *near = kind_nearest(typed);
	if (other)
		return parser_error(p, place,
		                    "expected a kind of component, found '%s': did you "
		                    "mean `%s`?",
		                    typed, other);
	if (near)
		return parser_error(p, place,
		                    "expected a kind of component, found '%s': did you "
		                    "mean %s?",
		                    typed, near);
	return parser_error(p, place,
	                    "expected a kind of component, found '%s': `hwfit facts` "
	                    "lists them",
	                    typed);
}

/* ---- facts ------------------------------------------------------------------------ */

/* Is it one of the words that a name is joined from by "_"? */
static bool is_part(const char *name, const char *typed)
{
	size_t n = strlen(typed);
	for (const char *at = name; n && at; at = strchr(at, '_')) {
		at += *at == '_';
		if (!strncmp(at, typed, n) && (!at[n] || at[n] == '_'))
			return true;
	}
	return false;
}

/* The facts of a kind whose names hold what was typed: "max_speed or link_speed". */
static const char *facts_with_part(struct parser *p, enum kind_id kind, const char *typed)
{
	enum { MOST = 4 };
	const char *found = NULL;
	size_t first = kind_row(kind)->first, count = 0;
	for (size_t i = first; i < first + kind_facts(kind) && count < MOST; i++) {
		const char *name = fact_row((enum fact_id)i)->name;
		if (!is_part(name, typed))
			continue;
		found = found ? arena_format(p->arena, "%s or %s", found, name) : name;
		count++;
	}
	return found;
}

static bool is_full_name(const char *typed)
{
	const char *dot = strchr(typed, '.');
	enum kind_id kind =
	        dot ? kind_find(typed, (size_t)(dot - typed), false) : KIND_COUNT;
	return kind != KIND_COUNT &&
	       fact_find(kind, dot + 1, strlen(dot + 1)) != FACT_COUNT;
}

static bool unknown_fact_of(struct parser *p, enum kind_id kind, struct place place,
                            const char *typed)
{
	const char *name = kind_row(kind)->name;
	if (is_full_name(typed))
		return parser_error(p, place,
		                    "expected a fact of %s, found '%s': it needs a line "
		                    "of its own",
		                    name, typed);
	const char *near = fact_advice(kind, typed);
	if (!near)
		near = fact_nearest(kind, typed);
	if (!near)
		near = facts_with_part(p, kind, typed);
	if (near)
		return parser_error(p, place,
		                    "expected a fact of %s, found '%s': did you mean %s?",
		                    name, typed, near);
	return parser_error(p, place,
	                    "expected a fact of %s, found '%s': `hwfit facts %s` lists "
	                    "them",
	                    name, typed, name);
}

static bool unknown_fact(struct parser *p, struct place place, const char *typed)
{
	const char *near = fact_nearest_full(typed);
	if (near)
		return parser_error(p, place,
		                    "expected a fact, found '%s': did you mean %s?",
		                    typed, near);
	return parser_error(
	        p, place, "expected a fact, found '%s': `hwfit facts` lists them", typed);
}

/* A fact of a kind of which there are many, where one value is wanted. */
static bool many_values(struct parser *p, struct place place, enum fact_id fact)
{
	const char *full = fact_full_name(fact), *rest = fact_row(fact)->name;
	const char *kind = kind_row(fact_row(fact)->kind)->name;
	if (p->award)
		return parser_error(p, place,
		                    "expected a fact of which there is one, found '%s': "
		                    "there are many of %s, write largest, smallest or "
		                    "total before it",
		                    full, kind);
	return parser_error(p, place,
	                    "expected a fact of which there is one, found '%s': there "
	                    "are many of %s, write `have %s: %s …` or `every %s: %s …`",
	                    full, kind, kind, rest, kind, rest);
}

/* kind.fact where only one-kinds and the subject have bare facts. */
static bool fact_by_full_name(struct parser *p, struct place place, const char *typed,
                              size_t dot, enum fact_id *fact)
{
	enum kind_id kind = kind_find(typed, dot, false);
	if (kind == KIND_COUNT)
		return unknown_fact(p, place, typed);
	*fact = fact_find(kind, typed + dot + 1, strlen(typed + dot + 1));
	if (*fact == FACT_COUNT)
		return unknown_fact_of(p, kind, place, typed + dot + 1);
	if (!kind_row(kind)->many || kind == p->subject || p->info)
		return true;
	return many_values(p, place, *fact);
}

static bool has_fact_named(struct parser *p, const char *typed, enum fact_id *fact)
{
	if (p->subject == KIND_COUNT)
		return false;
	*fact = fact_find(p->subject, typed, strlen(typed));
	return *fact != FACT_COUNT;
}

bool parse_fact(struct parser *p, enum kind_id kind, enum fact_id *fact,
                const char **label)
{
	struct place place = parser_place(p);
	struct slice word = parser_peek(p);
	*label = NULL;
	if (!word.n)
		return parser_expected(p, "a fact");
	char *typed = slice_copy(p, word);
	char *dot = strchr(typed, '.');
	if (kind == KIND_COUNT && text_starts(typed, "label.") && typed[6]) {
		parser_word(p);
		*label = typed + 6;
		*fact = FACT_COUNT;
		return true;
	}
	if (kind != KIND_COUNT) {
		const char *name = typed;
		size_t n = strlen(kind_row(kind)->name);
		if (dot && (size_t)(dot - typed) == n &&
		    !memcmp(typed, kind_row(kind)->name, n))
			name = dot + 1; /* disk.size inside a disk */
		*fact = fact_find(kind, name, strlen(name));
		if (*fact == FACT_COUNT)
			return unknown_fact_of(p, kind, place, name);
	} else if (dot) {
		if (!fact_by_full_name(p, place, typed, (size_t)(dot - typed), fact))
			return false;
	} else if (!has_fact_named(p, typed, fact)) {
		return unknown_fact(p, place, typed);
	}
	parser_word(p);
	return true;
}

/* ---- kind.fact -------------------------------------------------------------------- */

/* A kind stands where one of its facts was wanted: `total disk: size >= 2 TB`. */
static bool kind_alone(struct parser *p, struct place place, enum kind_id kind)
{
	const char *name = kind_row(kind)->name;
	struct parser look = *p;
	struct slice word = parser_word(&look);
	char *typed = slice_copy(p, word);
	parser_take_char(&look, ':');
	struct slice next = parser_word(&look);
	if (next.n && fact_find(kind, next.text, next.n) != FACT_COUNT)
		return parser_error(p, place,
		                    "expected kind.fact, found '%s': write %s.%.*s",
		                    typed, name, (int)next.n, next.text);
	return parser_error(p, place,
	                    "expected kind.fact, found '%s': write %s.FACT, with one of "
	                    "`hwfit facts %s`",
	                    typed, name, name);
}

bool parse_full_fact(struct parser *p, enum fact_id *fact)
{
	struct place place = parser_place(p);
	struct slice word = parser_peek(p);
	if (!word.n)
		return parser_expected(p, "kind.fact");
	char *typed = slice_copy(p, word), *dot = strchr(typed, '.');
	size_t n = dot ? (size_t)(dot - typed) : word.n;
	enum kind_id kind = kind_find(typed, n, true);
	if (!dot && kind != KIND_COUNT)
		return kind_alone(p, place, kind);
	if (!dot && has_fact_named(p, typed, fact))
		return parser_word(p).n > 0;
	if (!dot || kind == KIND_COUNT)
		return unknown_fact(p, place, typed);
	*fact = fact_find(kind, dot + 1, strlen(dot + 1));
	if (*fact == FACT_COUNT)
		return unknown_fact_of(p, kind, place, dot + 1);
	return parser_word(p).n > 0;
}
