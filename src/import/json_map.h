/* SPDX-License-Identifier: GPL-3.0-or-later
 * Members of the JSON documents of other tools as facts, by rows: what a document does
 * not say stays unknown. Internal to src/import. */
#ifndef HWFIT_JSON_MAP_H
#define HWFIT_JSON_MAP_H

#include "base/buf.h"
#include "import/import.h"

enum take {
	TAKE_text,
	TAKE_number,      /* exact: number × num ÷ den base units */
	TAKE_about,       /* rounded somehow: from number × num to (number + 1) × den */
	TAKE_date,        /* 2016-02-06 or 02/06/2016 */
	TAKE_hex,         /* an identifier of four digits, in lower case */
	TAKE_memory_type, /* "DDR4", or a text that names one */
	TAKE_memory_form, /* "SODIMM" */
	TAKE_chassis,     /* "Laptop" */
	TAKE_maker,       /* text, unless it is the name of the bus: ATA */
};

struct json_take {
	const char *path; /* names with dots between */
	enum fact_id fact;
	enum take how;
	int64_t num, den;
};

/* Sets the facts whose members are there and say something. */
void json_map(struct scan *scan, struct component *c, const json_t *from,
              const struct json_take *rows, size_t n);
/* The same for facts of one-kinds: components are made as needed. */
void json_map_machine(struct scan *scan, const json_t *from, const struct json_take *rows,
                      size_t n);
/* A module as lshw and hardware-detect, which took lshw's words, write it; transfers are
 * called hertz there. */
enum { JSON_BANK_ROWS = 8 };
extern const struct json_take json_bank_rows[JSON_BANK_ROWS];
#define JSON_ROWS(rows) rows, sizeof(rows) / sizeof(*(rows))

/* A member by its path; NULL when there is none. */
const json_t *json_at(const json_t *from, const char *path);
/* Its text when it is a text that is not empty, else NULL. */
const char *json_text_at(const json_t *from, const char *path);
/* Calls each item of an array, or the object that stands in its place. */
void json_each(const json_t *list, void (*each)(struct scan *scan, const json_t *item),
               struct scan *scan);

/* Reads n bytes as JSON; what some versions of tools write wrongly (escapes that JSON has
 * not, control characters in texts, objects without a comma between, a comma too many) is
 * put right first when it does not read as it is; *mended tells. NULL with err. */
json_t *json_read(const struct import_document *doc, bool *mended, struct error *err);

struct json_end {
	const char *tool;      /* who left things out, in notes */
	enum kind_id complete; /* a list that the tool gives whole; KIND_COUNT: none */
	const char *hostname;  /* NULL: not known */
};
/* Derives, sorts, and hands the scan on; lists say that they may lack something. */
int json_hand_on(struct scan *scan, const struct import_document *doc,
                 const struct json_end *end, import_each *each, void *context);

/* Does the word stand anywhere? For detection. */
bool json_mentions(const char *bytes, size_t n, const char *word);

#endif
