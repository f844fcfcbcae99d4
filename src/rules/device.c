/* SPDX-License-Identifier: GPL-3.0-or-later
 * Whether a platform drives one device. An alias is a claim: what claims everything is
 * left out, what claims more than it knows is not believed, and a device without a driver
 * fails only where one is expected. */
#include "rules/device.h"
#include "rules/source.h"

#include <string.h>

const char *kernel_words(struct driver_question *q)
{
	const struct compat_kernel *k = &q->kernels.items[q->kernel];
	return explain_format(q->j, "%s %s, read %s", k->package, k->version,
	                      day_text(q->j, k->day));
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

/* Does the driver count for anything? */
static bool is_real(struct driver_question *q, const struct alias_hit *hit)
{
	const struct compat_device_rule *rule =
	        compat_driver_claim(q->j->compat, hit->driver, &q->err);
	return hit->claim != CLAIM_all &&
	       (!rule || rule->effect != DRIVER_EFFECT_ignored);
}

/* How much the driver of the kernel says of the device. */
static enum alias_claim claim_of(struct driver_question *q, const struct alias_hit *hit)
{
	if (hit->named >> q->kernel & 1)
		return CLAIM_device;
	return hit->claim == CLAIM_device ? CLAIM_vendor : hit->claim;
}

/* Does what the driver claims by class or maker say little of a device? */
static bool is_unsure(struct driver_question *q, const struct alias_hit *hit)
{
	const struct compat_device_rule *rule =
	        compat_driver_claim(q->j->compat, hit->driver, &q->err);
	return rule && rule->effect == DRIVER_EFFECT_unsure;
}

/* The driver of the kernel that claims the device most closely; NULL: none. */
static const struct alias_hit *best_hit(struct driver_question *q,
                                        const struct compat_drivers *drivers)
{
	const struct alias_hit *best = NULL;
	for (size_t i = 0; i < drivers->n; i++) {
		const struct alias_hit *hit = &drivers->hits[i];
		if (!serves(q, hit) || !is_real(q, hit))
			continue;
		if (!best || claim_of(q, hit) > claim_of(q, best))
			best = hit;
	}
	return best;
}

/* The oldest kernel in the set; NULL: it is empty. */
static const struct compat_kernel *oldest_kernel(struct driver_question *q, uint64_t set)
{
	const struct compat_kernel *oldest = NULL;
	for (size_t k = 0; k < q->kernels.n; k++) {
		const struct compat_kernel *one = &q->kernels.items[k];
		if (set >> k & 1 &&
		    (!oldest || version_order(one->version, oldest->version) < 0))
			oldest = one;
	}
	return oldest;
}

/* "the kernel of debian-13-backports has one: xe", the oldest that has; NULL: none has.
 */
static const char *other_kernel(struct driver_question *q,
                                const struct compat_drivers *drivers)
{
	uint64_t set = 0;
	for (size_t i = 0; i < drivers->n; i++)
		if (is_real(q, &drivers->hits[i]))
			set |= drivers->hits[i].kernels;
	const struct compat_kernel *kernel = oldest_kernel(q, set);
	size_t bit = kernel ? (size_t)(kernel - q->kernels.items) : 0;
	for (size_t i = 0; kernel && i < drivers->n; i++)
		if (is_real(q, &drivers->hits[i]) && drivers->hits[i].kernels >> bit & 1)
			return explain_format(q->j,
			                      "the kernel of %s has one: %s (%s %s)",
			                      kernel->platform, drivers->hits[i].driver,
			                      kernel->package, kernel->version);
	return NULL;
}

/* ", first in the kernel of debian-13, 6.12.118-1" of those that are known; "": the
 * oldest known one has it. */
static const char *first_words(struct driver_question *q, const struct alias_hit *hit)
{
	const struct compat_kernel *oldest = oldest_kernel(q, ~0ULL);
	bool by_name = is_unsure(q, hit) && hit->named;
	const struct compat_kernel *first =
	        oldest_kernel(q, by_name ? hit->named : hit->kernels);
	if (!first || !version_order(first->version, oldest->version))
		return "";
	return explain_format(q->j, ", first in the kernel of %s, %s", first->platform,
	                      first->version);
}

static void add_evidence(struct driver_question *q, struct explanation *e,
                         const struct component *c, const struct alias_hit *hit)
{
	explain_evidence(
	        q->j, e,
	        (struct evidence){.component = component_name(q->j, c),
	                          .fact = FACT_COUNT,
	                          .value = explain_format(
	                                  q->j, "driver %s%s%s", hit->driver,
	                                  hit->built_in >> q->kernel & 1
	                                          ? explain_words(q->j, ", built in")
	                                          : "",
	                                  first_words(q, hit)),
	                          .source = kernel_words(q)});
}

/* "usb 1-1.4 Biometric Touchchip (147e:2020)": by the numbers it is found on the net. */
static const char *device_words(struct driver_question *q, const struct component *c)
{
	const struct device_kind *row = device_kind(c->kind);
	const struct value *name = fact_value(c, row->name);
	const struct value *vendor = fact_value(c, row->vendor_id);
	const struct value *product = fact_value(c, row->product_id);
	const char *numbers =
	        vendor && product
	                ? explain_format(q->j, " (%s:%s)", vendor->text, product->text)
	                : "";
	return explain_format(q->j, "%s%s%s%s", component_text(q->j, c), name ? " " : "",
	                      name ? name->text : "", numbers);
}

void cannot_tell(struct driver_question *q, struct explanation *e,
                 const struct component *c, const char *why)
{
	e->verdict = VERDICT_unknown;
	e->reason = why;
	explain_missing(q->j, e,
	                (struct missing){.what = explain_format(q->j, "a driver for %s",
	                                                        device_words(q, c)),
	                                 .why = why,
	                                 .remedy = explain_format(
	                                         q->j, "try it with a live system of %s",
	                                         q->platform),
	                                 .look = true});
}

void expect_no_driver(struct driver_question *q, struct explanation *e,
                      const struct component *c, const struct compat_device_rule *rule)
{
	e->reason = rule->reason;
	explain_evidence(q->j, e,
	                 (struct evidence){.component = component_name(q->j, c),
	                                   .fact = FACT_COUNT,
	                                   .value = "no driver is expected",
	                                   .source = source_title(q->j, rule->source)});
}

/* One alias of a device. */
struct asked_alias {
	const struct component *c;
	const char *alias; /* as it is asked, complete */
	const char *lacks; /* why its end is not a real one; NULL: it was recorded */
	bool beside;       /* another interface of the device has a driver */
};

static void no_driver(struct driver_question *q, struct explanation *e,
                      const struct asked_alias *asked,
                      const struct compat_drivers *drivers)
{
	const struct component *c = asked->c;
	const struct compat_device_rule *rule =
	        compat_no_driver(q->j->compat, asked->alias, &q->err);
	if (drives_by_program(q, e, c, asked->alias))
		return;
	if (rule && (rule->effect == DRIVER_EFFECT_user_space ||
	             (rule->effect == DRIVER_EFFECT_beside && !asked->beside))) {
		cannot_tell(q, e, c,
		            explain_format(q->j, "the kernel has no driver: %s",
		                           explain_words(q->j, rule->reason)));
		return;
	}
	if (rule) {
		expect_no_driver(q, e, c, rule);
		return;
	}
	e->verdict = VERDICT_fail;
	e->reason = explain_format(q->j, "no driver in %s", kernel_words(q));
	e->gap = "a driver";
	e->remedy = other_kernel(q, drivers);
}

/* Ends that are not recorded everywhere: of USB the number of the interface, which
 * kernels before 3.4 did not tell ("…ip00"), of PCI the programming interface, which
 * inventories leave out ("…sc00"). No device has the number that is put there, so that
 * only patterns that ask for none fit. */
static const struct {
	const char *bus, *last, *end, *lacks;
} ends[] = {
        {"usb:", "ip", "inFE", "the recorded alias lacks the interface"},
        {"pci:", "sc", "iF7", "the recorded alias lacks the programming interface"},
};

/* The alias as it is asked. */
static struct asked_alias ask_alias(struct driver_question *q, const struct component *c,
                                    const char *alias)
{
	struct asked_alias asked = {.c = c, .alias = alias};
	for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++) {
		const char *last = !strncmp(alias, ends[i].bus, strlen(ends[i].bus))
		                           ? strstr(alias, ends[i].last)
		                           : NULL;
		if (!last || strlen(last) != strlen(ends[i].last) + 2)
			continue;
		asked.alias = explain_format(q->j, "%s%s", alias, ends[i].end);
		asked.lacks = ends[i].lacks;
	}
	return asked;
}

