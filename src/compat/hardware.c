/* SPDX-License-Identifier: GPL-3.0-or-later
 * Asks the database about parts: which modules and drives are sold, and what values are
 * called. */
#include "compat/hardware.h"

#include "compat/db.h"

#include <string.h>

bool compat_memory_part(const struct compat *compat, const char *type, const char *form,
                        struct compat_memory_part *part, struct arena *arena,
                        struct error *err)
{
	sqlite3_stmt *rows = db_ask_texts(compat, DB_memory_part, type, form, err);
	if (db_step(compat, rows, err) <= 0)
		return false;
	*part = (struct compat_memory_part){
	        .name = db_text(rows, 0, arena),
	        .millivolts = (long)sqlite3_column_int64(rows, 1),
	        .highest = (long)sqlite3_column_int64(rows, 2),
	        .plain = (long)sqlite3_column_int64(rows, 3),
	        .registered = (long)sqlite3_column_int64(rows, 4),
	        .source = db_source(compat, rows, 5, arena, err),
	};
	return part->name && part->source;
}

struct compat_drive_forms compat_drive_forms(const struct compat *compat,
                                             const char *transport, struct arena *arena,
                                             struct error *err)
{
	struct compat_drive_forms forms = {.n = 0};
	sqlite3_stmt *rows = db_ask_texts(compat, DB_drive_forms, transport, NULL, err);
	while (forms.n < COMPAT_DRIVE_FORMS && db_step(compat, rows, err) > 0) {
		struct compat_drive_form *form = &forms.items[forms.n];
		*form = (struct compat_drive_form){
		        .form = db_text(rows, 0, arena),
		        .name = {db_text(rows, 1, arena), db_text(rows, 2, arena)},
		        .source = db_source(compat, rows, 3, arena, err),
		};
		if (!form->source)
			break;
		forms.n++;
	}
	return forms;
}

bool compat_trade_name(const struct compat *compat, enum fact_id fact, const char *word,
                       struct compat_trade_name *name, struct arena *arena,
                       struct error *err)
{
	sqlite3_stmt *rows =
	        db_ask_texts(compat, DB_trade_name, fact_full_name(fact), word, err);
	if (db_step(compat, rows, err) <= 0)
		return false;
	*name = (struct compat_trade_name){
	        .trade = db_text(rows, 0, arena),
	        .neutral = {db_text(rows, 1, arena), db_text(rows, 2, arena)},
	        .source = db_source(compat, rows, 3, arena, err),
	};
	return name->trade && name->source;
}
