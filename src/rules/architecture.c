/* SPDX-License-Identifier: GPL-3.0-or-later
 * Of which architecture the machine is, also where the scan has no more than the kernel
 * that ran, or the maker of the processor. What is known of a platform is known of one
 * architecture: of another, or of one that is not known, it answers nothing. */
#include "rules/judge.h"

#include "base/text.h"

#include <string.h>

/* Makers whose processors in PCs are all of the x86 family. */
static bool makes_x86(const struct value *vendor)
{
	static const char *const makers[] = {"Intel", "AMD", "VIA", "Zhaoxin", "Hygon"};
	for (size_t i = 0; vendor && i < sizeof(makers) / sizeof(*makers); i++)
		if (text_same_word(vendor->text, makers[i]))
			return true;
	return false;
}

static bool has_x86(struct judge *j)
{
	const struct component_list *list = &j->scan->kinds[KIND_cpu_package];
	const struct fact *vendor = scan_fact(j->scan, FACT_cpu_vendor);
	if (vendor && vendor->state == STATE_known && makes_x86(&vendor->value))
		return true;
	for (size_t i = 0; i < list->n; i++)
		if (makes_x86(fact_value(list->items[i], FACT_cpu_package_vendor)))
			return true;
	return false;
}

static const char *known(struct judge *j, enum fact_id id)
{
	const struct fact *fact = scan_fact(j->scan, id);
	return fact && fact->state == STATE_known ? fact->value.text : NULL;
}

/* A kernel of 32 bits may run on a processor of 64; what asks for 64 says so itself. */
static bool kernel_fits(const char *kernel, const char *architecture)
{
	bool small = strlen(kernel) == 4 && kernel[0] == 'i' && !strcmp(kernel + 2, "86");
	return text_same_word(kernel, architecture) ||
	       (!strcmp(architecture, "x86_64") &&
	        (small || text_same_word(kernel, "amd64")));
}

enum truth is_of_architecture(struct judge *j, const char *architecture, const char **is)
{
	const char *cpu = known(j, FACT_cpu_architecture);
	const char *kernel = known(j, FACT_os_architecture);
	*is = cpu ? cpu : kernel;
	if (!architecture)
		return TRUTH_yes;
	if (cpu)
		return text_same_word(cpu, architecture) ? TRUTH_yes : TRUTH_no;
	if (kernel)
		return kernel_fits(kernel, architecture) ? TRUTH_yes : TRUTH_no;
	if (!has_x86(j))
		return TRUTH_maybe;
	*is = "x86";
	return !strcmp(architecture, "x86_64") || !strcmp(architecture, "i686")
	               ? TRUTH_yes
	               : TRUTH_no;
}

struct missing missing_architecture(struct judge *j)
{
	struct missing missing = missing_fact(j, NULL, NULL, FACT_cpu_architecture);
	missing.why = "of which architecture the machine is, the scan does not say";
	missing.remedy =
	        "scan the machine itself with hwfit, or declare it (--declare FILE)";
	return missing;
}
