/* SPDX-License-Identifier: GPL-3.0-or-later
 * The first sheet of an XLSX file through expat. Cells: ISO/IEC 29500-1, 18.3.1.4. */
#include "base/buf.h"
#include "base/text.h"
#include "base/zip.h"
#include "procure/sheet.h"
#include "procure/sheet_style.h"

#include <expat.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum part { PART_book, PART_styles, PART_strings, PART_sheet };

/* The form of a number format that the file makes itself. */
struct own_format {
	unsigned long id;
	enum cell_form form;
};

/* Where the parser is, in one of the parts. */
struct reader {
	XML_Parser parser;
	struct sheet *sheet;
	const char *name;
	struct error *err;
	const char **strings; /* shared strings */
	size_t string_count, string_room;
	struct own_format *formats;
	size_t format_count, format_room;
	enum cell_form *styles; /* of each row of cellXfs */
	size_t style_count, style_room;
	bool in_styles; /* inside <cellXfs> */
	bool from_1904; /* days are counted from there */
	enum part part; /* that is read */
	bool in_text;   /* inside <t> or <v> */
	bool phonetic;  /* inside <rPh>: how it is read aloud, no part of the text */
	struct buf text;
	char type[12]; /* of the cell */
	enum cell_form form;
	size_t column;
	int row;
	bool failed;
};

static void fail(struct reader *r, const char *text)
{
	if (!r->failed)
		error_set(r->err, EXIT_usage, r->name, "%s", text);
	r->failed = true;
	XML_StopParser(r->parser, XML_FALSE);
}

static const char *attribute(const char **attributes, const char *name)
{
	for (; *attributes; attributes += 2)
		if (!strcmp(attributes[0], name))
			return attributes[1];
	return NULL;
}

/* Elements may carry a prefix of the name space. */
static const char *local(const char *name)
{
	const char *colon = strchr(name, ':');
	return colon ? colon + 1 : name;
}

/* "AB12" to column 27 and row 12. */
static void cell_place(struct reader *r, const char *reference)
{
	size_t column = 0;
	while (*reference >= 'A' && *reference <= 'Z' && column < 100000)
		column = column * 26 + (size_t)(*reference++ - 'A' + 1);
	if (column)
		r->column = column - 1;
	if (*reference >= '1' && *reference <= '9')
		r->row = (int)strtol(reference, NULL, 10);
}

static unsigned long number_of(const char **attributes, const char *name)
{
	const char *value = attribute(attributes, name);
	return value ? strtoul(value, NULL, 10) : 0;
}

/* ---- which numbers are days ------------------------------------------------------- */

static enum cell_form form_of(const struct reader *r, unsigned long format)
{
	for (size_t i = 0; i < r->format_count; i++)
		if (r->formats[i].id == format)
			return r->formats[i].form;
	return cell_form_built_in(format);
}

static void start_style(struct reader *r, const char *name, const char **attributes)
{
	if (!strcmp(name, "cellXfs"))
		r->in_styles = true;
	if (!strcmp(name, "numFmt")) {
		const char *code = attribute(attributes, "formatCode");
		r->formats = memory_room(r->formats, r->format_count, &r->format_room,
		                         sizeof(*r->formats));
		r->formats[r->format_count++] =
		        (struct own_format){number_of(attributes, "numFmtId"),
		                            cell_form_of_code(code ? code : "")};
	}
	if (!strcmp(name, "xf") && r->in_styles) {
		r->styles = memory_room(r->styles, r->style_count, &r->style_room,
		                        sizeof(*r->styles));
		r->styles[r->style_count++] =
		        form_of(r, number_of(attributes, "numFmtId"));
	}
}

static void start_book(struct reader *r, const char *name, const char **attributes)
{
	const char *value = attribute(attributes, "date1904");
	if (!strcmp(name, "workbookPr") && value)
		r->from_1904 = !strcmp(value, "1") || !strcmp(value, "true");
}

/* ---- cells ------------------------------------------------------------------------ */

static void start_cell(struct reader *r, const char **attributes)
{
	const char *type = attribute(attributes, "t");
	const char *place = attribute(attributes, "r");
	unsigned long style = number_of(attributes, "s");
	snprintf(r->type, sizeof(r->type), "%s", type ? type : "n");
	r->form = style < r->style_count ? r->styles[style] : CELL_number;
	r->column++;
	if (place)
		cell_place(r, place);
	buf_clear(&r->text);
}

static void start_in_sheet(struct reader *r, const char *name, const char **attributes)
{
	if (!strcmp(name, "mergeCell"))
		fail(r, "it has merged cells: rows cannot be told apart; send the form "
		        "as it was given");
	if (!strcmp(name, "row")) {
		const char *number = attribute(attributes, "r");
		r->row = number ? (int)strtol(number, NULL, 10) : r->row + 1;
		r->column = (size_t)-1;
	}
	if (!strcmp(name, "c"))
		start_cell(r, attributes);
	if (!strcmp(name, "f"))
		r->sheet->formulas++;
}

