/* SPDX-License-Identifier: GPL-3.0-or-later
 * Service levels: were calls answered and machines restored in the times of the terms? */
#ifndef HWFIT_SLA_H
#define HWFIT_SLA_H

#include "procure/doc.h"
#include "procure/service_time.h"
#include "procure/sheet.h"
#include "procure/warranty.h"
#include "procure/wording.h"

enum sla_step { SLA_response, SLA_restore, SLA_STEPS };

enum sla_verdict {
	SLA_none, /* the terms set no time */
	SLA_met,
	SLA_missed, /* also what is not done and due already */
	SLA_open,   /* not done, not due yet */
};

/* The times of one class of faults. */
struct sla_class {
	const char *name;
	bool limited[SLA_STEPS];
	bool in_days[SLA_STEPS]; /* working days; else minutes of service */
	int64_t limit[SLA_STEPS];
	const struct operand *written[SLA_STEPS];
	size_t n, counts[SLA_STEPS][SLA_open + 1];
	int64_t worst[SLA_STEPS]; /* minutes of service */
};

struct sla_ticket {
	const char *id;
	struct sla_class *of;
	int row;                           /* of the file */
	int64_t reported, done[SLA_STEPS]; /* -1: not done */
	int64_t took[SLA_STEPS]; /* minutes of service; until now when not done */
	enum sla_verdict verdicts[SLA_STEPS];
};

struct sla {
	struct arena arena;
	struct language language;
	struct service_calendar calendar; /* owned by the caller */
	const char *hours;                /* as they were written; NULL: no tickets */
	const char *name;                 /* of the terms */
	int64_t now;
	struct sla_class *classes;
	size_t class_count;
	struct sla_ticket *tickets;
	size_t n;
	bool has_share; /* what share of calls must be met, in percent */
	fixed_t share;
	bool has_warranty, has_delivery;
	int64_t warranty_months;
	struct date delivery;
	struct warranties warranties; /* of the machines of an inventory */
};

/* Takes the classes and service terms of a need. -1 with err (EXIT_usage) when it has one
 * class twice. Release with sla_done(). */
int sla_terms(struct sla *sla, const struct tor *tor, struct error *err);
/* The service hours that the terms state; NULL: none. */
const char *sla_stated_hours(const struct tor *tor);
/* Reads the tickets: columns id, class, reported, responded, restored in any order. -1
 * with err: the terms set no time, a column or a class is missing, a time cannot be read,
 * an order of times that cannot be, a ticket twice. */
int sla_tickets(struct sla *sla, const struct sheet *sheet, const char *name,
                struct error *err);
/* Judges every ticket as of now. */
void sla_judge(struct sla *sla);
void sla_done(struct sla *sla);

bool sla_kept(const struct sla *sla); /* nothing missed */
const char *sla_verdict_name(enum sla_verdict verdict);
void sla_document(const struct sla *sla, struct doc *doc);
/* Its chapter about the warranty; internal to src/procure. */
void sla_write_warranty(const struct sla *sla, struct doc *doc);

#endif
