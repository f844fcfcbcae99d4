/* SPDX-License-Identifier: GPL-3.0-or-later
 * The drivers of an alias, kernel by kernel. */
#include "report/compat_report.h"

#include "base/json.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

static const char *claim_words(enum alias_claim claim)
{
	static const char *const words[] = {
	        [CLAIM_all] = "claims any device",
	        [CLAIM_class] = "by class",
	        [CLAIM_vendor] = "by maker",
	        [CLAIM_device] = "by model",
	};
	return words[claim];
}

static const char *clean(const struct compat_match *match, struct buf *text)
{
	buf_clear(text);
	text_clean(text, match->alias, strlen(match->alias));
	return text->text;
}

/* The platforms whose makers say something of the driver with this device: the row of the
 * device before that of the whole driver. The next such row from *at on, or NULL. */
static const struct compat_driver_support *next_support(const struct compat_match *match,
                                                        const char *driver, size_t *at)
{
	const struct compat_driver_supports *all = &match->supports;
	while (*at < all->n) {
		const struct compat_driver_support *row = &all->items[(*at)++];
		bool said = strcmp(row->driver, driver) != 0 ||
		            !compat_support_fits(row, match->alias, driver);
		for (size_t i = 0; i + 1 < *at && !said; i++)
			said = !strcmp(all->items[i].platform, row->platform) &&
			       !strcmp(all->items[i].driver, driver) &&
			       compat_support_fits(&all->items[i], match->alias, driver);
		if (!said)
			return row;
	}
	return NULL;
}

static const char *effect_words(const struct compat_driver_support *row)
{
	return row->effect == DRIVER_EFFECT_removed ? "removed" : "unmaintained";
}

/* "; removed in rhel-9, rhel-10" */
static void put_support(const struct compat_match *match, const char *driver,
                        const char *between, struct buf *out)
{
	const struct compat_driver_support *row;
	for (size_t at = 0; (row = next_support(match, driver, &at));) {
		buf_format(out, "%s%s in %s", *between ? "; " : "", effect_words(row),
		           row->platform);
		between = ", ";
	}
}

/* The next platform from *at on with a program that drives the device, or NULL. */
static const struct compat_driver_support *next_program(const struct compat_match *match,
                                                        size_t *at)
{
	const struct compat_driver_supports *all = &match->supports;
	while (*at < all->n) {
		const struct compat_driver_support *row = &all->items[(*at)++];
		if (row->effect == DRIVER_EFFECT_program &&
		    compat_support_fits(row, match->alias, NULL))
			return row;
	}
	return NULL;
}

/* "package libfprint-2-2 drives it: debian-12, debian-13" */
static void put_programs(const struct compat_match *match, struct buf *out)
{
	const struct compat_driver_support *row, *before = NULL;
	for (size_t at = 0; (row = next_program(match, &at)); before = row)
		if (before && !strcmp(before->driver, row->driver))
			buf_format(out, ", %s", row->platform);
		else
			buf_format(out, "%spackage %s drives it: %s", before ? "; " : "",
			           row->driver, row->platform);
}

/* One line a driver: the alias, the driver, its claim, the kernels. */
void compat_match_text(const struct compat_match *match, struct buf *out)
{
	struct buf alias = BUF_EMPTY;
	clean(match, &alias);
	for (size_t i = 0; i < match->drivers.n; i++) {
		const struct alias_hit *hit = &match->drivers.hits[i];
		buf_format(out, "%s\t%s\t%s\t", alias.text, hit->driver,
		           claim_words(hit->claim));
		const char *between = "";
		for (size_t k = 0; k < match->kernels.n; k++)
			if (hit->kernels >> k & 1) {
				buf_format(out, "%s%s%s%s", between,
				           match->kernels.items[k].id,
				           hit->built_in >> k & 1 ? " (built in)" : "",
				           hit->named && !(hit->named >> k & 1)
				                   ? " (not by model)"
				                   : "");
				between = ", ";
			}
		put_support(match, hit->driver, between, out);
		buf_add_char(out, '\n');
	}
	if (!match->drivers.n) {
		buf_format(out, "%s\tno driver\t%s\t", alias.text,
		           match->no_driver ? match->no_driver->reason : "");
		put_programs(match, out);
		buf_add_char(out, '\n');
	}
	buf_done(&alias);
}

static json_t *hit_json(const struct compat_match *match, const struct alias_hit *hit)
{
	static const char *const words[] = {"all", "class", "vendor", "device"};
	json_t *object = json_object(), *kernels = json_array(), *inside = json_array(),
	       *named = json_array();
	json_put_text(object, "driver", hit->driver);
	json_put_text(object, "claim", words[hit->claim]);
	for (size_t k = 0; k < match->kernels.n; k++) {
		json_t *id = json_string(match->kernels.items[k].id);
		if (hit->kernels >> k & 1)
			json_array_append(hit->built_in >> k & 1 ? inside : kernels, id);
		if (hit->kernels & hit->named & 1ULL << k)
			json_array_append(named, id);
		json_decref(id);
	}
	json_put(object, "kernels", kernels);
	json_put(object, "built_in", inside);
	json_put(object, "by_model", named);
	const struct compat_driver_support *row;
	json_t *supports = json_array();
	for (size_t at = 0; (row = next_support(match, hit->driver, &at));) {
		json_t *said = json_object();
		json_put_text(said, "platform", row->platform);
		json_put_text(said, "effect", effect_words(row));
		json_put_text(said, "source", row->source->id);
		json_array_append_new(supports, said);
	}
	if (json_array_size(supports))
		json_put(object, "support", supports);
	else
		json_decref(supports);
	return object;
}

static void put_programs_json(const struct compat_match *match, json_t *object)
{
	const struct compat_driver_support *row;
	json_t *programs = json_array();
	for (size_t at = 0; (row = next_program(match, &at));) {
		json_t *said = json_object();
		json_put_text(said, "package", row->driver);
		json_put_text(said, "platform", row->platform);
		json_put_text(said, "source", row->source->id);
		json_array_append_new(programs, said);
	}
	if (json_array_size(programs))
		json_put(object, "programs", programs);
	else
		json_decref(programs);
}

void compat_match_json(const struct compat_match *match, struct buf *out)
{
	struct buf alias = BUF_EMPTY;
	json_t *object = json_object(), *drivers = json_array();
	json_put_text(object, "alias", clean(match, &alias));
	for (size_t i = 0; i < match->drivers.n; i++)
		json_array_append_new(drivers, hit_json(match, &match->drivers.hits[i]));
	json_put(object, "drivers", drivers);
	if (match->no_driver)
		json_put_text(object, "no_driver", match->no_driver->reason);
	put_programs_json(match, object);
	char *line = json_dumps(object, JSON_COMPACT);
	buf_add_string(out, line);
	buf_add_char(out, '\n');
	free(line);
	json_decref(object);
	buf_done(&alias);
}
