/* SPDX-License-Identifier: GPL-3.0-or-later
 * Probe parts.
 * Reads: strings of USB interfaces and descriptors of cameras in sysfs, udev's word on
 *        MTP, what probes pci and usb found
 * Makes: printer smartcard_reader camera bluetooth audio phone
 * Needs: nothing. No device is opened or asked
 * Spec:  usb.org, "Defined Class Codes"; see uvc.h */
#include "probes/parts.h"

#include "probes/table.h"
#include "probes/udev_data.h"

#include <stdio.h>
#include <string.h>

#define DEVICES "sys/bus/usb/devices"

/* Does udev know the device for one that speaks MTP (the rules of libmtp)? */
static bool is_mtp(struct probe_context *ctx, const struct root_dir *devices,
                   const char *device)
{
	static const char name[] = "ID_MTP_DEVICE";
	char path[320], number[32], bytes[8192];
	struct udev_property p;
	size_t at = 0;
	snprintf(path, sizeof(path), "%.200s/dev", device);
	if (!root_dir_string(devices, path, number, sizeof(number)))
		return false;
	snprintf(path, sizeof(path), "run/udev/data/c%s", number);
	ssize_t n = root_read(ctx->root, path, bytes, sizeof(bytes));
	while (n > 0 && udev_data_next(bytes, (size_t)n, &at, &p))
		if (p.name_size == strlen(name) && !memcmp(p.name, name, p.name_size))
			return p.value_size == 1 && *p.value == '1';
	return false;
}

/* Strings of the interfaces NAME:… of a device. */
static const char *read_strings(struct probe_context *ctx, const struct root_dir *devices,
                                char **names, size_t n, const char *device)
{
	struct buf text = BUF_EMPTY;
	size_t length = strlen(device);
	for (size_t i = 0; i < n; i++) {
		char path[320], string[256];
		if (strncmp(names[i], device, length) != 0 || names[i][length] != ':')
			continue;
		snprintf(path, sizeof(path), "%.200s/interface", names[i]);
		if (root_dir_string(devices, path, string, sizeof(string)))
			buf_format(&text, "%s%s", text.n ? " " : "", string);
	}
	if (is_mtp(ctx, devices, device))
		buf_add_string(&text, text.n ? " MTP" : "MTP");
	const char *copy =
	        text.n ? arena_copy(&ctx->scan->arena, text.text, text.n) : NULL;
	buf_done(&text);
	return copy;
}

static void read_video(struct probe_context *ctx, const struct component *usb,
                       struct uvc_modes *video)
{
	enum { DESCRIPTORS_MAX = 65536 };
	char path[320];
	ssize_t n;
	snprintf(path, sizeof(path), DEVICES "/%.200s/descriptors", usb->key);
	char *bytes =
	        root_read_all(ctx->root, path, DESCRIPTORS_MAX, &ctx->scan->arena, &n);
	if (bytes && n > 0)
		uvc_read(video, (const uint8_t *)bytes, (size_t)n);
}

void probe_parts_run(struct probe_context *ctx, struct probe_outcome *outcome)
{
	const struct component_list *usb = &ctx->scan->kinds[KIND_usb];
	struct arena *arena = &ctx->scan->arena;
	struct parts_strings *strings =
	        arena_alloc(arena, (usb->n + 1) * sizeof(*strings));
	struct root_dir devices;
	size_t count = 0, n = 0;
	(void)outcome;
	if (root_dir_open(ctx->root, NULL, DEVICES, &devices)) {
		char **names = root_dir_names(&devices, arena, &n);
		for (size_t i = 0; i < usb->n; i++) {
			struct parts_strings *s = &strings[count];
			const char *key = usb->items[i]->key;
			bool video = parts_has_interface(usb->items[i], "0e");
			*s = (struct parts_strings){.device = key};
			s->text = read_strings(ctx, &devices, names, n, key);
			if (video)
				read_video(ctx, usb->items[i], &s->video);
			count += s->text || video;
		}
	}
	root_dir_close(&devices);
	parts_map(ctx->scan, strings, count);
}
