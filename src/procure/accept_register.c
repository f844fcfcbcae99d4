/* SPDX-License-Identifier: GPL-3.0-or-later
 * The register of what was delivered, and what only all units together tell. */
#include "procure/accept_row.h"

#include "base/text.h"
#include "procure/sheet.h"

#include <stdlib.h>
#include <string.h>

static bool same(const char *a, const char *b)
{
	return a == b || (a && b && !strcmp(a, b));
}

static const char *id_of(struct acceptance *a, const char *what)
{
	return arena_format(&a->arena, "%s.%s", a->lot->id, what);
}

/* ---- order, repeated scans -------------------------------------------------------- */

/* By serial, later scans of the same machine first; those without one behind, by file. */
static int register_order(const void *x, const void *y)
{
	const struct delivered *a = *(struct delivered *const *)x;
	const struct delivered *b = *(struct delivered *const *)y;
	if (!a->serial != !b->serial)
		return a->serial ? -1 : 1;
	int order = a->serial ? text_natural_order(a->serial, b->serial) : 0;
	if (!order && a->serial)
		order = strcmp(a->serial, b->serial);
	if (!order && a->serial)
		order = strcmp(b->taken ? b->taken : "", a->taken ? a->taken : "");
	if (!order)
		order = text_natural_order(a->file.name, b->file.name);
	return order ? order : strcmp(a->file.sha256, b->file.sha256);
}

static bool same_machine(const struct delivered *a, const struct delivered *b)
{
	if (!strcmp(a->file.sha256, b->file.sha256))
		return true;
	return a->serial && same(a->serial, b->serial) && same(a->vendor, b->vendor);
}

static void order_units(struct acceptance *a)
{
	if (a->n)
		qsort(a->units, a->n, sizeof(struct delivered *), register_order);
	for (size_t i = 0; i < a->n; i++) {
		struct delivered *u = a->units[i];
		if (i && same_machine(a->units[i - 1], u))
			u->result = UNIT_repeated;
		else
			u->number = ++a->counted;
	}
	/* The register first, then what is repeated. */
	struct delivered **list = memory_get((a->n + 1) * sizeof(struct delivered *));
	size_t at = 0;
	for (size_t i = 0; i < a->n; i++)
		if (a->units[i]->result != UNIT_repeated)
			list[at++] = a->units[i];
	for (size_t i = 0; i < a->n; i++)
		if (a->units[i]->result == UNIT_repeated)
			list[at++] = a->units[i];
	free(a->units);
	a->units = list;
	a->room = a->n + 1;
}

/* ---- the same parts throughout ---------------------------------------------------- */

/* What a unit says of the part: of the general table, or of a row. */
typedef const char *(*part_of)(const struct delivered *unit, size_t which);

static const char *general_part(const struct delivered *unit, size_t which)
{
	return unit->parts[which];
}

static const char *asked_part(const struct delivered *unit, size_t which)
{
	return unit->same[which];
}

/* What most units say; the first of several that are as frequent. */
static const char *usual(const struct acceptance *a, part_of part, size_t which)
{
	const char *best = NULL;
	size_t most = 0;
	for (size_t i = 0; i < a->counted; i++) {
		const char *text = part(a->units[i], which);
		size_t n = 0;
		for (size_t k = 0; text && k < a->counted; k++)
			n += same(part(a->units[k], which), text);
		if (n > most) {
			most = n;
			best = text;
		}
		if (most * 2 > a->counted)
			break;
	}
	return best;
}

/* Does the unit miss a requirement about this very fact? Then it is told once. */
static bool is_told(const struct acceptance *a, const struct delivered *unit,
                    enum fact_id fact)
{
	for (size_t i = 0; i < a->deviation_count; i++) {
		const struct deviation *d = &a->deviations[i];
		if (!d->row || d->row->fact != fact)
			continue;
		for (size_t k = 0; k < d->n; k++)
			if (d->units[k].unit == unit)
				return true;
	}
	return false;
}

static void compare_parts(struct acceptance *a, part_of part, size_t which,
                          struct deviation *like)
{
	enum fact_id fact = same_part_fact((enum same_part)which);
	like->required = usual(a, part, which);
	for (size_t i = 0; i < a->counted && like->required; i++) {
		struct delivered *u = a->units[i];
		const char *text = part(u, which);
		if (!text || !strcmp(text, like->required) ||
		    (like->type == DEVIATION_parts && is_told(a, u, fact)))
			continue;
		like->measured = text;
		u->result = UNIT_deviates;
		deviation_add(a, like, (struct deviation_unit){u, NULL, NULL});
	}
}

