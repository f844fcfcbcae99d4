/* SPDX-License-Identifier: GPL-3.0-or-later
 * Needs: what a requirement asks for, one function for each form. */
#include "tor/need.h"
#include "base/text.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

struct need *need_new(struct parser *p, enum need_type type, struct place place)
{
	struct need *need = arena_alloc(p->arena, sizeof(*need));
	need->type = type;
	need->place = place;
	need->kind = KIND_COUNT;
	need->fact = FACT_COUNT;
	return need;
}

/* ---- lists of facts --------------------------------------------------------------- */

/* FACT [TOLERANCE] { "," FACT [TOLERANCE] }; kind KIND_COUNT: full names. */
static bool parse_facts(struct parser *p, enum kind_id kind, bool tolerances,
                        struct need *need)
{
	size_t room = 0;
	enum fact_id *facts = NULL;
	enum { MOST = 64 };
	fixed_t signs[MOST];
	bool good = true;
	do {
		enum fact_id fact;
		const char *label;
		good = (need->fact_count < MOST ||
		        parser_expected(p, "at most %d facts", MOST)) &&
		       (kind == KIND_COUNT ? parse_full_fact(p, &fact)
		                           : parse_fact(p, kind, &fact, &label));
		if (!good)
			break;
		facts = memory_room(facts, need->fact_count, &room, sizeof(*facts));
		fixed_t *percent = &signs[need->fact_count];
		facts[need->fact_count++] = fact;
		*percent = 0;
		bool plus = tolerances && parser_take_char(p, '+');
		if (tolerances && (plus || parser_peek_char(p, '-')))
			good = parse_percent(p, percent);
	} while (good && parser_take_char(p, ',') && (good = parser_check_comma(p)));
	need->facts = arena_items(p->arena, facts, need->fact_count, sizeof(*facts));
	need->tolerances = arena_items(p->arena, signs, need->fact_count, sizeof(*signs));
	free(facts);
	return good;
}

static bool parse_same(struct parser *p, struct need *need)
{
	need->type = NEED_same;
	if (!parse_facts(p, KIND_COUNT, false, need))
		return false;
	need->kind = fact_row(need->facts[0])->kind;
	return parse_where(p, need->kind, need) && parse_in_lot(p, need);
}

static bool parse_not_worse(struct parser *p, struct need *need)
{
	need->type = NEED_not_worse;
	if (!parse_kind(p, 0, &need->kind) || !parser_string(p, &need->text))
		return false;
	if (!parser_take(p, "by"))
		return parser_expected(p, "by and the facts that are compared");
	return parse_facts(p, need->kind, true, need);
}

/* ---- platforms -------------------------------------------------------------------- */

/* "Debian 13": the name and version of a platform, with a blank between. */
static const char *platform_in_words(struct parser *p, const char *typed)
{
	struct parser look = *p;
	struct slice next = parser_word(&look);
	char *joined = arena_format(p->arena, "%s-%.*s", typed, (int)next.n, next.text);
	for (char *c = joined; *c; c++)
		*c = (char)tolower((unsigned char)*c);
	return p->platforms->exists(p->platforms->context, joined) ? joined : NULL;
}

static bool parse_platform(struct parser *p, const char **platform)
{
	struct place place = parser_place(p);
	struct slice word = parser_peek(p);
	if (!word.n)
		return parser_expected(p, "a platform such as debian-13");
	char *slug = slice_copy(p, parser_word(p));
	*platform = slug;
	if (!p->platforms || !p->platforms->exists ||
	    p->platforms->exists(p->platforms->context, slug))
		return true;
	const char *near = platform_in_words(p, slug);
	if (!near)
		near = p->platforms->nearest(p->platforms->context, slug);
	if (near)
		return parser_error(p, place,
		                    "expected a platform, found '%s': did you mean %s?",
		                    slug, near);
	return parser_error(p, place,
	                    "expected a platform, found '%s': `hwfit compat list` lists "
	                    "those that are known",
	                    slug);
}

static bool parse_run(struct parser *p, struct need *need)
{
	need->type = NEED_run;
	if (!parse_platform(p, &need->platform))
		return false;
	struct parser look = *p;
	if (parser_take(&look, "or") && parser_take(&look, "newer")) {
		*p = look;
		need->or_newer = true;
	}
	need->recommended = parser_take(p, "recommended");
	if (!parser_take(p, "supported"))
		return true;
	if (!parser_take(p, "until"))
		return parser_expected(p, "until and a date");
	need->supported_until = arena_alloc(p->arena, sizeof(struct operand));
	return parse_date(p, need->supported_until);
}

static bool parse_drivers(struct parser *p, struct need *need)
{
	need->type = NEED_drivers;
	if (!parser_take(p, "every"))
		return parser_expected(p, "every device, or every and a kind");
	if (parser_peek_is(p, "on"))
		return parser_expected(p, "device or a kind");
	if (!parser_take(p, "device") && !parse_kind(p, 0, &need->kind))
		return false;
	if (!parser_take(p, "on"))
		return parser_expected(p, "on and a platform");
	return parse_platform(p, &need->platform);
}

static bool parse_processor_rule(struct parser *p, struct need *need)
{
	need->type = NEED_processor_rule;
	struct slice word = parser_word(p);
	need->platform = slice_copy(p, word);
	return word.n || parser_expected(p, "the name of a set of processors");
}

/* ---- words of people -------------------------------------------------------------- */

