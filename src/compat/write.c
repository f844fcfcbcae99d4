/* SPDX-License-Identifier: GPL-3.0-or-later
 * Writes rows of sources and processors into a new database. */
#include "compat/write.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

static void fail(struct db_writer *writer)
{
	if (!writer->failed)
		error_set(writer->err, EXIT_run, "compatibility database",
		          "cannot write: %s", sqlite3_errmsg(writer->db));
	writer->failed = true;
}

sqlite3_stmt *writer_prepare(struct db_writer *writer, const char *sql)
{
	sqlite3_stmt *statement = NULL;
	if (!writer->failed &&
	    sqlite3_prepare_v2(writer->db, sql, -1, &statement, NULL) != SQLITE_OK)
		fail(writer);
	return statement;
}

static int bind_text(sqlite3_stmt *statement, int at, const char *text)
{
	return sqlite3_bind_text(statement, at, text, -1, SQLITE_TRANSIENT);
}

static int bind_date(sqlite3_stmt *statement, int at, const struct date *date)
{
	char text[DATE_TEXT_MAX];
	return bind_text(statement, at, date ? date_text(*date, text) : NULL);
}

static int bind_from(sqlite3_stmt *statement, int at, const struct text_from *from)
{
	const char *texts[] = {from->source, from->ref, from->note.en, from->note.et};
	int result = SQLITE_OK;
	for (int i = 0; i < 4 && result == SQLITE_OK; i++)
		result = bind_text(statement, at + i, texts[i]);
	return result;
}

int writer_bind(struct db_writer *writer, sqlite3_stmt *statement, int at,
                const char *types, ...)
{
	va_list ap;
	va_start(ap, types);
	for (; !writer->failed && *types; types++) {
		int result;
		if (*types == 's')
			result = bind_text(statement, at++, va_arg(ap, const char *));
		else if (*types == 'i')
			result = sqlite3_bind_int64(statement, at++, va_arg(ap, int64_t));
		else if (*types == 'd')
			result = bind_date(statement, at++,
			                   va_arg(ap, const struct date *));
		else {
			result = bind_from(statement, at,
			                   va_arg(ap, const struct text_from *));
			at += 4;
		}
		if (result != SQLITE_OK)
			fail(writer);
	}
	va_end(ap);
	return at;
}

void writer_row(struct db_writer *writer, sqlite3_stmt *statement)
{
	if (writer->failed)
		return;
	if (sqlite3_step(statement) != SQLITE_DONE)
		fail(writer);
	sqlite3_reset(statement);
}

void writer_done(sqlite3_stmt *statement)
{
	sqlite3_finalize(statement);
}

void writer_run(struct db_writer *writer, const char *sql)
{
	if (!writer->failed &&
	    sqlite3_exec(writer->db, sql, NULL, NULL, NULL) != SQLITE_OK)
		fail(writer);
}

static void write_sources(struct db_writer *writer, const struct compat_text *text)
{
	sqlite3_stmt *insert =
	        writer_prepare(writer, "INSERT INTO source VALUES(?,?,?,?,?,?)");
	for (size_t i = 0; i < text->source_count; i++) {
		const struct text_source *s = &text->sources[i];
		writer_bind(writer, insert, 1, "ssssds", s->id, s->title, s->url,
		            s->version, s->has_date ? &s->date : NULL, s->licence);
		writer_row(writer, insert);
	}
	writer_done(insert);
}

static void write_rules(struct db_writer *writer, const struct compat_text *text)
{
	static const char *const rulings[] = {"no", "unknown", "yes"};
	sqlite3_stmt *insert = writer_prepare(writer, "INSERT INTO processor_rule VALUES"
	                                              "(?,?,?,?,?,?,?,?,?,?,?,?,?,?)");
	for (size_t i = 0; i < text->rule_count; i++) {
		const struct text_rule *r = &text->rules[i];
		writer_bind(writer, insert, 1, "sisiiiiiissssi", r->set, (int64_t)i,
		            r->vendor, (int64_t)r->family[0], (int64_t)r->family[1],
		            (int64_t)r->model[0], (int64_t)r->model[1],
		            (int64_t)r->stepping[0], (int64_t)r->stepping[1],
		            rulings[r->ruling], r->note, r->from.source, r->file,
		            (int64_t)r->line);
		writer_row(writer, insert);
	}
	writer_done(insert);
}

