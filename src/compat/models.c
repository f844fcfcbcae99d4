/* SPDX-License-Identifier: GPL-3.0-or-later
 * Asks the database about models of parts. */
#include "compat/db.h"

#include <string.h>

bool compat_model(const struct compat *compat, enum kind_id kind, const char *name,
                  struct compat_model *model, struct arena *arena, struct error *err)
{
	int step;
	*model = (struct compat_model){.n = 0};
	sqlite3_stmt *rows = db_ask_texts(compat, DB_model, kind_row(kind)->name,
	                                  compat_cpu_name(arena, name), err);
	while ((step = db_step(compat, rows, err)) > 0) {
		const char *fact = db_text(rows, 0, arena);
		size_t n = model->n;
		if (n == COMPAT_MODEL_FACTS)
			break;
		model->facts[n] = fact_find(kind, fact, strlen(fact));
		model->values[n] = db_text(rows, 1, arena);
		model->name = model->name ? model->name : db_text(rows, 2, arena);
		model->sources[n] = db_source(compat, rows, 3, arena, err);
		if (model->facts[n] == FACT_COUNT) {
			db_damaged(compat, "a model has an unknown fact", err);
			return false;
		}
		if (!model->sources[n])
			return false;
		model->n++;
	}
	return step >= 0 && model->n;
}
