/* SPDX-License-Identifier: GPL-3.0-or-later
 * Reads drivers/NAME.tsv: kernels, their drivers, aliases and firmware, and what is known
 * beyond them. */
#include "base/text.h"
#include "compat/driver_words.h"
#include "compat/lexer.h"
#include "compat/text.h"
#include "compat/tsv.h"

#include <stdlib.h>
#include <string.h>

const char *const driver_file_columns[DRIVER_FILE_COUNT][TSV_FIELDS] = {
        [DRIVER_FILE_kernels] = {"kernel", "platform", "package", "version", "date",
                                 "source", NULL},
        [DRIVER_FILE_drivers] = {"driver", "kernels", "built_in", NULL},
        [DRIVER_FILE_firmware] = {"file", "driver", "kernels", NULL},
        [DRIVER_FILE_no_driver] = {"pattern", "effect", "reason", "source", NULL},
        [DRIVER_FILE_claims] = {"driver", "effect", "reason", "source", NULL},
        [DRIVER_FILE_support] = {"driver", "pattern", "platform", "effect", "source",
                                 NULL},
        [DRIVER_FILE_firmware_packages] = {"file", "package", "area", "kernels", "source",
                                           NULL},
        [DRIVER_FILE_chips] = {"pattern", "driver", "kernels", NULL},
        [DRIVER_FILE_aliases] = {"pattern", "driver", "kernels", NULL},
};

static struct place place_of(const struct tsv *tsv, int field)
{
	return (struct place){tsv->line, tsv->column[field]};
}

static bool wanted(struct tsv *tsv, int field, const char *what)
{
	const char *text = tsv->fields[field];
	return *text || tsv_problem(tsv, field, "expected %s, found nothing", what);
}

static bool read_source(struct tsv *tsv, int field, struct text_from *from)
{
	*from = (struct text_from){.source = tsv->fields[field],
	                           .place = place_of(tsv, field)};
	return text_is_id(from->source) ||
	       tsv_problem(tsv, field, "expected the id of a source, found %s",
	                   *from->source ? text_shown(tsv->arena, from->source)
	                                 : "nothing");
}

/* A set of kernels: hexadecimal, small letters, without zeros before. */
static bool read_set(struct tsv *tsv, int field, bool empty, uint64_t *set)
{
	const char *text = tsv->fields[field];
	size_t n = strlen(text);
	*set = 0;
	for (size_t i = 0; i < n && n <= 16; i++) {
		const char *digits = "0123456789abcdef", *d = strchr(digits, text[i]);
		if (!d || (!i && *d == '0'))
			break;
		*set = *set << 4 | (uint64_t)(d - digits);
		if (i + 1 == n)
			return true;
	}
	return (empty && !n) ||
	       tsv_problem(tsv, field, "expected a set of kernels as 1f, found %s",
	                   n ? text_shown(tsv->arena, text) : "nothing");
}

static void read_kernel(struct compat_text *text, struct tsv *tsv)
{
	struct text_kernel k = {.id = tsv->fields[0],
	                        .platform = tsv->fields[1],
	                        .package = tsv->fields[2],
	                        .version = tsv->fields[3],
	                        .file = tsv->file,
	                        .place = place_of(tsv, 0)};
	bool good = text_is_id(k.id) ||
	            tsv_problem(tsv, 0, "expected the id of a kernel, found %s",
	                        *k.id ? text_shown(tsv->arena, k.id) : "nothing");
	good = wanted(tsv, 1, "the slug of a platform") && good;
	good = wanted(tsv, 2, "the name of a package") && good;
	good = wanted(tsv, 3, "the version of a package") && good;
	if (!date_parse(tsv->fields[4], strlen(tsv->fields[4]), &k.day))
		good = tsv_problem(tsv, 4, "expected a day as YYYY-MM-DD, found %s",
		                   text_shown(tsv->arena, tsv->fields[4]));
	if (!read_source(tsv, 5, &k.from) || !good)
		return;
	text->kernels = memory_room(text->kernels, text->kernel_count, &text->kernel_room,
	                            sizeof(*text->kernels));
	text->kernels[text->kernel_count++] = k;
}

static void read_driver(struct compat_text *text, struct tsv *tsv)
{
	struct text_driver d = {
	        .name = tsv->fields[0], .file = tsv->file, .place = place_of(tsv, 0)};
	bool good = wanted(tsv, 0, "the name of a driver");
	good = read_set(tsv, 1, false, &d.kernels) && good;
	good = read_set(tsv, 2, true, &d.built_in) && good;
	if (good && (d.built_in & ~d.kernels))
		good = tsv_problem(tsv, 2,
		                   "expected kernels that have the driver, "
		                   "found others");
	if (!good)
		return;
	text->drivers = memory_room(text->drivers, text->driver_count, &text->driver_room,
	                            sizeof(*text->drivers));
	text->drivers[text->driver_count++] = d;
}

/* A list of the text that rows of files, patterns or chips go to. */
struct row_list {
	struct text_driver_row **items;
	size_t *n, *room;
};

static struct row_list row_list(struct compat_text *text, enum driver_file which)
{
	if (which == DRIVER_FILE_firmware)
		return (struct row_list){&text->firmware, &text->firmware_count,
		                         &text->firmware_room};
	if (which == DRIVER_FILE_chips)
		return (struct row_list){&text->chips, &text->chip_count,
		                         &text->chip_room};
	return (struct row_list){&text->aliases, &text->alias_count, &text->alias_room};
}

