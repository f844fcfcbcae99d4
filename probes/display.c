/* SPDX-License-Identifier: GPL-3.0-or-later
 * Probe display.
 * Reads: sysfs class/drm: status and edid of each connector, the device of its card
 * Makes: display
 * Needs: nothing. The kernel keeps the EDID that it read when the display was plugged in;
 *        no display is asked
 * Spec:  kernel Documentation/ABI/testing/sysfs-class-drm; EDID in probes/edid.h */
#include "probes/display.h"

#include "probes/edid.h"
#include "probes/table.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>

#define DRM "sys/class/drm"

/* "DP-1" of "card0-DP-1", "" of "card0"; NULL of what is no card. */
static const char *connector_of(const char *name)
{
	if (strncmp(name, "card", 4) != 0 || !isdigit((unsigned char)name[4]))
		return NULL;
	name += 4 + strspn(name + 4, "0123456789");
	return *name == '-' ? name + 1 : *name ? NULL : name;
}

static const char *read_link(struct scan *scan, const struct root_dir *dir,
                             const char *name)
{
	char text[256];
	return root_dir_link(dir, name, text, sizeof(text))
	               ? arena_string(&scan->arena, text)
	               : NULL;
}

static void gather_connector(struct scan *scan, const struct root_dir *dir,
                             struct display_raw *raw)
{
	char text[64], path[600];
	ssize_t n;
	if (root_dir_string(dir, "status", text, sizeof(text)))
		raw->status = arena_string(&scan->arena, text);
	raw->gpu = read_link(scan, dir, "device/device");
	/* Nothing is plugged in: the file is empty. */
	if (raw->status && !strcmp(raw->status, "disconnected"))
		return;
	snprintf(path, sizeof(path), "%s/edid", dir->path);
	char *bytes = root_read_all(dir->root, path, EDID_MAX, &scan->arena, &n);
	if (bytes && n > 0) {
		raw->edid = (const uint8_t *)bytes;
		raw->edid_size = (size_t)n;
	} else if (n < 0) {
		raw->error = (int)-n;
	}
}

static void gather(struct scan *scan, const struct root *root, struct display_list *list)
{
	struct root_dir drm, dir;
	if (!root_dir_open(root, NULL, DRM, &drm)) {
		root_dir_close(&drm);
		return;
	}
	size_t n;
	char **names = root_dir_names(&drm, &scan->arena, &n);
	list->items = arena_alloc(&scan->arena, (n + 1) * sizeof(*list->items));
	list->cards = arena_alloc(&scan->arena, (n + 1) * sizeof(*list->cards));
	for (size_t i = 0; i < n; i++) {
		const char *connector = connector_of(names[i]);
		if (!connector)
			continue;
		if (!root_dir_open(root, &drm, names[i], &dir)) {
			list->failed = "a connector could not be opened";
		} else if (!*connector) {
			const char *card = read_link(scan, &dir, "device");
			list->cards[list->card_count++] = card ? card : names[i];
		} else {
			struct display_raw *raw = &list->items[list->n++];
			raw->name = names[i];
			raw->connector = connector;
			gather_connector(scan, &dir, raw);
		}
		root_dir_close(&dir);
	}
	root_dir_close(&drm);
}

void probe_display_run(struct probe_context *ctx, struct probe_outcome *outcome)
{
	struct display_list list = {0};
	(void)outcome;
	gather(ctx->scan, ctx->root, &list);
	display_map(ctx->scan, &list);
}
