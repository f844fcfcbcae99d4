/* SPDX-License-Identifier: GPL-3.0-or-later
 * Many bodies by one question: over a network a question costs more than its answer. */
#include "store/postgres.h"

#include <endian.h>
#include <stdio.h>
#include <string.h>

enum { OID_INT8 = 20, OID_INT8_ARRAY = 1016 }; /* pg_type.dat */

static void add_number(struct buf *out, uint32_t number)
{
	number = htobe32(number);
	buf_add(out, (const char *)&number, sizeof(number));
}

/* An array of one dimension as array_recv() of the server reads it: how many dimensions,
 * whether there are nulls, the type; of the dimension its length and first index; then
 * each number behind its length. */
static void write_array(struct buf *out, const int64_t *ids, size_t n)
{
	const uint32_t head[] = {1, 0, OID_INT8, (uint32_t)n, 1};
	for (size_t i = 0; i < sizeof(head) / sizeof(*head); i++)
		add_number(out, head[i]);
	for (size_t i = 0; i < n; i++) {
		uint64_t id = htobe64((uint64_t)ids[i]);
		add_number(out, sizeof(id));
		buf_add(out, (const char *)&id, sizeof(id));
	}
}

static int hand_on(struct postgres *p, const PGresult *rows, db_each *each, void *context,
                   struct error *err)
{
	int failed = 0;
	for (int i = 0; i < p->calls.PQntuples(rows) && !failed; i++) {
		uint64_t id;
		memcpy(&id, p->calls.PQgetvalue(rows, i, 0), sizeof(id));
		failed = each(
		        context, (int64_t)be64toh(id),
		        (struct db_value){.type = DB_blob,
		                          .bytes = p->calls.PQgetvalue(rows, i, 1),
		                          .n = (size_t)p->calls.PQgetlength(rows, i, 1)},
		        err);
	}
	return failed;
}

int postgres_many(struct db *db, const char *table, const int64_t *ids, size_t n,
                  db_each *each, void *context, struct error *err)
{
	struct postgres *p = (struct postgres *)db;
	struct buf array = BUF_EMPTY;
	char sql[96];
	snprintf(sql, sizeof(sql), "SELECT id, body FROM %s WHERE id = ANY($1)", table);
	write_array(&array, ids, n);
	const Oid types[] = {OID_INT8_ARRAY};
	const char *values[] = {array.text};
	const int lengths[] = {(int)array.n}, binary[] = {1};
	PGresult *rows = p->calls.PQexecParams(p->connection, sql, 1, types, values,
	                                       lengths, binary, 1);
	int failed = p->calls.PQresultStatus(rows) == PGRES_TUPLES_OK
	                     ? hand_on(p, rows, each, context, err)
	                     : postgres_fail(p, rows, err);
	p->calls.PQclear(rows);
	buf_done(&array);
	return failed;
}
