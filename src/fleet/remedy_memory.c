/* SPDX-License-Identifier: GPL-3.0-or-later
 * Memory as a remedy: modules into free slots, or larger ones instead. */
#include "fleet/plan.h"

#include <string.h>

/* Sizes in which modules are sold, in GB, cheapest first. */
static const unsigned sizes[] = {1, 2, 4, 8, 16, 32, 64, 128, 256};

enum { SIZES = sizeof(sizes) / sizeof(*sizes) };

static const fixed_t GB = FIXED_ONE << 30;

/* The exact value of a number of a one-kind; false when it is not known or a range. */
static bool exact(const struct scan *scan, enum fact_id fact, fixed_t *number)
{
	const struct fact *f = scan_fact(scan, fact);
	if (!f || f->state != STATE_known || f->value.number.min != f->value.number.max)
		return false;
	*number = f->value.number.min;
	return true;
}

/* The largest module, in GB, that is sold of a type: plain, and registered. Of other
 * types (an old "sdram", lpddr on the board) none is offered.
 * JESD79-2, JESD79-3, JESD79-4, JESD79-5: densities; larger ones are not made. */
static const struct {
	const char *type;
	unsigned plain, registered;
} sold[] = {{"ddr", 1, 2},
            {"ddr2", 4, 8},
            {"ddr3", 8, 32},
            {"ddr4", 32, 128},
            {"ddr5", 64, 256}};

/* What a module for this machine must be, from those that are there. */
struct fitting {
	const char *type, *form;
	bool alike; /* all modules say the same type and form */
	bool registered, ecc;
	unsigned most; /* GB that a module has at most; 0: none is sold */
	bool soldered; /* some are chips on the board */
	fixed_t largest, installed, maximum, free;
	bool known; /* installed, maximum and free slots are exact */
};

static void agree(struct fitting *fit, const char **word, const struct value *v)
{
	if (v && !*word)
		*word = v->text;
	else if (!v || strcmp(*word, v->text) != 0)
		fit->alike = false;
}

static bool is_yes(const struct component *c, enum fact_id fact)
{
	const struct value *v = fact_value(c, fact);
	return v && v->yes;
}

static struct fitting look(const struct scan *scan)
{
	const struct component_list *list = &scan->kinds[KIND_memory_module];
	struct fitting fit = {.alike = list->n > 0 && !list->partial};
	for (size_t i = 0; i < list->n; i++) {
		const struct component *c = list->items[i];
		const struct value *form = fact_value(c, FACT_memory_module_form);
		const struct value *size = fact_value(c, FACT_memory_module_size);
		agree(&fit, &fit.type, fact_value(c, FACT_memory_module_type));
		agree(&fit, &fit.form, form);
		fit.soldered |= form && (!strcmp(form->text, "row_of_chips") ||
		                         !strcmp(form->text, "chip") ||
		                         !strcmp(form->text, "die") ||
		                         !strcmp(form->text, "proprietary"));
		/* LPDDR comes on the board, whatever the firmware calls its form. */
		fit.soldered |= fit.type && !strncmp(fit.type, "lp", 2);
		if (size && size->number.max > fit.largest)
			fit.largest = size->number.max;
		fit.registered |= is_yes(c, FACT_memory_module_registered);
		fit.ecc |= is_yes(c, FACT_memory_module_ecc);
	}
	for (size_t i = 0; i < sizeof(sold) / sizeof(*sold) && fit.type; i++)
		if (!strcmp(sold[i].type, fit.type))
			fit.most = fit.registered ? sold[i].registered : sold[i].plain;
	fit.known = exact(scan, FACT_memory_installed, &fit.installed) &&
	            exact(scan, FACT_memory_maximum, &fit.maximum) &&
	            exact(scan, FACT_memory_free_slots, &fit.free) &&
	            scan->kinds[KIND_memory_slot].mentioned &&
	            !scan->kinds[KIND_memory_slot].partial;
	return fit;
}

static void set_integer(struct scan *scan, enum fact_id fact, fixed_t number)
{
	fact_set_fixed(scan, scan_add(scan, fact_row(fact)->kind, NULL), fact, number);
}

/* Puts n modules of a size, like the first that is there, into the copy. */
static void put_modules(struct scan *scan, const struct component *like, size_t n,
                        fixed_t size)
{
	for (size_t i = 0; i < n; i++) {
		struct component *c =
		        scan_add(scan, KIND_memory_module,
		                 arena_format(&scan->arena, "new%zu", i + 1));
		for (size_t f = 0; f < like->n; f++)
			if (like->facts[f].state == STATE_known)
				fact_set(scan, c, like->facts[f].id,
				         &like->facts[f].value);
		fact_set_fixed(scan, c, FACT_memory_module_size, size);
	}
}

