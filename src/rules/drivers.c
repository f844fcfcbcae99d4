/* SPDX-License-Identifier: GPL-3.0-or-later
 * `drivers_for`: whether the kernel of a platform has a driver for each device. An alias
 * is a claim: what claims everything is left out, what claims more than it knows is not
 * believed, and a device without a driver fails only where one is expected. */
#include "rules/judge.h"
#include "rules/source.h"

#include <string.h>

/* What is asked of all devices. */
struct driver_question {
	struct judge *j;
	const char *platform; /* its name, in words */
	struct compat_kernels kernels;
	size_t kernel; /* the bit of the platform's own */
	struct error err;
};

struct device_tally {
	size_t pass, fail, unknown;
};

static const char *kernel_words(struct driver_question *q)
{
	const struct compat_kernel *k = &q->kernels.items[q->kernel];
	char day[DATE_TEXT_MAX];
	return explain_format(q->j, "%s %s, read %s", k->package, k->version,
	                      date_text(k->day, day));
}

/* Does the kernel have the driver for the device? What is built in tells no aliases
 * (before Linux 6.18): an older kernel that has it as a module tells which devices it
 * drives. */
static bool serves(struct driver_question *q, const struct alias_hit *hit)
{
	uint64_t older = (1ULL << q->kernel) - 1;
	return hit->kernels >> q->kernel & 1 ||
	       (hit->built_in >> q->kernel & 1 && hit->kernels & older);
}

/* The driver of the kernel that claims the device most closely; NULL: none. */
static const struct alias_hit *best_hit(struct driver_question *q,
                                        const struct compat_drivers *drivers)
{
	const struct alias_hit *best = NULL;
	for (size_t i = 0; i < drivers->n; i++) {
		const struct alias_hit *hit = &drivers->hits[i];
		const struct compat_device_rule *rule =
		        compat_driver_claim(q->j->compat, hit->driver, &q->err);
		if (!serves(q, hit) || hit->claim == CLAIM_all ||
		    (rule && rule->effect == DRIVER_EFFECT_ignored))
			continue;
		if (!best || hit->claim > best->claim)
			best = hit;
	}
	return best;
}

/* "the kernel of debian-13-backports has one: xe"; NULL: none has. */
static const char *other_kernel(struct driver_question *q,
                                const struct compat_drivers *drivers)
{
	for (size_t k = 0; k < q->kernels.n; k++)
		for (size_t i = 0; i < drivers->n; i++)
			if (drivers->hits[i].kernels >> k & 1 &&
			    drivers->hits[i].claim != CLAIM_all)
				return explain_format(q->j,
				                      "the kernel of %s has one: %s",
				                      q->kernels.items[k].platform,
				                      drivers->hits[i].driver);
	return NULL;
}

static void add_evidence(struct driver_question *q, struct explanation *e,
                         const struct component *c, const struct alias_hit *hit)
{
	explain_evidence(q->j, e,
	                 (struct evidence){
	                         .component = component_name(q->j, c),
	                         .fact = FACT_COUNT,
	                         .value = explain_format(q->j, "driver %s%s", hit->driver,
	                                                 hit->built_in >> q->kernel & 1
	                                                         ? ", built in"
	                                                         : ""),
	                         .source = kernel_words(q)});
}

static void cannot_tell(struct driver_question *q, struct explanation *e,
                        const struct component *c, const char *why)
{
	e->verdict = VERDICT_unknown;
	e->reason = why;
	explain_missing(q->j, e,
	                (struct missing){.component = component_name(q->j, c),
	                                 .what = explain_format(q->j, "a driver for %s",
	                                                        component_name(q->j, c)),
	                                 .why = why,
	                                 .remedy = explain_format(
	                                         q->j, "try it with a live system of %s",
	                                         q->platform),
	                                 .look = true});
}

static void no_driver(struct driver_question *q, struct explanation *e,
                      const struct component *c, const char *alias,
                      const struct compat_drivers *drivers)
{
	const struct compat_device_rule *rule =
	        compat_no_driver(q->j->compat, alias, &q->err);
	if (rule && rule->effect == DRIVER_EFFECT_user_space) {
		cannot_tell(q, e, c,
		            explain_format(q->j, "the kernel has no driver: %s",
		                           rule->reason));
		return;
	}
	if (rule) {
		e->reason = rule->reason;
		explain_evidence(
		        q->j, e,
		        (struct evidence){.component = component_name(q->j, c),
		                          .fact = FACT_COUNT,
		                          .value = "no driver is expected",
		                          .source = source_title(q->j, rule->source)});
		return;
	}
	e->verdict = VERDICT_fail;
	e->reason = explain_format(q->j, "no driver in %s", kernel_words(q));
	e->gap = "a driver";
	e->remedy = other_kernel(q, drivers);
}

