/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a check found: a verdict for each requirement with its evidence, as a tree. */
#ifndef HWFIT_VERDICT_H
#define HWFIT_VERDICT_H

#include "base/catalogue.h"
#include "facts/scan.h"
#include "tor/declaration.h"
#include "tor/tor.h"

enum verdict { VERDICT_pass, VERDICT_fail, VERDICT_unknown, VERDICT_not_applicable };

/* One line of evidence: a fact that was compared, or a row of the database. */
struct evidence {
	const char *component; /* "disk/nvme0n1", "memory"; NULL: not of a component */
	enum fact_id fact;     /* FACT_COUNT: not a fact */
	const char *value;     /* as compared, unrounded, or "absent" */
	const char *source; /* where the value came from, with date for database rows */
};

/* A fact that was missing, and how to get it. */
struct missing {
	const char *component; /* as above; NULL: the kind as a whole */
	const char *what;      /* "disk.wear of nvme0n1", "the list of disks" */
	const char *why;       /* "needs root"; never NULL */
	const char *remedy;    /* NULL: none known */
	bool look;             /* a person must look, or answer */
};

/* The tree of how a verdict came about; the root is the requirement's needs. */
struct explanation {
	enum verdict verdict;
	const char *text;   /* what was asked, in words */
	const char *reason; /* why it came out so, one sentence; may be NULL */
	struct evidence *evidence;
	size_t evidence_count;
	struct missing *missing;
	size_t missing_count;
	const char *gap;    /* "8 GB short"; NULL unless it failed and is known */
	const char *remedy; /* "1 free slot, takes DDR4 SO-DIMM"; NULL: none known */
	bool look;          /* something that is missing needs a person */
	bool reservation;   /* it passes, but something advised is unknown or not met */
	struct explanation **parts;
	size_t part_count;
};

struct requirement_result {
	const struct requirement *requirement;
	const struct tor_scope *scope; /* the lot, or the common scope */
	enum verdict verdict;
	bool look; /* needs a person: on the list of things to look at */
	struct explanation *explanation; /* NULL for an award, which is not judged here */
};

enum overall {
	OVERALL_suitable,
	OVERALL_with_reservations,
	OVERALL_undecided,
	OVERALL_not_suitable
};

/* One machine judged against one scope (a file without lots, or one lot). */
struct judgement {
	const char *lot;      /* NULL: the file has none */
	bool applies;         /* the machine is of the form that applies_to names … */
	bool applies_unknown; /* … whether it is cannot be told … */
	const char
	        *applies_note; /* … else (or when unknown) what to say first; or NULL */
	enum overall overall;
	bool nothing_required; /* no must at all */
	struct requirement_result *results;
	size_t n;
	size_t counts[4]; /* of must and should, by verdict */
};

struct check_result {
	struct arena arena; /* owns everything here; the tor and scan must outlive it */
	const struct tor *tor;
	const struct scan *scan;
	struct judgement *judgements; /* one, or one a lot */
	size_t n;
};

struct check_options {
	struct date today;
	/* Reasons, gaps, remedies and values in the words of this catalogue; NULL:
	 * English, as data is written. */
	const struct catalogue *words;
	const char *lot; /* NULL: chosen by applies_to, else every lot */
	const struct declaration *const *declarations; /* for their answers */
	size_t declaration_count;
};

struct compat; /* compat/compat.h; may be NULL: nothing of the database is known */

/* Judges a scan. Never fails: what cannot be told is unknown with its reason. */
struct check_result *check_run(const struct tor *tor, const struct scan *scan,
                               const struct compat *compat,
                               const struct check_options *options);
void check_free(struct check_result *result);

/* Does a WHERE expression hold of this scan? */
enum truth where_holds(const struct tor *where, const struct scan *scan,
                       const struct compat *compat, struct date today);

const char *verdict_name(enum verdict verdict);
const char *overall_name(enum overall overall); /* "suitable_with_reservations" */
enum exit_code overall_exit(enum overall overall, bool strict);
/* The worst overall of all judgements. */
enum overall check_overall(const struct check_result *result);

#endif
