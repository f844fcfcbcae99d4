/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "procure/lint_rules.h"

#include <string.h>
#include <strings.h>

static const struct {
	const char *rule, *words;
} rule_words[] = {
        {"make", N_("names a maker, a product line or a model")},
        {"clock",
         N_("asks for a clock rate, a cache or a process instead of performance")},
        {"generation", N_("asks for a generation of one maker's products")},
        {"label", N_("names a standard or a label without \"or equivalent\"")},
        {"technology", N_("names a technology by its trade mark")},
        {"vague", N_("cannot be measured")},
        {"material", N_("prescribes a material instead of the property it serves")},
        {"origin", N_("names an origin or a source")},
        {"weak", N_("is no obligation in a requirement")},
        {"two", N_("puts two conditions into one sentence")},
};

const char *lint_rule_words(struct linter *l, const char *rule)
{
	for (size_t i = 0; i < sizeof(rule_words) / sizeof(*rule_words); i++)
		if (!strcmp(rule_words[i].rule, rule))
			return lint_say(l, rule_words[i].words);
	return rule;
}

static void error(struct linter *l, const char *rule, const char *text,
                  const char *suggestion)
{
	lint_add(l, &(struct finding){.error = true,
	                              .rule = rule,
	                              .text = lint_say(l, text),
	                              .suggestion = suggestion ? lint_say(l, suggestion)
	                                                       : NULL});
}

static void warn(struct linter *l, const char *rule, const char *text,
                 const char *suggestion)
{
	lint_add(l, &(struct finding){.rule = rule,
	                              .text = lint_say(l, text),
	                              .suggestion = suggestion ? lint_say(l, suggestion)
	                                                       : NULL});
}

/* ---- conditions ------------------------------------------------------------------- */

static bool named(enum fact_id fact, const char *const *names)
{
	const char *name = fact_row(fact)->name;
	for (; *names; names++)
		if (!strcmp(name, *names))
			return true;
	return false;
}

static void lint_test(struct linter *l, enum fact_id fact, const struct test *test)
{
	static const char *const makers[] = {"vendor",      "model",  "family",
	                                     "part_number", "serial", "product_code",
	                                     "asset_tag",   NULL};
	static const char *const clocks[] = {
	        "max_clock", "base_clock",   "l2_cache",         "l3_cache",
	        "stepping",  "model_number", "memory_bandwidth", NULL};
	static const char *const looks[] = {"width", "height", "depth", NULL};
	const struct fact_row *row = fact_row(fact);
	bool cpu = row->kind == KIND_cpu || row->kind == KIND_cpu_package;
	if (named(fact, makers) || (cpu && !strcmp(row->name, "family")))
		error(l, "make",
		      N_("asks for a maker, a model, a part number or a serial"),
		      N_("write what the device must be able to do"));
	else if (cpu && named(fact, clocks))
		error(l, "clock",
		      N_("asks for a clock rate or a cache: they do not compare between "
		         "processors"),
		      N_("ask for the score of a named test: have benchmark: suite = …, "
		         "suite_version = …, score >= …"));
	else if (cpu && (!strcmp(row->name, "cores") || !strcmp(row->name, "threads")))
		warn(l, "cores", N_("asks for a number of cores or threads"),
		     N_("ask for the score of a named test"));
	if (test->type == TEST_compare && test->op == OP_equal &&
	    row->type == TYPE_NUMBER && row->dimension != DIM_none &&
	    test->operands[0].value.number.min != 0)
		error(l, "equal", N_("asks for exactly one value of a physical quantity"),
		      N_("ask for at least, at most, or from … to …"));
	if (test->type == TEST_compare && test->op == OP_equal && named(fact, looks))
		warn(l, "dimension", N_("prescribes an exact outer dimension"),
		     N_("ask for at most"));
	for (size_t i = 0; i < test->n; i++)
		if (row->type == TYPE_TEXT && test->operands[i].value.type == TYPE_TEXT &&
		    fact != FACT_benchmark_suite && !named(fact, makers) &&
		    !strchr(test->operands[i].value.text, '_'))
			lint_text(l, test->operands[i].value.text);
}

void lint_conditions(struct linter *l, const struct conditions *conditions)
{
	for (size_t i = 0; i < conditions->n; i++)
		if (!conditions->items[i].label)
			lint_test(l, conditions->items[i].fact,
			          &conditions->items[i].test);
}

/* ---- needs ------------------------------------------------------------------------ */