/* Kernels before 3.4 told no number of the interface ("…ip00"). No device has so high a
 * one, so that only patterns that ask for none fit. NULL: the alias is complete. */
static const char *complete_alias(struct driver_question *q, const char *alias)
{
	const char *last = !strncmp(alias, "usb:", 4) ? strstr(alias, "ip") : NULL;
	return last && strlen(last) == 4 ? explain_format(q->j, "%sinFE", alias) : NULL;
}

/* One alias of a device. */
static struct explanation *judge_alias(struct driver_question *q,
                                       const struct component *c, const char *alias)
{
	struct explanation *e = explain_new(q->j, VERDICT_pass);
	struct compat_drivers drivers;
	const char *complete = complete_alias(q, alias);
	e->text = alias;
	alias = complete ? complete : alias;
	if (compat_drivers_of(q->j->compat, alias, &drivers, &q->err)) {
		cannot_tell(q, e, c, arena_string(q->j->arena, q->err.text));
		return e;
	}
	const struct alias_hit *hit = best_hit(q, &drivers);
	if (!hit) {
		no_driver(q, e, c, alias, &drivers);
		if (complete && e->verdict == VERDICT_fail)
			cannot_tell(q, e, c, "the recorded alias lacks the interface");
		return e;
	}
	add_evidence(q, e, c, hit);
	const struct compat_device_rule *rule =
	        compat_driver_claim(q->j->compat, hit->driver, &q->err);
	if (rule && rule->effect == DRIVER_EFFECT_unsure && hit->claim != CLAIM_device)
		cannot_tell(q, e, c,
		            explain_format(q->j, "%s: %s", hit->driver, rule->reason));
	else
		e->reason = explain_format(q->j, "driver %s",
		                           arena_string(q->j->arena, hit->driver));
	return e;
}

/* A device with all its aliases: one of PCI, one an interface of USB. */
static struct explanation *judge_device(struct driver_question *q,
                                        const struct component *c)
{
	enum fact_id id = c->kind == KIND_pci ? FACT_pci_modalias : FACT_usb_modaliases;
	const struct value *value = fact_value(c, id);
	const struct value *name =
	        fact_value(c, c->kind == KIND_pci ? FACT_pci_model : FACT_usb_model);
	struct explanation *e = explain_new(q->j, VERDICT_pass);
	e->text = explain_format(q->j, "%s%s%s", component_name(q->j, c), name ? " " : "",
	                         name ? name->text : "");
	if (!value || (id == FACT_usb_modaliases && !value->list.n)) {
		struct missing missing = missing_fact(q->j, c, fact_get(c, id), id);
		e->verdict = VERDICT_unknown;
		e->reason = "what drivers are matched against is not known";
		explain_missing(q->j, e, missing);
		return e;
	}
	if (id == FACT_pci_modalias)
		explain_part(q->j, e, judge_alias(q, c, value->text));
	for (size_t i = 0; id == FACT_usb_modaliases && i < value->list.n; i++)
		explain_part(q->j, e, judge_alias(q, c, value->list.items[i].text));
	for (size_t i = 0; i < e->part_count; i++) {
		const struct explanation *part = e->parts[i];
		e->verdict = verdict_and(e->verdict, part->verdict);
		if (part->verdict == VERDICT_fail) {
			e->gap = part->gap;
			e->remedy = part->remedy;
		}
		if (!e->reason || part->verdict != VERDICT_pass)
			e->reason = part->reason;
	}
	explain_gather_missing(q->j, e);
	return e;
}

