/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/memory_fit.h"

#include <string.h>

bool memory_fit_exact(const struct scan *scan, enum fact_id fact, fixed_t *number)
{
	const struct fact *f = scan_fact(scan, fact);
	if (!f || f->state != STATE_known || f->value.number.min != f->value.number.max)
		return false;
	*number = f->value.number.min;
	return true;
}

static void agree(struct memory_fit *fit, const char **word, const struct value *v)
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

static bool is_soldered(const struct value *type, const struct value *form)
{
	static const char *const forms[] = {"row_of_chips", "chip", "die", "proprietary"};
	for (size_t i = 0; form && i < sizeof(forms) / sizeof(*forms); i++)
		if (!strcmp(form->text, forms[i]))
			return true;
	/* LPDDR comes on the board, whatever the firmware calls its form. */
	return type && !strncmp(type->text, "lp", 2);
}

static void look_at(struct memory_fit *fit, const struct component *c)
{
	const struct value *type = fact_value(c, FACT_memory_module_type);
	const struct value *form = fact_value(c, FACT_memory_module_form);
	const struct value *size = fact_value(c, FACT_memory_module_size);
	const struct value *speed = fact_value(c, FACT_memory_module_configured_speed);
	agree(fit, &fit->type, type);
	agree(fit, &fit->form, form);
	fit->soldered |= is_soldered(type, form);
	if (size && size->number.max > fit->largest)
		fit->largest = size->number.max;
	if (speed && speed->number.max / FIXED_ONE / 1000000 > fit->speed)
		fit->speed = (long)(speed->number.max / FIXED_ONE / 1000000);
	fit->registered |= is_yes(c, FACT_memory_module_registered);
	fit->ecc |= is_yes(c, FACT_memory_module_ecc);
}

struct memory_fit memory_fit_look(const struct scan *scan, const struct compat *compat,
                                  struct arena *arena)
{
	const struct component_list *list = &scan->kinds[KIND_memory_module];
	const struct component_list *slots = &scan->kinds[KIND_memory_slot];
	struct memory_fit fit = {.alike = list->n > 0 && !list->partial,
	                         .modules = list->n};
	struct error err = {0};
	for (size_t i = 0; i < list->n; i++)
		look_at(&fit, list->items[i]);
	fit.known = memory_fit_exact(scan, FACT_memory_installed, &fit.installed);
	fit.known =
	        memory_fit_exact(scan, FACT_memory_maximum, &fit.maximum) && fit.known;
	fit.known =
	        memory_fit_exact(scan, FACT_memory_free_slots, &fit.free) && fit.known;
	fit.known = fit.known && slots->mentioned && !slots->partial;
	fit.has_part =
	        compat && fit.alike &&
	        compat_memory_part(compat, fit.type, fit.form, &fit.part, arena, &err);
	return fit;
}

unsigned memory_fit_most(const struct memory_fit *fit)
{
	if (!fit->has_part)
		return 0;
	return (unsigned)(fit->registered ? fit->part.registered : fit->part.plain);
}

bool memory_fit_takes(const struct memory_fit *fit, size_t n, unsigned size, bool instead)
{
	fixed_t added = (fixed_t)size * MEMORY_GB * (fixed_t)n;
	fixed_t total = instead ? added : fit->installed + added;
	fixed_t slots = fit->free + fixed_from_int((int64_t)fit->modules);
	fixed_t one = (fixed_t)size * MEMORY_GB, per_slot = MEMORY_GB;
	if (!fit->known || !fit->alike || fit->soldered || slots < FIXED_ONE)
		return false;
	/* 16 GB over three slots: a module of 8 GB fits. */
	fixed_t share = fit->maximum / (slots / FIXED_ONE);
	while (per_slot < share)
		per_slot *= 2;
	return total <= fit->maximum && total > fit->installed &&
	       size <= memory_fit_most(fit) && (one <= per_slot || one <= fit->largest) &&
	       fixed_from_int((int64_t)n) <= (instead ? slots : fit->free);
}