static bool asks_fact(const struct need *need, enum fact_id fact)
{
	for (size_t i = 0; i < need->conditions.n; i++)
		if (!need->conditions.items[i].label &&
		    need->conditions.items[i].fact == fact)
			return true;
	return false;
}

static void lint_benchmark(struct linter *l, const struct need *need)
{
	if (!asks_fact(need, FACT_benchmark_suite))
		error(l, "benchmark", N_("asks for points without naming the test"),
		      N_("name the test: suite = …"));
	else if (asks_fact(need, FACT_benchmark_score) &&
	         !asks_fact(need, FACT_benchmark_suite_version))
		error(l, "benchmark",
		      N_("names a test without its version: scores of "
		         "versions do not compare"),
		      N_("add suite_version = …"));
}

void lint_need(struct linter *l, const struct requirement *r, const struct need *need)
{
	for (size_t i = 0; i < need->n; i++)
		lint_need(l, r, need->parts[i]);
	lint_conditions(l, &need->where);
	lint_conditions(l, &need->conditions);
	if (need->type == NEED_aggregate && need->test.n)
		lint_test(l, need->fact, &need->test);
	if (need->type == NEED_have && need->kind == KIND_benchmark)
		lint_benchmark(l, need);
	if (need->type == NEED_confirm)
		lint_bilingual(l, &need->statement);
	if (need->type == NEED_not_worse)
		error(l, "make", N_("compares with a model of one maker"),
		      N_("write the values that matter: a score, an amount, an ability"));
	/* The document itself adds "or equivalent" to what is met; a maker's name stays.
	 */
	if (need->type == NEED_meets) {
		lint_text(l, arena_format(&l->findings->arena, "%s or equivalent",
		                          need->text));
		lint_text(l, need->text2);
		if (!need->text2)
			warn(l, "label_scope",
			     N_("does not say what the standard is asked for"),
			     N_("add: for \"…\""));
	}
}

/* ---- manner ----------------------------------------------------------------------- */

static bool is_empty(const struct bilingual *text)
{
	return (text->en && !*text->en) || (text->et && !*text->et);
}

/* Award over the same fact: does it begin where the must ends? */
static void lint_award(struct linter *l, const struct requirement *r)
{
	const struct award *a = &r->award;
	if (!a->weight)
		error(l, "weight", N_("an award without a weight"), NULL);
	if (a->scaled && !a->has_range && a->step_count) {
		fixed_t best = 0;
		for (size_t i = 0; i < a->step_count; i++)
			best = a->steps[i].percent > best ? a->steps[i].percent : best;
		if (best != 100 * FIXED_ONE)
			error(l, "cap",
			      N_("no step of the award earns all of its points"),
			      N_("let the best step be 100 %"));
	}
}

/* Words that English sentences have and Estonian ones do not. */
static bool is_english(const char *text)
{
	static const char *const words[] = {"the", "of",  "with", "without", "by",
	                                    "for", "and", "or",   "each",    "from"};
	for (const char *at = text; *at; at += strcspn(at, " "), at += strspn(at, " ")) {
		size_t n = strcspn(at, " .,;:()");
		for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
			if (n == strlen(words[i]) && !strncasecmp(at, words[i], n))
				return true;
	}
	return false;
}

void lint_language(struct linter *l, const struct bilingual *text)
{
	if (l->spec->language.estonian && text->en && !text->et && is_english(text->en))
		warn(l, "language", N_("is in English in an Estonian document"),
		     N_("write the Estonian behind it: et \"…\""));
}

void lint_form(struct linter *l, const struct requirement *r)
{
	bool must = r->level == LEVEL_must;
	if (must && is_empty(&r->evidence))
		error(l, "evidence", N_("a must without evidence at offer"),
		      N_("say what the bidder gives, or leave the line out: the fact has "
		         "its "
		         "default"));
	if (must && is_empty(&r->check_text))
		error(l, "check", N_("a must without a check at delivery"),
		      N_("say how it is looked at, measured or tried"));
	if ((r->check == CHECK_measure || r->check == CHECK_test) && !r->check_text.en &&
	    !r->check_text.et)
		warn(l, "method", N_("measured or tried, but not said how"),
		     N_("add the method in words behind the check"));
	if (r->level == LEVEL_should)
		warn(l, "should", N_("suppliers ignore what earns nothing"),
		     N_("make it a must, or an award with a weight"));
	if (!r->id)
		warn(l, "id", N_("a requirement without an identifier"),
		     N_("put a name before it: name:"));
	if (r->level == LEVEL_award)
		lint_award(l, r);
}