/* The totals that follow from the change. */
static void set_totals(struct scan *scan, fixed_t installed, size_t modules, fixed_t free)
{
	set_integer(scan, FACT_memory_installed, installed);
	set_integer(scan, FACT_memory_modules, fixed_from_int((int64_t)modules));
	set_integer(scan, FACT_memory_free_slots, free);
}

static void describe(const struct trial *trial, const struct fitting *fit, size_t n,
                     unsigned size, const char *verb, struct plan_step *step)
{
	const struct plan_purchase part = {
	        .kind = KIND_memory_module,
	        .text = arena_format(trial->arena, "%u GB %s%s%s %s memory module", size,
	                             fit->type, fit->ecc ? " ecc" : "",
	                             fit->registered ? " registered" : "", fit->form),
	        .size_gb = size,
	        .type = arena_string(trial->arena, fit->type),
	        .form = arena_string(trial->arena, fit->form),
	        .ecc = fit->ecc,
	        .registered = fit->registered,
	};
	step->n = n;
	step->part = arena_items(trial->arena, &part, 1, sizeof(part));
	step->text = arena_format(trial->arena, "%s %zu x %s", verb, n, part.text);
}

/* A size that the machine may take is one that its maximum spread over its slots allows:
 * no module is offered of which nothing says that it works. */
static bool try_modules(const struct trial *trial, const struct fitting *fit, size_t n,
                        unsigned size, bool instead)
{
	const struct component_list *list = &trial->scan->kinds[KIND_memory_module];
	fixed_t added = (fixed_t)size * GB * (fixed_t)n;
	fixed_t total = instead ? added : fit->installed + added;
	fixed_t slots = fit->free + fixed_from_int((int64_t)list->n);
	fixed_t share = fit->maximum / (slots / FIXED_ONE), per_slot = GB;
	/* 16 GB over three slots: a module of 8 GB fits. */
	while (per_slot < share)
		per_slot *= 2;
	if (total > fit->maximum || total <= fit->installed || size > fit->most)
		return false;
	if ((fixed_t)size * GB > per_slot && (fixed_t)size * GB > fit->largest)
		return false;
	struct scan *copy = trial_copy(trial);
	struct component_list *modules = &copy->kinds[KIND_memory_module];
	const struct component *like = list->items[0];
	if (instead)
		scan_empty(copy, KIND_memory_module);
	put_modules(copy, like, n, (fixed_t)size * GB);
	set_totals(copy, total, modules->n, slots - fixed_from_int((int64_t)modules->n));
	bool passes = trial_passes(trial, copy);
	scan_free(copy);
	return passes;
}

bool remedy_add_modules(const struct trial *trial, struct plan_step *step)
{
	struct fitting fit = look(trial->scan);
	if (!fit.known || !fit.alike || fit.soldered || fit.free <= 0)
		return false;
	size_t free_slots = (size_t)(fit.free / FIXED_ONE);
	for (size_t n = 1; n <= free_slots && n <= 8; n++)
		for (size_t i = 0; i < SIZES; i++)
			if (try_modules(trial, &fit, n, sizes[i], false)) {
				describe(trial, &fit, n, sizes[i], "add", step);
				return true;
			}
	return false;
}

bool remedy_replace_modules(const struct trial *trial, struct plan_step *step)
{
	struct fitting fit = look(trial->scan);
	if (!fit.known || !fit.alike || fit.soldered)
		return false;
	size_t slots =
	        (size_t)(fit.free / FIXED_ONE) + trial->scan->kinds[KIND_memory_module].n;
	for (size_t i = 0; i < SIZES; i++)
		for (size_t n = 1; n <= slots && n <= 32; n++)
			if (try_modules(trial, &fit, n, sizes[i], true)) {
				describe(trial, &fit, n, sizes[i],
				         "replace all memory by", step);
				return true;
			}
	return false;
}

/* A need for memory that no module meets means another machine only when all that decides
 * it is known. */
const char *remedy_memory_doubt(const struct scan *scan)
{
	struct fitting fit = look(scan);
	fixed_t number;
	if (!exact(scan, FACT_memory_installed, &number))
		return "memory.installed: the firmware does not tell; look in the "
		       "firmware "
		       "setup";
	if (!exact(scan, FACT_memory_maximum, &number))
		return "memory.maximum: the firmware does not tell; look it up in the "
		       "maker's manual";
	if (!fit.known)
		return "memory.free_slots: the firmware does not tell; open the machine "
		       "and look";
	if (!scan->kinds[KIND_memory_module].n || scan->kinds[KIND_memory_module].partial)
		return "memory_module: not all are listed; open the machine and look";
	if (!fit.alike)
		return "memory_module.type and form: not told, or not the same of all; "
		       "read them from the modules";
	if (fit.soldered)
		return fit.free > 0 ? "memory_slot: the memory is soldered, and whether "
		                      "the free slot is a socket is not told; open the "
		                      "machine and look"
		                    : NULL;
	return fit.most ? NULL
	                : "memory_module.type: what the firmware calls it is not sold as "
	                  "a module; read it from the module";
}