static void write_names(struct db_writer *writer, const struct compat_text *text)
{
	sqlite3_stmt *insert = writer_prepare(
	        writer, "INSERT INTO processor_name VALUES(?,?,?,?,?,?,?,?,?,?)");
	for (size_t i = 0; i < text->name_count; i++) {
		const struct text_name *n = &text->names[i];
		writer_bind(writer, insert, 1, "ssissssssi", n->set, n->words, (int64_t)i,
		            n->vendor, n->name, n->release, n->note, n->from.source,
		            n->file, (int64_t)n->line);
		writer_row(writer, insert);
	}
	writer_done(insert);
}

static void write_models(struct db_writer *writer, const struct compat_text *text)
{
	sqlite3_stmt *model =
	        writer_prepare(writer, "INSERT INTO model VALUES(?,?,?,?,?,?,?)");
	sqlite3_stmt *fact =
	        writer_prepare(writer, "INSERT INTO model_fact VALUES(?,?,?)");
	for (size_t i = 0; i < text->model_count; i++) {
		const struct text_model *m = &text->models[i];
		writer_bind(writer, model, 1, "ssisssi", kind_row(m->kind)->name,
		            m->words, (int64_t)i, m->name, m->from.source, m->file,
		            (int64_t)m->place.line);
		writer_row(writer, model);
		for (size_t k = 0; k < m->n; k++) {
			if (!m->values[k])
				continue;
			writer_bind(writer, fact, 1, "iss", (int64_t)i,
			            fact_row(m->facts[k])->name, m->values[k]);
			writer_row(writer, fact);
		}
	}
	writer_done(model);
	writer_done(fact);
}

static void write_hardware(struct db_writer *writer, const struct compat_text *text)
{
	sqlite3_stmt *insert =
	        writer_prepare(writer, "INSERT INTO memory_part VALUES(?,?,?,?,?,?,?,?)");
	for (size_t i = 0; i < text->memory_count; i++) {
		const struct text_memory *m = &text->memories[i];
		writer_bind(writer, insert, 1, "sssiiiis", m->type, m->form, m->name,
		            (int64_t)m->millivolts, (int64_t)m->highest,
		            (int64_t)m->plain, (int64_t)m->registered, m->from.source);
		writer_row(writer, insert);
	}
	writer_done(insert);
	insert = writer_prepare(writer, "INSERT INTO drive_form VALUES(?,?,?,?,?,?)");
	for (size_t i = 0; i < text->drive_count; i++) {
		const struct text_drive *d = &text->drives[i];
		writer_bind(writer, insert, 1, "sissss", d->transport, (int64_t)i,
		            d->form, d->name.en, d->name.et, d->from.source);
		writer_row(writer, insert);
	}
	writer_done(insert);
	insert = writer_prepare(writer, "INSERT INTO trade_name VALUES(?,?,?,?,?,?,?)");
	for (size_t i = 0; i < text->trade_count; i++) {
		const struct text_trade *t = &text->trades[i];
		writer_bind(writer, insert, 1, "ssissss", fact_full_name(t->fact),
		            t->word, (int64_t)i, t->trade, t->neutral.en, t->neutral.et,
		            t->from.source);
		writer_row(writer, insert);
	}
	writer_done(insert);
}

void write_text(struct db_writer *writer, const struct compat_text *text)
{
	write_sources(writer, text);
	write_platforms(writer, text, 0);
	write_rules(writer, text);
	write_names(writer, text);
	write_models(writer, text);
	write_hardware(writer, text);
	write_drivers(writer, text);
}

void write_site(struct db_writer *writer, const struct compat_text *text, int64_t last)
{
	write_sources(writer, text);
	write_platforms(writer, text, last);
}
