/* SPDX-License-Identifier: GPL-3.0-or-later
 * Binding values and running statements, whatever the database. */
#include "store/db.h"

#include <string.h>

struct db_value db_int(int64_t n)
{
	return (struct db_value){.type = DB_integer, .integer = n};
}

struct db_value db_string(const char *text)
{
	if (!text)
		return (struct db_value){.type = DB_null};
	return (struct db_value){.type = DB_text, .bytes = text, .n = strlen(text)};
}

struct db_value db_bytes(const void *bytes, size_t n)
{
	return (struct db_value){.type = DB_blob, .bytes = bytes, .n = n};
}

int db_do(struct db *db, enum statement id, const struct db_value *values, size_t n,
          struct error *err)
{
	if (db->ops->run(db, id, values, n, err))
		return -1;
	int more;
	while ((more = db->ops->step(db, id, err)) > 0)
		;
	return more;
}

int db_one(struct db *db, enum statement id, const struct db_value *values, size_t n,
           int64_t *result, bool *found, struct error *err)
{
	if (db->ops->run(db, id, values, n, err))
		return -1;
	int more = db->ops->step(db, id, err);
	if (more < 0)
		return -1;
	if (found)
		*found = more > 0;
	if (more > 0)
		*result = db->ops->column(db, id, 0).integer;
	db->ops->done(db, id);
	return 0;
}
