/* SPDX-License-Identifier: GPL-3.0-or-later
 * The rules of the lint, each over its part. Internal to src/procure. */
#ifndef HWFIT_LINT_RULES_H
#define HWFIT_LINT_RULES_H

#include "procure/lint.h"

struct linter {
	const struct spec *spec;
	const struct lint_words *words;
	struct findings *findings;
	const char *need; /* where it is now */
	int line;
};

/* Keeps a finding of the place where the linter is; need and line are filled in. */
void lint_add(struct linter *l, const struct finding *finding);
const char *lint_say(struct linter *l, const char *sentence);
/* What a rule of the word lists is about. */
const char *lint_rule_words(struct linter *l, const char *rule);

void lint_text(struct linter *l, const char *text);
void lint_bilingual(struct linter *l, const struct bilingual *text);
/* A text that an Estonian document would show in English. */
void lint_language(struct linter *l, const struct bilingual *text);
void lint_conditions(struct linter *l, const struct conditions *conditions);
void lint_need(struct linter *l, const struct requirement *r, const struct need *need);
/* The manner of a requirement: its level, evidence, check, award. */
void lint_form(struct linter *l, const struct requirement *r);
/* What only a whole lot tells: weights, service, the law. */
void lint_lot(struct linter *l, const struct spec_lot *lot);

#endif