/* A row is open for units that do not tell. */
static void compare_asked(struct acceptance *a, size_t which)
{
	const struct spec_row *row = &a->lot->rows[a->same_rows[which]];
	bool by_scan = row->method && !strcmp(row->method, "scan");
	struct deviation like = {.type = DEVIATION_requirement,
	                         .row = row,
	                         .id = row->id,
	                         .text = row->text,
	                         .severity = row->severity};
	if (row->level != LEVEL_must)
		return;
	compare_parts(a, asked_part, which, &like);
	for (size_t i = 0; i < a->counted; i++) {
		struct delivered *u = a->units[i];
		if (u->same[which])
			continue;
		struct open_row open = {.row = row,
		                        .reason = by_scan ? OPEN_scan : OPEN_by_hand};
		open_add(a, &open, u);
		if (by_scan && u->result < UNIT_open)
			u->result = UNIT_open;
	}
}

static bool is_asked(const struct acceptance *a, enum fact_id fact)
{
	for (size_t i = 0; i < a->same_count; i++)
		if (a->lot->rows[a->same_rows[i]].fact == fact)
			return true;
	return false;
}

static void compare_all(struct acceptance *a)
{
	const struct catalogue *c = a->words.language->catalogue;
	for (size_t i = 0; i < a->same_count; i++)
		compare_asked(a, i);
	for (size_t i = 0; i < SAME_PARTS; i++) {
		enum fact_id fact = same_part_fact((enum same_part)i);
		struct deviation like = {
		        .type = DEVIATION_parts,
		        .id = id_of(a, "parts"),
		        .text = arena_format(&a->arena, "%s: %s",
		                             tr(c, "The same in every unit of the lot"),
		                             fact_in(&a->words, fact)),
		        .severity = SEVERITY_minor};
		like.id = arena_format(&a->arena, "%s.%zu", like.id, i + 1);
		if (!is_asked(a, fact))
			compare_parts(a, general_part, i, &like);
	}
}

/* ---- quantity and the supplier's list --------------------------------------------- */

static void compare_quantity(struct acceptance *a)
{
	const struct catalogue *c = a->words.language->catalogue;
	const char *pieces = unit_in(&a->words, "pieces");
	if (!a->lot->has_quantity || a->counted >= a->lot->quantity)
		return;
	struct deviation like = {
	        .type = DEVIATION_quantity,
	        .id = id_of(a, "quantity"),
	        .text = tr(c, "Quantity delivered and scanned"),
	        .required = arena_format(&a->arena, "%u %s", a->lot->quantity, pieces),
	        .measured = arena_format(&a->arena, "%zu %s", a->counted, pieces),
	        .severity = SEVERITY_major};
	deviation_add(a, &like, (struct deviation_unit){NULL, NULL, NULL});
}

/* The row of column names and the column of serials; false when there is none. */
static bool find_serials(const struct sheet *sheet, size_t *row, size_t *column)
{
	static const char *const names[] = {"serial", "serial number", "serial no",
	                                    "seerianumber", "seerianr"};
	for (*row = 0; *row < sheet->n; ++*row)
		for (*column = 0; *column < SHEET_COLUMNS_MAX; ++*column)
			for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
				if (sheet->rows[*row].cells[*column] &&
				    text_same_word(sheet->rows[*row].cells[*column],
				                   names[i]))
					return true;
	return false;
}

int acceptance_list(struct acceptance *a, const struct sheet *sheet, const char *name,
                    struct error *err)
{
	size_t row, column;
	if (!find_serials(sheet, &row, &column)) {
		error_set(err, EXIT_usage, name,
		          "expected a column called serial (seerianumber), found none");
		return error_remedy(err, "give the column of serial numbers this name");
	}
	a->has_list = true;
	for (size_t i = row + 1; i < sheet->n; i++) {
		const char *serial = sheet->rows[i].cells[column];
		bool found = false;
		for (size_t k = 0; serial && k < a->n; k++)
			if (a->units[k]->serial &&
			    text_same_word(a->units[k]->serial, serial))
				found = a->units[k]->listed = true;
		if (!serial || found)
			continue;
		a->missing = memory_room(a->missing, a->missing_count, &a->missing_room,
		                         sizeof(*a->missing));
		a->missing[a->missing_count++] = arena_string(&a->arena, serial);
	}
	return 0;
}

static void compare_list(struct acceptance *a)
{
	const struct catalogue *c = a->words.language->catalogue;
	struct deviation like = {.type = DEVIATION_list,
	                         .id = id_of(a, "list"),
	                         .text = tr(c, "The supplier's list of serial numbers"),
	                         .required = tr(c, "every unit delivered, and no other"),
	                         .severity = SEVERITY_minor};
	for (size_t i = 0; i < a->missing_count; i++) {
		like.measured = arena_format(&a->arena, "%s: %s",
		                             tr(c, "listed, not scanned"), a->missing[i]);
		deviation_add(a, &like, (struct deviation_unit){NULL, NULL, NULL});
	}
	like.measured = tr(c, "delivered, not listed");
	for (size_t i = 0; i < a->counted && a->has_list; i++)
		if (!a->units[i]->listed && a->units[i]->serial)
			deviation_add(a, &like,
			              (struct deviation_unit){a->units[i], NULL, NULL});
}

void register_make(struct acceptance *a)
{
	order_units(a);
	compare_all(a);
	compare_quantity(a);
	compare_list(a);
}