static void judge_list(struct driver_question *q, enum kind_id kind,
                       struct explanation *e, struct device_tally *t)
{
	struct judge *j = q->j;
	const struct component_list *list = &j->scan->kinds[kind];
	struct missing why;
	bool closed = list_is_closed(j, kind, &why);
	for (size_t i = 0; i < list->n; i++) {
		const struct component *c = list->items[i];
		enum verdict out = VERDICT_fail;
		/* A condition on facts of the other bus leaves nothing out here. */
		if (j->except && j->except->n &&
		    fact_row(j->except->items[0].fact)->kind == kind)
			out = conditions_verdict(j, c, j->except);
		if (out == VERDICT_pass)
			continue;
		struct explanation *part = judge_device(q, c);
		if (out == VERDICT_unknown && part->verdict == VERDICT_fail)
			part->verdict = VERDICT_unknown;
		t->pass += part->verdict == VERDICT_pass;
		t->fail += part->verdict == VERDICT_fail;
		t->unknown += part->verdict == VERDICT_unknown;
		explain_part(j, e, part);
	}
	if (closed)
		return;
	t->unknown++;
	explain_missing(j, e, why);
}

static struct explanation *not_known(struct judge *j, struct explanation *e,
                                     const char *why, const char *remedy)
{
	e->verdict = VERDICT_unknown;
	e->reason = why;
	explain_missing(
	        j, e,
	        (struct missing){
	                .what = e->text, .why = why, .remedy = remedy, .look = true});
	return e;
}

/* The devices without a driver by name, as many as a line takes. */
static void name_gaps(struct driver_question *q, struct explanation *e)
{
	enum { NAMED = 5 };
	struct buf text = BUF_EMPTY;
	size_t n = 0;
	for (size_t i = 0; i < e->part_count; i++) {
		if (e->parts[i]->verdict != VERDICT_fail)
			continue;
		if (n++ < NAMED)
			buf_format(&text, "%s%s", text.n ? ", " : "a driver for ",
			           e->parts[i]->text);
		if (!e->remedy)
			e->remedy = e->parts[i]->remedy;
	}
	if (n > NAMED)
		buf_format(&text, " and %zu more", n - NAMED);
	if (n)
		e->gap = explain_take(q->j, &text);
	else
		buf_done(&text);
}

static void finish(struct driver_question *q, struct explanation *e,
                   const struct device_tally *t)
{
	e->verdict = t->fail ? VERDICT_fail : t->unknown ? VERDICT_unknown : VERDICT_pass;
	if (!t->pass && !t->fail && !t->unknown)
		e->verdict = q->j->if_present ? VERDICT_not_applicable : VERDICT_fail;
	e->reason = explain_format(
	        q->j,
	        "%zu devices have one or need none, %zu have none, for %zu it "
	        "cannot be told; kernel %s",
	        t->pass, t->fail, t->unknown, kernel_words(q));
	name_gaps(q, e);
	if (e->verdict == VERDICT_unknown)
		explain_gather_missing(q->j, e);
}

struct explanation *judge_drivers(struct judge *j, const struct need *need)
{
	struct driver_question q = {.j = j};
	struct device_tally tally = {0};
	struct buf text = BUF_EMPTY;
	struct explanation *e = explain_new(j, VERDICT_unknown);
	need_print(&text, need);
	e->text = explain_take(j, &text);
	if (!j->compat)
		return not_known(j, e, "there is no compatibility database",
		                 "build it: make");
	const struct compat_platform *platform =
	        compat_platform(j->compat, need->platform, j->arena, &q.err);
	q.kernels = compat_kernels(j->compat, j->arena, &q.err);
	q.platform = platform ? platform->name : need->platform;
	while (platform && q.kernel < q.kernels.n &&
	       strcmp(q.kernels.items[q.kernel].platform, platform->slug) != 0)
		q.kernel++;
	if (!platform || q.kernel >= q.kernels.n)
		return not_known(
		        j, e,
		        explain_format(j, "the database has no drivers of %s",
		                       q.platform),
		        "add its kernel: hwfit compat add-kernel DIR, or try the devices "
		        "with a live system");
	if (need->kind != KIND_COUNT && need->kind != KIND_pci && need->kind != KIND_usb)
		return not_known(j, e,
		                 explain_format(j,
		                                "which PCI or USB device a %s is, is not "
		                                "known",
		                                kind_words(j, need->kind, 1)),
		                 "ask for every device, pci or usb");
	if (need->kind != KIND_usb)
		judge_list(&q, KIND_pci, e, &tally);
	if (need->kind != KIND_pci)
		judge_list(&q, KIND_usb, e, &tally);
	finish(&q, e, &tally);
	return e;
}