static struct explanation *judge_alias(struct driver_question *q,
                                       const struct asked_alias *asked, const char *text)
{
	struct explanation *e = explain_new(q->j, VERDICT_pass);
	struct compat_drivers drivers;
	e->text = text;
	if (compat_drivers_of(q->j->compat, asked->alias, &drivers, &q->err)) {
		cannot_tell(q, e, asked->c, arena_string(q->j->arena, q->err.text));
		return e;
	}
	if (!q->has_kernel) {
		judge_support(q, e, asked->c, asked->alias, &drivers);
		return e;
	}
	const struct alias_hit *hit = best_hit(q, &drivers);
	if (!hit) {
		no_driver(q, e, asked, &drivers);
		if (asked->lacks && e->verdict == VERDICT_fail)
			cannot_tell(q, e, asked->c, asked->lacks);
		return e;
	}
	add_evidence(q, e, asked->c, hit);
	add_firmware(q, e, asked->c, hit->driver);
	add_support(q, e, asked->c, asked->alias, hit->driver);
	bool unsure = is_unsure(q, hit);
	if (unsure && claim_of(q, hit) != CLAIM_device)
		cannot_tell(q, e, asked->c,
		            explain_format(
		                    q->j, "%s: %s", hit->driver,
		                    explain_words(q->j, compat_driver_claim(q->j->compat,
		                                                            hit->driver,
		                                                            &q->err)
		                                                ->reason)));
	else
		e->reason = explain_format(
		        q->j, unsure ? "driver %s, which names the chip" : "driver %s",
		        arena_string(q->j->arena, hit->driver));
	return e;
}

