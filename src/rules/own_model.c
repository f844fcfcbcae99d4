/* SPDX-License-Identifier: GPL-3.0-or-later
 * What is known of the machine's own processor by its model, where the scan does not say:
 * an inventory of another tool names the processor and no more. Only what a model always
 * has is taken; cores and threads can be switched off, and a hypervisor can hide what the
 * processor of its host has. */
#include "rules/own_model.h"

#include "rules/source.h"

#include <ctype.h>
#include <string.h>

struct tor *model_value(struct judge *j, enum fact_id fact, const char *written,
                        struct operand **value)
{
	struct problems problems = {0};
	const char *text = explain_format(j, "%s >= %s", fact_full_name(fact), written);
	struct tor *tor = tor_parse_needs(text, strlen(text), "models", 1, &problems);
	problems_done(&problems);
	if (tor)
		*value = &tor->common.requirements->need->conditions.items[0]
		                  .test.operands[0];
	return tor;
}

/* cpu.model, else what all packages are. NULL: not known. */
static const char *own_processor(struct judge *j)
{
	const struct fact *fact = scan_fact(j->scan, FACT_cpu_model);
	const struct component_list *list = &j->scan->kinds[KIND_cpu_package];
	const char *name = NULL;
	if (fact && fact->state == STATE_known)
		return fact->value.text;
	for (size_t i = 0; i < list->n; i++) {
		const struct value *model =
		        fact_value(list->items[i], FACT_cpu_package_model);
		if (!model || (name && strcmp(name, model->text) != 0))
			return NULL;
		name = model->text;
	}
	return name;
}

static bool is_guest(struct judge *j)
{
	const struct fact *fact = scan_fact(j->scan, FACT_system_virtual);
	return fact && fact->state == STATE_known &&
	       strcmp(fact->value.text, "none") != 0;
}

/* "2.30 GHz" of "… CPU @ 2.30GHz": no maker names a processor after more than it reaches.
 * NULL: the name holds no clock rate. */
static const char *clock_in_name(struct judge *j, const char *name)
{
	enum { MOST_DIGITS = 6 };
	const char *at = strchr(name, '@');
	size_t n = 0;
	if (!at)
		return NULL;
	at += 1 + strspn(at + 1, " ");
	while (n <= MOST_DIGITS && (isdigit((unsigned char)at[n]) || at[n] == '.'))
		n++;
	bool mega = !strncmp(at + n, "MHz", 3);
	if (!n || n > MOST_DIGITS || !isdigit((unsigned char)at[0]) ||
	    !isdigit((unsigned char)at[n - 1]) ||
	    (!mega && strncmp(at + n, "GHz", 3) != 0))
		return NULL;
	return explain_format(j, "%.*s %s", (int)n, at, mega ? "MHz" : "GHz");
}

/* The row of the table that tells the fact, and what it tells. */
static const char *stated(const struct compat_model *model, enum fact_id fact,
                          size_t *row)
{
	enum fact_id asked = fact == FACT_cpu_bits ? FACT_cpu_isa_level : fact;
	if (fact != FACT_cpu_bits && fact != FACT_cpu_isa_level &&
	    fact != FACT_cpu_max_clock && fact != FACT_cpu_base_clock)
		return NULL;
	for (*row = 0; *row < model->n; ++*row)
		if (model->facts[*row] == asked)
			break;
	if (*row == model->n)
		return NULL;
	if (fact != FACT_cpu_bits)
		return model->values[*row];
	/* Every level is one of 64 bits. */
	return !strncmp(model->values[*row], "x86_64", strlen("x86_64")) ? "64" : NULL;
}

bool own_model_fact(struct judge *j, struct own_fact *own, enum fact_id fact)
{
	const char *name = own_processor(j);
	struct compat_model model = {.n = 0};
	struct error err = {0};
	size_t row = 0;
	*own = (struct own_fact){0};
	if (!j->compat || !name || is_guest(j))
		return false;
	compat_model(j->compat, KIND_cpu, name, &model, j->arena, &err);
	const char *written = stated(&model, fact, &row);
	bool least = !written && fact == FACT_cpu_max_clock;
	if (least)
		written = clock_in_name(j, name);
	own->source = least     ? explain_words(j, "in its name")
	              : written ? source_title(j, model.sources[row])
	                        : NULL;
	own->tor = written ? model_value(j, fact, written, &own->value) : NULL;
	if (!own->tor)
		return false;
	own->written =
	        explain_format(j, "%s: %s %s", name, fact_row(fact)->name, written);
	if (least)
		own->value->value.number.max = FIXED_MAX;
	return true;
}
