/* SPDX-License-Identifier: GPL-3.0-or-later
 * A technical specification as a model: lots, and in each its requirements as rows, one
 * measurable thing a row. Documents, response forms, offers and acceptance start here.
 *
 * A struct spec owns its rows and texts; the terms of reference they come from must live
 * as long. */
#ifndef HWFIT_SPEC_H
#define HWFIT_SPEC_H

#include "base/catalogue.h"
#include "procure/legislation.h"
#include "procure/trade_names.h"
#include "tor/tor.h"

/* What a document is written in. catalogue may be NULL: names as the tables have them. */
struct language {
	const char *code; /* "en" or "et" */
	const struct catalogue *catalogue;
	const struct catalogue
	        *other; /* of the other language: bidders answer in either */
	bool estonian;
	const struct trade_names *names; /* NULL: words as the catalogue has them */
};

struct gap; /* procure/gap.h */

/* How the verdict of a row follows from its sub-rows. */
enum row_join {
	ROW_leaf, /* it has none: the bidder answers this row */
	ROW_all,  /* every sub-row */
	ROW_any,  /* at least one: alternatives */
};

enum severity { SEVERITY_none, SEVERITY_minor, SEVERITY_major, SEVERITY_critical };

/* What the verdict of a row is told by. */
enum row_test {
	TEST_ROW_value,     /* fact and test: an offered value is compared */
	TEST_ROW_count,     /* count and quantity: an offered number is compared */
	TEST_ROW_statement, /* yes, no or equivalent alone */
	TEST_ROW_award,     /* requirement->award: an offered value earns points */
};

enum { ROW_NONE = -1 };

struct spec_row {
	const char *id; /* "L1.disk", "L1.disk.2": the same in every language */
	int parent;     /* index of the row it belongs to; ROW_NONE */
	int depth;
	enum row_join join;
	bool same_component; /* its sub-rows are about one and the same component */
	enum level level;
	enum at_time at;
	enum severity severity;
	const struct requirement *requirement;
	enum row_test how;
	enum fact_id fact;       /* FACT_COUNT: none */
	const struct test *test; /* of TEST_ROW_value */
	const struct need *need; /* the need it comes from; NULL: an award of the price */
	/* Texts in the language of the document; NULL: nothing to say. */
	const char *text, *op, *value, *unit, *tolerance;
	const char *evidence; /* to give with the offer */
	const char *check;    /* what is done at delivery */
	const char *method;   /* the same in one word: scan, look, measure, test, paper */
	const char *why;      /* the reason that the need gives */
	const char *reference; /* law or standard, "or equivalent" where it needs that */
	const char *condition; /* it counts only if */
};

struct spec_lot {
	const char *id; /* "L1" */
	const char *title;
	const char *subject; /* in the language; NULL: not said */
	const struct subject *subject_row;
	const struct tor *tor;
	const struct tor_scope *scope; /* the lot, or the file */
	bool has_quantity, has_delivery;
	unsigned quantity, option;
	struct date delivery;
	const char *cpv;
	struct spec_row *rows;
	size_t n, room;
};

/* A rule of the lint that a person set aside for one need, and why. */
struct spec_exception {
	const char *need, *reason;
};

/* The terms of reference as they were written, without comment lines. */
struct spec_source {
	const char *name; /* of the file, without folders */
	const char *text;
	size_t n;
};

struct spec {
	struct arena arena;
	struct language language;
	const char *title;
	struct date date; /* of the document */
	struct spec_lot *lots;
	size_t n;
	const struct tor *const *tors;
	const struct spec_source *sources; /* one for each tor */
	size_t tor_count;
	const struct spec_exception *exceptions;
	size_t exception_count;
	const struct legislation *legislation; /* NULL: none is known */
	const struct gap *gap; /* of the fleet that it is for; NULL: a need alone */
};

/* What a specification is made from. */
struct spec_input {
	const struct tor *const
	        *tors; /* each of its lots, or the whole of it, is a lot */
	const struct spec_source *sources;
	size_t n;
	struct language language;
	struct date date;
	const struct spec_exception *exceptions;
	size_t exception_count;
	const struct legislation *legislation;
	const struct gap *gap; /* NULL: none */
};

/* Never fails. Free with spec_free(), which accepts NULL. */
struct spec *spec_build(const struct spec_input *input);
void spec_free(struct spec *spec);

/* The text in the language, the other one where it is not there. NULL when neither. */
const char *bilingual_in(const struct language *language, const struct bilingual *text);
const char *level_word(const struct language *language, enum level level);
const char *severity_word(const struct language *language, enum severity severity);

#endif
