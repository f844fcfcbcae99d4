/* SPDX-License-Identifier: GPL-3.0-or-later
 * The inventory: machines, their scans, and what people say of them.
 *
 * Content-addressed: a component, the multiset of one kind (config), the configs of a
 * machine (profile) and what tells its units (detail) are each kept once, by the BLAKE2b
 * hash of their canonical form. A machine's history is the list of scans in which
 * something changed. */
#ifndef HWFIT_STORE_H
#define HWFIT_STORE_H

#include "base/error.h"
#include "facts/scan.h"

struct store;

enum store_mode { STORE_read, STORE_write, STORE_create };

/* Opens an inventory by path, or by postgresql://… in a server. NULL with err: no such
 * file, another database, a network file system. store_close() accepts NULL. */
struct store *store_open(const char *where, enum store_mode mode, struct error *err);
void store_close(struct store *store);

struct store_layout {
	unsigned partitions; /* of tables that bear machines; 0: they are whole */
	const char *readers; /* a role of the server that may read; NULL: none */
};
/* Makes an inventory; a layout is for a server alone. */
struct store *store_create(const char *where, const struct store_layout *layout,
                           struct error *err);

/* What is written is there for others, and safe, after the commit. */
int store_begin(struct store *store, struct error *err);
int store_commit(struct store *store, struct error *err);
void store_rollback(struct store *store);
/* All questions from now on see one state of the inventory, and quicker; for a store that
 * is only read. */
int store_snapshot(struct store *store, struct error *err);

/* ---- adding ----------------------------------------------------------------------- */

enum added {
	ADDED_accepted,    /* a machine that was not there */
	ADDED_updated,     /* a known machine, something changed */
	ADDED_unchanged,   /* nothing new */
	ADDED_quarantined, /* who it is cannot be told; a person decides */
};

/* What a thread that prepares many scans of one intake remembers of them. */
struct store_recent;
/* Never NULL; store_recent_free() accepts NULL. */
struct store_recent *store_recent_new(void);
void store_recent_free(struct store_recent *recent);

struct store_source {
	const char *format; /* "dmidecode" */
	const char *bytes;  /* the whole document */
	size_t n;
	int64_t document;       /* store_document() of it; 0: it is found out */
	size_t part;            /* which scan of the document, from 0 */
	bool keep_raw;          /* keep the document too */
	const int64_t *decided; /* the machine that a person says it is; NULL: find out */
	/* All that this thread prepared is added in the order in which it was, or nothing
	 * of it any more; NULL: there is no more than this one. */
	struct store_recent *recent;
};

struct store_added {
	enum added how;
	int64_t machine; /* 0 when quarantined */
	char reason[256];
};

/* The number of a document. Who takes several scans out of one asks once. */
int64_t store_document(const char *bytes, size_t n);

/* A scan with all that can be done before the database is asked. */
struct store_prepared;
/* Owns the scan from then on; never NULL. May run in several threads at once that each
 * have what they remember. */
struct store_prepared *store_prepare(const struct store *store, struct scan *scan,
                                     const struct store_source *source);
/* Bytes of memory that it takes, about. */
size_t store_prepared_bytes(const struct store_prepared *prepared);
/* Accepts NULL. */
void store_prepared_free(struct store_prepared *prepared);

/* How many scans of a long row are best added at once. */
size_t store_batch(const struct store *store);
/* Adds n scans in a transaction of its own and gives the result of each; a transaction
 * that lost against another writer is repeated. -1 with err: none of them is in. */
int store_add_batch(struct store *store, struct store_prepared *const *items, size_t n,
                    struct store_added *results, struct error *err);
/* The same inside a transaction of the caller. -1 with err: roll back. */
int store_add_all(struct store *store, struct store_prepared *const *items, size_t n,
                  struct store_added *results, struct error *err);
/* One scan inside a transaction; it stays the caller's. */
int store_add(struct store *store, struct scan *scan, const struct store_source *source,
              struct store_added *result, struct error *err);

/* ---- asking ----------------------------------------------------------------------- */

/* A config as a profile names it. */
struct store_link {
	enum kind_id kind; /* KIND_COUNT: one that this hwfit does not know */
	int64_t config;
};

struct store_machine {
	int64_t id;
	const char *name;
	int64_t taken; /* seconds since 1970 */
	int64_t profile, detail;
	int64_t scans;
	const struct store_link *links; /* in no order that means anything */
	size_t n;
};

/* All machines, in order of ids; in the arena. */
struct store_machines {
	struct store_machine *items;
	size_t n;
};
int store_machines(struct store *store, struct arena *arena,
                   struct store_machines *result, struct error *err);

