/* SPDX-License-Identifier: GPL-3.0-or-later
 * Probe sound.
 * Reads: sysfs class/sound, /proc/asound/pcm, descriptors of USB sound devices
 * Makes: facts of audio; microphone speaker headset
 * Needs: nothing. No device is opened
 * Spec:  see sound.h */
#include "probes/sound.h"

#include "probes/parts.h"
#include "probes/table.h"
#include "probes/usb.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CARDS   "sys/class/sound"
#define STREAMS "proc/asound/pcm"

static struct sound_card *card_of(struct sound_list *list, unsigned number)
{
	for (size_t i = 0; i < list->n; i++)
		if (list->items[i].number == number)
			return &list->items[i];
	return NULL;
}

static void gather_card(struct probe_context *ctx, struct sound_list *list,
                        const struct root_dir *cards, const char *name)
{
	unsigned number;
	char end;
	struct root_dir dir;
	if (sscanf(name, "card%3u%c", &number, &end) != 1 || list->n == SOUND_CARDS_MAX)
		return;
	struct sound_card *card = &list->items[list->n++];
	*card = (struct sound_card){.number = number};
	if (root_dir_open(ctx->root, cards, name, &dir)) {
		root_dir_string(&dir, "id", card->id, sizeof(card->id));
		place_read(&card->place, ctx->scan, &dir, "/sound/card");
	}
	root_dir_close(&dir);
}

/* The driver knows better than the firmware, and who uses the machine better than both.
 */
static void gather_pins(const struct root_dir *dir, struct sound_codec *codec)
{
	static const char *const files[] = {"init_pin_configs", "driver_pin_configs",
	                                    "user_pin_configs"};
	for (size_t i = 0; i < sizeof(files) / sizeof(*files); i++) {
		char bytes[4096];
		ssize_t n = root_dir_read(dir, files[i], bytes, sizeof(bytes));
		if (n > 0)
			hda_read_pins(&codec->pins, bytes, (size_t)n);
		codec->told = codec->told || n > 0;
	}
}

static void gather_codec(struct sound_list *list, const struct root_dir *cards,
                         const char *name)
{
	unsigned number, address;
	char end, vendor[48] = "", chip[48] = "";
	struct root_dir dir;
	if (sscanf(name, "hwC%3uD%3u%c", &number, &address, &end) != 2)
		return;
	struct sound_card *card = card_of(list, number);
	if (!card || card->codec_count == SOUND_CODECS_MAX)
		return;
	if (root_dir_open(cards->root, cards, name, &dir) &&
	    root_dir_string(&dir, "chip_name", chip, sizeof(chip))) {
		struct sound_codec *codec = &card->codecs[card->codec_count++];
		*codec = (struct sound_codec){.address = address};
		root_dir_string(&dir, "vendor_name", vendor, sizeof(vendor));
		snprintf(codec->name, sizeof(codec->name), "%s%s%s", vendor,
		         *vendor ? " " : "", chip);
		gather_pins(&dir, codec);
	}
	root_dir_close(&dir);
}

/* "pcmC0D0p": a stream of playback; "c": of capture. */
static void count_stream(struct sound_list *list, const char *name)
{
	unsigned number, device;
	char way, end;
	if (sscanf(name, "pcmC%3uD%3u%c%c", &number, &device, &way, &end) != 3)
		return;
	struct sound_card *card = card_of(list, number);
	if (card && way == 'p')
		card->playback++;
	if (card && way == 'c')
		card->capture++;
}

static void gather_cards(struct probe_context *ctx, struct sound_list *list)
{
	struct root_dir cards;
	size_t n = 0;
	ssize_t size;
	struct arena *arena = &ctx->scan->arena;
	/* A kernel without sound has no such class. */
	char **names = root_dir_open(ctx->root, NULL, CARDS, &cards)
	                       ? root_dir_names(&cards, arena, &n)
	                       : NULL;
	size_t most = n < SOUND_CARDS_MAX ? n : SOUND_CARDS_MAX;
	list->items = arena_room(arena, most * sizeof(*list->items));
	for (size_t i = 0; i < n; i++)
		gather_card(ctx, list, &cards, names[i]);
	for (size_t i = 0; i < n; i++) {
		gather_codec(list, &cards, names[i]);
		count_stream(list, names[i]);
	}
	root_dir_close(&cards);
	char *streams =
	        list->n ? root_read_all(ctx->root, STREAMS, SOUND_PCM_MAX, arena, &size)
	                : NULL;
	if (streams && size > 0)
		sound_read_streams(list, streams, (size_t)size);
}

static void gather_usb(struct probe_context *ctx, struct sound_list *list)
{
	const struct component_list *usb = &ctx->scan->kinds[KIND_usb];
	struct arena *arena = &ctx->scan->arena;
	list->usb = arena_alloc(arena, (usb->n + 1) * sizeof(*list->usb));
	for (size_t i = 0; i < usb->n; i++) {
		const struct usb_raw *device =
		        ctx->usb ? usb_find(ctx->usb, usb->items[i]->key) : NULL;
		if (!parts_has_interface(usb->items[i], "0101"))
			continue;
		struct sound_usb *raw = &list->usb[list->usb_count++];
		*raw = (struct sound_usb){.device = usb->items[i]->key};
		if (device && device->bytes)
			uac_read(&raw->uac, device->bytes, device->size);
	}
}

void probe_sound_run(struct probe_context *ctx, struct probe_outcome *outcome)
{
	struct sound_list list = {.failed = place_no_classes(ctx->root)};
	(void)outcome;
	gather_cards(ctx, &list);
	gather_usb(ctx, &list);
	sound_map(ctx->scan, &list);
}
