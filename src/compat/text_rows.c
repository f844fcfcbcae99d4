/* SPDX-License-Identifier: GPL-3.0-or-later
 * Reads cpu-rules/SET.tsv and cpu-names/SET.tsv. */
#include "compat/lexer.h"
#include "compat/text.h"
#include "compat/tsv.h"
#include "facts/normalise.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static const char *const rule_columns[] = {"vendor", "family", "model",  "stepping",
                                           "ruling", "note",   "source", NULL};
static const char *const name_columns[] = {"vendor", "name",   "release",
                                           "note",   "source", NULL};

static const char *const rulings[] = {
        [RULING_no] = "no", [RULING_unknown] = "unknown", [RULING_yes] = "yes"};

static bool read_vendor(struct tsv *tsv, int field, const char **vendor)
{
	const char *text = tsv->fields[field];
	if (!*text)
		return tsv_problem(tsv, field, "expected a maker, found nothing");
	*vendor = normalise_text(tsv->arena, FACT_cpu_vendor, text);
	return !strcmp(text, *vendor) ||
	       tsv_problem(tsv, field, "expected %s, found %s", *vendor,
	                   text_shown(tsv->arena, text));
}

static bool read_source(struct tsv *tsv, int field, struct text_from *from)
{
	const char *text = tsv->fields[field];
	from->source = text;
	from->place = (struct place){tsv->line, tsv->column[field]};
	return text_is_id(text) ||
	       tsv_problem(tsv, field, "expected the id of a source, found %s",
	                   *text ? text_shown(tsv->arena, text) : "nothing");
}

/* Digits at *text, at most five; moves behind them. -1 when there are none. */
static long read_number(const char **text)
{
	long n = 0;
	const char *at = *text;
	while (isdigit((unsigned char)*at) && at - *text < 5)
		n = n * 10 + (*at++ - '0');
	bool any = at > *text;
	*text = at;
	return any ? n : -1;
}

/* "6", "0-95" or "*". */
static bool read_range(struct tsv *tsv, int field, long range[2])
{
	const char *text = tsv->fields[field], *at = text;
	range[0] = range[1] = -1;
	if (!strcmp(text, "*"))
		return true;
	range[0] = range[1] = read_number(&at);
	if (range[0] >= 0 && *at == '-') {
		at++;
		range[1] = read_number(&at);
	}
	if (*at || range[0] < 0 || range[1] < 0)
		return tsv_problem(tsv, field,
		                   "expected a decimal number, a range as 0-95, or *, "
		                   "found %s",
		                   *text ? text_shown(tsv->arena, text) : "nothing");
	return range[0] <= range[1] ||
	       tsv_problem(tsv, field, "expected the smaller number first, found %ld-%ld",
	                   range[0], range[1]);
}

static bool read_ruling(struct tsv *tsv, int field, enum compat_ruling *ruling)
{
	const char *text = tsv->fields[field];
	for (int i = RULING_no; i <= RULING_yes; i++)
		if (!strcmp(text, rulings[i])) {
			*ruling = i;
			return true;
		}
	return tsv_problem(tsv, field, "expected yes, no or unknown, found %s",
	                   *text ? text_shown(tsv->arena, text) : "nothing");
}

static const char *or_null(const char *text)
{
	return *text ? text : NULL;
}

static bool range_covers(const long a[2], const long b[2])
{
	return a[0] < 0 || (b[0] >= 0 && a[0] <= b[0] && b[1] <= a[1]);
}

/* An earlier row that decides everything that this one could, or NULL. */
static const struct text_rule *decided_before(const struct compat_text *text,
                                              const struct text_rule *rule)
{
	for (size_t i = 0; i < text->rule_count; i++) {
		const struct text_rule *r = &text->rules[i];
		if (!strcmp(r->set, rule->set) &&
		    (!strcmp(r->vendor, "*") || !strcmp(r->vendor, rule->vendor)) &&
		    range_covers(r->family, rule->family) &&
		    range_covers(r->model, rule->model) &&
		    range_covers(r->stepping, rule->stepping))
			return r;
	}
	return NULL;
}

static void add_rule(struct compat_text *text, struct tsv *tsv,
                     const struct text_rule *rule)
{
	const struct text_rule *before = decided_before(text, rule);
	if (before) {
		tsv_problem(tsv, 0,
		            "expected a row that decides something, found one that line "
		            "%d decides before",
		            before->line);
		return;
	}
	text->rules = memory_room(text->rules, text->rule_count, &text->rule_room,
	                          sizeof(*text->rules));
	text->rules[text->rule_count++] = *rule;
}

static struct tsv table_of(struct compat_text *text, const char *file)
{
	return (struct tsv){.arena = &text->arena,
	                    .problems = text->problems,
	                    .file = arena_string(&text->problems->arena, file)};
}

void compat_text_read_rules(struct compat_text *text, const char *bytes, size_t n,
                            const char *set, const char *file)
{
	struct tsv tsv = table_of(text, file);
	set = arena_string(&text->arena, set);
	if (!tsv_open(&tsv, bytes, n, rule_columns))
		return;
	while (tsv_next(&tsv)) {
		struct text_rule rule = {.set = set, .file = tsv.file, .line = tsv.line};
		bool good = read_vendor(&tsv, 0, &rule.vendor);
		good = read_range(&tsv, 1, rule.family) && good;
		good = read_range(&tsv, 2, rule.model) && good;
		good = read_range(&tsv, 3, rule.stepping) && good;
		good = read_ruling(&tsv, 4, &rule.ruling) && good;
		good = read_source(&tsv, 6, &rule.from) && good;
		rule.note = or_null(tsv.fields[5]);
		if (good)
			add_rule(text, &tsv, &rule);
	}
}

void compat_text_read_names(struct compat_text *text, const char *bytes, size_t n,
                            const char *set, const char *file)
{
	struct tsv tsv = table_of(text, file);
	set = arena_string(&text->arena, set);
	if (!tsv_open(&tsv, bytes, n, name_columns))
		return;
	while (tsv_next(&tsv)) {
		struct text_name name = {.set = set, .file = tsv.file, .line = tsv.line};
		bool good = read_vendor(&tsv, 0, &name.vendor);
		good = read_source(&tsv, 4, &name.from) && good;
		name.name = tsv.fields[1];
		name.words = compat_cpu_name(&text->arena, name.name);
		name.release = or_null(tsv.fields[2]);
		name.note = or_null(tsv.fields[3]);
		if (!*name.words)
			good = tsv_problem(
			        &tsv, 1, "expected the name of a processor, found %s",
			        *name.name ? text_shown(&text->arena, name.name)
			                   : "nothing");
		if (!good)
			continue;
		text->names = memory_room(text->names, text->name_count, &text->name_room,
		                          sizeof(*text->names));
		text->names[text->name_count++] = name;
	}
}
