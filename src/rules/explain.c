/* SPDX-License-Identifier: GPL-3.0-or-later
 * Building the tree of how a verdict came about, and the logic of three values. */
#include "facts/words.h"
#include "rules/judge.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

struct explanation *explain_new(struct judge *j, enum verdict verdict)
{
	struct explanation *e = arena_alloc(j->arena, sizeof(*e));
	e->verdict = verdict;
	return e;
}

const char *explain_format(struct judge *j, const char *format, ...)
{
	char text[1024];
	va_list args;
	va_start(args, format);
	vsnprintf(text, sizeof(text), tr(j->options->words, format), args);
	va_end(args);
	return arena_string(j->arena, text);
}

const char *explain_take(struct judge *j, struct buf *text)
{
	const char *kept = arena_copy(j->arena, text->text, text->n);
	buf_done(text);
	return kept;
}

const char *explain_words(struct judge *j, const char *sentence)
{
	const char *found = tr(j->options->words, sentence);
	if (found != sentence || !j->options->words)
		return found;
	struct buf said = BUF_EMPTY;
	catalogue_say(&said, j->options->words, sentence);
	return explain_take(j, &said);
}

/* Room for one more item of an arena's array, which doubles at each power of two. */
static void *room_for_one(struct judge *j, void *items, size_t n, size_t size)
{
	if (n & (n - 1))
		return items;
	void *more = arena_alloc(j->arena, (n ? n * 2 : 1) * size);
	if (n)
		memcpy(more, items, n * size);
	return more;
}

void explain_part(struct judge *j, struct explanation *to, struct explanation *part)
{
	to->parts = room_for_one(j, to->parts, to->part_count, sizeof(*to->parts));
	to->parts[to->part_count++] = part;
	to->reservation = to->reservation || part->reservation;
}

void explain_evidence(struct judge *j, struct explanation *to, struct evidence evidence)
{
	evidence.value = explain_words(j, evidence.value);
	evidence.source = explain_words(j, evidence.source);
	to->evidence =
	        room_for_one(j, to->evidence, to->evidence_count, sizeof(*to->evidence));
	to->evidence[to->evidence_count++] = evidence;
}

static bool same_text(const char *a, const char *b)
{
	return a == b || (a && b && !strcmp(a, b));
}

void explain_missing(struct judge *j, struct explanation *to, struct missing missing)
{
	missing.what = explain_words(j, missing.what);
	missing.why = explain_words(j, missing.why);
	missing.remedy = missing.remedy ? explain_words(j, missing.remedy) : NULL;
	for (size_t i = 0; i < to->missing_count; i++)
		if (same_text(to->missing[i].what, missing.what) &&
		    same_text(to->missing[i].component, missing.component))
			return;
	to->missing =
	        room_for_one(j, to->missing, to->missing_count, sizeof(*to->missing));
	to->missing[to->missing_count++] = missing;
	to->look = to->look || missing.look;
}

struct explanation *explain_unknown(struct judge *j, struct explanation *e,
                                    const char *why, const char *remedy)
{
	e->verdict = VERDICT_unknown;
	e->reason = why;
	explain_missing(
	        j, e,
	        (struct missing){
	                .what = e->text, .why = why, .remedy = remedy, .look = true});
	return e;
}

void explain_gather_missing(struct judge *j, struct explanation *to)
{
	for (size_t i = 0; i < to->part_count; i++) {
		const struct explanation *part = to->parts[i];
		if (part->verdict != VERDICT_unknown && !part->reservation)
			continue;
		for (size_t k = 0; k < part->missing_count; k++)
			explain_missing(j, to, part->missing[k]);
	}
}

static const char *words_or_null(struct judge *j, const char *sentence)
{
	return sentence ? explain_words(j, sentence) : NULL;
}

