/* SPDX-License-Identifier: GPL-3.0-or-later
 * processor_rule SET: what a maker's rule says of this processor, beside the lists of
 * names that it published. Where the two disagree nothing is decided and both are shown.
 */
#include "rules/judge.h"

#include "base/text.h"
#include "rules/source.h"

#include <stdio.h>
#include <string.h>

/* What is known of the processor. */
struct processor {
	const char *vendor, *model;       /* NULL: not known */
	int64_t family, number, stepping; /* -1: not known */
};

static const char *known_text(struct judge *j, enum fact_id id)
{
	const struct fact *fact = scan_fact(j->scan, id);
	return fact && fact->state == STATE_known ? fact->value.text : NULL;
}

static int64_t known_number(struct judge *j, enum fact_id id)
{
	const struct fact *fact = scan_fact(j->scan, id);
	int64_t whole;
	if (!fact || fact->state != STATE_known ||
	    fact->value.number.min != fact->value.number.max ||
	    !fixed_to_int(fact->value.number.min, &whole))
		return -1;
	return whole;
}

/* Does the number lie in the range? maybe: it is not known and the range has an end. */
static enum truth in_range(int64_t number, long min, long max)
{
	if (min < 0 && max < 0)
		return TRUTH_yes;
	if (number < 0)
		return TRUTH_maybe;
	return (min < 0 || number >= min) && (max < 0 || number <= max) ? TRUTH_yes
	                                                                : TRUTH_no;
}

static enum truth lesser(enum truth a, enum truth b)
{
	return a < b ? a : b;
}

static enum truth row_fits(const struct compat_processor_rule *row,
                           const struct processor *cpu)
{
	enum truth vendor = !strcmp(row->vendor, "*")                  ? TRUTH_yes
	                    : !cpu->vendor                             ? TRUTH_maybe
	                    : text_same_word(row->vendor, cpu->vendor) ? TRUTH_yes
	                                                               : TRUTH_no;
	enum truth numbers = lesser(
	        in_range(cpu->family, row->family_min, row->family_max),
	        lesser(in_range(cpu->number, row->model_min, row->model_max),
	               in_range(cpu->stepping, row->stepping_min, row->stepping_max)));
	return lesser(vendor, numbers);
}

/* The row that decides; NULL: none fits, or whether an earlier one does is not known. */
static const struct compat_processor_rule *
deciding_row(const struct compat_processor_set *set, const struct processor *cpu,
             bool *open)
{
	*open = false;
	for (size_t i = 0; i < set->rule_count; i++) {
		enum truth fits = row_fits(&set->rules[i], cpu);
		if (fits == TRUTH_yes)
			return &set->rules[i];
		if (fits == TRUTH_maybe) {
			*open = true;
			return NULL;
		}
	}
	return NULL;
}

static const struct compat_name_list *list_of(const struct compat_processor_set *set,
                                              const char *vendor)
{
	for (size_t i = 0; vendor && i < set->list_count; i++)
		if (text_same_word(set->lists[i].vendor, vendor))
			return &set->lists[i];
	return NULL;
}

/* Without the names of other makers, which may look alike: "Processor 300" is Intel's,
 * and an E-300 AMD's. */
static void keep_vendor(struct judge *j, struct compat_processor_names *names,
                        const char *vendor)
{
	struct compat_processor_name *kept =
	        arena_alloc(j->arena, (names->n + 1) * sizeof(*kept));
	size_t n = 0;
	for (size_t i = 0; i < names->n; i++)
		if (!vendor || text_same_word(names->items[i].vendor, vendor))
			kept[n++] = names->items[i];
	names->items = kept;
	names->n = n;
}

/* ---- what each side says ---------------------------------------------------------- */

static const char *rule_words(struct judge *j, const struct compat_processor_rule *row,
                              bool open)
{
	static const char *const words[] = {
	        [RULING_no] = "the rule says no",
	        [RULING_unknown] = "the rule asks for what no scan reads",
	        [RULING_yes] = "the rule says yes"};
	if (!row)
		return explain_words(j,
		                     open ? "the rule asks for numbers that are not known"
		                          : "the rule has no row for it");
	const char *ruling = explain_words(j, words[row->ruling]);
	return row->note
	               ? explain_format(j, "%s: %s", ruling, explain_words(j, row->note))
	               : ruling;
}

static const char *list_words(struct judge *j, const struct compat_processor_names *names,
                              const struct compat_name_list *list)
{
	if (!names->n)
		return explain_words(j, list ? "no list names it"
		                             : "there is no list for its maker");
	const struct compat_processor_name *name = &names->items[0];
	const char *text =
	        explain_format(j, "a list names it: %s %s", name->vendor, name->name);
	return name->note
	               ? explain_format(j, "%s (%s)", text, explain_words(j, name->note))
	               : text;
}

/* A name that counts under no condition, else the first. */
static bool is_plain(const struct compat_processor_names *names)
{
	for (size_t i = 0; i < names->n; i++)
		if (!names->items[i].note)
			return true;
	return false;
}

