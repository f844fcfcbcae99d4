/* SPDX-License-Identifier: GPL-3.0-or-later
 * Machines as rows: filling and ordering. */
#include "fleet/table.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

/* ---- columns ---------------------------------------------------------------------- */

static int read_column(struct fleet *fleet, const char *name, size_t n,
                       struct table_column *column, struct error *err)
{
	const char *dot = memchr(name, '.', n);
	const char *copy = arena_copy(&fleet->arena, name, n);
	*column = (struct table_column){.title = copy, .fact = FACT_COUNT};
	if (!strcmp(copy, "name") || !strcmp(copy, "number") || !strcmp(copy, "taken")) {
		column->type = *copy == 't'     ? COLUMN_taken
		               : copy[1] == 'a' ? COLUMN_name
		                                : COLUMN_number;
		return 0;
	}
	if (text_starts(copy, "label.") && copy[6]) {
		column->type = COLUMN_label;
		column->label = copy + 6;
		return 0;
	}
	enum kind_id kind =
	        dot ? kind_find(name, (size_t)(dot - name), false) : KIND_COUNT;
	column->type = COLUMN_fact;
	if (kind != KIND_COUNT)
		column->fact = fact_find(kind, dot + 1, n - (size_t)(dot - name) - 1);
	if (column->fact == FACT_COUNT) {
		const char *near = fact_nearest_full(copy);
		error_set(err, EXIT_usage, "--columns",
		          "expected name, number, taken, label.NAME or a fact, found "
		          "%s%s%s",
		          copy, near ? "; did you mean " : "", near ? near : "");
		return error_remedy(err, "hwfit facts lists all facts");
	}
	return 0;
}

static int read_columns(struct fleet *fleet, struct fleet_table *table, struct error *err)
{
	const char *at = table->columns;
	while (*at) {
		size_t n = strcspn(at, ",");
		if (table->column_count == TABLE_COLUMNS_MAX)
			return error_set(err, EXIT_usage, "--columns",
			                 "expected at most %d columns, found more",
			                 TABLE_COLUMNS_MAX);
		if (read_column(fleet, at, n, &table->column[table->column_count++], err))
			return -1;
		at += n;
		at += *at == ',';
	}
	return 0;
}

/* ---- cells ------------------------------------------------------------------------ */

/* The fact of every component of the kind, with "; " between. */
static struct table_cell fact_cell(struct fleet *fleet, const struct component_list *list,
                                   enum fact_id fact)
{
	struct table_cell cell = {NULL, NULL};
	struct buf text = BUF_EMPTY;
	for (size_t i = 0; i < list->n; i++) {
		const struct value *v = fact_value(list->items[i], fact);
		if (!v)
			continue;
		if (text.n)
			buf_add_string(&text, "; ");
		value_print_short(&text, fact, v);
		if (list->n == 1) {
			struct value *copy = arena_alloc(&fleet->arena, sizeof(*copy));
			*copy = value_copy(&fleet->arena, v);
			cell.value = copy;
		}
	}
	if (text.n)
		cell.text = arena_copy(&fleet->arena, text.text, text.n);
	buf_done(&text);
	return cell;
}

struct filling {
	struct fleet *fleet;
	struct fleet_table *table;
	const size_t *row_of; /* of each machine; SIZE_MAX: none */
};

static struct table_cell *cell_at(struct filling *f, size_t machine, size_t column)
{
	return &f->table->cells[f->row_of[machine] * f->table->column_count + column];
}

static void fill_own(struct filling *f, size_t column, enum column_type type)
{
	for (size_t i = 0; i < f->fleet->all.n; i++) {
		const struct store_machine *m = &f->fleet->all.items[i];
		char text[32];
		if (f->row_of[i] == SIZE_MAX)
			continue;
		struct table_cell *cell = cell_at(f, i, column);
		if (type == COLUMN_name) {
			cell->text = m->name;
			continue;
		}
		time_t seconds = (time_t)m->taken;
		struct tm utc;
		if (type == COLUMN_number)
			store_machine_text(m->id, text);
		else
			strftime(text, sizeof(text), "%Y-%m-%d",
			         gmtime_r(&seconds, &utc));
		cell->text = type == COLUMN_taken && !m->taken
		                     ? NULL
		                     : arena_string(&f->fleet->arena, text);
	}
}

/* Each distinct config is printed once. */
static int fill_shared(struct filling *f, size_t column, const bool *include,
                       struct error *err)
{
	const struct table_column *c = &f->table->column[column];
	struct touch touch = {.all = false};
	struct fleet_groups groups;
	if (c->type == COLUMN_label) {
		touch.labels[touch.label_count++] = c->label;
	} else {
		struct condition one = {.fact = c->fact};
		struct conditions conditions = {&one, 1};
		touch_conditions(&touch, &conditions);
	}
	if (fleet_group(f->fleet, &touch, include, &groups, err))
		return -1;
	struct table_cell *cells =
	        arena_alloc(&f->fleet->arena, (groups.n + 1) * sizeof(*cells));
	for (size_t g = 0; g < groups.n; g++) {
		struct scan *scan = fleet_scan(f->fleet, &touch, groups.first[g], err);
		if (!scan)
			return -1;
		if (c->type == COLUMN_label)
			cells[g].text = arena_string(&f->fleet->arena,
			                             scan_label_get(scan, c->label));
		else
			cells[g] = fact_cell(
			        f->fleet, &scan->kinds[fact_row(c->fact)->kind], c->fact);
		fleet_release(f->fleet, &touch, groups.first[g], scan);
	}
	for (size_t i = 0; i < f->fleet->all.n; i++)
		if (f->row_of[i] != SIZE_MAX)
			*cell_at(f, i, column) = cells[groups.of[i]];
	return 0;
}

