/* SPDX-License-Identifier: GPL-3.0-or-later
 * `drivers_for`: whether the kernel of a platform has a driver for each device. An alias
 * is a claim: what claims everything is left out, what claims more than it knows is not
 * believed, and a device without a driver fails only where one is expected. */
#include "base/text.h"
#include "rules/device.h"

#include <string.h>

struct device_tally {
	size_t pass, fail, unknown;
};

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
			buf_format(&text, "%s%s", text.n ? ", " : "", e->parts[i]->text);
		if (!e->remedy)
			e->remedy = e->parts[i]->remedy;
	}
	const char *names = explain_take(q->j, &text);
	if (n > NAMED)
		e->gap = explain_format(q->j, "a driver for %s and %zu more", names,
		                        n - NAMED);
	else if (n)
		e->gap = explain_format(q->j, "a driver for %s", names);
}

static void finish(struct driver_question *q, struct explanation *e,
                   const struct device_tally *t)
{
	const char *kernel = q->has_kernel
	                             ? explain_format(q->j, "kernel %s", kernel_words(q))
	                             : explain_words(q->j, "its kernel is not known");
	e->verdict = t->fail ? VERDICT_fail : t->unknown ? VERDICT_unknown : VERDICT_pass;
	if (!t->pass && !t->fail && !t->unknown)
		e->verdict = q->j->if_present ? VERDICT_not_applicable : VERDICT_fail;
	e->reason = explain_format(
	        q->j,
	        "%zu devices have one or need none, %zu have none, for %zu it "
	        "cannot be told; %s",
	        t->pass, t->fail, t->unknown, kernel);
	if (q->open_architecture && e->verdict != VERDICT_not_applicable) {
		e->verdict = VERDICT_unknown;
		explain_missing(q->j, e, missing_architecture(q->j));
	}
	name_gaps(q, e);
	if (e->verdict == VERDICT_unknown)
		explain_gather_missing(q->j, e);
}

/* Is there anything to say of the platform's drivers? */
static bool find_kernel(struct driver_question *q, const struct compat_platform *platform)
{
	const struct compat *compat = q->j->compat;
	q->kernels = compat_kernels(compat, q->j->arena, &q->err);
	q->slug = platform->slug;
	q->supports = compat_driver_supports(compat, q->slug, &q->err);
	for (size_t k = 0; k < q->kernels.n && !q->has_kernel; k++) {
		q->has_kernel = !strcmp(q->kernels.items[k].platform, q->slug);
		q->kernel = k;
	}
	return (q->has_kernel || q->supports.n) && q->err.code == EXIT_ok;
}

/* Drivers are known of one architecture: that of the platform. NULL: the machine is of
 * it, or may be. */
static const char *other_architecture(struct driver_question *q,
                                      const struct compat_platform *platform)
{
	const char *is;
	enum truth fits = is_of_architecture(q->j, platform->architecture, &is);
	q->open_architecture = fits == TRUTH_maybe;
	return fits != TRUTH_no
	               ? NULL
	               : explain_format(q->j,
	                                "the drivers of %s are known for %s, and this "
	                                "is %s",
	                                q->platform, platform->architecture, is);
}

/* Why nothing can be said of the platform, as unknown; NULL: something can. */
static struct explanation *cannot_judge(struct driver_question *q, struct explanation *e,
                                        const struct need *need)
{
	struct judge *j = q->j;
	if (!j->compat)
		return explain_unknown(j, e, "there is no compatibility database",
		                       "build it: make");
	const struct compat_platform *platform =
	        compat_platform(j->compat, need->platform, &q->err);
	q->platform = platform ? platform->name : need->platform;
	if (!platform || !find_kernel(q, platform))
		return explain_unknown(
		        j, e,
		        explain_format(j, "the database has no drivers of %s",
		                       q->platform),
		        "add its kernel: hwfit compat add-kernel DIR, or try the devices "
		        "with a live system");
	const char *other = other_architecture(q, platform);
	if (other)
		return explain_unknown(j, e, other, "try the devices with a live system");
	if (need->kind != KIND_COUNT && !device_kind(need->kind))
		return explain_unknown(
		        j, e,
		        explain_format(j,
		                       "which PCI or USB device a %s is, is not "
		                       "known",
		                       kind_words(j, need->kind, 1)),
		        "ask for every device, pci, usb or sdio");
	return NULL;
}

struct explanation *judge_drivers(struct judge *j, const struct need *need)
{
	struct driver_question q = {.j = j};
	struct device_tally tally = {0};
	struct explanation *e = explain_new(j, VERDICT_unknown);
	e->text = need_text(j, need);
	struct explanation *without = cannot_judge(&q, e, need);
	if (without)
		return without;
	for (size_t i = 0; i < device_kind_count; i++) {
		const struct device_kind *row = &device_kinds[i];
		bool named = need->kind == row->kind;
		bool asked = need->kind == KIND_COUNT &&
		             (!row->optional || j->scan->kinds[row->kind].mentioned);
		if (named || asked)
			judge_list(&q, row->kind, e, &tally);
	}
	finish(&q, e, &tally);
	return e;
}
