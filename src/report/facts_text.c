/* SPDX-License-Identifier: GPL-3.0-or-later
 * The table of facts for people: on the terminal and as a manual page. */
#include "report/facts_report.h"

#include <string.h>

/* "number in B", "level: none < single_bit", "list of number in Hz" */
static void add_type(struct buf *out, enum fact_id id)
{
	const struct fact_row *f = fact_row(id);
	const char *base = dimension_base(f->dimension);
	buf_add_string(out, value_type_name(f->type));
	if (f->dimension == DIM_service_time)
		buf_add_string(out, " in s or working_day");
	else if (*base)
		buf_format(out, " in %s", base);
	char word[64];
	for (int i = 0; fact_word_at(id, i, word, sizeof(word)); i++)
		buf_format(out, "%s%s",
		           i == 0                  ? ": "
		           : f->type == TYPE_LEVEL ? " < "
		                                   : " | ",
		           word);
}

static void add_kind_text(struct buf *out, enum kind_id kind)
{
	const struct kind *k = kind_row(kind);
	buf_format(out, "%s (%s) - %s\n", k->name, k->many ? "many" : "one", k->doc);
	for (size_t i = 0; i < kind_facts(kind); i++) {
		enum fact_id id = (enum fact_id)(k->first + i);
		const struct fact_row *f = fact_row(id);
		struct buf type = BUF_EMPTY;
		add_type(&type, id);
		buf_format(out, "  %-26s %s\n", f->name, f->doc);
		buf_format(out, "  %-26s   %s; %s: %s\n", "", type.text,
		           obtained_name(f->obtained), f->source);
		buf_done(&type);
	}
	buf_add_char(out, '\n');
}

void facts_write_text(enum kind_id kind, struct buf *out)
{
	for (size_t k = 0; k < KIND_COUNT; k++)
		if (kind == KIND_COUNT || kind == k)
			add_kind_text(out, (enum kind_id)k);
}

/* Text for mdoc, which reads a leading "." or "'" as a request and "\\" as an escape.
 * Lines break before column 78. */
static void add_roff(struct buf *out, const char *text)
{
	enum { WIDTH = 78 };
	size_t column = 0;
	while (*text) {
		size_t word = strcspn(text, " ");
		if (column && column + 1 + word > WIDTH) {
			buf_add_char(out, '\n');
			column = 0;
		} else if (column) {
			buf_add_char(out, ' ');
			column++;
		}
		if (!column && (*text == '.' || *text == '\''))
			buf_add_string(out, "\\&");
		for (size_t i = 0; i < word; i++)
			buf_add_string(out, text[i] == '\\' ? "\\e" : (char[2]){text[i]});
		column += word;
		text += word + strspn(text + word, " ");
	}
}

static void add_fact_man(struct buf *out, enum fact_id id)
{
	const struct fact_row *f = fact_row(id);
	struct buf type = BUF_EMPTY;
	add_type(&type, id);
	buf_format(out, ".It Cm %s\n", f->name);
	add_roff(out, f->doc);
	buf_add_string(out, "\n.Po\n");
	buf_format(&type, "; %s: %s", obtained_name(f->obtained), f->source);
	add_roff(out, type.text);
	buf_add_string(out, "\n.Pc\n");
	buf_done(&type);
}

static void add_units_man(struct buf *out)
{
	size_t n;
	const struct unit *units = unit_table(&n);
	buf_add_string(out,
	               ".Sh UNITS\nEach dimension with its base unit, in which documents "
	               "hold numbers, and the\nunits that terms of reference and "
	               "declarations may use.\n.Bl -tag -width Ds\n");
	for (size_t d = 1; d < DIM_COUNT; d++) {
		buf_format(out, ".It %s\n", dimension_doc((enum dimension)d));
		buf_format(out, "base %s", dimension_base((enum dimension)d));
		for (size_t i = 0, shown = 0; i < n; i++) {
			if (units[i].dimension != d)
				continue;
			buf_format(out, "%s%s", shown++ ? ", " : "; ", units[i].name);
			if (units[i].plural)
				buf_format(out, " or %s", units[i].plural);
		}
		buf_add_string(out, "\n");
	}
	buf_add_string(
	        out, ".El\n.Pp\nFor the facts of memory, memory_slot, memory_module\nand "
	             "for gpu.vram, kB to PB count in\npowers of two, as memory makers "
	             "do.\n");
}

void facts_write_man(struct buf *out)
{
	buf_add_string(
	        out,
	        ".Dd November 23, 2026\n.Dt HWFIT-FACTS 7\n.Os\n.Sh NAME\n.Nm "
	        "hwfit-facts\n.Nd kinds of components and their facts\n"
	        ".Sh DESCRIPTION\nA scan lists the components of a machine by kind.\n"
	        "A kind has one component in a machine or many.\n"
	        "Each fact is a named, typed value in a base unit.\n"
	        "The names are the same in scan documents, terms of reference,\n"
	        "declarations and the inventory.\n"
	        "After the description of a fact stand its type and how it comes to be "
	        "known.\n");
	for (size_t k = 0; k < KIND_COUNT; k++) {
		const struct kind *row = kind_row((enum kind_id)k);
		buf_format(out, ".Ss %s (%s)\n", row->name, row->many ? "many" : "one");
		add_roff(out, row->doc);
		buf_add_string(out, "\n.Bl -tag -width Ds\n");
		for (size_t i = 0; i < kind_facts((enum kind_id)k); i++)
			add_fact_man(out, (enum fact_id)(row->first + i));
		buf_add_string(out, ".El\n");
	}
	add_units_man(out);
	buf_add_string(
	        out,
	        ".Sh SEE ALSO\n.Xr hwfit 1 ,\n.Xr hwfit-scan 1 ,\n.Xr hwfit-tor 5\n");
}
