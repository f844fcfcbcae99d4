/* SPDX-License-Identifier: GPL-3.0-or-later
 * Acceptance: every delivered machine, as it was scanned, against what was promised.
 *
 * Machines are added one by one and not kept; what was found of them is. */
#ifndef HWFIT_ACCEPT_H
#define HWFIT_ACCEPT_H

#include "base/hash.h"
#include "procure/promise.h"
#include "procure/wording.h"
#include "rules/verdict.h"

/* A file that a finding rests on. */
struct evidence_file {
	const char *name;   /* without folders; NULL: there is none */
	const char *sha256; /* 64 hexadecimal digits */
};

/* Facts that tell whether two machines are made of the same parts. */
enum same_part {
#define PART(kind, name) PART_##kind##_##name,
#include "procure/same_parts.def"
#undef PART
	SAME_PARTS
};
enum fact_id same_part_fact(enum same_part part);

enum unit_result {
	UNIT_conforms, /* in all that its scan tells */
	UNIT_open, /* a mandatory requirement that a scan should tell cannot be told */
	UNIT_deviates,
	UNIT_repeated, /* another scan of a machine that counts already */
};

/* One delivered machine. Texts are NULL where the scan does not tell. */
struct delivered {
	struct evidence_file file;
	const char *taken; /* UTC, as the scan has it */
	const char *tool_version;
	const char *vendor, *model, *part_number, *serial, *host_id;
	const char *macs;              /* with blanks between */
	const char *parts[SAME_PARTS]; /* NULL: not known of all of them */
	const char **same;             /* of each row that asks for the same; as above */
	enum unit_result result;
	size_t number;           /* in the register, from 1; 0: it is repeated */
	bool listed;             /* in the supplier's list */
	uint8_t key[HASH_BYTES]; /* of all that is not its own */
	struct delivered *like;  /* another machine with this key; NULL: the last */
};

/* Where a deviation was seen. */
struct deviation_unit {
	struct delivered *unit;
	const char *component; /* "disk/nvme0n1"; NULL: the machine */
	const char *source;    /* of the value; NULL: not of one value */
};

enum deviation_type {
	DEVIATION_requirement, /* row says which */
	DEVIATION_form,        /* not the device that was ordered */
	DEVIATION_quantity,
	DEVIATION_parts, /* not the same parts throughout */
	DEVIATION_list,  /* the supplier's list and the delivery differ */
};

struct deviation {
	enum deviation_type type;
	const struct spec_row *row; /* NULL: a general requirement */
	const char *id, *text;
	bool of_offer; /* the specification is met; the offer promised more */
	const char *required, *offered, *measured; /* in the language */
	enum severity severity;
	struct deviation_unit *units;
	size_t n, room;
};

/* A mandatory or promised requirement of which nothing can be said for some machines. */
enum open_reason {
	OPEN_scan,       /* a scan tells it, and these scans do not */
	OPEN_by_hand,    /* a person looks, measures, tries, reads */
	OPEN_equivalent, /* the offer claims equivalence */
};
struct open_row {
	const struct spec_row *row;
	enum open_reason reason;
	const char *why; /* what the scan says, as it says it; NULL: nothing */
	struct delivered **units;
	size_t n, room;
};

struct sample_plan {
	size_t lot, bad, n;
	unsigned confidence;
	uint64_t seed;
	size_t *units; /* numbers in the register, from 1 */
};

struct acceptance_input {
	const struct spec *spec;
	size_t lot;
	const struct offer *offer; /* NULL: the specification alone; else judged */
	const struct compat *compat;
	struct date today;
	const struct declaration *const *declarations;
	size_t declaration_count;
	/* For the documents. */
	struct evidence_file spec_file, offer_file;
	const char *contract, *delivery_note; /* NULL: to be filled in */
	bool has_delivered, has_discovered;
	struct date delivered, discovered;
	unsigned cure_days;
	/* The sample; bad_given false: a tenth of the lot. */
	bool bad_given, seed_given;
	size_t bad;
	unsigned confidence;
	uint64_t seed;
};

struct acceptance {
	struct arena arena;
	struct acceptance_input in;
	const struct spec_lot *lot;
	struct promise promise, bare; /* with the offer; the specification alone */
	struct wording words;
	struct delivered **units; /* of the register first, in its order; then repeated */
	size_t n, room;
	size_t counted; /* units of the register */
	size_t results[UNIT_repeated + 1];
	struct delivered **judged; /* the first of each key */
	size_t judged_count, judged_room;
	bool by_unit; /* something is asked of serial numbers and the like: judge each */
	struct deviation *deviations; /* behind them those of repeated scans alone */
	size_t deviation_count, deviation_room, deviations_stored;
	struct open_row *open;
	size_t open_count, open_room, open_stored;
	const int *same_rows; /* rows that ask for the same part in the lot */
	size_t same_count;
	bool has_list;
	const char **missing; /* serials of the supplier's list that were not scanned */
	size_t missing_count, missing_room;
	struct sample_plan sample;
	struct date discovered;
	long days; /* since discovery */
};

/* Never fails. Free with acceptance_free(), which accepts NULL. The input's objects must
 * live as long. */
struct acceptance *acceptance_new(const struct acceptance_input *input);
void acceptance_free(struct acceptance *acceptance);
/* Judges one machine; the scan may be freed afterwards. */
void acceptance_add(struct acceptance *acceptance, const struct scan *scan,
                    struct evidence_file file);
/* Serial numbers as the supplier lists them: the column called serial (seerianumber) of a
 * sheet. -1 with err (EXIT_usage) when there is no such column. Before finishing. */
struct sheet;
int acceptance_list(struct acceptance *acceptance, const struct sheet *sheet,
                    const char *name, struct error *err);
/* Once all machines are in: the register, same parts, quantity, the sample. */
void acceptance_finish(struct acceptance *acceptance);

/* Every mandatory thing told and met: EXIT_ok; deviations EXIT_fail; else
 * EXIT_undecided. */
enum exit_code acceptance_exit(const struct acceptance *acceptance);

/* A value in the language, in the unit of the operand where there is one. */
const char *value_in(const struct wording *w, enum fact_id fact,
                     const struct value *value, const struct operand *like);

/* ---- documents -------------------------------------------------------------------- */

/* The acceptance act with its annexes: deviations, register, sampling plan, evidence. */
void acceptance_act(const struct acceptance *acceptance, struct doc *doc);
/* The draft notice of non-conformity. There must be a deviation. */
void acceptance_notice(const struct acceptance *acceptance, struct doc *doc);

const char *unit_result_name(enum unit_result result); /* "deviates" */
const char *unit_result_in(const struct language *language, enum unit_result result);
/* What the buyer would ask for, in the language. */
const char *deviation_remedy(const struct acceptance *a, const struct deviation *d);
/* "3 of 40". */
const char *deviation_scope(const struct acceptance *a, const struct deviation *d,
                            struct arena *arena);
/* The day by which, proposed. */
struct date acceptance_deadline(const struct acceptance *acceptance);

#endif