static void read_row(struct compat_text *text, struct tsv *tsv, enum driver_file which)
{
	bool firmware = which == DRIVER_FILE_firmware;
	struct text_driver_row row = {.text = tsv->fields[0],
	                              .driver = tsv->fields[1],
	                              .file = tsv->file,
	                              .place = place_of(tsv, 0)};
	bool good = wanted(tsv, 0, firmware ? "the name of a file" : "a pattern");
	good = wanted(tsv, 1, "the name of a driver") && good;
	good = read_set(tsv, 2, false, &row.kernels) && good;
	if (!good)
		return;
	struct row_list list = row_list(text, which);
	*list.items = memory_room(*list.items, *list.n, list.room, sizeof(row));
	(*list.items)[(*list.n)++] = row;
}

static bool effect_is_known(struct tsv *tsv, int field, enum driver_file which)
{
	struct buf words = BUF_EMPTY;
	bool known = false;
	for (int i = 0; i < DRIVER_EFFECT_COUNT; i++) {
		const struct driver_effect_row *row = driver_effect_row(i);
		if (row->file != which)
			continue;
		known = known || !strcmp(row->name, tsv->fields[field]);
		buf_format(&words, "%s%s", words.n ? " or " : "", row->name);
	}
	if (!known)
		tsv_problem(tsv, field, "expected %s, found %s", words.text,
		            text_shown(tsv->arena, tsv->fields[field]));
	buf_done(&words);
	return known;
}

static void read_rule(struct compat_text *text, struct tsv *tsv, enum driver_file which)
{
	bool claim = which == DRIVER_FILE_claims;
	struct text_device_rule rule = {.subject = tsv->fields[0],
	                                .effect = tsv->fields[1],
	                                .reason = tsv->fields[2],
	                                .file = tsv->file,
	                                .place = place_of(tsv, 0)};
	bool good = wanted(tsv, 0, claim ? "the name of a driver" : "a pattern");
	good = effect_is_known(tsv, 1, which) && good;
	good = wanted(tsv, 2, "a reason") && good;
	good = read_source(tsv, 3, &rule.from) && good;
	if (!good)
		return;
	struct text_device_rule **items = claim ? &text->claims : &text->no_drivers;
	size_t *n = claim ? &text->claim_count : &text->no_driver_count;
	*items =
	        memory_room(*items, *n, claim ? &text->claim_room : &text->no_driver_room,
	                    sizeof(rule));
	(*items)[(*n)++] = rule;
}

static void read_support(struct compat_text *text, struct tsv *tsv)
{
	struct text_support_row row = {.driver = tsv->fields[0],
	                               .pattern = *tsv->fields[1] ? tsv->fields[1] : NULL,
	                               .platform = tsv->fields[2],
	                               .effect = tsv->fields[3],
	                               .file = tsv->file,
	                               .place = place_of(tsv, 0)};
	bool good = wanted(tsv, 0, "the name of a driver");
	good = wanted(tsv, 2, "the slug of a platform") && good;
	good = effect_is_known(tsv, 3, DRIVER_FILE_support) && good;
	if (!row.pattern && !strcmp(row.effect, "program"))
		good = wanted(tsv, 1, "the pattern of devices that the program drives");
	good = read_source(tsv, 4, &row.from) && good;
	if (!good)
		return;
	text->supports = memory_room(text->supports, text->support_count,
	                             &text->support_room, sizeof(row));
	text->supports[text->support_count++] = row;
}

static void read_package(struct compat_text *text, struct tsv *tsv)
{
	struct text_firmware_package row = {.name = tsv->fields[0],
	                                    .package = tsv->fields[1],
	                                    .area = tsv->fields[2],
	                                    .file = tsv->file,
	                                    .place = place_of(tsv, 0)};
	bool good = wanted(tsv, 0, "the name of a file");
	good = wanted(tsv, 1, "the name of a package") && good;
	good = wanted(tsv, 2, "the area of the archive") && good;
	good = read_set(tsv, 3, false, &row.kernels) && good;
	good = read_source(tsv, 4, &row.from) && good;
	if (!good)
		return;
	text->firmware_packages =
	        memory_room(text->firmware_packages, text->firmware_package_count,
	                    &text->firmware_package_room, sizeof(row));
	text->firmware_packages[text->firmware_package_count++] = row;
}

void compat_text_read_drivers(struct compat_text *text, const char *bytes, size_t n,
                              const char *name, const char *file)
{
	struct tsv tsv = {.arena = &text->arena,
	                  .problems = text->problems,
	                  .file = arena_string(&text->problems->arena, file)};
	enum driver_file which = driver_file_of(name);
	if (!tsv_open(&tsv, bytes, n, driver_file_columns[which]))
		return;
	while (tsv_next(&tsv))
		switch (which) {
		case DRIVER_FILE_kernels:
			read_kernel(text, &tsv);
			break;
		case DRIVER_FILE_drivers:
			read_driver(text, &tsv);
			break;
		case DRIVER_FILE_no_driver:
		case DRIVER_FILE_claims:
			read_rule(text, &tsv, which);
			break;
		case DRIVER_FILE_support:
			read_support(text, &tsv);
			break;
		case DRIVER_FILE_firmware_packages:
			read_package(text, &tsv);
			break;
		default:
			read_row(text, &tsv, which);
		}
}
