/* SPDX-License-Identifier: GPL-3.0-or-later
 * Terms of reference: what a parsed .tor file, WHERE expression or platform requirement
 * means. The grammar is in hwfit-tor(5).
 *
 * A struct tor owns everything in it; pointers into it are valid until tor_free(). */
#ifndef HWFIT_TOR_H
#define HWFIT_TOR_H

#include "base/catalogue.h"
#include "base/error.h"
#include "facts/value.h"

struct place {
	int line, column; /* from 1; the column counts characters */
};

/* Free text in one or two languages. et is NULL when it has only one. */
struct bilingual {
	const char *en, *et;
};

enum date_base { DATE_fixed, DATE_delivery, DATE_today };

/* A date that may hang on the day of delivery or of the check. months and days are
 * signed and added in this order. */
struct date_term {
	enum date_base base;
	struct date fixed;
	long months, days;
};

/* The wanted side of a test. */
struct operand {
	struct value
	        value; /* of the fact's type, or of a list's items; for a date see date */
	struct date_term date; /* when the fact is a DATE */
	const char *written;   /* as the file writes it, for reports: "16 GB" */
	struct place place;
};

enum test_type {
	TEST_compare,  /* op, operands[0] */
	TEST_range,    /* operands[0] <= fact <= operands[1] */
	TEST_in,       /* equal to one of the operands */
	TEST_contains, /* a list holds all operands; a text contains operands[0] */
	TEST_absent,   /* "= none" where the fact's words do not hold none */
};

struct test {
	enum test_type type;
	enum operator op; /* of TEST_compare */
	struct operand *operands;
	size_t n;
};

/* FACT test; or label.NAME test, then fact is FACT_COUNT and the operands are TEXT. */
struct condition {
	enum fact_id fact;
	const char *label; /* NULL: it is a fact */
	struct test test;
	struct place place;
};

/* All of them must hold of one component. n 0: nothing is asked. */
struct conditions {
	struct condition *items;
	size_t n;
};

enum need_type {
	NEED_and,        /* all parts */
	NEED_or,         /* at least one part */
	NEED_not,        /* parts[0]; in WHERE only */
	NEED_conditions, /* conditions: bare facts of one-kinds, or of the subject's kind
	                  */
	NEED_have,       /* quantity, count, kind, in_lot, conditions */
	NEED_every,      /* kind, where, conditions */
	NEED_aggregate,  /* aggregate, fact, test, where */
	NEED_count,      /* kind, test (an INTEGER), where */
	NEED_same,       /* facts, where, in_lot */
	NEED_run,        /* platform, or_newer, recommended, supported_until */
	NEED_drivers,    /* kind (KIND_COUNT: every device), platform */
	NEED_not_worse,  /* kind, model, facts with tolerances */
	NEED_meets,      /* text: the standard; text2: for what, or NULL */
	NEED_confirm,    /* statement */
	NEED_state,      /* facts: state the value (info only) */
	NEED_processor_rule /* platform: a rule set; in platform requirements only */
};

enum quantity { QUANTITY_at_least, QUANTITY_exactly, QUANTITY_at_most, QUANTITY_none };
enum aggregate { AGGREGATE_total, AGGREGATE_smallest, AGGREGATE_largest };

struct need {
	enum need_type type;
	struct place place;
	struct need **parts;
	size_t n;
	enum kind_id kind;
	enum quantity quantity;
	unsigned count; /* of have; 1 when none is written */
	bool in_lot;
	struct conditions where, conditions;
	enum aggregate aggregate;
	enum fact_id fact;
	struct test test;
	enum fact_id *facts; /* of same, state, not_worse */
	fixed_t *tolerances; /* of not_worse: signed percent, 0 when none */
	size_t fact_count;
	const char *platform;
	bool or_newer, recommended;
	struct operand *supported_until; /* NULL: not asked */
	const char *text, *text2;
	struct bilingual statement;
	const char *written; /* the need as the file writes it, blanks folded */
};

enum level { LEVEL_must, LEVEL_should, LEVEL_info, LEVEL_award };
enum check_how {
	CHECK_none,
	CHECK_scan,
	CHECK_look,
	CHECK_measure,
	CHECK_test,
	CHECK_paper
};
enum at_time { AT_always, AT_offer, AT_delivery };

struct award_step {
	struct operand value;
	fixed_t percent;
};

