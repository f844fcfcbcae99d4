/* SPDX-License-Identifier: GPL-3.0-or-later
 * Importer for tables: a row a machine, a column a fact. Columns are called as facts are
 * ("system.serial", "label.site", "name", "taken"), or a mapping says what they are.
 * Source: RFC 4180 */
#include "import/import.h"

#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { COLUMNS_MAX = 512 };

struct column {
	enum { COLUMN_none, COLUMN_fact, COLUMN_label, COLUMN_name, COLUMN_taken } what;
	enum fact_id fact;
	const char *label;       /* of a label */
	const struct unit *unit; /* of numbers without one; NULL: the base unit */
	const char *title;
};

struct table {
	struct arena arena;
	const struct import_document *doc;
	const char *at, *end;
	size_t line;
	char delimiter;
	struct column columns[COLUMNS_MAX];
	char *cells[COLUMNS_MAX];
	size_t n, cell_count;
	struct buf text;
};

/* ---- cells ------------------------------------------------------------------------ */

static void take_quoted(struct table *t)
{
	for (t->at++; t->at < t->end; t->at++) {
		if (*t->at == '"' && (t->at + 1 == t->end || t->at[1] != '"')) {
			t->at++;
			return;
		}
		t->at += *t->at == '"';
		t->line += *t->at == '\n';
		buf_add_char(&t->text, *t->at);
	}
}

/* One row into t->cells; false behind the last. Cells of a row are in the arena. */
static bool take_row(struct table *t)
{
	if (t->at >= t->end)
		return false;
	t->cell_count = 0;
	for (bool more = true; more;) {
		buf_clear(&t->text);
		if (t->at < t->end && *t->at == '"')
			take_quoted(t);
		while (t->at < t->end && *t->at != t->delimiter && *t->at != '\n')
			buf_add_char(&t->text, *t->at++);
		if (t->cell_count < COLUMNS_MAX)
			t->cells[t->cell_count++] =
			        text_clean_copy(&t->arena, t->text.text, t->text.n, NULL);
		more = t->at < t->end && *t->at == t->delimiter;
		t->at += t->at < t->end;
	}
	t->line++;
	return true;
}

static int fail(const struct table *t, const char *column, const char *expected,
                const char *found, struct error *err)
{
	char where[256];
	snprintf(where, sizeof(where), "%.160s:%zu: %.60s", t->doc->name, t->line,
	         column);
	return error_set(err, EXIT_usage, where, "expected %s, found %.100s", expected,
	                 *found ? found : "nothing");
}

/* ---- columns ---------------------------------------------------------------------- */

/* "system.serial", "label.site", "name", "taken", "-"; then a unit, when there is one. */
static bool read_target(struct arena *arena, const char *text, size_t n, struct column *c)
{
	size_t name = 0, used;
	while (name < n && text[name] != ' ')
		name++;
	const char *dot = memchr(text, '.', name);
	if (name == 4 && !strncasecmp(text, "name", 4)) {
		c->what = COLUMN_name;
	} else if (name == 5 && !strncasecmp(text, "taken", 5)) {
		c->what = COLUMN_taken;
	} else if (name > 6 && !strncmp(text, "label.", 6)) {
		c->what = COLUMN_label;
		c->label = arena_copy(arena, text + 6, name - 6);
	} else if (dot) {
		enum kind_id kind = kind_find(text, (size_t)(dot - text), false);
		c->fact = kind == KIND_COUNT ? FACT_COUNT
		                             : fact_find(kind, dot + 1,
		                                         name - (size_t)(dot + 1 - text));
		if (c->fact == FACT_COUNT)
			return false;
		c->what = COLUMN_fact;
	} else {
		return false;
	}
	while (name < n && text[name] == ' ')
		name++;
	if (name == n)
		return true;
	c->unit = unit_at(text + name, n - name, &used);
	return c->what == COLUMN_fact && c->unit && used == n - name &&
	       unit_fits(c->unit, fact_row(c->fact)->dimension);
}

/* The line of the mapping "TITLE = TARGET"; false: there is none. */
static bool find_mapping(const struct import_document *doc, const char *title,
                         const char **target, size_t *n)
{
	const char *at = doc->mapping, *end = at ? at + doc->mapping_n : NULL;
	while (at && at < end) {
		const char *stop = memchr(at, '\n', (size_t)(end - at));
		const char *to = stop ? stop : end;
		const char *is = NULL;
		for (const char *p = at; p < to; p++)
			if (*p == '=')
				is = p;
		const char *last = is;
		while (last && last > at && (last[-1] == ' ' || last[-1] == '\t'))
			last--;
		if (is && strlen(title) == (size_t)(last - at) &&
		    !strncasecmp(at, title, strlen(title))) {
			for (is++; is < to && (*is == ' ' || *is == '\t'); is++)
				;
			while (to > is && strchr(" \t\r", to[-1]))
				to--;
			*target = is;
			*n = (size_t)(to - is);
			return true;
		}
		at = to + 1;
	}
	return false;
}

