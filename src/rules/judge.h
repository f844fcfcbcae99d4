/* SPDX-License-Identifier: GPL-3.0-or-later
 * How needs are judged: pass, fail and unknown in Kleene's logic over lists that may be
 * open. Internal to src/rules. */
#ifndef HWFIT_JUDGE_H
#define HWFIT_JUDGE_H

#include "compat/compat.h"
#include "rules/verdict.h"

/* What a need is judged against. */
struct judge {
	struct arena *arena; /* of the result */
	const struct scan *scan;
	const struct compat *compat; /* NULL: no database */
	const struct check_options *options;
	struct date today;
	const struct date *delivery; /* NULL: the file does not say */
	const char *subject;         /* of applies_to; NULL: not said */
	/* Of the requirement that is judged: its id, what it leaves out, and whether
	 * nothing there is not applicable. */
	const char *id;
	const struct conditions *except;
	bool if_present;
	bool not_own_panel; /* displays that are known to be internal do not count */
	bool by_model; /* what the scan does not say of the processor, its model may tell
	                */
	int depth;     /* of platforms inside of platforms */
};

/* ---- the tree (explain.c) --------------------------------------------------------- */

struct explanation *explain_new(struct judge *j, enum verdict verdict);
/* Text in the arena of the result. The format is a whole sentence, or what stands by
 * itself: it is translated, and what is filled in is not. */
const char *explain_format(struct judge *j, const char *format, ...)
        __attribute__((format(printf, 2, 3)));
/* A sentence that nothing is filled in, translated. */
const char *explain_words(struct judge *j, const char *sentence);
/* The buffer's text in the arena; the buffer is empty afterwards. */
const char *explain_take(struct judge *j, struct buf *text);
void explain_part(struct judge *j, struct explanation *to, struct explanation *part);
void explain_evidence(struct judge *j, struct explanation *to, struct evidence evidence);
/* The same thing twice is kept once. */
void explain_missing(struct judge *j, struct explanation *to, struct missing missing);
/* Makes the whole of e unknown: why, and what a person can do. Returns e. */
struct explanation *explain_unknown(struct judge *j, struct explanation *e,
                                    const char *why, const char *remedy);
/* What the parts miss is missing here too. */
void explain_gather_missing(struct judge *j, struct explanation *to);
/* Translates the sentences of the whole tree that nothing was filled in. */
void explain_in_words(struct judge *j, struct explanation *e);
const char *in_language(struct judge *j, const struct bilingual *text);
/* "smart card reader", or more of them; translated always one. */
const char *kind_words(struct judge *j, enum kind_id kind, size_t n);
/* The need, the condition, the value, the name of the fact in words. */
const char *need_text(struct judge *j, const struct need *need);
const char *condition_text(struct judge *j, const struct condition *condition);
const char *value_text_of(struct judge *j, enum fact_id fact, const struct value *value);
const char *fact_text(struct judge *j, enum fact_id fact);
const char *day_text(struct judge *j, struct date day);
/* "disk/nvme0n1", "memory": a name in data. */
const char *component_name(struct judge *j, const struct component *c);
/* The same for a reader: "salvestusseade nvme0n1". */
const char *component_text(struct judge *j, const struct component *c);
/* The fact with its value and source as evidence. */
struct evidence fact_evidence(struct judge *j, const struct component *c,
                              const struct fact *fact);

/* ---- logic ------------------------------------------------------------------------ */

enum verdict verdict_of(enum truth truth);
enum verdict verdict_and(enum verdict a, enum verdict b);
enum verdict verdict_or(enum verdict a, enum verdict b);
enum verdict verdict_not(enum verdict a);

/* ---- facts (condition.c) ---------------------------------------------------------- */

/* Does the known value pass the test? */
enum truth test_value(struct judge *j, enum fact_id fact, const struct value *have,
                      const struct test *test);
/* One condition of a component; c NULL: the kind is there, but has no component, so that
 * every fact is absent. */
struct explanation *judge_condition(struct judge *j, const struct component *c,
                                    const struct condition *condition);
/* All of them, of one component. */
struct explanation *judge_conditions_of(struct judge *j, const struct component *c,
                                        const struct conditions *conditions);
/* Bare conditions: each of the one-kind it names, or of the subject's components. */
struct explanation *judge_bare(struct judge *j, const struct conditions *conditions);
/* Only the verdict, without a tree. */
enum verdict conditions_verdict(struct judge *j, const struct component *c,
                                const struct conditions *conditions);

/* Why the fact is not known, and how to get it. c NULL: no component is known; fact NULL:
 * the component does not mention it. */
struct missing missing_fact(struct judge *j, const struct component *c,
                            const struct fact *fact, enum fact_id id);

/* Is the list of the kind known to hold all there is? *why says why not. */
bool list_is_closed(struct judge *j, enum kind_id kind, struct missing *why);

/* ---- the architecture (architecture.c) -------------------------------------------- */

/* Is the machine of it? architecture NULL: any. *is is what it is; NULL: not known. */
enum truth is_of_architecture(struct judge *j, const char *architecture, const char **is);
struct missing missing_architecture(struct judge *j);

/* ---- needs ------------------------------------------------------------------------ */

struct explanation *judge_need(struct judge *j, const struct need *need);
struct explanation *judge_have(struct judge *j, const struct need *need);
struct explanation *judge_every(struct judge *j, const struct need *need);
struct explanation *judge_aggregate(struct judge *j, const struct need *need);
struct explanation *judge_count(struct judge *j, const struct need *need);
struct explanation *judge_run(struct judge *j, const struct need *need);
/* A system of phones: what the phones of the scan run, and until when they get fixes. */
struct explanation *judge_phones(struct judge *j, const struct need *need,
                                 const struct compat_platform *system);
struct explanation *judge_drivers(struct judge *j, const struct need *need);
struct explanation *judge_not_worse(struct judge *j, const struct need *need);
struct explanation *judge_processor(struct judge *j, const struct need *need);

/* Is a component of the kinds that the need asks for there at all? */
enum verdict judge_present(struct judge *j, const struct need *need);

/* ---- support (support.c) ---------------------------------------------------------- */

/* Is the platform supported until the day that the need names? */
struct explanation *judge_platform_support(struct judge *j, const struct need *need,
                                           const struct compat_platform *platform);
/* That day. */
struct date support_day(struct judge *j, const struct need *need);
/* The phases with their days and sources, as evidence. */
void explain_support(struct judge *j, struct explanation *e,
                     const struct compat_platform *platform);

/* ---- gaps and remedies (gap.c, remedy.c) ------------------------------------------ */

/* "8 GB short"; NULL when the test does not measure a distance. */
const char *gap_of(struct judge *j, enum fact_id fact, const struct value *have,
                   const struct test *test);
/* What would make the fact pass at the least cost, as far as the scan tells; have NULL:
 * it is absent. NULL: nothing is known. */
const char *remedy_of(struct judge *j, const struct component *c, enum fact_id fact,
                      const struct value *have, const struct test *test);
/* What would help a machine that lacks a component. */
const char *remedy_of_kind(struct judge *j, enum kind_id kind);

#endif