/* The table of compat-db/FORMAT.md, section Processors. */
static enum verdict decide(const struct compat_processor_rule *row, bool open, bool named,
                           bool has_list)
{
	if (open)
		return named ? VERDICT_pass : VERDICT_unknown;
	if (!row)
		return named ? VERDICT_pass : VERDICT_unknown;
	switch (row->ruling) {
	case RULING_yes:
		return VERDICT_pass;
	case RULING_no:
		return named ? VERDICT_unknown : VERDICT_fail;
	default:
		return named ? VERDICT_pass : has_list ? VERDICT_fail : VERDICT_unknown;
	}
}

static void show_both(struct judge *j, struct explanation *e,
                      const struct compat_processor_rule *row, bool open,
                      const struct compat_processor_names *names,
                      const struct compat_name_list *list)
{
	const struct compat_source *from = names->n ? names->items[0].source
	                                   : list   ? list->source
	                                            : NULL;
	explain_evidence(
	        j, e,
	        (struct evidence){.fact = FACT_COUNT,
	                          .value = rule_words(j, row, open),
	                          .source = source_title(j, row ? row->source : NULL)});
	explain_evidence(j, e,
	                 (struct evidence){.fact = FACT_COUNT,
	                                   .value = list_words(j, names, list),
	                                   .source = source_title(j, from)});
}

static void evidence_of(struct judge *j, struct explanation *e, enum fact_id id)
{
	const struct fact *fact = scan_fact(j->scan, id);
	if (fact && fact->state == STATE_known)
		explain_evidence(
		        j, e, fact_evidence(j, j->scan->kinds[KIND_cpu].items[0], fact));
}

static void why_unknown(struct judge *j, struct explanation *e,
                        const struct processor *cpu)
{
	struct missing missing = {
	        .component = "cpu",
	        .what = explain_format(j, "whether %s is supported",
	                               cpu->model ? cpu->model
	                                          : explain_words(j, "the processor")),
	        .why = e->reason,
	        .remedy = "look at the maker's list",
	        .look = true,
	};
	if (!cpu->model && !cpu->vendor) {
		const struct fact *fact = scan_fact(j->scan, FACT_cpu_model);
		bool said = fact && fact->state == STATE_unreadable;
		missing.what = fact_text(j, FACT_cpu_model);
		missing.why = said ? fact->why : "the scan does not say";
		missing.remedy = said ? fact->remedy : obtained_remedy(OBTAINED_scan);
		missing.look = false;
	}
	explain_missing(j, e, missing);
}

static struct explanation *no_set(struct judge *j, const struct need *need,
                                  const struct error *err)
{
	struct explanation *e = explain_new(j, VERDICT_unknown);
	e->text = explain_format(j, "processor by the rule %s", need->platform);
	e->reason = err->code ? explain_format(j, "%s", err->text)
	                      : "the database does not know the rule";
	explain_missing(j, e,
	                (struct missing){
	                        .what = e->text,
	                        .why = e->reason,
	                        .remedy = err->code ? explain_format(j, "%s", err->remedy)
	                                            : "build the database again"});
	return e;
}

struct explanation *judge_processor(struct judge *j, const struct need *need)
{
	struct error err = {0};
	const struct compat_processor_set *set =
	        j->compat ? compat_processor_set(j->compat, need->platform, &err) : NULL;
	if (!set)
		return no_set(j, need, &err);
	struct processor cpu = {
	        known_text(j, FACT_cpu_vendor), known_text(j, FACT_cpu_model),
	        known_number(j, FACT_cpu_family), known_number(j, FACT_cpu_model_number),
	        known_number(j, FACT_cpu_stepping)};
	struct compat_processor_names names = {0};
	if (cpu.model)
		names = compat_processor_named(j->compat, need->platform, cpu.model,
		                               j->arena, &err);
	if (err.code)
		return no_set(j, need, &err);
	keep_vendor(j, &names, cpu.vendor);
	bool open;
	const struct compat_processor_rule *row = deciding_row(set, &cpu, &open);
	const struct compat_name_list *list = list_of(set, cpu.vendor);
	struct explanation *e =
	        explain_new(j, decide(row, open, names.n > 0, list != NULL && cpu.model));
	bool conditional =
	        names.n && !is_plain(&names) && (!row || row->ruling != RULING_yes);
	if (conditional && e->verdict == VERDICT_pass)
		e->verdict = VERDICT_unknown;
	e->text = explain_format(j, "processor by the rule %s", set->name);
	e->reason = explain_format(j, "%s; %s", rule_words(j, row, open),
	                           list_words(j, &names, list));
	evidence_of(j, e, FACT_cpu_model);
	evidence_of(j, e, FACT_cpu_family);
	evidence_of(j, e, FACT_cpu_model_number);
	evidence_of(j, e, FACT_cpu_stepping);
	show_both(j, e, row, open, &names, list);
	if (e->verdict == VERDICT_unknown)
		why_unknown(j, e, &cpu);
	if (e->verdict == VERDICT_fail) {
		struct test none = {.type = TEST_absent, .op = OP_not_equal};
		e->remedy = remedy_of(j, NULL, FACT_cpu_isa_level, NULL, &none);
	}
	return e;
}