static int read_header(struct table *t, struct error *err)
{
	bool any = false;
	if (!take_row(t))
		return fail(t, "header", "a row of titles", "", err);
	t->n = t->cell_count;
	for (size_t i = 0; i < t->n; i++) {
		struct column *c = &t->columns[i];
		const char *target = t->cells[i];
		size_t n = strlen(target);
		c->title = t->cells[i];
		bool mapped = find_mapping(t->doc, c->title, &target, &n);
		if (mapped && n == 1 && *target == '-')
			continue;
		if (!read_target(&t->arena, target, n, c)) {
			c->what = COLUMN_none;
			if (mapped)
				return fail(t, c->title,
				            "a fact, label.NAME, name, taken or - behind "
				            "the = of the mapping",
				            arena_copy(&t->arena, target, n), err);
		}
		any |= c->what != COLUMN_none;
	}
	if (any)
		return 0;
	fail(t, "header", "a title that is a fact or that the mapping has",
	     t->n ? t->cells[0] : "", err);
	return error_remedy(err, "give --mapping FILE with lines TITLE = FACT, such as "
	                         "\"Serial no. = system.serial\"");
}

/* ---- values ----------------------------------------------------------------------- */

static bool set_number(struct scan *scan, struct component *c, const struct column *col,
                       const char *text)
{
	fixed_t number;
	size_t used = fixed_parse(text, strlen(text), &number), unit_used = 0;
	const struct unit *unit = col->unit;
	const char *rest = text + used;
	if (!used)
		return false;
	rest += strspn(rest, " ");
	if (*rest) {
		unit = unit_at(rest, strlen(rest), &unit_used);
		if (!unit || rest[unit_used] ||
		    !unit_fits(unit, fact_row(col->fact)->dimension))
			return false;
	}
	if (unit)
		number = unit_to_base(unit, number, fact_is_memory(col->fact));
	int64_t whole;
	if (fact_row(col->fact)->type == TYPE_INTEGER && !fixed_to_int(number, &whole))
		return false;
	fact_set_fixed(scan, c, col->fact, number);
	return true;
}

static bool set_yes_no(struct scan *scan, struct component *c, enum fact_id fact,
                       const char *text)
{
	static const char *const words[] = {"no", "yes", "false", "true", "0", "1"};
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (!strcasecmp(text, words[i])) {
			fact_set_bool(scan, c, fact, i % 2);
			return true;
		}
	return false;
}

static bool set_word(struct scan *scan, struct component *c, enum fact_id fact,
                     const char *text)
{
	char word[64];
	if (!fact_row(fact)->words) {
		fact_set_string(scan, c, fact, text);
		return true;
	}
	int at = fact_word_index(fact, text);
	if (at < 0 || !fact_word_at(fact, at, word, sizeof(word)))
		return false;
	fact_set_string(scan, c, fact, word);
	return true;
}

static bool set_fact(struct scan *scan, const struct column *col, const char *text)
{
	enum kind_id kind = fact_row(col->fact)->kind;
	bool many = kind_row(kind)->many;
	struct component *c = scan_find(scan, kind, "1");
	struct date date;
	unsigned width, height;
	if (!c)
		c = scan_add(scan, kind, many ? "1" : NULL);
	if (many)
		scan_partial(scan, kind, "the table has room for one; scan the machine");
	switch (fact_row(col->fact)->type) {
	case TYPE_NUMBER:
	case TYPE_INTEGER:
		return set_number(scan, c, col, text);
	case TYPE_BOOL:
		return set_yes_no(scan, c, col->fact, text);
	case TYPE_DATE:
		if (!date_parse(text, strlen(text), &date))
			return false;
		fact_set_date(scan, c, col->fact, date);
		return true;
	case TYPE_RESOLUTION:
		if (sscanf(text, "%ux%u", &width, &height) != 2)
			return false;
		fact_set_resolution(scan, c, col->fact, width, height);
		return true;
	case TYPE_LIST:
		return false;
	case TYPE_TEXT:
		fact_set_string(scan, c, col->fact, text);
		return true;
	default:
		return set_word(scan, c, col->fact, text);
	}
}

