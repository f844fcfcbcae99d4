/* SPDX-License-Identifier: GPL-3.0-or-later
 * Reads parts/NAME.tsv: memory modules, forms of drives, names in trade. */
#include "compat/lexer.h"
#include "compat/text.h"
#include "compat/tsv.h"

#include <stdlib.h>
#include <string.h>

static bool wanted(struct tsv *tsv, int field, const char *what)
{
	const char *found = tsv->fields[field];
	return tsv_problem(tsv, field, "expected %s, found %s", what,
	                   *found ? text_shown(tsv->arena, found) : "nothing");
}

/* A name or a sentence: anything but nothing. */
static bool given(struct tsv *tsv, int field, const char *what)
{
	return *tsv->fields[field] || wanted(tsv, field, what);
}

static bool read_source(struct tsv *tsv, int field, struct text_from *from)
{
	*from = (struct text_from){.source = tsv->fields[field],
	                           .place = {tsv->line, tsv->column[field]}};
	return text_is_id(from->source) || wanted(tsv, field, "the id of a source");
}

/* Small letters, digits and "_": a word as scans have it. */
static bool is_word(const char *text)
{
	return *text && !text[strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789_")];
}

/* A whole number; 0 for nothing where that is allowed. */
static bool read_number(struct tsv *tsv, int field, bool may_lack, long *number)
{
	const char *text = tsv->fields[field];
	size_t n = strspn(text, "0123456789");
	*number = strtol(text, NULL, 10);
	if ((!*text && may_lack) || (n && n < 7 && !text[n] && *number > 0))
		return true;
	return wanted(tsv, field,
	              may_lack ? "a whole number, or nothing" : "a whole number");
}

/* "1.2" as 1200. */
static bool read_voltage(struct tsv *tsv, int field, long *millivolts)
{
	const char *text = tsv->fields[field];
	char *end;
	double volts = strtod(text, &end);
	*millivolts = (long)(volts * 1000 + 0.5);
	return (*text && !text[strspn(text, "0123456789.")] && !*end && volts > 0 &&
	        volts < 10) ||
	       wanted(tsv, field, "a voltage, such as 1.2");
}

static void read_memory(struct compat_text *text, struct tsv *tsv)
{
	struct text_memory m = {.type = tsv->fields[0],
	                        .form = tsv->fields[1],
	                        .name = tsv->fields[2],
	                        .file = tsv->file,
	                        .place = {tsv->line, tsv->column[0]}};
	bool good = is_word(m.type) || wanted(tsv, 0, "a word of memory_module.type");
	good &= is_word(m.form) || wanted(tsv, 1, "a word of memory_module.form");
	good &= given(tsv, 2, "the name of the module");
	good &= read_voltage(tsv, 3, &m.millivolts);
	good &= read_number(tsv, 4, false, &m.highest);
	good &= read_number(tsv, 5, true, &m.plain);
	good &= read_number(tsv, 6, true, &m.registered);
	good &= read_source(tsv, 7, &m.from);
	if (!good)
		return;
	text->memories = memory_room(text->memories, text->memory_count,
	                             &text->memory_room, sizeof(m));
	text->memories[text->memory_count++] = m;
}

static void read_drive(struct compat_text *text, struct tsv *tsv)
{
	struct text_drive d = {.transport = tsv->fields[0],
	                       .form = tsv->fields[1],
	                       .name = {tsv->fields[2], tsv->fields[3]},
	                       .file = tsv->file,
	                       .place = {tsv->line, tsv->column[0]}};
	bool good = (is_word(d.transport) &&
	             fact_word_index(FACT_disk_transport, d.transport) >= 0) ||
	            wanted(tsv, 0, "a word of disk.transport");
	good &= is_word(d.form) || wanted(tsv, 1, "a word for the form");
	good &= given(tsv, 2, "the form in words");
	good &= given(tsv, 3, "the form in Estonian");
	good &= read_source(tsv, 4, &d.from);
	if (!good)
		return;
	text->drives = memory_room(text->drives, text->drive_count, &text->drive_room,
	                           sizeof(d));
	text->drives[text->drive_count++] = d;
}

/* "network.standard" */
static enum fact_id full_fact(const char *name)
{
	const char *point = strchr(name, '.');
	enum kind_id kind =
	        point ? kind_find(name, (size_t)(point - name), false) : KIND_COUNT;
	return kind == KIND_COUNT ? FACT_COUNT
	                          : fact_find(kind, point + 1, strlen(point + 1));
}

static void read_trade(struct compat_text *text, struct tsv *tsv)
{
	struct text_trade t = {.fact = full_fact(tsv->fields[0]),
	                       .word = tsv->fields[1],
	                       .trade = tsv->fields[2],
	                       .neutral = {tsv->fields[3], tsv->fields[4]},
	                       .file = tsv->file,
	                       .place = {tsv->line, tsv->column[0]}};
	const char *near = fact_nearest_full(tsv->fields[0]);
	bool good = t.fact != FACT_COUNT;
	if (!good)
		tsv_problem(tsv, 0, "expected a fact, found %s%s%s%s",
		            *tsv->fields[0] ? text_shown(tsv->arena, tsv->fields[0])
		                            : "nothing",
		            near ? ": did you mean " : "", near ? near : "",
		            near ? "?" : "");
	good &= given(tsv, 1, "a value of the fact");
	good &= given(tsv, 2, "the name in trade");
	good &= given(tsv, 3, "the words that favour nobody");
	good &= given(tsv, 4, "the same in Estonian");
	good &= read_source(tsv, 5, &t.from);
	if (!good)
		return;
	text->trades = memory_room(text->trades, text->trade_count, &text->trade_room,
	                           sizeof(t));
	text->trades[text->trade_count++] = t;
}

static const struct hardware_table {
	const char *name;
	const char *columns[TSV_FIELDS + 1]; /* ends with NULL */
	void (*read)(struct compat_text *text, struct tsv *tsv);
} tables[] = {
        {"memory",
         {"type", "form", "name", "voltage", "highest_mt_s", "plain_gb", "registered_gb",
          "source"},
         read_memory},
        {"drives", {"transport", "form", "name", "et", "source"}, read_drive},
        {"names", {"fact", "word", "trade", "neutral", "et", "source"}, read_trade},
};

void compat_text_read_hardware(struct compat_text *text, const char *bytes, size_t n,
                               const char *name, const char *file)
{
	struct tsv tsv = {.arena = &text->arena,
	                  .problems = text->problems,
	                  .file = arena_string(&text->problems->arena, file)};
	for (size_t i = 0; i < sizeof(tables) / sizeof(*tables); i++) {
		if (strcmp(tables[i].name, name) != 0)
			continue;
		if (tsv_open(&tsv, bytes, n, tables[i].columns))
			while (tsv_next(&tsv))
				tables[i].read(text, &tsv);
		return;
	}
	compat_problem_add(text->problems, tsv.file, (struct place){1, 1},
	                   "expected parts/memory.tsv, drives.tsv or names.tsv, found "
	                   "another table");
}
