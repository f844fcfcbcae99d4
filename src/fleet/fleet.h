/* SPDX-License-Identifier: GPL-3.0-or-later
 * Questions to many machines at once. What a question asks of decides how often it is
 * judged: once for each distinct set of the configs that it looks at. */
#ifndef HWFIT_FLEET_H
#define HWFIT_FLEET_H

#include "compat/compat.h"
#include "rules/verdict.h"
#include "store/store.h"

/* An inventory's machines, loaded. */
struct fleet {
	struct arena arena;
	struct store *store;
	const struct catalogue *words; /* of reasons; NULL: English */
	struct store_machines all;
	/* Distinct profiles: what holds of one holds of all machines that have it. */
	size_t *profile_of;    /* of each machine */
	size_t *profile_first; /* a machine of each */
	size_t profile_count;
	/* Labels that were asked for: the texts by machine, equal ones with one address.
	 */
	struct fleet_label {
		const char *name;
		const char **texts;
	} labels[8];
	size_t label_count;
	bool *changing; /* of each machine: it has readings that no config holds; NULL:
	                   not asked for yet */
	struct store_reader *reader;
	const struct compat *compat; /* NULL: no database */
	struct date today;
};

/* -1 with err. fleet_close() accepts a zeroed one and leaves the store open. */
int fleet_open(struct fleet *fleet, struct store *store, const struct compat *compat,
               struct date today, struct error *err);
void fleet_close(struct fleet *fleet);

/* How many of the machines for which include holds (NULL: all) each profile has; in the
 * arena. */
size_t *fleet_profile_counts(struct fleet *fleet, const bool *include);
/* The config of a kind in a profile; 0: it does not mention it. */
int64_t fleet_config(const struct fleet *fleet, size_t profile, enum kind_id kind);

/* Has the configs of these kinds (NULL: of all) at hand before each is asked for, of the
 * machines for which include holds (NULL: all): quicker where the inventory is far away.
 * -1 with err. */
int fleet_ahead(struct fleet *fleet, const bool kinds[KIND_COUNT], const bool *include,
                struct error *err);

/* The texts of a label by machine, NULL where there is none; in the arena. -1 with err.
 */
int fleet_labels(struct fleet *fleet, const char *name, const char ***texts,
                 struct error *err);

/* ---- what a need looks at (touch.c) ----------------------------------------------- */

enum { TOUCH_LABELS_MAX = 16 };

struct touch {
	bool all;      /* everything: what a platform requires is not known beforehand */
	bool units;    /* serial numbers and the like, which no two machines share */
	bool changing; /* readings that no config holds */
	bool kinds[KIND_COUNT];
	const char *labels[TOUCH_LABELS_MAX];
	size_t label_count;
};
void touch_need(struct touch *touch, const struct need *need);
void touch_requirement(struct touch *touch, const struct requirement *requirement);
void touch_conditions(struct touch *touch, const struct conditions *conditions);

/* ---- distinct sets of configs (group.c) ------------------------------------------- */

struct fleet_groups {
	size_t *of;    /* the group of each machine; SIZE_MAX: it is left out */
	size_t *first; /* a machine of each group */
	size_t *count; /* machines of each group */
	size_t n;
};
/* Machines that look the same to the question. include (may be NULL) says which machines
 * count. In the fleet's arena. -1 with err. */
int fleet_group(struct fleet *fleet, const struct touch *touch, const bool *include,
                struct fleet_groups *groups, struct error *err);
/* The scan that stands for a group: what the question looks at. Free it with
 * fleet_release(). NULL with err. */
struct scan *fleet_scan(struct fleet *fleet, const struct touch *touch, size_t machine,
                        struct error *err);
void fleet_release(const struct fleet *fleet, const struct touch *touch, size_t machine,
                   struct scan *scan);

/* ---- WHERE (where.c) -------------------------------------------------------------- */

/* Does the expression hold of each machine? where NULL: of all. -1 with err. */
int fleet_where(struct fleet *fleet, const struct tor *where, enum truth *holds,
                struct error *err);

/* ---- check (check.c) -------------------------------------------------------------- */

/* Why machines came out so, and how many. */
struct fleet_reason {
	const char *text;
	size_t n;
};

enum { FLEET_RESERVED = 0x10 };

struct fleet_line {
	const struct requirement *requirement;
	size_t counts[4];                /* by verdict */
	struct fleet_reason *reasons[4]; /* by verdict, most first; of fail and unknown */
	size_t reason_count[4];
	uint8_t *verdicts; /* of each machine, with FLEET_RESERVED for a pass that
	                      leaves something advised open */
};

struct fleet_check {
	const struct tor_scope *scope;
	bool *applies; /* is it such a machine as the terms are for */
	size_t selected, other_form, unclear_form;
	struct fleet_line *lines;
	size_t n;
	enum overall *overall; /* of each machine that counts */
	size_t counts[4];      /* by overall */
	size_t judged;         /* how often a need was judged */
};

/* Judges every machine for which include holds against the file's common scope. Terms
 * with lots are refused. In the fleet's arena. -1 with err. */
int fleet_check(struct fleet *fleet, const struct tor *tor, const bool *include,
                struct fleet_check *result, struct error *err);

#endif