/* ---- the whole lot ---------------------------------------------------------------- */

static void lint_weights(struct linter *l, const struct spec_lot *lot)
{
	fixed_t sum = 0;
	bool any = false;
	char text[FIXED_TEXT_MAX];
	for (size_t i = 0; i < lot->n; i++) {
		const struct spec_row *row = &lot->rows[i];
		if (row->level != LEVEL_award || row->depth)
			continue;
		any = true;
		sum += row->requirement->award.weight;
	}
	if (any && sum != 100 * FIXED_ONE)
		lint_add(l,
		         &(struct finding){.error = true,
		                           .rule = "weights",
		                           .text = arena_format(
		                                   &l->findings->arena,
		                                   lint_say(l, "lot %s: the weights of "
		                                               "the award are %s "
		                                               "together, not 100"),
		                                   lot->id, fixed_text(sum, text))});
}

/* The worst value that an award still counts, against the same fact's must. */
static void lint_award_start(struct linter *l, const struct spec_lot *lot,
                             const struct spec_row *award)
{
	const struct award *a = &award->requirement->award;
	if (!a->scaled || !a->has_range || a->from.value.type != TYPE_NUMBER)
		return;
	bool more = a->to.value.number.min > a->from.value.number.min;
	for (size_t i = 0; i < lot->n; i++) {
		const struct spec_row *must = &lot->rows[i];
		if (must->level != LEVEL_must || must->fact != award->fact ||
		    !must->test || must->test->type != TEST_compare)
			continue;
		fixed_t limit = must->test->operands[0].value.number.min;
		fixed_t from = a->from.value.number.min;
		l->need = award->requirement->id ? award->requirement->id : "?";
		l->line = award->requirement->place.line;
		if (must->test->op == (more ? OP_at_least : OP_at_most) &&
		    (more ? from < limit : from > limit))
			error(l, "start",
			      N_("the award begins below what is mandatory: every "
			         "offer gets those points"),
			      N_("begin at the mandatory value"));
	}
}

static bool asks_usb_c_charging(const struct spec_lot *lot)
{
	for (size_t i = 0; i < lot->n; i++)
		if (lot->rows[i].fact == FACT_port_power_in ||
		    lot->rows[i].fact == FACT_charger_connector)
			return true;
	return false;
}

/* A charger of another connector on a laptop delivered after the common charger holds. */
static void lint_law(struct linter *l, const struct spec_lot *lot)
{
	static const struct date common_charger = {2026, 4, 28};
	bool laptop = lot->subject_row && !strcmp(lot->subject_row->name, "laptop");
	if (!laptop ||
	    (lot->has_delivery && date_order(lot->delivery, common_charger) < 0))
		return;
	for (size_t i = 0; i < lot->n; i++) {
		const struct spec_row *row = &lot->rows[i];
		if (row->fact != FACT_charger_connector || !row->test || !row->test->n ||
		    !strcmp(row->test->operands[0].value.text, "usb_c"))
			continue;
		l->need = row->requirement->id ? row->requirement->id : "?";
		l->line = row->requirement->place.line;
		warn(l, "law",
		     N_("a laptop charger that is not USB-C: see Directive (EU) "
		        "2022/2380 for "
		        "laptops placed on the market from 2026-04-28"),
		     N_("ask for connector = usb_c; units placed on the market earlier "
		        "may "
		        "still be sold"));
	}
	l->need = lot->id;
	l->line = 0;
	if (lot->has_delivery && !asks_usb_c_charging(lot))
		warn(l, "law",
		     N_("nothing is said about charging through USB-C (Directive (EU) "
		        "2022/2380)"),
		     N_("add: have port: type = usb_c, power_in >= …"));
}

void lint_lot(struct linter *l, const struct spec_lot *lot)
{
	bool warranty = false, existing = lot->scope->where.n > 0;
	l->need = lot->id;
	l->line = 0;
	lint_weights(l, lot);
	for (size_t i = 0; i < lot->n; i++) {
		const struct spec_row *row = &lot->rows[i];
		warranty = warranty || (row->fact != FACT_COUNT &&
		                        !strcmp(fact_row(row->fact)->name, "warranty"));
		if (row->level == LEVEL_award && row->how == TEST_ROW_award)
			lint_award_start(l, lot, row);
	}
	l->need = lot->id;
	l->line = 0;
	if (!warranty && !existing && lot->has_quantity)
		warn(l, "chapter", N_("nothing is said about the warranty"),
		     N_("add: service.warranty >= … months"));
	lint_law(l, lot);
}