static void on_start(void *data, const char *full, const char **attributes)
{
	struct reader *r = data;
	const char *name = local(full);
	if (r->part == PART_book)
		start_book(r, name, attributes);
	if (r->part == PART_styles)
		start_style(r, name, attributes);
	if (r->part == PART_sheet)
		start_in_sheet(r, name, attributes);
	if (!strcmp(name, "rPh"))
		r->phonetic = true;
	if (!strcmp(name, "si"))
		buf_clear(&r->text);
	r->in_text = !r->phonetic && (!strcmp(name, "t") || !strcmp(name, "v"));
}

static void on_text(void *data, const char *text, int n)
{
	struct reader *r = data;
	if (r->in_text && r->text.n < SHEET_CELL_MAX)
		buf_add(&r->text, text, (size_t)n);
}

static void end_cell(struct reader *r)
{
	struct sheet_row *row;
	if (!r->text.n)
		return;
	if (!strcmp(r->type, "s")) {
		unsigned long i = strtoul(r->text.text, NULL, 10);
		buf_clear(&r->text);
		if (i < r->string_count)
			buf_add_string(&r->text, r->strings[i]);
	} else if (!strcmp(r->type, "b")) {
		bool yes = r->text.text[0] == '1';
		buf_clear(&r->text);
		buf_add_string(&r->text, yes ? "yes" : "no");
	} else if (!strcmp(r->type, "n")) {
		sheet_number(&r->text, r->form, r->from_1904);
	}
	row = sheet_row(r->sheet, r->row);
	if (!row)
		fail(r, "more rows than any response form has");
	else
		sheet_set(r->sheet, row, r->column, r->text.text, r->text.n);
}

static void on_end(void *data, const char *full)
{
	struct reader *r = data;
	const char *name = local(full);
	if (!strcmp(name, "rPh"))
		r->phonetic = false;
	if (!strcmp(name, "t") || !strcmp(name, "v"))
		r->in_text = false;
	if (!strcmp(name, "cellXfs"))
		r->in_styles = false;
	if (!strcmp(name, "c") && r->part == PART_sheet)
		end_cell(r);
	if (!strcmp(name, "si") && r->part == PART_strings) {
		r->strings = memory_room(r->strings, r->string_count, &r->string_room,
		                         sizeof(*r->strings));
		r->strings[r->string_count++] =
		        arena_copy(&r->sheet->arena, r->text.text, r->text.n);
	}
}

/* No response form has a document type; entities begin there. */
static void on_doctype(void *data, const char *a, const char *b, const char *c, int d)
{
	(void)a, (void)b, (void)c, (void)d;
	fail(data,
	     "it has a document type (entities): no spreadsheet program writes that");
}

static int parse(struct reader *r, const struct buf *part)
{
	r->parser = XML_ParserCreate(NULL);
	if (!r->parser)
		abort(); /* only without memory, as in memory_get() */
	XML_SetUserData(r->parser, r);
	XML_SetElementHandler(r->parser, on_start, on_end);
	XML_SetCharacterDataHandler(r->parser, on_text);
	XML_SetStartDoctypeDeclHandler(r->parser, on_doctype);
	r->row = 0;
	enum XML_Status status = XML_Parse(r->parser, part->text, (int)part->n, 1);
	if (status == XML_STATUS_ERROR && !r->failed) {
		r->failed = true;
		error_set(r->err, EXIT_usage, r->name,
		          "its XML is damaged at line %lu: %s",
		          XML_GetCurrentLineNumber(r->parser),
		          XML_ErrorString(XML_GetErrorCode(r->parser)));
	}
	XML_ParserFree(r->parser);
	return r->failed ? -1 : 0;
}

/* 0, 1 when the part is not there, -1 with err. */
static int read_part(struct reader *r, const struct zip_source *zip, const char *part)
{
	struct buf text = BUF_EMPTY;
	int result = zip_read(zip, part, SHEET_PART_MAX, &text, r->err);
	if (!result)
		result = parse(r, &text);
	buf_done(&text);
	return result;
}

int sheet_read_xlsx(struct sheet *sheet, const char *bytes, size_t n, const char *name,
                    struct error *err)
{
	struct zip_source zip = {bytes, n, name};
	static const char *const parts[] = {
	        [PART_book] = "xl/workbook.xml",
	        [PART_styles] = "xl/styles.xml",
	        [PART_strings] = "xl/sharedStrings.xml",
	        [PART_sheet] = "xl/worksheets/sheet1.xml",
	};
	struct reader r = {.sheet = sheet, .name = name, .err = err, .text = BUF_EMPTY};
	int result = 0;
	for (int part = PART_book; part <= PART_sheet && result >= 0; part++) {
		r.part = (enum part)part;
		result = read_part(&r, &zip, parts[part]);
	}
	if (result > 0)
		result = error_set(err, EXIT_usage, name,
		                   "expected a workbook with a first sheet, found none");
	buf_done(&r.text);
	free(r.strings);
	free(r.formats);
	free(r.styles);
	return result;
}
