/* SPDX-License-Identifier: GPL-3.0-or-later
 * Response forms to answers. */
#include "procure/offer_row.h"

#include "procure/form.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

void offer_message(struct offer *offer, const char *text)
{
	offer->messages = memory_room(offer->messages, offer->message_count,
	                              &offer->message_room, sizeof(*offer->messages));
	offer->messages[offer->message_count++] = text;
}

/* Where each column of the form stands in the sheet. */
struct columns {
	size_t first_row;
	int at[FORM_COLUMNS]; /* -1: it is not there */
};

static bool find_columns(const struct sheet *sheet, struct columns *columns)
{
	for (size_t i = 0; i < sheet->n; i++) {
		for (int c = 0; c < FORM_COLUMNS; c++) {
			columns->at[c] = -1;
			const char *name = form_column_row((enum form_column)c)->name;
			for (int k = 0; k < SHEET_COLUMNS_MAX; k++)
				if (sheet->rows[i].cells[k] &&
				    !strcmp(sheet->rows[i].cells[k], name))
					columns->at[c] = k;
		}
		columns->first_row = i + 1;
		if (columns->at[FORM_id] >= 0 && columns->at[FORM_complies] >= 0 &&
		    columns->at[FORM_offered] >= 0)
			return true;
	}
	return false;
}

static const char *cell_of(const struct sheet_row *row, const struct columns *columns,
                           enum form_column column)
{
	return columns->at[column] < 0 ? NULL : row->cells[columns->at[column]];
}

/* The place of a row by its id; false when the specification has none such. */
static bool find_row(const struct spec *spec, const char *id, size_t *lot, size_t *row)
{
	for (*lot = 0; *lot < spec->n; ++*lot)
		for (*row = 0; *row < spec->lots[*lot].n; ++*row)
			if (!strcmp(spec->lots[*lot].rows[*row].id, id))
				return true;
	return false;
}

static int take_row(const struct spec *spec, struct offer *offer,
                    const struct sheet_row *row, const struct columns *columns,
                    struct error *err)
{
	const char *id = cell_of(row, columns, FORM_id);
	size_t lot, at;
	if (!id)
		return 0;
	struct offer_answer answer = {
	        .complies = cell_of(row, columns, FORM_complies),
	        .offered = cell_of(row, columns, FORM_offered),
	        .product = cell_of(row, columns, FORM_product),
	        .proof = cell_of(row, columns, FORM_proof),
	        .remark = cell_of(row, columns, FORM_remark),
	        .row = row->number,
	};
	if (!find_row(spec, id, &lot, &at)) {
		offer_message(
		        offer,
		        arena_format(&offer->arena,
		                     "row %d: the specification has no requirement %s: "
		                     "left out",
		                     row->number, id));
		return 0;
	}
	struct offer_answer *to = &offer->lots[lot].answers[at];
	if (to->row)
		return error_set(err, EXIT_usage, offer->name,
		                 "requirement %s is answered twice, in rows %d and %d",
		                 id, to->row, row->number);
	answer.complies = arena_string(&offer->arena, answer.complies);
	answer.offered = arena_string(&offer->arena, answer.offered);
	answer.product = arena_string(&offer->arena, answer.product);
	answer.proof = arena_string(&offer->arena, answer.proof);
	answer.remark = arena_string(&offer->arena, answer.remark);
	*to = answer;
	offer->lots[lot].offered = offer->lots[lot].offered || answer.complies ||
	                           answer.offered || answer.product;
	return 0;
}

struct offer *offer_new(const struct spec *spec, const char *name)
{
	struct offer *offer = memory_get(sizeof(*offer));
	*offer = (struct offer){0};
	offer->name = arena_string(&offer->arena, name);
	offer->lots = arena_alloc(&offer->arena, spec->n * sizeof(*offer->lots));
	for (size_t i = 0; i < spec->n; i++) {
		size_t n = spec->lots[i].n + 1;
		offer->lots[i].answers =
		        arena_alloc(&offer->arena, n * sizeof(struct offer_answer));
		offer->lots[i].verdicts =
		        arena_alloc(&offer->arena, n * sizeof(struct row_verdict));
	}
	return offer;
}

struct offer *offer_match(const struct spec *spec, const struct sheet *sheet,
                          const char *name, struct error *err)
{
	struct columns columns;
	if (!find_columns(sheet, &columns)) {
		error_set(err, EXIT_usage, name,
		          "expected a line of column names (id, complies, offered …), "
		          "found "
		          "none");
		error_remedy(err, "send back the form that came with the specification");
		return NULL;
	}
	struct offer *offer = offer_new(spec, name);
	if (sheet->formulas)
		offer_message(
		        offer,
		        arena_format(&offer->arena,
		                     "%zu computed cells: the values they last had are "
		                     "taken, nothing is computed",
		                     sheet->formulas));
	for (size_t i = columns.first_row; i < sheet->n; i++) {
		if (!take_row(spec, offer, &sheet->rows[i], &columns, err))
			continue;
		offer_free(offer);
		return NULL;
	}
	return offer;
}

void offer_free(struct offer *offer)
{
	if (!offer)
		return;
	free(offer->messages);
	declaration_free(offer->declaration);
	arena_done(&offer->arena);
	free(offer);
}

const char *offer_verdict_name(enum offer_verdict verdict)
{
	static const char *const names[] = {"not_offered", "conforms",
	                                    "equivalent_claimed", "unverified",
	                                    "non_conforming"};
	return names[verdict];
}

const char *offer_verdict_in(const struct language *language, enum offer_verdict verdict)
{
	static const char *const names[] = {N_("not offered"), N_("conforms"),
	                                    N_("equivalence claimed: a person decides"),
	                                    N_("unverified: ask"),
	                                    N_("does not conform")};
	return tr(language->catalogue, names[verdict]);
}
