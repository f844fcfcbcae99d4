/* SPDX-License-Identifier: GPL-3.0-or-later
 * Probe parts.
 * Reads: strings of USB interfaces and descriptors of cameras in sysfs, udev's word on
 *        MTP, scanners and fingerprint readers, what probes pci and usb found
 * Makes: printer scanner smartcard_reader fingerprint_reader camera bluetooth audio phone
 * Needs: nothing. No device is opened or asked
 * Spec:  usb.org, "Defined Class Codes"; see uvc.h */
#include "probes/parts.h"

#include "probes/table.h"
#include "probes/udev_data.h"

#include <stdio.h>
#include <string.h>

#define DEVICES "sys/bus/usb/devices"

static bool is_set(const struct udev_property *p, const char *name, const char *value)
{
	return p->name_size == strlen(name) && !memcmp(p->name, name, p->name_size) &&
	       p->value_size == strlen(value) && !memcmp(p->value, value, p->value_size);
}

/* What the rules of libmtp and SANE and the list of fingerprint readers that systemd
 * takes from libfprint say of a device. That list alone keeps devices from persisting. */
static void read_udev(struct probe_context *ctx, const struct root_dir *devices,
                      struct parts_strings *s, bool *mtp)
{
	char path[320], number[32], bytes[8192];
	struct udev_property p;
	size_t at = 0;
	bool suspends = false, forgets = false;
	*mtp = false;
	snprintf(path, sizeof(path), "%.200s/dev", s->device);
	if (!root_dir_string(devices, path, number, sizeof(number)))
		return;
	snprintf(path, sizeof(path), "run/udev/data/c%s", number);
	ssize_t n = root_read(ctx->root, path, bytes, sizeof(bytes));
	while (n > 0 && udev_data_next(bytes, (size_t)n, &at, &p)) {
		*mtp = *mtp || is_set(&p, "ID_MTP_DEVICE", "1");
		s->scanner = s->scanner || is_set(&p, "libsane_matched", "yes");
		suspends = suspends || is_set(&p, "ID_AUTOSUSPEND", "1");
		forgets = forgets || is_set(&p, "ID_PERSIST", "0");
	}
	s->fingerprint = suspends && forgets;
}

/* Strings of the interfaces NAME:… of a device. */
static void read_strings(struct probe_context *ctx, const struct root_dir *devices,
                         char **names, size_t n, struct parts_strings *s)
{
	struct buf text = BUF_EMPTY;
	size_t length = strlen(s->device);
	bool mtp;
	for (size_t i = 0; i < n; i++) {
		char path[320], string[256];
		if (strncmp(names[i], s->device, length) != 0 || names[i][length] != ':')
			continue;
		snprintf(path, sizeof(path), "%.200s/interface", names[i]);
		if (root_dir_string(devices, path, string, sizeof(string)))
			buf_format(&text, "%s%s", text.n ? " " : "", string);
	}
	read_udev(ctx, devices, s, &mtp);
	if (mtp)
		buf_add_string(&text, text.n ? " MTP" : "MTP");
	s->text = text.n ? arena_copy(&ctx->scan->arena, text.text, text.n) : NULL;
	buf_done(&text);
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
			read_strings(ctx, &devices, names, n, s);
			if (video)
				read_video(ctx, usb->items[i], &s->video);
			count += s->text || video || s->scanner || s->fingerprint;
		}
	}
	root_dir_close(&devices);
	parts_map(ctx->scan, strings, count);
}
