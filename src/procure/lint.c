/* SPDX-License-Identifier: GPL-3.0-or-later
 * The rules of neutrality over a whole specification. */
#include "procure/lint_rules.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

void lint_add(struct linter *l, const struct finding *finding)
{
	struct findings *f = l->findings;
	struct finding copy = *finding;
	copy.need = l->need;
	copy.line = l->line;
	if (finding->suggestion && !*finding->suggestion)
		copy.suggestion = NULL;
	for (size_t i = 0; i < f->n; i++)
		if (!strcmp(f->items[i].rule, copy.rule) &&
		    f->items[i].line == copy.line && !strcmp(f->items[i].text, copy.text))
			return; /* the same text in both languages, or in every lot */
	for (size_t i = 0; copy.error && i < l->spec->exception_count; i++)
		if (!strcmp(l->spec->exceptions[i].need, copy.need))
			copy.reason = l->spec->exceptions[i].reason;
	f->items = memory_room(f->items, f->n, &f->room, sizeof(*f->items));
	f->items[f->n++] = copy;
	f->errors += copy.error && !copy.reason;
}

const char *lint_say(struct linter *l, const char *sentence)
{
	return tr(l->spec->language.catalogue, sentence);
}

static bool is_label(const struct lint_word *word)
{
	return !strcmp(word->rule, "label");
}

/* A word that lies inside a longer word that was found is not a second fault. */
static bool covered(const struct lint_word *const *hits, const char *const *at,
                    const size_t *used, size_t n, size_t i)
{
	for (size_t k = 0; k < n; k++) {
		bool inside =
		        k != i && at[i] >= at[k] && at[i] + used[i] <= at[k] + used[k];
		if (inside && (used[i] < used[k] || k < i) &&
		    (!strcmp(hits[k]->rule, hits[i]->rule) || used[k] > used[i]))
			return true;
	}
	return false;
}

/* 2.4, 5 and 6 GHz in a text about radio are bands, not clock rates. */
static bool is_radio_band(const char *text, const struct lint_word *word, const char *at)
{
	static const char *const bands[] = {"2.4 GHz", "2,4 GHz", "5 GHz", "6 GHz"};
	static const char *const radio[] = {"Wi Fi*",     "wireless",    "radio*",
	                                    "band*",      "juhtmevaba*", "raadio*",
	                                    "sagedusala*"};
	size_t used;
	bool about = false;
	if (strcmp(word->rule, "clock") != 0)
		return false;
	for (size_t i = 0; i < sizeof(radio) / sizeof(*radio); i++)
		about = about || lint_match(text, radio[i], &used);
	for (size_t i = 0; about && i < sizeof(bands) / sizeof(*bands); i++)
		if (lint_match(at, bands[i], &used) == at)
			return true;
	return false;
}

enum { HITS_MAX = 32 };

void lint_text(struct linter *l, const char *text)
{
	const struct lint_word *hits[HITS_MAX];
	const char *at[HITS_MAX];
	size_t used[HITS_MAX], n = 0;
	bool same = text && lint_says_equivalent(text);
	for (size_t i = 0; text && i < l->words->n && n < HITS_MAX; i++) {
		const struct lint_word *word = &l->words->items[i];
		if (is_label(word) && same)
			continue;
		at[n] = lint_match(text, word->pattern, &used[n]);
		hits[n] = word;
		n += at[n] && !is_radio_band(text, word, at[n]);
	}
	for (size_t i = 0; i < n; i++) {
		bool et = l->spec->language.estonian;
		if (covered(hits, at, used, n, i))
			continue;
		struct finding f = {.error = hits[i]->error, .rule = hits[i]->rule};
		f.text = arena_format(&l->findings->arena, "\"%.*s\": %s", (int)used[i],
		                      at[i], lint_rule_words(l, hits[i]->rule));
		f.suggestion = et ? hits[i]->et : hits[i]->en;
		lint_add(l, &f);
	}
}

void lint_bilingual(struct linter *l, const struct bilingual *text)
{
	lint_text(l, text->en);
	lint_text(l, text->et);
	lint_language(l, text);
}

static void lint_requirement(struct linter *l, const struct requirement *r)
{
	l->need = r->id ? r->id : "?";
	l->line = r->place.line;
	lint_bilingual(l, &r->because);
	lint_bilingual(l, &r->evidence);
	lint_bilingual(l, &r->check_text);
	lint_conditions(l, &r->if_conditions);
	lint_conditions(l, &r->except);
	if (r->need)
		lint_need(l, r, r->need);
	lint_form(l, r);
}

static void lint_scope(struct linter *l, const struct tor_scope *scope)
{
	l->need = "title";
	l->line = scope->place.line;
	lint_bilingual(l, &scope->title);
	l->need = "applies_to";
	lint_conditions(l, &scope->where);
	for (size_t i = 0; i < scope->n; i++)
		lint_requirement(l, &scope->requirements[i]);
}

void lint_spec(const struct spec *spec, const struct lint_words *words,
               struct findings *findings)
{
	struct linter l = {.spec = spec, .words = words, .findings = findings};
	for (size_t i = 0; i < spec->tor_count; i++) {
		const struct tor *tor = spec->tors[i];
		lint_scope(&l, &tor->common);
		for (size_t k = 0; k < tor->lot_count; k++)
			lint_scope(&l, &tor->lots[k]);
	}
	for (size_t i = 0; i < spec->n; i++)
		lint_lot(&l, &spec->lots[i]);
}

void findings_done(struct findings *findings)
{
	free(findings->items);
	arena_done(&findings->arena);
	*findings = (struct findings){0};
}