static const char *expected_of(const struct column *col)
{
	switch (fact_row(col->fact)->type) {
	case TYPE_NUMBER:
		return "a number, with a unit or in the mapping's";
	case TYPE_INTEGER:
		return "a whole number";
	case TYPE_BOOL:
		return "yes or no";
	case TYPE_DATE:
		return "a date as 2026-03-01";
	case TYPE_RESOLUTION:
		return "a resolution as 1920x1080";
	case TYPE_LIST:
		return "no list: a table cannot hold one";
	default:
		return fact_row(col->fact)->words;
	}
}

/* "2026-03-01", or with the time behind: "2026-03-01T08:00:00Z". */
static bool set_taken(struct scan *scan, const char *text)
{
	struct date date;
	if (strlen(text) < 10 || !date_parse(text, 10, &date))
		return false;
	scan->taken = strlen(text) == 20 && text[10] == 'T' && text[19] == 'Z'
	                      ? arena_string(&scan->arena, text)
	                      : arena_format(&scan->arena, "%.10sT00:00:00Z", text);
	return strlen(text) == 10 || strlen(text) == 20;
}

/* NULL with err; an empty row gives a scan that says nothing. */
static struct scan *row_scan(struct table *t, bool *empty, struct error *err)
{
	struct scan *scan = scan_new();
	bool good = true;
	*empty = true;
	for (size_t i = 0; i < t->n && i < t->cell_count && good; i++) {
		const struct column *c = &t->columns[i];
		const char *text = t->cells[i];
		if (c->what == COLUMN_none || !*text)
			continue; /* an empty cell says nothing, not that there is none */
		*empty = false;
		if (c->what == COLUMN_name)
			scan->hostname = arena_string(&scan->arena, text);
		else if (c->what == COLUMN_label)
			scan_label(scan, c->label, text);
		else if (c->what == COLUMN_taken && !(good = set_taken(scan, text)))
			fail(t, c->title, "a date as 2026-03-01", text, err);
		else if (c->what == COLUMN_fact && !(good = set_fact(scan, c, text)))
			fail(t, c->title, expected_of(c), text, err);
	}
	if (good)
		return scan;
	scan_free(scan);
	return NULL;
}

/* Reads all rows; each NULL: only to see whether all are good. */
static int read_rows(const struct import_document *doc, import_each *each, void *context,
                     struct error *err)
{
	struct table *t = memory_get(sizeof(*t));
	*t = (struct table){.doc = doc,
	                    .at = doc->bytes,
	                    .end = doc->bytes + doc->n,
	                    .text = BUF_EMPTY};
	const char *stop = memchr(doc->bytes, '\n', doc->n);
	size_t head = stop ? (size_t)(stop - doc->bytes) : doc->n;
	t->delimiter = memchr(doc->bytes, '\t', head)  ? '\t'
	               : memchr(doc->bytes, ';', head) ? ';'
	                                               : ',';
	if (doc->n >= 3 && !memcmp(doc->bytes, "\xef\xbb\xbf", 3))
		t->at += 3;
	int failed = read_header(t, err);
	while (!failed && take_row(t)) {
		bool empty;
		struct scan *scan = row_scan(t, &empty, err);
		if (!scan) {
			failed = -1;
		} else if (!each || empty) {
			scan_free(scan);
		} else {
			import_finish(scan, doc);
			failed = each(context, scan);
		}
	}
	buf_done(&t->text);
	arena_done(&t->arena);
	free(t);
	return failed ? -1 : 0;
}

/* The first line names a fact. */
bool import_csv_is(const char *bytes, size_t n)
{
	const char *stop = memchr(bytes, '\n', n < 65536 ? n : 65536);
	if (!stop || memchr(bytes, '{', (size_t)(stop - bytes)))
		return false;
	for (const char *at = bytes; at < stop;) {
		const char *from = at;
		while (at < stop && !strchr(",;\t\r\"", *at))
			at++;
		const char *dot = memchr(from, '.', (size_t)(at - from));
		enum kind_id kind =
		        dot ? kind_find(from, (size_t)(dot - from), false) : KIND_COUNT;
		if (kind != KIND_COUNT &&
		    fact_find(kind, dot + 1, (size_t)(at - dot - 1)) != FACT_COUNT)
			return true;
		at++;
	}
	return false;
}

/* All or nothing: a cell that is wrong is found before the first row is handed on. */
int import_csv_read(const struct import_document *doc, import_each *each, void *context,
                    struct error *err)
{
	if (read_rows(doc, NULL, NULL, err))
		return -1;
	return read_rows(doc, each, context, err);
}
