/* SPDX-License-Identifier: GPL-3.0-or-later
 * One machine at one time: its components, their facts, and what could not be read.
 *
 * A scan owns everything in it through its arena; pointers into it are valid until
 * scan_free(). Text given to it is copied and made clean (base/text.h). */
#ifndef HWFIT_SCAN_H
#define HWFIT_SCAN_H

#include "facts/memo.h"
#include "facts/value.h"

#include <jansson.h>
#include <stdint.h>

enum fact_state {
	STATE_unknown,    /* the document does not mention it */
	STATE_known,      /* value holds */
	STATE_absent,     /* truly not there: JSON null */
	STATE_unreadable, /* why says why, remedy what would help */
};

struct fact {
	enum fact_id id;
	enum fact_state state;
	struct value value; /* when known */
	const char *raw; /* the text before it was normalised; NULL when it is the same */
	const char *source; /* NULL: the source of the fact's row */
	const char *why;    /* when unreadable; never NULL then */
	const char *remedy; /* when unreadable; NULL when nothing is known to help */
};

struct component {
	enum kind_id kind;
	const char *key;    /* unique in its kind; NULL for a one-kind */
	struct fact *facts; /* in the scan's arena; in table order after scan_finish() */
	size_t n, room;
	json_t *extra; /* members of a read document that no fact has; NULL: none */
};

struct component_list {
	bool mentioned;      /* false: nothing is known of this kind */
	const char *partial; /* why the list may lack components; NULL: it is complete */
	struct component **items; /* in the scan's arena */
	size_t n, room;
	bool shuffled; /* keys did not come in their natural order, each once */
};

enum probe_status { PROBE_ok, PROBE_skipped, PROBE_failed };

struct probe_report {
	const char *name;
	enum probe_status status;
	double ms;
	const char *why, *remedy; /* NULL when ok */
};

struct note {
	const char *component; /* "kind/key", or "kind"; NULL: of the whole machine */
	const char *text;
};

struct label {
	const char *name, *text;
};

struct scan {
	struct arena arena;
	struct memo *memo; /* of who makes the scan; NULL: none, or it is made */
	const char *name;  /* what errors and reports call it: a path, "this machine" */
	const char *tool_version;
	const char *taken;              /* UTC, YYYY-MM-DDThh:mm:ssZ */
	const char *host_id, *hostname; /* NULL when not known */
	struct component_list kinds[KIND_COUNT];
	struct label *labels;
	size_t label_count, label_room;
	struct probe_report *probes;
	size_t probe_count, probe_room;
	struct note *notes;
	size_t note_count, note_room;
	json_t *extra; /* unknown members and kinds of a read document; NULL: none */
};

/* An empty scan; never NULL. Free with scan_free(), which accepts NULL. */
struct scan *scan_new(void);
void scan_free(struct scan *scan);

/* A component of the kind with this key (NULL for a one-kind: then the one there is).
 * The kind is mentioned from now on. A key that is taken gets "#2", "#3" … and a note. */
struct component *scan_add(struct scan *scan, enum kind_id kind, const char *key);
/* The one component of a one-kind, or the one with this key; NULL when there is none. */
struct component *scan_find(const struct scan *scan, enum kind_id kind, const char *key);

/* The probe looked: what is in the list is all there is, also when it is empty. */
void scan_mention(struct scan *scan, enum kind_id kind);
/* The list may lack components; why names the cause and, after "; ", the remedy. The
 * first reason stands. */
void scan_partial(struct scan *scan, enum kind_id kind, const char *why);

/* Takes all components of the kind out; the kind stays mentioned. */
void scan_empty(struct scan *scan, enum kind_id kind);

/* Something odd was seen; the scan goes on. component may be NULL. The same note twice is
 * kept once; after 200 the rest are counted in one. */
void scan_note(struct scan *scan, const struct component *component, const char *format,
               ...) __attribute__((format(printf, 3, 4)));
/* The same of a text that is there. */
void scan_note_text(struct scan *scan, const struct component *component,
                    const char *text);

void scan_label(struct scan *scan, const char *name, const char *text);
const char *scan_label_get(const struct scan *scan, const char *name); /* NULL: not set */

void scan_probe(struct scan *scan, const char *name, enum probe_status status, double ms,
                const char *why, const char *remedy);

/* Setting a fact; a second setting replaces the first. The type must be the fact's own
 * (checked: a wrong one is a programming error and aborts). */
void fact_set(struct scan *scan, struct component *c, enum fact_id id,
              const struct value *value);
/* Whole base units of a NUMBER or INTEGER fact. */
void fact_set_integer(struct scan *scan, struct component *c, enum fact_id id, int64_t n);
void fact_set_fixed(struct scan *scan, struct component *c, enum fact_id id, fixed_t n);
/* Known to lie between min and max (FIXED_MAX: nothing bounds it). */
void fact_set_interval(struct scan *scan, struct component *c, enum fact_id id,
                       fixed_t min, fixed_t max);
void fact_set_bool(struct scan *scan, struct component *c, enum fact_id id, bool yes);
void fact_set_date(struct scan *scan, struct component *c, enum fact_id id,
                   struct date date);
void fact_set_resolution(struct scan *scan, struct component *c, enum fact_id id,
                         unsigned width, unsigned height);
/* TEXT, WORD, LEVEL, VERSION from bytes that a device gave: made clean, normalised
 * (facts/normalise.h); a placeholder ("To Be Filled By O.E.M.") becomes absent, with a
 * note. NULL or empty is absent. */
void fact_set_text(struct scan *scan, struct component *c, enum fact_id id,
                   const char *text, size_t n);
void fact_set_string(struct scan *scan, struct component *c, enum fact_id id,
                     const char *text);
/* A clean text of a device as the fact would hold it: itself, or normal and in the arena;
 * NULL: it is a placeholder. */
const char *fact_normal_text(struct scan *scan, enum fact_id id, const char *clean);
/* Adds one word to a LIST; the list exists, empty, after fact_set_list(). */
void fact_set_list(struct scan *scan, struct component *c, enum fact_id id);
void fact_add_word(struct scan *scan, struct component *c, enum fact_id id,
                   const char *word);
void fact_set_absent(struct scan *scan, struct component *c, enum fact_id id);
/* why is required; remedy may be NULL. A known fact stays known. */
void fact_set_unreadable(struct scan *scan, struct component *c, enum fact_id id,
                         const char *why, const char *remedy);
/* Where this fact came from, when not from the source of its row. */
void fact_set_source(struct scan *scan, struct component *c, enum fact_id id,
                     const char *source);
/* The same of a text that outlives the scan. */
void fact_set_static_source(struct component *c, enum fact_id id, const char *source);

/* The fact of a component; NULL when the document does not mention it. */
const struct fact *fact_get(const struct component *c, enum fact_id id);
/* The same of a one-kind; NULL too when the kind has no component. */
const struct fact *scan_fact(const struct scan *scan, enum fact_id id);
/* Its known value, or NULL. */
const struct value *fact_value(const struct component *c, enum fact_id id);
/* Is the text in the list that is the known value of the fact? */
bool fact_lists(const struct component *c, enum fact_id id, const char *text);

/* Puts components in order of their keys and facts in table order, once all is set. */
void scan_finish(struct scan *scan);

#endif
