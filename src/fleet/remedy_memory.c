/* SPDX-License-Identifier: GPL-3.0-or-later
 * Memory as a remedy: modules into free slots, or larger ones instead. */
#include "fleet/plan.h"
#include "rules/memory_fit.h"

#include <string.h>

static struct memory_fit look(const struct trial *trial)
{
	return memory_fit_look(trial->scan, trial->compat, trial->arena);
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

static void describe(const struct trial *trial, const struct memory_fit *fit, size_t n,
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

static bool try_modules(const struct trial *trial, const struct memory_fit *fit, size_t n,
                        unsigned size, bool instead)
{
	const struct component_list *list = &trial->scan->kinds[KIND_memory_module];
	fixed_t added = (fixed_t)size * MEMORY_GB * (fixed_t)n;
	fixed_t total = instead ? added : fit->installed + added;
	fixed_t slots = fit->free + fixed_from_int((int64_t)list->n);
	if (!memory_fit_takes(fit, n, size, instead))
		return false;
	struct scan *copy = trial_copy(trial);
	struct component_list *modules = &copy->kinds[KIND_memory_module];
	const struct component *like = list->items[0];
	if (instead)
		scan_empty(copy, KIND_memory_module);
	put_modules(copy, like, n, (fixed_t)size * MEMORY_GB);
	set_totals(copy, total, modules->n, slots - fixed_from_int((int64_t)modules->n));
	bool passes = trial_passes(trial, copy);
	scan_free(copy);
	return passes;
}

/* Modules are sold in powers of two. */
bool remedy_add_modules(const struct trial *trial, struct plan_step *step)
{
	struct memory_fit fit = look(trial);
	if (!fit.known || !fit.alike || fit.soldered || fit.free <= 0)
		return false;
	size_t free_slots = (size_t)(fit.free / FIXED_ONE);
	for (size_t n = 1; n <= free_slots && n <= 8; n++)
		for (unsigned size = 1; size <= memory_fit_most(&fit); size *= 2)
			if (try_modules(trial, &fit, n, size, false)) {
				describe(trial, &fit, n, size, "add", step);
				return true;
			}
	return false;
}

bool remedy_replace_modules(const struct trial *trial, struct plan_step *step)
{
	struct memory_fit fit = look(trial);
	if (!fit.known || !fit.alike || fit.soldered)
		return false;
	size_t slots =
	        (size_t)(fit.free / FIXED_ONE) + trial->scan->kinds[KIND_memory_module].n;
	for (unsigned size = 1; size <= memory_fit_most(&fit); size *= 2)
		for (size_t n = 1; n <= slots && n <= 32; n++)
			if (try_modules(trial, &fit, n, size, true)) {
				describe(trial, &fit, n, size, "replace all memory by",
				         step);
				return true;
			}
	return false;
}

/* A need for memory that no module meets means another machine only when all that decides
 * it is known. */
const char *remedy_memory_doubt(const struct trial *trial)
{
	const struct scan *scan = trial->scan;
	struct memory_fit fit = look(trial);
	fixed_t number;
	if (!memory_fit_exact(scan, FACT_memory_installed, &number))
		return "memory.installed: the firmware does not tell; look in the "
		       "firmware "
		       "setup";
	if (!memory_fit_exact(scan, FACT_memory_maximum, &number))
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
	if (!trial->compat)
		return "compat.db: it is not there, and knows which modules are sold; "
		       "build it";
	return memory_fit_most(&fit)
	               ? NULL
	               : "memory_module.type: what the firmware calls it is not sold as "
	                 "a module; read it from the module";
}
