/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "procure/doc.h"

#include "base/buf.h"
#include "base/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *clean(struct doc *doc, const char *text)
{
	return text ? text_clean_copy(&doc->arena, text, strlen(text), NULL) : "";
}

static struct block *add(struct doc *doc, enum block_type type, const char *text)
{
	doc->blocks = memory_room(doc->blocks, doc->n, &doc->room, sizeof(*doc->blocks));
	struct block *block = &doc->blocks[doc->n++];
	*block = (struct block){.type = type, .text = clean(doc, text)};
	return block;
}

void doc_title(struct doc *doc, const char *title)
{
	doc->title = clean(doc, title);
}

void doc_heading(struct doc *doc, int level, const char *text)
{
	add(doc, BLOCK_heading, text)->level = level;
}

static void add_format(struct doc *doc, enum block_type type, const char *format,
                       va_list args)
{
	char *text = NULL;
	if (vasprintf(&text, format, args) < 0)
		abort(); /* only without memory */
	add(doc, type, text);
	free(text);
}

void doc_paragraph(struct doc *doc, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	add_format(doc, BLOCK_paragraph, format, args);
	va_end(args);
}

void doc_bullet(struct doc *doc, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	add_format(doc, BLOCK_bullet, format, args);
	va_end(args);
}

void doc_notice(struct doc *doc, const char *text)
{
	add(doc, BLOCK_notice, text);
}

void doc_table(struct doc *doc)
{
	add(doc, BLOCK_table, NULL);
}

static struct block *last(struct doc *doc)
{
	return &doc->blocks[doc->n - 1];
}

void doc_head(struct doc *doc, const char *text, int width)
{
	struct block *table = last(doc);
	if (table->columns == DOC_COLUMNS_MAX)
		abort(); /* a table of the program's own has too many columns */
	table->heads[table->columns] = clean(doc, text);
	table->widths[table->columns++] = width;
}

struct table_row *doc_row(struct doc *doc)
{
	struct block *table = last(doc);
	table->rows =
	        memory_room(table->rows, table->n, &table->room, sizeof(*table->rows));
	struct table_row *row = &table->rows[table->n++];
	*row = (struct table_row){.strong = false};
	for (size_t i = 0; i < table->columns; i++)
		row->cells[i] = "";
	return row;
}

void doc_cell(struct doc *doc, size_t column, const char *text)
{
	struct block *table = last(doc);
	if (column < table->columns && table->n)
		table->rows[table->n - 1].cells[column] = clean(doc, text);
}

void doc_done(struct doc *doc)
{
	for (size_t i = 0; i < doc->n; i++)
		free(doc->blocks[i].rows);
	free(doc->blocks);
	arena_done(&doc->arena);
	*doc = (struct doc){.language = doc->language};
}
