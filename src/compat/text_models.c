/* SPDX-License-Identifier: GPL-3.0-or-later
 * Reads models/KIND.tsv and models/KIND-WORD.tsv: models of parts with facts that their
 * makers state. The header names the facts; tables of one kind add to each other. */
#include "compat/lexer.h"
#include "compat/text.h"
#include "compat/tsv.h"

#include <string.h>

/* The columns of a table as its header has them: "model", facts of the kind, "source". */
struct model_columns {
	const char *names[TSV_FIELDS];
	enum fact_id facts[TSV_FIELDS];
	int n;
};

static bool header_problem(struct tsv *tsv, int column, const char *what,
                           const char *found)
{
	compat_problem_add(tsv->problems, tsv->file, (struct place){1, column},
	                   "expected %s, found %s", what,
	                   *found ? text_shown(tsv->arena, found) : "nothing");
	return false;
}

/* Facts that the kind does not have, or that are there twice, are problems. */
static bool read_header(struct tsv *tsv, enum kind_id kind, const char *bytes, size_t n,
                        struct model_columns *columns)
{
	const char *end = memchr(bytes, '\n', n);
	size_t left = end ? (size_t)(end - bytes) : n;
	for (const char *at = bytes; columns->n < TSV_FIELDS - 1;) {
		const char *tab = memchr(at, '\t', left);
		size_t length = tab ? (size_t)(tab - at) : left;
		columns->names[columns->n++] = arena_copy(tsv->arena, at, length);
		if (!tab)
			break;
		left -= length + 1;
		at = tab + 1;
	}
	int last = columns->n - 1;
	if (strcmp(columns->names[0], "model") != 0)
		return header_problem(tsv, 1, "model", columns->names[0]);
	if (last < 2 || strcmp(columns->names[last], "source") != 0)
		return header_problem(tsv, 1, "model, some facts and source",
		                      columns->names[last]);
	for (int i = 1; i < last; i++) {
		const char *name = columns->names[i];
		columns->facts[i] = fact_find(kind, name, strlen(name));
		if (columns->facts[i] == FACT_COUNT)
			return header_problem(tsv, i + 1,
			                      arena_format(tsv->arena,
			                                   "a fact of %s, as column %d",
			                                   kind_row(kind)->name, i + 1),
			                      name);
		for (int k = 1; k < i; k++)
			if (columns->facts[k] == columns->facts[i])
				return header_problem(tsv, i + 1, "each fact once", name);
	}
	return true;
}

static void read_model(struct compat_text *text, struct tsv *tsv, enum kind_id kind,
                       const struct model_columns *columns)
{
	int last = columns->n - 1;
	struct text_model m = {.kind = kind,
	                       .name = tsv->fields[0],
	                       .words = compat_cpu_name(tsv->arena, tsv->fields[0]),
	                       .from = {.source = tsv->fields[last],
	                                .place = {tsv->line, tsv->column[last]}},
	                       .file = tsv->file,
	                       .place = {tsv->line, tsv->column[0]}};
	bool good = true;
	if (!*m.words)
		good = tsv_problem(tsv, 0, "expected the name of a model, found %s",
		                   *m.name ? text_shown(tsv->arena, m.name) : "nothing");
	if (!text_is_id(m.from.source))
		good = tsv_problem(tsv, last, "expected the id of a source, found %s",
		                   *m.from.source ? text_shown(tsv->arena, m.from.source)
		                                  : "nothing");
	for (int i = 1; i < last; i++) {
		m.facts[m.n] = columns->facts[i];
		m.values[m.n++] = *tsv->fields[i] ? tsv->fields[i] : NULL;
	}
	if (!good)
		return;
	text->models = memory_room(text->models, text->model_count, &text->model_room,
	                           sizeof(m));
	text->models[text->model_count++] = m;
}

void compat_text_read_models(struct compat_text *text, const char *bytes, size_t n,
                             const char *kind, const char *file)
{
	struct tsv tsv = {.arena = &text->arena,
	                  .problems = text->problems,
	                  .file = arena_string(&text->problems->arena, file)};
	struct model_columns columns = {.n = 0};
	/* Names are compared as names of processors are. */
	size_t length = strcspn(kind, "-");
	if (length != strlen(kind_row(KIND_cpu)->name) ||
	    memcmp(kind, kind_row(KIND_cpu)->name, length) != 0) {
		compat_problem_add(text->problems, tsv.file, (struct place){1, 1},
		                   "expected models/cpu.tsv or cpu-WORD.tsv, found "
		                   "models of another "
		                   "kind");
		return;
	}
	if (!read_header(&tsv, KIND_cpu, bytes, n, &columns) ||
	    !tsv_open(&tsv, bytes, n, columns.names))
		return;
	while (tsv_next(&tsv))
		read_model(text, &tsv, KIND_cpu, &columns);
}
