/* SPDX-License-Identifier: GPL-3.0-or-later
 * The table of kinds and facts, from facts.def: names, types, units, sources. */
#ifndef HWFIT_FACT_H
#define HWFIT_FACT_H

#include "facts/unit.h"

#include <stdbool.h>
#include <stddef.h>

enum kind_id {
#define KIND(name, cardinality, plural, doc) KIND_##name,
#define FACT(...)
#include "facts/facts.def"
#undef KIND
#undef FACT
	KIND_COUNT
};

/* FACT_memory_installed and so on: the only way to name a fact in code. */
enum fact_id {
#define KIND(...)
#define FACT(kind, name, ...) FACT_##kind##_##name,
#include "facts/facts.def"
#undef KIND
#undef FACT
	FACT_COUNT
};

enum value_type {
	TYPE_TEXT,
	TYPE_WORD,
	TYPE_LEVEL,   /* a word with an order */
	TYPE_VERSION, /* dotted numbers: 5.10 > 5.2 */
	TYPE_NUMBER,
	TYPE_INTEGER,
	TYPE_BOOL,
	TYPE_DATE,
	TYPE_RESOLUTION,
	TYPE_LIST,
};

/* How a fact comes to be known. */
enum obtained {
	OBTAINED_scan,      /* by any scan */
	OBTAINED_scan_root, /* by a scan as root */
	OBTAINED_scan_deep, /* by a scan with --deep, as root */
	OBTAINED_derived,   /* from other facts */
	OBTAINED_declared,  /* somebody says so: an offer, a data sheet */
	OBTAINED_by_hand,   /* somebody must look */
};

enum fact_flag {
	FLAG_UNIT = 1,     /* tells one unit from another: a serial number */
	FLAG_PERSON = 2,   /* may name a person */
	FLAG_VOLATILE = 4, /* changes while the machine stays the same */
};

struct kind {
	const char *name;   /* "memory_module" */
	const char *plural; /* "memory_modules" */
	bool many;          /* false: there is at most one in a machine */
	const char *doc;
	enum fact_id first; /* its facts stand together in the table */
};

struct fact_row {
	enum kind_id kind;
	const char *name; /* without the kind: "installed" */
	enum value_type type;
	enum dimension dimension; /* of a number, or of the items of a list */
	enum obtained obtained;
	unsigned flags;    /* of enum fact_flag */
	const char *words; /* blank-separated, of a level worst first; NULL: any word */
	const char
	        *source; /* where a scan reads it unless the component says otherwise */
	const char *doc; /* one sentence */
};

/* The table itself: asked for all the time. */
extern const struct kind kind_rows[KIND_COUNT];
extern const struct fact_row fact_rows[FACT_COUNT];

static inline const struct kind *kind_row(enum kind_id kind)
{
	return &kind_rows[kind];
}
static inline const struct fact_row *fact_row(enum fact_id fact)
{
	return &fact_rows[fact];
}
/* How many facts the kind has; they are numbered on from its first. */
size_t kind_facts(enum kind_id kind);
/* "memory.installed" */
const char *fact_full_name(enum fact_id fact);

/* By name; with plural also "memory_modules" finds memory_module. KIND_COUNT when there
 * is none. */
enum kind_id kind_find(const char *name, size_t n, bool plural);
/* A fact of a kind by its name without the kind; FACT_COUNT when there is none. */
enum fact_id fact_find(enum kind_id kind, const char *name, size_t n);

/* The nearest known name for what was typed, for "did you mean"; NULL when none is near.
 * Words that technicians use for a kind (monitor) are near it. */
const char *kind_nearest(const char *typed);
const char *fact_nearest(enum kind_id kind, const char *typed);
/* What to write instead of a word that technicians use for a fact of the kind, such as
 * "medium or transport" for the type of a disk; NULL when it is no such word. */
const char *fact_advice(enum kind_id kind, const char *typed);
/* The nearest "kind.fact" in the whole table, also when only the fact (or a word
 * technicians use for it, such as ram) was typed. */
const char *fact_nearest_full(const char *typed);

const char *value_type_name(enum value_type type);
const char *obtained_name(enum obtained obtained);
/* What to do to get a fact that is obtained like this, in words for a technician. */
const char *obtained_remedy(enum obtained obtained);

/* Facts that count GB as 2^30: memory, memory_slot, memory_module, gpu.vram. */
bool fact_is_memory(enum fact_id fact);

/* The place of a word in the fact's list, from 0; -1 when it is not in it. Words compare
 * without case, blanks, "-" and "_". */
int fact_word_index(enum fact_id fact, const char *word);
/* The word at a place, as the table writes it; false behind the last. */
bool fact_word_at(enum fact_id fact, int index, char *word, size_t room);

#endif
