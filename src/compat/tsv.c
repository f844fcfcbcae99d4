/* SPDX-License-Identifier: GPL-3.0-or-later
 * Reads tables with a header line. */
#include "compat/tsv.h"

#include "base/text.h"
#include "compat/lexer.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

bool tsv_problem(struct tsv *tsv, int field, const char *format, ...)
{
	char text[768];
	va_list ap;
	va_start(ap, format);
	vsnprintf(text, sizeof(text), format, ap);
	va_end(ap);
	compat_problem_add(tsv->problems, tsv->file,
	                   (struct place){tsv->line, tsv->column[field]}, "%s", text);
	return false;
}

/* The next line without its end; false behind the last. */
static bool next_line(struct tsv *tsv, const char **line, size_t *n)
{
	if (tsv->at >= tsv->n)
		return false;
	*line = tsv->text + tsv->at;
	const char *newline = memchr(*line, '\n', tsv->n - tsv->at);
	*n = newline ? (size_t)(newline - *line) : tsv->n - tsv->at;
	tsv->at += *n + 1;
	tsv->line++;
	tsv->column[0] = 1;
	if (*n && (*line)[*n - 1] == '\r')
		--*n;
	return true;
}

/* A field as clean text; NULL with a problem. */
static const char *field_text(struct tsv *tsv, int field, const char *text, size_t n)
{
	struct buf clean = BUF_EMPTY;
	bool odd = text_clean(&clean, text, n);
	const char *result = odd ? NULL : arena_copy(tsv->arena, text, n);
	if (odd)
		tsv_problem(tsv, field, "expected UTF-8 text, found %s",
		            text_shown(tsv->arena, clean.text));
	else if (n && (text[0] == ' ' || text[n - 1] == ' '))
		tsv_problem(tsv, field, "expected no blanks around a field, found \"%s\"",
		            text_shown(tsv->arena, result));
	buf_done(&clean);
	return result;
}

/* Cuts the line into fields; their number, also of those for which there is no room. -1
 * when one of them has a problem. */
static int cut(struct tsv *tsv, const char *line, size_t n)
{
	int count = 0, column = 1;
	bool good = true;
	for (size_t at = 0; at <= n; count++) {
		const char *tab = memchr(line + at, '\t', n - at);
		size_t length = tab ? (size_t)(tab - (line + at)) : n - at;
		if (count < TSV_FIELDS) {
			tsv->column[count] = column;
			tsv->fields[count] = field_text(tsv, count, line + at, length);
			good = good && tsv->fields[count];
		}
		column += (int)text_characters(line + at, length) + 1;
		at += length + 1;
	}
	return good ? count : -1;
}

static int column_count(const struct tsv *tsv)
{
	int n = 0;
	while (tsv->columns[n])
		n++;
	return n;
}

/* A line with blanks for its tabs, which would be shown as bytes. */
static const char *shown_header(struct tsv *tsv, const char *line, size_t n)
{
	char *plain = arena_copy(tsv->arena, line, n);
	for (size_t i = 0; i < n; i++)
		if (plain[i] == '\t')
			plain[i] = ' ';
	return text_shown(tsv->arena, text_clean_copy(tsv->arena, plain, n, NULL));
}

bool tsv_open(struct tsv *tsv, const char *text, size_t n, const char *const *columns)
{
	const char *line;
	size_t length;
	struct buf want = BUF_EMPTY, show = BUF_EMPTY;
	tsv->text = text;
	tsv->n = n;
	tsv->columns = columns;
	for (int i = 0; columns[i]; i++) {
		buf_format(&want, "%s%s", i ? "\t" : "", columns[i]);
		buf_format(&show, "%s%s", i ? " " : "", columns[i]);
	}
	tsv->column[0] = 1;
	bool any = next_line(tsv, &line, &length);
	bool good = any && length == want.n && !memcmp(line, want.text, length);
	if (!any)
		tsv->line = 1;
	if (!good)
		tsv_problem(tsv, 0,
		            "expected the header \"%s\" with tabs between, found %s",
		            show.text,
		            any ? shown_header(tsv, line, length) : "an empty file");
	buf_done(&want);
	buf_done(&show);
	return good;
}

bool tsv_next(struct tsv *tsv)
{
	const char *line;
	size_t n;
	int want = column_count(tsv);
	while (next_line(tsv, &line, &n)) {
		if (!n)
			continue;
		int count = cut(tsv, line, n);
		if (count == want)
			return true;
		if (count >= 0)
			tsv_problem(tsv, 0, "expected %d fields, found %d", want, count);
	}
	return false;
}