/* ---- order ------------------------------------------------------------------------ */

struct order {
	const struct fleet_table *table;
	size_t column;
	bool down;
};

static int cell_order(const struct table_cell *a, const struct table_cell *b)
{
	bool numbers = a->value && b->value &&
	               (a->value->type == TYPE_NUMBER || a->value->type == TYPE_INTEGER);
	if (numbers && a->value->number.min != b->value->number.min)
		return a->value->number.min < b->value->number.min ? -1 : 1;
	if (numbers)
		return 0;
	if (!a->text || !b->text)
		return (a->text != NULL) - (b->text != NULL);
	return text_natural_order(a->text, b->text);
}

static int row_order(const void *a, const void *b, void *context)
{
	const struct order *order = context;
	size_t x = *(const size_t *)a, y = *(const size_t *)b;
	size_t n = order->table->column_count;
	int result = cell_order(&order->table->cells[x * n + order->column],
	                        &order->table->cells[y * n + order->column]);
	if (order->down)
		result = -result;
	return result ? result : (x > y) - (x < y);
}

/* Moves the row at the top of the heap, whose last rows stand at its top, to its place.
 */
static void sink(size_t *rows, size_t n, size_t at, struct order *order)
{
	for (;;) {
		size_t last = at;
		for (size_t child = 2 * at + 1; child <= 2 * at + 2 && child < n; child++)
			if (row_order(&rows[child], &rows[last], order) > 0)
				last = child;
		if (last == at)
			return;
		size_t row = rows[at];
		rows[at] = rows[last];
		rows[last] = row;
		at = last;
	}
}

/* The first rows of many without putting all in order. */
static void select_rows(struct fleet_table *keys, size_t limit, struct order *order)
{
	for (size_t i = limit / 2; i-- > 0;)
		sink(keys->rows, limit, i, order);
	for (size_t i = limit; i < keys->n && limit; i++)
		if (row_order(&keys->rows[i], &keys->rows[0], order) < 0) {
			keys->rows[0] = keys->rows[i];
			sink(keys->rows, limit, 0, order);
		}
	keys->n = limit;
}

static int find_order(const struct fleet_table *table, struct order *order,
                      struct error *err)
{
	const char *name = table->sort;
	if (!name)
		name = table->column[0].title;
	order->down = *name == '-';
	name += order->down;
	while (order->column < table->column_count &&
	       strcmp(table->column[order->column].title, name) != 0)
		order->column++;
	if (order->column < table->column_count)
		return 0;
	return error_set(err, EXIT_usage, "--sort",
	                 "expected one of the columns, found %s", name);
}

static int fill_columns(struct filling *f, const bool *include, struct error *err)
{
	struct fleet_table *t = f->table;
	struct arena *arena = &f->fleet->arena;
	t->cells = arena_alloc(arena, (t->n * t->column_count + 1) * sizeof(*t->cells));
	t->rows = arena_alloc(arena, (t->n + 1) * sizeof(size_t));
	for (size_t i = 0; i < t->n; i++)
		t->rows[i] = i;
	for (size_t c = 0; c < t->column_count; c++) {
		enum column_type type = t->column[c].type;
		if (type != COLUMN_fact && type != COLUMN_label)
			fill_own(f, c, type);
		else if (fill_shared(f, c, include, err))
			return -1;
	}
	return 0;
}

/* Puts the machines in order by one column and keeps the first of them: sorted gets which
 * machines, row_of the row of each, chosen those that have one. */
static int choose(struct fleet *fleet, const bool *include, struct fleet_table *table,
                  size_t *row_of, bool *chosen, size_t **sorted, struct error *err)
{
	struct order order = {0};
	size_t n = fleet->all.n;
	size_t *machines = arena_alloc(&fleet->arena, (n + 1) * sizeof(*machines));
	if (find_order(table, &order, err))
		return -1;
	struct fleet_table keys = {.column_count = 1,
	                           .column = {table->column[order.column]}};
	struct filling f = {fleet, &keys, row_of};
	for (size_t i = 0; i < n; i++) {
		row_of[i] = include[i] ? keys.n : SIZE_MAX;
		if (include[i])
			machines[keys.n++] = i;
	}
	if (fill_columns(&f, include, err))
		return -1;
	order = (struct order){.table = &keys, .down = order.down};
	if (keys.n > table->limit)
		select_rows(&keys, table->limit, &order);
	qsort_r(keys.rows, keys.n, sizeof(*keys.rows), row_order, &order);
	*sorted = keys.rows;
	for (size_t i = 0; i < keys.n; i++) {
		keys.rows[i] = machines[keys.rows[i]];
		chosen[keys.rows[i]] = true;
	}
	for (size_t i = 0; i < n; i++)
		row_of[i] = chosen[i] ? table->n++ : SIZE_MAX;
	return 0;
}

int fleet_table_fill(struct fleet *fleet, const bool *include, struct fleet_table *table,
                     struct error *err)
{
	size_t n = fleet->all.n;
	size_t *row_of = arena_alloc(&fleet->arena, (n + 1) * sizeof(size_t));
	bool *chosen = arena_alloc(&fleet->arena, n + 1);
	size_t *sorted;
	struct filling f = {fleet, table, row_of};
	if (read_columns(fleet, table, err))
		return -1;
	if (!table->column_count)
		return error_set(err, EXIT_usage, "--columns",
		                 "expected at least one column, found none");
	if (choose(fleet, include, table, row_of, chosen, &sorted, err) ||
	    fill_columns(&f, chosen, err))
		return -1;
	for (size_t i = 0; i < table->n; i++)
		table->rows[i] = row_of[sorted[i]];
	return 0;
}