void explain_in_words(struct judge *j, struct explanation *e)
{
	if (!j->options->words)
		return;
	e->text = words_or_null(j, e->text);
	e->reason = words_or_null(j, e->reason);
	e->gap = words_or_null(j, e->gap);
	e->remedy = words_or_null(j, e->remedy);
	for (size_t i = 0; i < e->part_count; i++)
		explain_in_words(j, e->parts[i]);
}

const char *in_language(struct judge *j, const struct bilingual *text)
{
	return j->options->words && text->et ? text->et : text->en;
}

const char *kind_words(struct judge *j, enum kind_id kind, size_t n)
{
	const char *name = n == 1 ? kind_row(kind)->name : kind_row(kind)->plural;
	if (j->options->words)
		return name_in_words(j->options->words, "kind", kind_row(kind)->name);
	char *words = arena_string(j->arena, name);
	for (char *c = words; *c; c++)
		*c = *c == '_' ? ' ' : *c;
	return words;
}

const char *need_text(struct judge *j, const struct need *need)
{
	struct buf text = BUF_EMPTY;
	need_words(&text, need, j->options->words);
	return explain_take(j, &text);
}

const char *condition_text(struct judge *j, const struct condition *condition)
{
	struct buf text = BUF_EMPTY;
	condition_words(&text, condition, j->options->words);
	return explain_take(j, &text);
}

const char *value_text_of(struct judge *j, enum fact_id fact, const struct value *value)
{
	struct buf text = BUF_EMPTY;
	value_words(&text, fact, value, j->options->words);
	return explain_take(j, &text);
}

const char *fact_text(struct judge *j, enum fact_id fact)
{
	struct buf text = BUF_EMPTY;
	fact_words(&text, fact, j->options->words);
	return explain_take(j, &text);
}

const char *day_text(struct judge *j, struct date day)
{
	struct buf text = BUF_EMPTY;
	date_words(&text, day, j->options->words);
	return explain_take(j, &text);
}

const char *component_name(struct judge *j, const struct component *c)
{
	const char *kind = kind_row(c->kind)->name;
	return c->key ? explain_format(j, "%s/%s", kind, c->key) : kind;
}

const char *component_text(struct judge *j, const struct component *c)
{
	struct buf text = BUF_EMPTY;
	component_words(&text, component_name(j, c), FACT_COUNT, j->options->words);
	return explain_take(j, &text);
}

struct evidence fact_evidence(struct judge *j, const struct component *c,
                              const struct fact *fact)
{
	const char *value = fact->state == STATE_known
	                            ? value_text_of(j, fact->id, &fact->value)
	                    : fact->state == STATE_absent ? explain_words(j, "absent")
	                                                  : explain_words(j, "not known");
	return (struct evidence){
	        .component = component_name(j, c),
	        .fact = fact->id,
	        .value = value,
	        .source = fact->source ? fact->source : fact_row(fact->id)->source,
	};
}

/* ---- logic ------------------------------------------------------------------------ */

enum verdict verdict_of(enum truth truth)
{
	return truth == TRUTH_yes  ? VERDICT_pass
	       : truth == TRUTH_no ? VERDICT_fail
	                           : VERDICT_unknown;
}

enum verdict verdict_and(enum verdict a, enum verdict b)
{
	if (a == VERDICT_fail || b == VERDICT_fail)
		return VERDICT_fail;
	return a == VERDICT_unknown || b == VERDICT_unknown ? VERDICT_unknown
	                                                    : VERDICT_pass;
}

enum verdict verdict_or(enum verdict a, enum verdict b)
{
	if (a == VERDICT_pass || b == VERDICT_pass)
		return VERDICT_pass;
	return a == VERDICT_unknown || b == VERDICT_unknown ? VERDICT_unknown
	                                                    : VERDICT_fail;
}

enum verdict verdict_not(enum verdict a)
{
	return a == VERDICT_pass ? VERDICT_fail : a == VERDICT_fail ? VERDICT_pass : a;
}
