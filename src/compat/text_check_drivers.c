/* SPDX-License-Identifier: GPL-3.0-or-later
 * Checks drivers/NAME.tsv: order, references, and sets of kernels that are there. */
#include "compat/lexer.h"
#include "compat/text_check.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_KERNELS = 64 };

static void problem(struct text_checker *checker, const char *file, struct place place,
                    const char *expected, const char *found)
{
	compat_problem_add(checker->text->problems, file, place, "expected %s, found %s",
	                   expected, text_shown(&checker->text->arena, found));
}

static void check_kernels(struct text_checker *checker)
{
	struct compat_text *text = checker->text;
	for (size_t i = 0; i < text->kernel_count; i++) {
		const struct text_kernel *k = &text->kernels[i];
		text_check_from(checker, k->file, &k->from);
		text_check_reference(checker, k->file, k->place, &checker->slugs,
		                     "the slug of a platform", k->platform);
		if (i >= MOST_KERNELS)
			problem(checker, k->file, k->place, "at most 64 kernels", k->id);
		for (size_t before = 0; before < i; before++)
			if (!strcmp(text->kernels[before].id, k->id) ||
			    !strcmp(text->kernels[before].platform, k->platform))
				problem(checker, k->file, k->place,
				        "another kernel of another platform", k->id);
	}
}

static uint64_t all_kernels(const struct compat_text *text)
{
	return text->kernel_count >= MOST_KERNELS ? ~0ULL
	                                          : (1ULL << text->kernel_count) - 1;
}

static const struct text_driver *find_driver(const struct compat_text *text,
                                             const char *name)
{
	size_t low = 0, high = text->driver_count;
	while (low < high) {
		size_t middle = (low + high) / 2;
		int order = strcmp(name, text->drivers[middle].name);
		if (!order)
			return &text->drivers[middle];
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}

static void check_driver_rows(struct text_checker *checker)
{
	const struct compat_text *text = checker->text;
	for (size_t i = 0; i < text->driver_count; i++) {
		const struct text_driver *d = &text->drivers[i];
		if (d->kernels & ~all_kernels(text))
			problem(checker, d->file, d->place, "kernels of kernels.tsv only",
			        d->name);
		if (i && strcmp(d[-1].name, d->name) >= 0)
			problem(checker, d->file, d->place,
			        "each driver once, in the order of bytes", d->name);
	}
}

static void check_patterns(struct text_checker *checker,
                           const struct text_driver_row *rows, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const struct text_driver_row *r = &rows[i];
		const struct text_driver *d = find_driver(checker->text, r->driver);
		int order = i && rows[i - 1].file == r->file
		                    ? strcmp(rows[i - 1].text, r->text)
		                    : -1;
		if (!order)
			order = strcmp(rows[i - 1].driver, r->driver);
		if (order >= 0)
			problem(checker, r->file, r->place,
			        "each row once, in the order of bytes", r->text);
		if (!d)
			problem(checker, r->file, r->place, "a driver of drivers.tsv",
			        r->driver);
		else if (r->kernels & ~d->kernels)
			problem(checker, r->file, r->place,
			        "only kernels that have the driver", r->text);
	}
}

/* In order, so that a row is there once: rows of a driver by platform and pattern. */
static void check_supports(struct text_checker *checker)
{
	const struct compat_text *text = checker->text;
	for (size_t i = 0; i < text->support_count; i++) {
		const struct text_support_row *r = &text->supports[i];
		text_check_from(checker, r->file, &r->from);
		text_check_reference(checker, r->file, r->place, &checker->slugs,
		                     "the slug of a platform", r->platform);
		int order = i ? strcmp(r[-1].driver, r->driver) : -1;
		if (!order)
			order = strcmp(r[-1].pattern ? r[-1].pattern : "",
			               r->pattern ? r->pattern : "");
		if (!order)
			order = strcmp(r[-1].platform, r->platform);
		if (order >= 0)
			problem(checker, r->file, r->place,
			        "each row once, in the order of bytes", r->driver);
	}
}

static void check_packages(struct text_checker *checker)
{
	const struct compat_text *text = checker->text;
	for (size_t i = 0; i < text->firmware_package_count; i++) {
		const struct text_firmware_package *r = &text->firmware_packages[i];
		text_check_from(checker, r->file, &r->from);
		if (r->kernels & ~all_kernels(text))
			problem(checker, r->file, r->place, "kernels of kernels.tsv only",
			        r->name);
		int order = i ? strcmp(r[-1].name, r->name) : -1;
		if (!order)
			order = strcmp(r[-1].package, r->package);
		if (!order)
			order = strcmp(r[-1].area, r->area);
		if (order >= 0)
			problem(checker, r->file, r->place,
			        "each row once, in the order of bytes", r->name);
	}
}

void text_check_drivers(struct text_checker *checker)
{
	struct compat_text *text = checker->text;
	check_kernels(checker);
	check_driver_rows(checker);
	check_patterns(checker, text->aliases, text->alias_count);
	check_patterns(checker, text->chips, text->chip_count);
	check_patterns(checker, text->firmware, text->firmware_count);
	check_supports(checker);
	check_packages(checker);
	for (size_t i = 0; i < text->no_driver_count; i++)
		text_check_from(checker, text->no_drivers[i].file,
		                &text->no_drivers[i].from);
	for (size_t i = 0; i < text->claim_count; i++) {
		const struct text_device_rule *c = &text->claims[i];
		text_check_from(checker, c->file, &c->from);
		if (text->driver_count && !find_driver(text, c->subject))
			problem(checker, c->file, c->place, "a driver of drivers.tsv",
			        c->subject);
	}
}