/* What an award line gives points for, beside its need. */
struct award {
	bool price;     /* the price: weight x lowest / offered */
	bool scaled;    /* from…to or steps over a fact or aggregate; else the need */
	bool has_range; /* from, to; else steps */
	struct operand from, to;
	struct award_step *steps;
	size_t step_count;
	fixed_t weight;
};

struct requirement {
	const char *id; /* NULL: none is written */
	enum level level;
	struct need *need; /* of a scaled award: its fact or aggregate without test; of an
	                      award of the price NULL */
	struct award award;
	bool if_present;
	struct conditions if_conditions;
	struct conditions except;
	struct bilingual because, evidence;
	enum check_how check;
	struct bilingual check_text;
	enum at_time at;
	bool has_tolerance, tolerance_percent;
	struct operand tolerance; /* percent: a plain number */
	const char *section;      /* the [section] above it; NULL: none */
	struct place place;
	const char *written; /* the whole requirement as the file writes it */
};

enum if_unknown { IF_UNKNOWN_ask, IF_UNKNOWN_fail, IF_UNKNOWN_warn };

/* What one scope (the file, or a lot) says. */
struct tor_scope {
	const char *id;          /* of a lot; NULL for the file */
	struct bilingual title;  /* of the file or the lot; en may be NULL */
	const char *subject;     /* of subjects.def; NULL: not said */
	struct conditions where; /* of applies_to */
	bool has_if_unknown;
	enum if_unknown if_unknown;
	bool has_quantity;
	unsigned quantity, option;
	bool has_delivery;
	struct date delivery;
	const char *cpv;
	struct requirement *requirements;
	size_t n;
	struct place place;
};

struct tor {
	struct arena arena;
	const char *name;        /* what errors call it: a path */
	struct tor_scope common; /* lines before the first lot hold for every lot */
	struct tor_scope *lots;
	size_t lot_count;
};

/* One thing wrong or worth a word in a file. */
struct problem {
	struct place place;
	bool warning;
	const char *text; /* "expected …, found …; did you mean …?" */
};

/* All problems of a file, in order of their places. Zeroed is empty. */
struct problems {
	struct arena arena;
	struct problem *items;
	size_t n, room, errors;
};

void problems_done(struct problems *problems);

/* What the parser asks about platforms. exists: is the slug or alias known? nearest: a
 * known slug near what was typed, or NULL. Both NULL: any name is accepted. */
struct platform_names {
	const void *context;
	bool (*exists)(const void *context, const char *slug);
	const char *(*nearest)(const void *context, const char *typed);
};

/* Parses a whole file of n bytes. All problems are collected; NULL when there is an error
 * among them, else the tor (and problems may hold warnings). platforms may be NULL. */
struct tor *tor_parse(const char *text, size_t n, const char *name,
                      const struct platform_names *platforms, struct problems *problems);

/* Parses a WHERE expression: the same grammar with or, not and parentheses; label.NAME is
 * a condition. It is the only requirement (an info) of the tor that comes back. */
struct tor *tor_parse_where(const char *text, size_t n, const char *name,
                            struct problems *problems);

/* Parses the needs of one platform requirement (compat-db), which may also be
 * `processor_rule SET`. first_line is where the text stands in its file. */
struct tor *tor_parse_needs(const char *text, size_t n, const char *name, int first_line,
                            struct problems *problems);

void tor_free(struct tor *tor);

/* Subjects that applies_to may name, from subjects.def. */
struct subject {
	const char *name;
	enum kind_id
	        kind; /* whose bare facts may be written; KIND_COUNT: one-kinds only */
	const char
	        *forms; /* values of chassis.form that are this subject; NULL: see code */
};
const struct subject *subject_find(const char *name);

/* The tor as JSON (object "hwfit-tor/1"), appended with a newline. */
void tor_write_json(const struct tor *tor, struct buf *out);
/* The tor as a person reads it back, one requirement a line, aligned. */
void tor_write_text(const struct tor *tor, struct buf *out);
/* One need, or one condition, in words: "at least 1 disk with medium ssd, size at least
 * 480 GB". */
void need_print(struct buf *out, const struct need *need);
void condition_print(struct buf *out, const struct condition *condition);
/* The same in the words of a catalogue (words_in.c); NULL: English. */
void need_words(struct buf *out, const struct need *need, const struct catalogue *words);
void condition_words(struct buf *out, const struct condition *condition,
                     const struct catalogue *words);
/* The date that a term means. delivery may be NULL (then a delivery term is today's). */
struct date date_term_resolve(const struct date_term *term, struct date today,
                              const struct date *delivery);

#endif
