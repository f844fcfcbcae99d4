/* SPDX-License-Identifier: GPL-3.0-or-later
 * Asks the database about models of parts. */
#include "compat/db.h"

#include <string.h>

static int read_facts(const struct compat *compat, int64_t id, enum kind_id kind,
                      struct compat_model *model, struct arena *arena, struct error *err)
{
	int step;
	sqlite3_stmt *rows = db_ask_number(compat, DB_model_facts, id, err);
	while ((step = db_step(compat, rows, err)) > 0) {
		const char *name = db_text(rows, 0, arena);
		enum fact_id fact = fact_find(kind, name, strlen(name));
		if (fact == FACT_COUNT || model->n == COMPAT_MODEL_FACTS)
			return db_damaged(compat, "a model has an unknown fact", err);
		model->facts[model->n] = fact;
		model->values[model->n++] = db_text(rows, 1, arena);
	}
	return step;
}

bool compat_model(const struct compat *compat, enum kind_id kind, const char *name,
                  struct compat_model *model, struct arena *arena, struct error *err)
{
	*model = (struct compat_model){.n = 0};
	sqlite3_stmt *row = db_ask_texts(compat, DB_model, kind_row(kind)->name,
	                                 compat_cpu_name(arena, name), err);
	if (db_step(compat, row, err) <= 0)
		return false;
	int64_t id = sqlite3_column_int64(row, 0);
	model->name = db_text(row, 1, arena);
	model->source = db_source(compat, row, 2, arena, err);
	model->file = db_text(row, 3, arena);
	model->line = sqlite3_column_int(row, 4);
	return model->source && !read_facts(compat, id, kind, model, arena, err);
}
