/* SPDX-License-Identifier: GPL-3.0-or-later
 * The cheapest way to bring machines to a need, tried out: a remedy is offered only when
 * the machine with the remedy in it passes the requirement. */
#ifndef HWFIT_FLEET_PLAN_H
#define HWFIT_FLEET_PLAN_H

#include "fleet/fleet.h"

/* From the cheapest to the dearest. */
enum remedy {
	REMEDY_none,            /* it fits */
	REMEDY_firmware,        /* enable it in the firmware setup */
	REMEDY_add_modules,     /* memory into free slots */
	REMEDY_replace_modules, /* memory instead of what is there */
	REMEDY_disk,            /* a disk instead of what is there, or another one */
	REMEDY_machine,         /* no part that is known to fit helps */
	REMEDY_unknown,         /* cannot be told */
	REMEDIES
};
/* "add memory modules" */
const char *remedy_words(enum remedy remedy);

/* What is bought for a machine. */
struct plan_purchase {
	enum kind_id kind; /* memory_module or disk */
	const char *text;  /* "8 GB ddr4 so_dimm memory module" */
	unsigned size_gb;
	const char *type, *form; /* words of a memory module */
	bool ecc, registered;
	const char *transport; /* word of a disk, which is an ssd */
};

/* One thing to do to a machine. */
struct plan_step {
	const char *text;                 /* "add 2 x 8 GB ddr4 so_dimm memory module" */
	const struct plan_purchase *part; /* NULL: nothing to buy */
	size_t n;                         /* parts */
};

/* What one machine needs. */
struct plan_machine {
	enum remedy remedy; /* the dearest of its steps */
	struct plan_step *steps;
	size_t step_count;
	const char **missing; /* what cannot be told and what would tell it */
	size_t missing_count;
};

struct plan_part {
	const char *text;
	size_t n;
	const struct plan_purchase *part; /* of what is to be bought */
};

struct fleet_plan {
	struct fleet_check check;
	struct plan_machine **machines; /* of each machine; NULL: it does not count */
	size_t counts[REMEDIES];
	struct plan_part *parts; /* to buy, most first */
	size_t part_count;
	struct plan_part *missing; /* to find out, most first */
	size_t missing_count;
	size_t judged;
};

/* In the fleet's arena. -1 with err. */
int fleet_plan_make(struct fleet *fleet, const struct tor *tor, const bool *include,
                    struct fleet_plan *plan, struct error *err);

/* ---- trying remedies (remedy_*.c) ------------------------------------------------- */

/* A machine that fails one requirement. */
struct trial {
	struct arena *arena;   /* of what is found */
	const struct tor *tor; /* the one requirement */
	const struct scan *scan;
	const struct compat *compat;
	struct date today;
	size_t *judged;
};
/* A copy of the machine that may be changed; scan_free() it. */
struct scan *trial_copy(const struct trial *trial);
/* Does the changed machine pass? */
bool trial_passes(const struct trial *trial, struct scan *scan);

/* One row a remedy: false when it does not help. */
bool remedy_firmware(const struct trial *trial, struct plan_step *step);
bool remedy_add_modules(const struct trial *trial, struct plan_step *step);
bool remedy_replace_modules(const struct trial *trial, struct plan_step *step);
/* What must be found out before it can be said that no module helps; NULL: nothing. */
const char *remedy_memory_doubt(const struct trial *trial);
bool remedy_disk(const struct trial *trial, struct plan_step *step);

#endif
