/* SPDX-License-Identifier: GPL-3.0-or-later
 * Probe card_reader.
 * Reads: sysfs class/mmc_host, class/memstick_host, places of removable drives; what
 *        probes pci, usb and block found
 * Makes: card_reader
 * Needs: nothing
 * Spec:  see card_reader.h */
#include "probes/card_reader.h"

#include "probes/table.h"

#include <stdio.h>
#include <string.h>

static void gather_host(struct probe_context *ctx, struct card_slots *slots,
                        const struct root_dir *class, const char *name, const char *mark)
{
	char card[256];
	struct root_dir dir;
	struct card_slot *slot = &slots->items[slots->n++];
	*slot = (struct card_slot){.model = NULL};
	if (!root_dir_open(ctx->root, class, name, &dir)) {
		root_dir_close(&dir);
		return;
	}
	place_read(&slot->place, ctx->scan, &dir, mark);
	size_t n = 0;
	char **names = root_dir_names(&dir, &ctx->scan->arena, &n);
	for (size_t i = 0; i < n; i++) {
		size_t length = strlen(name);
		/* "mmc0:59b4" is a card in mmc0. */
		if (strncmp(names[i], name, length) != 0 || names[i][length] != ':')
			continue;
		snprintf(card, sizeof(card), "%.200s/type", names[i]);
		root_dir_string(&dir, card, slot->card, sizeof(slot->card));
	}
	root_dir_close(&dir);
}

static void gather_hosts(struct probe_context *ctx, struct card_slots *slots,
                         const char *class, const char *mark)
{
	struct root_dir hosts;
	size_t n = 0;
	char **names = root_dir_open(ctx->root, NULL, class, &hosts)
	                       ? root_dir_names(&hosts, &ctx->scan->arena, &n)
	                       : NULL;
	struct card_slot *items =
	        arena_alloc(&ctx->scan->arena, (slots->n + n + 1) * sizeof(*items));
	if (slots->n)
		memcpy(items, slots->items, slots->n * sizeof(*items));
	slots->items = items;
	for (size_t i = 0; i < n; i++)
		gather_host(ctx, slots, &hosts, names[i], mark);
	root_dir_close(&hosts);
}

/* A drive's own device is not among its facts when it is on USB. */
static void gather_drives(struct probe_context *ctx, struct card_slots *slots)
{
	const struct component_list *drives = &ctx->scan->kinds[KIND_removable_disk];
	struct card_slot *items = arena_alloc(
	        &ctx->scan->arena, (slots->n + drives->n + 1) * sizeof(*items));
	if (slots->n)
		memcpy(items, slots->items, slots->n * sizeof(*items));
	slots->items = items;
	for (size_t i = 0; i < drives->n; i++) {
		const struct component *drive = drives->items[i];
		const struct value *model = fact_value(drive, FACT_removable_disk_model);
		char path[320];
		struct root_dir dir;
		if (!model)
			continue;
		struct card_slot *slot = &slots->items[slots->n++];
		*slot = (struct card_slot){.model = model->text};
		snprintf(path, sizeof(path), "sys/class/block/%.200s", drive->key);
		if (root_dir_open(ctx->root, NULL, path, &dir))
			place_read(&slot->place, ctx->scan, &dir, "/host");
		root_dir_close(&dir);
	}
}

void probe_card_reader_run(struct probe_context *ctx, struct probe_outcome *outcome)
{
	struct card_slots slots = {.failed = place_no_classes(ctx->root)};
	(void)outcome;
	gather_hosts(ctx, &slots, "sys/class/mmc_host", "/mmc_host/");
	gather_hosts(ctx, &slots, "sys/class/memstick_host", "/memstick_host/");
	gather_drives(ctx, &slots);
	card_reader_map(ctx->scan, &slots);
}
