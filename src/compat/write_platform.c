/* SPDX-License-Identifier: GPL-3.0-or-later
 * Writes the rows of platforms into a new database; sets are written out where they are
 * required. */
#include "compat/write.h"

#include <stdlib.h>
#include <string.h>

enum {
	INSERT_platform,
	INSERT_slug,
	INSERT_missing,
	INSERT_released,
	INSERT_support,
	INSERT_requirement,
	INSERT_COUNT
};

static const char *const inserts[INSERT_COUNT] = {
        [INSERT_platform] = "INSERT INTO platform VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?)",
        [INSERT_slug] = "INSERT INTO slug VALUES(?,?,?)",
        [INSERT_missing] = "INSERT INTO missing VALUES(?,?,?,?)",
        [INSERT_released] = "INSERT INTO released VALUES(?,?,?,?,?,?,?)",
        [INSERT_support] = "INSERT INTO support VALUES(?,?,?,?,?,?,?,?)",
        [INSERT_requirement] =
                "INSERT INTO requirement VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?)",
};

struct platform_writer {
	struct db_writer *writer;
	const struct compat_text *text;
	sqlite3_stmt *inserts[INSERT_COUNT];
	int64_t id, position; /* of the platform; of its next requirement */
};

static void write_requirement(struct platform_writer *w, const struct text_requirement *r,
                              const char *set)
{
	sqlite3_stmt *insert = w->inserts[INSERT_requirement];
	writer_bind(w->writer, insert, 1, "iissssfssi", w->id, w->position++,
	            compat_level_name(r->level), r->label, r->needs.kept,
	            r->condition.kept, &r->from, set, r->file, (int64_t)r->place.line);
	writer_row(w->writer, insert);
}

static void write_entries(struct platform_writer *w, const struct text_platform *p)
{
	w->position = 0;
	for (size_t i = 0; i < p->entry_count; i++) {
		const struct text_entry *entry = &p->entries[i];
		if (!entry->set) {
			write_requirement(w, &entry->requirement, NULL);
			continue;
		}
		const struct text_set *set = compat_text_set(w->text, entry->set);
		for (size_t k = 0; k < set->n; k++)
			write_requirement(w, &set->requirements[k], set->name);
	}
}

static void write_slugs(struct platform_writer *w, const struct text_platform *p)
{
	sqlite3_stmt *insert = w->inserts[INSERT_slug];
	writer_bind(w->writer, insert, 1, "sii", p->slug, w->id, (int64_t)0);
	writer_row(w->writer, insert);
	for (size_t i = 0; i < p->alias_count; i++) {
		writer_bind(w->writer, insert, 1, "sii", p->aliases[i].slug, w->id,
		            (int64_t)i + 1);
		writer_row(w->writer, insert);
	}
}

static void write_dates(struct platform_writer *w, const struct text_platform *p)
{
	sqlite3_stmt *released = w->inserts[INSERT_released];
	for (size_t i = 0; i < p->release_count; i++) {
		writer_bind(w->writer, released, 1, "iidf", w->id, (int64_t)i,
		            &p->releases[i].day, &p->releases[i].from);
		writer_row(w->writer, released);
	}
	sqlite3_stmt *support = w->inserts[INSERT_support];
	for (size_t i = 0; i < p->support_count; i++) {
		const struct text_support *s = &p->support[i];
		writer_bind(w->writer, support, 1, "iisdf", w->id, (int64_t)i,
		            compat_phase_row(s->phase)->name, &s->until, &s->from);
		writer_row(w->writer, support);
	}
	sqlite3_stmt *missing = w->inserts[INSERT_missing];
	for (size_t i = 0; i < p->missing_count; i++) {
		writer_bind(w->writer, missing, 1, "iiss", w->id, (int64_t)i,
		            p->missing[i].en, p->missing[i].et);
		writer_row(w->writer, missing);
	}
}

static void write_platform(struct platform_writer *w, const struct text_platform *p)
{
	sqlite3_stmt *insert = w->inserts[INSERT_platform];
	writer_bind(w->writer, insert, 1, "issssssssf", w->id, p->slug, p->name, p->kind,
	            p->family, p->version, p->architecture, p->complete.en,
	            p->complete.et, &p->complete_from);
	writer_row(w->writer, insert);
	write_slugs(w, p);
	write_dates(w, p);
	write_entries(w, p);
}

void write_platforms(struct db_writer *writer, const struct compat_text *text,
                     int64_t last)
{
	struct platform_writer w = {.writer = writer, .text = text};
	for (int i = 0; i < INSERT_COUNT; i++)
		w.inserts[i] = writer_prepare(writer, inserts[i]);
	for (size_t i = 0; i < text->platform_count && !writer->failed; i++) {
		w.id = last + (int64_t)i + 1;
		write_platform(&w, &text->platforms[i]);
	}
	for (int i = 0; i < INSERT_COUNT; i++)
		writer_done(w.inserts[i]);
}