/* Has the kernel a driver for one of the interfaces? */
static bool one_is_driven(struct driver_question *q, const struct component *c,
                          const struct value *aliases)
{
	struct compat_drivers drivers;
	for (size_t i = 0; q->has_kernel && i < aliases->list.n; i++) {
		struct asked_alias asked = ask_alias(q, c, aliases->list.items[i].text);
		if (!compat_drivers_of(q->j->compat, asked.alias, &drivers, &q->err) &&
		    best_hit(q, &drivers))
			return true;
	}
	return false;
}

/* The verdict of a device from those of its aliases. */
static void conclude_device(struct explanation *e)
{
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
}

const struct device_kind device_kinds[] = {
        {KIND_pci, FACT_pci_modalias, FACT_pci_model, FACT_pci_vendor_id,
         FACT_pci_device_id, false},
        {KIND_usb, FACT_usb_modaliases, FACT_usb_model, FACT_usb_vendor_id,
         FACT_usb_product_id, false},
        {KIND_sdio, FACT_sdio_modalias, FACT_sdio_class, FACT_sdio_vendor_id,
         FACT_sdio_device_id, true},
};
const size_t device_kind_count = sizeof(device_kinds) / sizeof(*device_kinds);

const struct device_kind *device_kind(enum kind_id kind)
{
	for (size_t i = 0; i < device_kind_count; i++)
		if (device_kinds[i].kind == kind)
			return &device_kinds[i];
	return NULL;
}

/* A device with all its aliases: of USB one an interface, of other buses one. */
struct explanation *judge_device(struct driver_question *q, const struct component *c)
{
	const struct device_kind *row = device_kind(c->kind);
	enum fact_id id = row->alias;
	bool many = fact_row(id)->type == TYPE_LIST;
	const struct value *value = fact_value(c, id);
	struct explanation *e = explain_new(q->j, VERDICT_pass);
	e->text = device_words(q, c);
	if (!value || (many && !value->list.n)) {
		struct missing missing = missing_fact(q->j, c, fact_get(c, id), id);
		e->verdict = VERDICT_unknown;
		e->reason = "what drivers are matched against is not known";
		explain_missing(q->j, e, missing);
		return e;
	}
	if (!many) {
		struct asked_alias asked = ask_alias(q, c, value->text);
		explain_part(q->j, e, judge_alias(q, &asked, value->text));
	} else {
		bool beside = one_is_driven(q, c, value);
		for (size_t i = 0; i < value->list.n; i++) {
			const char *text = value->list.items[i].text;
			struct asked_alias asked = ask_alias(q, c, text);
			asked.beside = beside;
			explain_part(q->j, e, judge_alias(q, &asked, text));
		}
	}
	conclude_device(e);
	explain_gather_missing(q->j, e);
	return e;
}