static bool parse_meets(struct parser *p, struct need *need)
{
	need->type = NEED_meets;
	return parser_string(p, &need->text) &&
	       (!parser_take(p, "for") || parser_string(p, &need->text2));
}

static bool parse_confirm(struct parser *p, struct need *need)
{
	need->type = NEED_confirm;
	return parser_text(p, &need->statement);
}

/* In an info line: a fact behind which nothing is asked. */
static bool is_bare_fact(struct parser *p)
{
	struct parser look = *p;
	return parser_word(&look).n &&
	       (parser_at_end(&look) || parser_peek_char(&look, ','));
}

/* ---- which it is ------------------------------------------------------------------ */

static const struct {
	const char *word;
	bool (*parse)(struct parser *p, struct need *need);
	bool platform_only; /* in requirements of platforms */
} forms[] = {
        {"have", parse_have, false},
        {"every", parse_every, false},
        {"total", parse_total, false},
        {"smallest", parse_smallest, false},
        {"largest", parse_largest, false},
        {"count", parse_count_need, false},
        {"same", parse_same, false},
        {"run", parse_run, false},
        {"drivers_for", parse_drivers, false},
        {"not_worse_than", parse_not_worse, false},
        {"meets", parse_meets, false},
        {"confirm", parse_confirm, false},
        {"processor_rule", parse_processor_rule, true},
};

/* How people begin a need in other words, and what to write. */
static const struct {
	const char *word, *write;
} old_words[] = {
        {"any", "have (at least one) or every (all of them)"},
        {"some", "have (at least one)"},
        {"all", "every"},
        {"each", "every"},
        {"no", "have no"},
        {"not", "have no, or != in a condition"},
        {"at_least", "have 2 …, which means at least 2"},
        {"at_most", "have at_most"},
        {"exactly", "have exactly"},
        {"equivalent", "not_worse_than"},
        {"supported_by", "run PLATFORM supported until DATE, or firmware.updates_until"},
        {"drivers", "drivers_for every device on PLATFORM"},
        {"runs", "run"},
        {"sum", "total"},
        {"minimum", "smallest"},
        {"maximum", "largest"},
};

static bool refuse_old_word(struct parser *p, bool *refused)
{
	for (size_t i = 0; i < sizeof(old_words) / sizeof(*old_words); i++) {
		if (!parser_peek_is(p, old_words[i].word))
			continue;
		*refused = true;
		return parser_error(p, parser_place(p),
		                    "expected a need, found %s: write %s",
		                    old_words[i].word, old_words[i].write);
	}
	return true;
}

static bool parse_bare(struct parser *p, struct need *need)
{
	bool refused = false;
	if (!refuse_old_word(p, &refused) || refused)
		return false;
	struct slice word = parser_peek(p);
	if (!word.n || slice_is_reserved(word))
		return parser_expected(p, "a need");
	if (isdigit((unsigned char)*word.text))
		return parser_expected(p, "a fact, a comparison and then the value");
	if (p->info && is_bare_fact(p)) {
		need->type = NEED_state;
		return parse_facts(p, KIND_COUNT, false, need);
	}
	need->type = NEED_conditions;
	bool info = p->info;
	p->info = false;
	bool good = parse_conditions(p, KIND_COUNT, &need->conditions);
	p->info = info;
	return good;
}

struct need *parse_need(struct parser *p)
{
	struct place place = parser_place(p);
	const char *start = p->at;
	struct need *need = need_new(p, NEED_conditions, place);
	bool (*parse)(struct parser *, struct need *) = parse_bare;
	for (size_t i = 0; i < sizeof(forms) / sizeof(*forms); i++)
		if (parser_peek_is(p, forms[i].word) &&
		    (!forms[i].platform_only || p->grammar == GRAMMAR_needs)) {
			parser_take(p, forms[i].word);
			parse = forms[i].parse;
			break;
		}
	if (!parse(p, need))
		return NULL;
	need->written = parser_written(p, start);
	return need;
}

/* Joins parts by and, or by or; one part stays itself. */
static struct need *join(struct parser *p, enum need_type type, struct need **parts,
                         size_t n)
{
	if (n == 1)
		return parts[0];
	struct need *joined = need_new(p, type, parts[0]->place);
	joined->parts = arena_alloc(p->arena, n * sizeof(struct need *));
	memcpy(joined->parts, parts, n * sizeof(struct need *));
	joined->n = n;
	return joined;
}

struct need *parse_needs(struct parser *p)
{
	enum { MOST = 256 };
	struct need *ors[MOST], *ands[MOST];
	size_t or_count = 0, and_count = 0;
	bool good = true;
	for (;;) {
		struct need *need = parse_need(p);
		good = good && need;
		if (!need)
			parser_skip_line(p);
		else if (and_count < MOST)
			ands[and_count++] = need;
		struct parser before = *p;
		if (!parser_continues(p))
			break;
		bool or = parser_take(p, "or");
		if (! or &&!parser_take(p, "and")) {
			*p = before;
			break;
		}
		if (and_count == MOST || or_count == MOST - 1) {
			parser_error(p, parser_place(p), "expected at most %d needs",
			             MOST);
			return NULL;
		}
		if (or &&and_count) {
			ors[or_count++] = join(p, NEED_and, ands, and_count);
			and_count = 0;
		}
	}
	if (!good)
		return NULL;
	ors[or_count++] = join(p, NEED_and, ands, and_count);
	return join(p, NEED_or, ors, or_count);
}
