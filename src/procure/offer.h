/* SPDX-License-Identifier: GPL-3.0-or-later
 * Offers: filled response forms or declarations, judged row by row. What cannot be told
 * is a question to the bidder; a claim of equivalence is for a person. */
#ifndef HWFIT_OFFER_H
#define HWFIT_OFFER_H

#include "procure/doc.h"
#include "procure/sheet.h"
#include "procure/spec.h"
#include "tor/declaration.h"

enum offer_verdict {
	OFFER_not_offered, /* the lot, or the alternative, is not offered */
	OFFER_conforms,
	OFFER_equivalent, /* claimed: a person decides */
	OFFER_unverified, /* a question to the bidder */
	OFFER_non_conforming,
};

/* What the bidder wrote; NULL: nothing. */
struct offer_answer {
	const char *complies, *offered, *product, *proof, *remark;
	const struct value *value; /* the same as offered, exactly; NULL: it is read */
	int row;                   /* of the file; 0: the offer has no such row */
};

struct row_verdict {
	enum offer_verdict verdict;
	const char *reason; /* NULL: nothing to add */
	bool has_value;     /* value is what was offered, of the row's fact */
	struct value value;
	fixed_t points; /* of an award */
	const char *formula;
};

struct offer_lot {
	bool offered;
	struct offer_answer *answers; /* one for each row of the lot */
	struct row_verdict *verdicts;
	enum offer_verdict overall; /* over mandatory rows */
	fixed_t points;
};

struct offer {
	struct arena arena;
	const char *name; /* the file, without folders */
	struct offer_lot *lots;
	const char **messages; /* what was odd in the file */
	size_t message_count, message_room;
	struct declaration *declaration; /* that it was made of, owned; NULL: a form */
};

/* Matches the rows of a sheet with those of the specification. NULL with err (EXIT_usage)
 * when the sheet has no line of column names, or an id twice. Free with offer_free(). */
struct offer *offer_match(const struct spec *spec, const struct sheet *sheet,
                          const char *name, struct error *err);
/* The same of a declaration, which it takes: facts become values offered, an answer is to
 * a row of the specification by its id or to a need by its. NULL with err (EXIT_usage)
 * when the lot that it is for is not told, or not there. */
struct offer *offer_declared(const struct spec *spec, struct declaration *said,
                             const char *name, struct error *err);
void offer_free(struct offer *offer);

/* Judges offers side by side: the price is scored against the lowest among them. */
void offers_judge(const struct spec *spec, struct offer *const *offers, size_t n);
/* Reads an offered value: number with or without unit, decimal comma, word in either
 * language, date, resolution. Text goes to the arena. False when it cannot be read. */
bool offer_value(const struct spec *spec, const struct spec_row *row, const char *text,
                 struct arena *arena, struct value *value);

const char *offer_verdict_name(enum offer_verdict verdict); /* "non_conforming" */
const char *offer_verdict_in(const struct language *language, enum offer_verdict verdict);

/* The comparison as a document: verdicts, questions, claims, scores, who is excluded. */
void offers_document(const struct spec *spec, struct offer *const *offers, size_t n,
                     struct doc *doc);

#endif
