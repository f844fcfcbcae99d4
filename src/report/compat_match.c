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
				buf_format(out, "%s%s%s", between,
				           match->kernels.items[k].id,
				           hit->built_in >> k & 1 ? " (built in)" : "");
				between = ", ";
			}
		buf_add_char(out, '\n');
	}
	if (!match->drivers.n)
		buf_format(out, "%s\tno driver\t%s\t\n", alias.text,
		           match->no_driver ? match->no_driver->reason : "");
	buf_done(&alias);
}

static json_t *hit_json(const struct compat_match *match, const struct alias_hit *hit)
{
	static const char *const words[] = {"all", "class", "vendor", "device"};
	json_t *object = json_object(), *kernels = json_array(), *inside = json_array();
	json_put_text(object, "driver", hit->driver);
	json_put_text(object, "claim", words[hit->claim]);
	for (size_t k = 0; k < match->kernels.n; k++) {
		json_t *id = json_string(match->kernels.items[k].id);
		if (hit->kernels >> k & 1)
			json_array_append(hit->built_in >> k & 1 ? inside : kernels, id);
		json_decref(id);
	}
	json_put(object, "kernels", kernels);
	json_put(object, "built_in", inside);
	return object;
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
	char *line = json_dumps(object, JSON_COMPACT);
	buf_add_string(out, line);
	buf_add_char(out, '\n');
	free(line);
	json_decref(object);
	buf_done(&alias);
}
