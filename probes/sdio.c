/* SPDX-License-Identifier: GPL-3.0-or-later
 * Probe sdio.
 * Reads: sysfs bus/sdio/devices: uevent, driver
 * Makes: sdio
 * Needs: nothing
 * Spec:  SDIO Simplified Specification 3.00, sections 6.9 and 16.6 (class codes);
 *        kernel Documentation/driver-api/mmc */
#include "probes/sdio.h"

#include "probes/table.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#define DEVICES "sys/bus/sdio/devices"

/* Of other functions the codes say nothing that a technician would ask for. */
static const struct {
	const char *code, *word;
} classes[] = {
        {"01", "uart"},   {"02", "bluetooth"}, {"03", "bluetooth"}, {"04", "gps"},
        {"05", "camera"}, {"07", "wifi"},      {"08", "ata"},
};

/* `digits` hexadecimal digits behind the mark, in small letters. */
static bool take(const char **at, char mark, int digits, char text[8])
{
	if (**at != mark)
		return false;
	for (int i = 0; i < digits; i++) {
		unsigned char c = (unsigned char)(*at)[1 + i];
		if (!isxdigit(c))
			return false;
		text[i] = (char)tolower(c);
	}
	text[digits] = '\0';
	*at += 1 + digits;
	return true;
}

/* "sdio:c00v02D0dA9A6" */
static void map_alias(struct scan *scan, struct component *c, const char *alias)
{
	static const char start[] = "sdio:";
	char class[8], vendor[8], device[8];
	const char *at = alias + strlen(start);
	if (strncmp(alias, start, strlen(start)) != 0 || !take(&at, 'c', 2, class) ||
	    !take(&at, 'v', 4, vendor) || !take(&at, 'd', 4, device) || *at) {
		static const enum fact_id facts[] = {
		        FACT_sdio_class_code, FACT_sdio_vendor_id, FACT_sdio_device_id,
		        FACT_sdio_class};
		for (size_t i = 0; i < sizeof(facts) / sizeof(*facts); i++)
			fact_set_unreadable(scan, c, facts[i],
			                    "the kernel does not tell its alias", NULL);
		return;
	}
	fact_set_string(scan, c, FACT_sdio_class_code, class);
	fact_set_string(scan, c, FACT_sdio_vendor_id, vendor);
	fact_set_string(scan, c, FACT_sdio_device_id, device);
	const char *word = "other";
	for (size_t i = 0; i < sizeof(classes) / sizeof(*classes); i++)
		if (!strcmp(classes[i].code, class))
			word = classes[i].word;
	fact_set_string(scan, c, FACT_sdio_class, word);
}

void sdio_map(struct scan *scan, const struct sdio_list *list)
{
	scan_mention(scan, KIND_sdio);
	if (list->failed)
		scan_partial(scan, KIND_sdio, list->failed);
	for (size_t i = 0; i < list->n; i++) {
		const struct sdio_raw *raw = &list->items[i];
		struct component *c = scan_add(scan, KIND_sdio, raw->name);
		map_alias(scan, c, raw->modalias);
		if (*raw->modalias)
			fact_set_string(scan, c, FACT_sdio_modalias, raw->modalias);
		else
			fact_set_unreadable(scan, c, FACT_sdio_modalias,
			                    "the kernel does not tell its alias", NULL);
		if (*raw->driver)
			fact_set_string(scan, c, FACT_sdio_driver, raw->driver);
		else
			fact_set_absent(scan, c, FACT_sdio_driver);
	}
}

void probe_sdio_run(struct probe_context *ctx, struct probe_outcome *outcome)
{
	struct arena *arena = &ctx->scan->arena;
	struct sdio_list list = {0};
	struct root_dir devices, dir;
	size_t n = 0;
	(void)outcome;
	/* A kernel without a slot for cards has no such bus. */
	char **names = root_dir_open(ctx->root, NULL, DEVICES, &devices)
	                       ? root_dir_names(&devices, arena, &n)
	                       : NULL;
	list.items = arena_alloc(arena, (n + 1) * sizeof(*list.items));
	for (size_t i = 0; i < n; i++) {
		struct sdio_raw *raw = &list.items[list.n++];
		*raw = (struct sdio_raw){.name = names[i]};
		if (root_dir_open(ctx->root, &devices, names[i], &dir)) {
			root_dir_uevent(&dir, "MODALIAS", raw->modalias,
			                sizeof(raw->modalias));
			root_dir_link(&dir, "driver", raw->driver, sizeof(raw->driver));
		} else {
			list.failed = "an SDIO function could not be opened";
		}
		root_dir_close(&dir);
	}
	root_dir_close(&devices);
	sdio_map(ctx->scan, &list);
}