/* A number for the kind that does not change with the table of facts. */
uint16_t store_kind_code(enum kind_id kind);
/* The config of a kind in a machine's profile; 0: the machine does not mention it. */
int64_t store_config_of(const struct store_machine *machine, enum kind_id kind);

/* The one machine of this name or number ("m" and 16 hex digits). 0 with err. */
int64_t store_find(struct store *store, const char *name, struct error *err);
/* "m" and 16 hex digits. */
void store_machine_text(int64_t machine, char text[24]);

/* The newest scan of a machine whole, with labels. NULL with err. */
struct scan *store_load(struct store *store, int64_t machine, struct error *err);

struct store_scan {
	int64_t number, taken, profile, detail, document;
	const char *source;
};
struct store_history {
	struct store_scan *items; /* in the order in which they came */
	size_t n;
	size_t unchanged; /* scans that changed nothing */
};
int store_history(struct store *store, int64_t machine, struct arena *arena,
                  struct store_history *result, struct error *err);
/* A time of a scan (YYYY-MM-DDThh:mm:ss) in seconds since 1970; 0 when it is none. */
int64_t store_seconds(const char *taken);
/* A scan of the history. */
struct scan *store_load_scan(struct store *store, const struct store_scan *scan,
                             struct error *err);

/* What a scan tells of its units and persons alone, without what it is made of. NULL with
 * err. */
struct scan *store_load_detail(struct store *store, int64_t detail, struct error *err);

/* The texts of a label by machine: calls each with the machine and the text. */
int store_labels(struct store *store, const char *name,
                 void (*each)(void *context, int64_t machine, const char *text),
                 void *context, struct error *err);

/* Calls each with every machine whose newest scan has readings that change by themselves,
 * which no profile holds. -1 with err. */
int store_changing(struct store *store, void (*each)(void *context, int64_t machine),
                   void *context, struct error *err);

/* A document that waits for a person to say which machine it is. */
struct store_waiting {
	int64_t document;
	const char *name, *reason;
};
/* All of them, by name; in the arena. */
struct store_quarantine {
	struct store_waiting *items;
	size_t n;
};
int store_quarantine(struct store *store, struct arena *arena,
                     struct store_quarantine *result, struct error *err);
/* "q" and 16 hex digits; and back, false when it is no such text. */
void store_document_text(int64_t document, char text[24]);
bool store_document_number(const char *text, int64_t *document);
/* Adds a waiting document to a machine, to whose identity its own belongs from then on,
 * or, with machine 0, as a machine of its own; it waits no more. Inside a transaction; -1
 * with err, also when no such document waits. */
int store_settle(struct store *store, int64_t document, int64_t machine,
                 struct store_added *result, struct error *err);

/* ---- changing --------------------------------------------------------------------- */

/* What a person says: no scan overwrites it. text NULL removes the label. */
int store_set_label(struct store *store, int64_t machine, const char *name,
                    const char *text, struct error *err);

/* Removes a machine wholly, and content that only it had in profile and detail. */
int store_forget(struct store *store, int64_t machine, struct error *err);

/* ---- trust ------------------------------------------------------------------------ */

/* Recomputes every hash and the chain of every machine, follows every link, and asks the
 * database. Calls say for each thing that is wrong. *checked gets the rows looked at. */
int store_verify(struct store *store, void (*say)(void *context, const char *text),
                 void *context, size_t *checked, struct error *err);

/* ---- evaluating ------------------------------------------------------------------- */

/* Makes scans of configs, each decoded once. */
struct store_reader;
struct store_reader *store_reader_new(struct store *store);
void store_reader_free(struct store_reader *reader);
/* The components of a config, NULL with err. Valid until the reader is freed. */
const struct component_list *store_reader_config(struct store_reader *reader,
                                                 int64_t config, enum kind_id *kind,
                                                 struct error *err);
/* Is reading ahead quicker than asking for one thing after the other: from a server? */
bool store_reader_is_far(const struct store_reader *reader);
/* Reads these configs and what is in them ahead, in few questions. Never needed; does
 * nothing where the inventory is near. -1 with err. */
int store_reader_ahead(struct store_reader *reader, const int64_t *configs, size_t n,
                       struct error *err);
/* A scan of these configs without what tells units: its components are the reader's and
 * may not be changed; free it with store_reader_release(). NULL with err. */
struct scan *store_reader_scan(struct store_reader *reader, const int64_t *configs,
                               size_t n, struct error *err);
void store_reader_release(struct scan *scan);

#endif
