/* SPDX-License-Identifier: GPL-3.0-or-later
 * What is known of a device's drivers beyond the kernel: what the maker of the platform
 * took out or no longer cares for, and firmware that a driver may ask for. */
#include "rules/device.h"
#include "rules/source.h"

#include <string.h>

/* What the platform's maker says of this device with this driver, the device itself
 * before the whole driver; NULL: nothing. */
static const struct compat_driver_support *
find_support(struct driver_question *q, const char *alias, const char *driver)
{
	for (size_t i = 0; i < q->supports.n; i++) {
		const struct compat_driver_support *row = &q->supports.items[i];
		if (row->effect != DRIVER_EFFECT_program &&
		    compat_support_fits(row, alias, driver))
			return row;
	}
	return NULL;
}

bool drives_by_program(struct driver_question *q, struct explanation *e,
                       const struct component *c, const char *alias)
{
	for (size_t i = 0; i < q->supports.n; i++) {
		const struct compat_driver_support *row = &q->supports.items[i];
		if (row->effect != DRIVER_EFFECT_program ||
		    !compat_support_fits(row, alias, NULL))
			continue;
		e->reason = explain_format(q->j, "package %s drives it", row->driver);
		explain_evidence(
		        q->j, e,
		        (struct evidence){
		                .component = component_name(q->j, c),
		                .fact = FACT_COUNT,
		                .value = explain_format(q->j,
		                                        "package %s has a program "
		                                        "that drives this device",
		                                        row->driver),
		                .source = source_title(q->j, row->source)});
		return true;
	}
	return false;
}

static const char *support_words(struct driver_question *q,
                                 const struct compat_driver_support *row)
{
	bool removed = row->effect == DRIVER_EFFECT_removed;
	if (row->pattern)
		return removed ? explain_format(q->j, "removed in %s: this device",
		                                q->platform)
		               : explain_format(q->j, "unmaintained in %s: this device",
		                                q->platform);
	return removed ? explain_format(q->j, "removed in %s", q->platform)
	               : explain_format(q->j, "unmaintained in %s", q->platform);
}

static void add_row(struct driver_question *q, struct explanation *e,
                    const struct component *c, const struct compat_driver_support *row)
{
	explain_evidence(q->j, e,
	                 (struct evidence){.component = component_name(q->j, c),
	                                   .fact = FACT_COUNT,
	                                   .value = explain_format(q->j, "driver %s, %s",
	                                                           row->driver,
	                                                           support_words(q, row)),
	                                   .source = source_title(q->j, row->source)});
}

void add_support(struct driver_question *q, struct explanation *e,
                 const struct component *c, const char *alias, const char *driver)
{
	const struct compat_driver_support *row = find_support(q, alias, driver);
	if (row)
		add_row(q, e, c, row);
}

/* Drivers of other kernels that the maker removed, all of them, leave none. */
void judge_support(struct driver_question *q, struct explanation *e,
                   const struct component *c, const char *alias,
                   const struct compat_drivers *drivers)
{
	const struct compat_driver_support *removed = NULL, *row;
	const char *kept = NULL;
	const struct compat_device_rule *rule =
	        compat_no_driver(q->j->compat, alias, &q->err);
	for (size_t i = 0; i < drivers->n; i++) {
		const struct alias_hit *hit = &drivers->hits[i];
		const struct compat_device_rule *claim =
		        compat_driver_claim(q->j->compat, hit->driver, &q->err);
		if (hit->claim == CLAIM_all ||
		    (claim && claim->effect == DRIVER_EFFECT_ignored))
			continue;
		row = find_support(q, alias, hit->driver);
		if (row)
			add_row(q, e, c, row);
		if (row && row->effect == DRIVER_EFFECT_removed)
			removed = row;
		else
			kept = row ? support_words(q, row) : "";
	}
	if (!drivers->n && (row = find_support(q, alias, NULL))) {
		add_row(q, e, c, row);
		removed = row->effect == DRIVER_EFFECT_removed ? row : NULL;
		kept = removed ? NULL : support_words(q, row);
	}
	if (removed && !kept) {
		e->verdict = VERDICT_fail;
		e->reason = explain_format(q->j, "driver %s: %s", removed->driver,
		                           support_words(q, removed));
		e->gap = "a driver";
	} else if (!drivers->n && !kept && rule &&
	           rule->effect == DRIVER_EFFECT_none_expected) {
		expect_no_driver(q, e, c, rule);
	} else {
		cannot_tell(
		        q, e, c,
		        kept && *kept
		                ? explain_format(q->j,
		                                 "the drivers of %s are not known; %s",
		                                 q->platform, kept)
		                : explain_format(q->j, "the drivers of %s are not known",
		                                 q->platform));
	}
}

void add_firmware(struct driver_question *q, struct explanation *e,
                  const struct component *c, const char *driver)
{
	struct compat_firmware_packages held = compat_firmware_packages_of(
	        q->j->compat, driver, q->kernel, q->j->arena, &q->err);
	for (size_t i = 0; i < held.n; i++) {
		const struct compat_firmware_package *p = &held.items[i];
		explain_evidence(
		        q->j, e,
		        (struct evidence){.component = component_name(q->j, c),
		                          .fact = FACT_COUNT,
		                          .value = explain_format(
		                                  q->j,
		                                  "%s may need firmware: package %s (%s) "
		                                  "has %zu of "
		                                  "the %zu files that it may ask for",
		                                  driver, p->package, p->area, p->files,
		                                  held.files),
		                          .source = source_title(q->j, p->source)});
	}
	if (held.files && !held.n)
		explain_evidence(q->j, e,
		                 (struct evidence){
		                         .component = component_name(q->j, c),
		                         .fact = FACT_COUNT,
		                         .value = explain_format(
		                                 q->j,
		                                 "%s may need firmware: no package of %s "
		                                 "is known to "
		                                 "have the %zu files that it may ask for",
		                                 driver, q->platform, held.files),
		                         .source = kernel_words(q)});
}
