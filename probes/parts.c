/* SPDX-License-Identifier: GPL-3.0-or-later
 * Probe parts.
 * Reads: what probes pci and usb found; udev's word on MTP, scanners, fingerprints
 * Makes: printer scanner smartcard_reader fingerprint_reader camera bluetooth audio
 *        phone
 * Needs: nothing. No device is opened or asked
 * Spec:  usb.org, "Defined Class Codes"; see uvc.h */
#include "probes/parts.h"

#include "probes/table.h"
#include "probes/udev_data.h"
#include "probes/usb.h"

#include <stdio.h>
#include <string.h>

#define DEVICES "sys/bus/usb/devices"

static bool is_one_of(int32_t class_code, const uint8_t *classes, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (class_code >> 16 == classes[i])
			return true;
	return false;
}

/* A player speaks MTP, a scanner and a fingerprint reader their maker's language, through
 * an interface of their own: not one of sound, input, hubs, smart cards or video. */
static bool is_udevs(const struct usb_descriptors *d)
{
	static const uint8_t others[] = {0x01, 0x03, 0x09, 0x0b, 0x0e};
	for (size_t i = 0; i < d->n; i++)
		if (!is_one_of(d->interfaces[i].class_code, others, sizeof(others)))
			return true;
	return !d->n;
}

static bool has_video(const struct usb_descriptors *d)
{
	static const uint8_t video[] = {0x0e};
	for (size_t i = 0; i < d->n; i++)
		if (is_one_of(d->interfaces[i].class_code, video, sizeof(video)))
			return true;
	return false;
}

static bool is_set(const struct udev_property *p, const char *name, const char *value)
{
	return p->name_size == strlen(name) && !memcmp(p->name, name, p->name_size) &&
	       p->value_size == strlen(value) && !memcmp(p->value, value, p->value_size);
}

/* What the rules of libmtp and SANE and the list of fingerprint readers that systemd
 * takes from libfprint say of a device. That list alone keeps devices from persisting. */
static void read_udev(struct probe_context *ctx, struct parts_strings *s, bool *mtp)
{
	char path[320], number[32] = "", bytes[8192];
	struct udev_property p;
	size_t at = 0;
	bool suspends = false, forgets = false;
	snprintf(path, sizeof(path), DEVICES "/%.200s/dev", s->device);
	ssize_t n = root_read(ctx->root, path, number, sizeof(number) - 1);
	number[n > 0 ? strcspn(number, "\n") : 0] = '\0';
	/* It becomes part of a path. */
	if (!*number || number[strspn(number, "0123456789:")])
		return;
	snprintf(path, sizeof(path), "run/udev/data/c%s", number);
	n = root_read(ctx->root, path, bytes, sizeof(bytes));
	while (n > 0 && udev_data_next(bytes, (size_t)n, &at, &p)) {
		*mtp = *mtp || is_set(&p, "ID_MTP_DEVICE", "1");
		s->scanner = s->scanner || is_set(&p, "libsane_matched", "yes");
		suspends = suspends || is_set(&p, "ID_AUTOSUSPEND", "1");
		forgets = forgets || is_set(&p, "ID_PERSIST", "0");
	}
	s->fingerprint = suspends && forgets;
}

void probe_parts_run(struct probe_context *ctx, struct probe_outcome *outcome)
{
	struct arena *arena = &ctx->scan->arena;
	size_t count = 0, n = ctx->usb ? ctx->usb->n : 0;
	struct parts_strings *strings = arena_alloc(arena, (n + 1) * sizeof(*strings));
	(void)outcome;
	for (size_t i = 0; i < n; i++) {
		const struct usb_raw *raw = &ctx->usb->items[i];
		struct parts_strings *s = &strings[count];
		bool video = has_video(&raw->descriptors), mtp = false;
		*s = (struct parts_strings){.device = raw->name, .text = raw->strings};
		if (is_udevs(&raw->descriptors))
			read_udev(ctx, s, &mtp);
		if (mtp)
			s->text =
			        s->text ? arena_join(arena, s->text, " ", "MTP") : "MTP";
		if (video && raw->bytes)
			uvc_read(&s->video, raw->bytes, raw->size);
		count += s->text || video || s->scanner || s->fingerprint;
	}
	parts_map(ctx->scan, strings, count);
}
