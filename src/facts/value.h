/* SPDX-License-Identifier: GPL-3.0-or-later
 * One typed value in a base unit: what a fact holds and what a requirement asks for. */
#ifndef HWFIT_VALUE_H
#define HWFIT_VALUE_H

#include "base/arena.h"
#include "base/date.h"
#include "facts/fact.h"

/* A plain struct; text and items belong to whoever made it (a scan's or a file's arena).
 */
struct value {
	enum value_type type;
	enum dimension dimension; /* of a number; service_time is resolved to seconds or
	                             working_days */
	union {
		/* TYPE_NUMBER, TYPE_INTEGER: base units; min == max when it is exact. An
		 * end that nothing bounds is FIXED_MIN or FIXED_MAX. */
		struct {
			fixed_t min, max;
		} number;
		const char *text; /* TEXT, WORD, LEVEL, VERSION: clean UTF-8 */
		bool yes;
		struct date date;
		struct {
			unsigned width, height; /* as the device states them */
		} resolution;
		struct {
			const struct value
			        *items; /* NUMBER (with the fact's dimension) or WORD */
			size_t n;
		} list;
	};
};

enum truth { TRUTH_no, TRUTH_maybe, TRUTH_yes };

enum operator{
	OP_equal,
	OP_not_equal,
	OP_less,
	OP_at_most,
	OP_more,
	OP_at_least,
	OP_contains,
	OP_COUNT
};

/* "=", ">=", "contains" as the languages write it. */
const char *operator_symbol(enum operator op);
/* "at least", "contains" as a person says it. */
const char *operator_words(enum operator op);

struct value value_number(fixed_t number, enum dimension dimension);
struct value value_text(enum value_type type, const char *text);

/* Does the known value stand in this relation to the wanted one? Both are of the fact's
 * type (of a list's items for contains). Intervals are compared at both ends; overlap is
 * TRUTH_maybe, and so is clock time against working days. Relations that the type does
 * not have (the parser refuses them) are TRUTH_no. */
enum truth value_compare(enum fact_id fact, const struct value *have, enum operator op,
                         const struct value *want);

/* Orders two versions by all their parts, missing ones are 0; parts that are not numbers
 * compare as text after numbers. */
int version_order(const char *a, const char *b);
/* True when the parts that b writes equal the first parts of a: 11 is = 11.0.2. */
bool version_matches(const char *a, const char *b);

/* Appends the value as a person reads it, exactly, with its unit. */
void value_print(struct buf *out, enum fact_id fact, const struct value *value);
/* The same rounded to three figures, for summaries. */
void value_print_short(struct buf *out, enum fact_id fact, const struct value *value);
/* Appends the value as the languages write it, so that it can be read back. */
void value_write(struct buf *out, enum fact_id fact, const struct value *value);

/* Appends what is written alike everywhere: text, yes or no, a date, a resolution. */
void value_plain(struct buf *out, const struct value *value);

/* A deep copy into the arena. */
struct value value_copy(struct arena *arena, const struct value *value);
/* Same type and content, bit for bit (not the looser comparison of value_compare). */
bool value_same(const struct value *a, const struct value *b);

#endif
