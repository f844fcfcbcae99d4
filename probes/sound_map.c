/* SPDX-License-Identifier: GPL-3.0-or-later
 * Sound controllers, microphones, loudspeakers and headsets as facts. Pure. */
#include "base/text.h"
#include "probes/parts.h"
#include "probes/sound.h"

#include <stdlib.h>
#include <string.h>

enum {
	INPUTS = 1u << SOUND_MICROPHONE | 1u << SOUND_LINE_IN | 1u << SOUND_DIGITAL_IN,
};

static const char *const words[SOUND_USES] = {
        [SOUND_MICROPHONE] = "microphone",   [SOUND_LINE_IN] = "line_in",
        [SOUND_DIGITAL_IN] = "digital_in",   [SOUND_SPEAKER] = "speaker",
        [SOUND_HEADPHONES] = "headphones",   [SOUND_LINE_OUT] = "line_out",
        [SOUND_DIGITAL_OUT] = "digital_out", [SOUND_HDMI] = "hdmi",
};

static void set_uses(struct scan *scan, struct component *c, enum fact_id fact,
                     unsigned uses)
{
	fact_set_list(scan, c, fact);
	for (size_t i = 0; i < SOUND_USES; i++)
		if (uses & 1u << i)
			fact_add_word(scan, c, fact, words[i]);
}

/* What leads in and out may come from several codecs: HDMI has one of its own. */
static void set_ends(struct scan *scan, struct component *c, unsigned uses)
{
	set_uses(scan, c, FACT_audio_inputs, uses & INPUTS);
	set_uses(scan, c, FACT_audio_outputs, uses & ~(unsigned)INPUTS);
}

static void set_ends_unreadable(struct scan *scan, struct component *c, const char *why)
{
	static const enum fact_id facts[] = {FACT_audio_inputs, FACT_audio_outputs,
	                                     FACT_audio_sockets};
	for (size_t i = 0; i < sizeof(facts) / sizeof(*facts); i++)
		fact_set_unreadable(scan, c, facts[i], why, "look at it");
}

/* ---- on the board ---- */

static void add_microphone(struct scan *scan, const char *key, bool digital)
{
	static const enum fact_id unknown[] = {
	        FACT_microphone_vendor, FACT_microphone_model, FACT_microphone_serial};
	struct component *c = scan_add(scan, KIND_microphone, key);
	for (size_t i = 0; i < sizeof(unknown) / sizeof(*unknown); i++)
		fact_set_unreadable(scan, c, unknown[i],
		                    "a microphone on the board does not tell", NULL);
	fact_set_string(scan, c, FACT_microphone_place, "internal");
	fact_set_string(scan, c, FACT_microphone_connection,
	                digital ? "digital" : "analog");
	fact_set_unreadable(scan, c, FACT_microphone_sample_rate, "only its driver knows",
	                    NULL);
}

static void add_speaker(struct scan *scan, const char *key)
{
	struct component *c = scan_add(scan, KIND_speaker, key);
	fact_set_string(scan, c, FACT_speaker_place, "internal");
}

/* What the firmware says of the pins of one codec. Returns what leads anywhere; *sockets
 * gets what is a socket. */
static unsigned map_pins(struct scan *scan, const char *controller,
                         const struct sound_codec *codec, unsigned *sockets)
{
	unsigned all = 0;
	for (size_t i = 0; i < codec->pins.n; i++) {
		const struct hda_pin *pin = &codec->pins.items[i];
		enum hda_place place = hda_place(pin->config);
		enum sound_use use = hda_use(pin->config);
		if (place == HDA_NOWHERE || use == SOUND_USES)
			continue;
		if (place != HDA_DOUBTFUL)
			all |= 1u << use;
		if (place == HDA_SOCKET)
			*sockets |= 1u << use;
		const char *key = arena_format(&scan->arena, "%s/%u/%u", controller,
		                               codec->address, pin->node);
		if (place == HDA_BUILT_IN && use == SOUND_MICROPHONE)
			add_microphone(scan, key, hda_is_digital(pin->config));
		if (place == HDA_BUILT_IN && use == SOUND_SPEAKER)
			add_speaker(scan, key);
		if (place == HDA_DOUBTFUL && use == SOUND_MICROPHONE)
			scan_partial(scan, KIND_microphone,
			             "an input for a microphone may lead inside, and it "
			             "is not told whether one is there; look at it");
	}
	return all;
}

static void map_codecs(struct scan *scan, struct component *audio,
                       const struct sound_card *card)
{
	unsigned all = 0, sockets = 0;
	bool told = card->codec_count > 0;
	if (!told)
		fact_set_unreadable(scan, audio, FACT_audio_codecs,
		                    "its driver does not tell", NULL);
	else
		fact_set_list(scan, audio, FACT_audio_codecs);
	for (size_t i = 0; i < card->codec_count; i++) {
		const struct sound_codec *codec = &card->codecs[i];
		if (*codec->name)
			fact_add_word(scan, audio, FACT_audio_codecs, codec->name);
		all |= map_pins(scan, card->place.device, codec, &sockets);
		told = told && codec->told;
	}
	if (!told) {
		set_ends_unreadable(scan, audio, "its driver does not tell");
		return;
	}
	set_ends(scan, audio, all);
	set_uses(scan, audio, FACT_audio_sockets, sockets);
	if (sockets & 1u << SOUND_MICROPHONE)
		scan_partial(scan, KIND_microphone,
		             "a microphone may be in a socket of the machine, which does "
		             "not tell; look at it");
}

/* ---- USB ---- */

static void set_usb_place(struct scan *scan, struct component *c, enum fact_id fact,
                          const struct component *usb)
{
	const struct value *removable = usb ? fact_value(usb, FACT_usb_removable) : NULL;
	const char *text = removable ? removable->text : "";
	if (!strcmp(text, "fixed") || !strcmp(text, "removable"))
		fact_set_string(scan, c, fact, *text == 'f' ? "internal" : "external");
	else
		fact_set_unreadable(scan, c, fact,
		                    "the firmware does not tell whether it is built in",
		                    "look at it");
}

static void set_usb_serial(struct scan *scan, struct component *c, enum fact_id fact,
                           const struct component *usb)
{
	const struct value *serial = usb ? fact_value(usb, FACT_usb_serial) : NULL;
	fact_set_string(scan, c, fact, serial ? serial->text : NULL);
}

static void add_usb_microphone(struct scan *scan, const struct component *usb,
                               const struct uac *uac)
{
	struct component *c = scan_add(scan, KIND_microphone, usb->key);
	fact_set_string(scan, c, FACT_microphone_address, usb->key);
	fact_set_string(scan, c, FACT_microphone_connection, "usb");
	set_usb_serial(scan, c, FACT_microphone_serial, usb);
	set_usb_place(scan, c, FACT_microphone_place, usb);
	if (uac->sample_rate)
		fact_set_integer(scan, c, FACT_microphone_sample_rate, uac->sample_rate);
	else
		fact_set_unreadable(scan, c, FACT_microphone_sample_rate,
		                    "its descriptors do not tell", NULL);
}

/* An adapter with sockets calls its input "microphone", too, whether one is plugged in or
 * not; what has no output, a name of its own for it, or a camera, is no such adapter. */
static bool is_microphone(const struct component *usb, const struct uac *uac)
{
	return uac->microphone || uac->headset || uac->handset || uac->speakerphone ||
	       !(uac->uses & ~(unsigned)INPUTS) || parts_has_interface(usb, "0e");
}

static void map_usb(struct scan *scan, const struct sound_usb *raw)
{
	const struct uac *uac = &raw->uac;
	const struct component *usb = scan_find(scan, KIND_usb, raw->device);
	struct component *audio = scan_find(scan, KIND_audio, raw->device);
	if (!usb || !audio)
		return;
	if (!uac->terminals) {
		set_ends_unreadable(scan, audio, "its descriptors do not tell");
		scan_partial(scan, KIND_microphone,
		             "the descriptors of a USB sound device tell no terminals");
		return;
	}
	set_ends(scan, audio, uac->uses);
	fact_set_unreadable(scan, audio, FACT_audio_sockets,
	                    "its descriptors do not tell what is a socket", "look at it");
	if (uac->headset) {
		struct component *c = scan_add(scan, KIND_headset, usb->key);
		fact_set_string(scan, c, FACT_headset_address, usb->key);
		fact_set_string(scan, c, FACT_headset_connection, "usb");
		set_usb_serial(scan, c, FACT_headset_serial, usb);
	}
	if (!(uac->uses & 1u << SOUND_MICROPHONE))
		return;
	if (is_microphone(usb, uac))
		add_usb_microphone(scan, usb, uac);
	else
		scan_partial(
		        scan, KIND_microphone,
		        "a USB sound device has an input for a microphone, and it is "
		        "not told whether one is there; look at it");
}

/* ---- cards ---- */

/* Without one there were no card. */
static void set_driver(struct scan *scan, struct component *c,
                       const struct sound_card *card)
{
	if (*card->place.driver)
		fact_set_string(scan, c, FACT_audio_driver, card->place.driver);
	else
		fact_set_unreadable(scan, c, FACT_audio_driver,
		                    "the kernel does not tell", NULL);
}

/* A card of another bus, or of a function that is of no class of sound, has no component
 * yet. */
static struct component *audio_of(struct scan *scan, const struct sound_card *card)
{
	struct component *c = scan_find(scan, KIND_audio, card->place.device);
	if (c)
		return c;
	c = scan_add(scan, KIND_audio,
	             *card->place.device
	                     ? card->place.device
	                     : arena_format(&scan->arena, "card%u", card->number));
	bool known = scan_find(scan, KIND_pci, card->place.device) ||
	             scan_find(scan, KIND_usb, card->place.device);
	fact_set_string(scan, c, FACT_audio_address, known ? card->place.device : NULL);
	set_driver(scan, c, card);
	return c;
}

static void map_card(struct scan *scan, const struct sound_card *card)
{
	/* Buttons for the volume make a card, too: one without a stream. */
	if (!card->playback && !card->capture)
		return;
	struct component *audio = audio_of(scan, card);
	bool usb = scan_find(scan, KIND_usb, card->place.device);
	if (*card->id)
		fact_set_string(scan, audio, FACT_audio_card, card->id);
	else
		fact_set_unreadable(scan, audio, FACT_audio_card,
		                    "the kernel does not tell", NULL);
	if (card->digital_microphone)
		add_microphone(scan,
		               arena_format(&scan->arena, "%s/dmic", card->place.device),
		               true);
	if (usb)
		set_driver(scan, audio, card);
	else
		map_codecs(scan, audio, card);
	if (!usb && !fact_value(audio, FACT_audio_inputs) && card->capture)
		scan_partial(
		        scan, KIND_microphone,
		        "what is at the inputs of a sound card is not told; look at it");
}

/* A controller that made no card has no driver, or one that gave up. */
static void map_silent(struct scan *scan, struct component *audio)
{
	if (fact_get(audio, FACT_audio_card))
		return;
	fact_set_absent(scan, audio, FACT_audio_card);
	if (!fact_get(audio, FACT_audio_inputs))
		set_ends_unreadable(scan, audio, "it has no sound card");
	if (!scan_find(scan, KIND_usb, audio->key))
		scan_partial(scan, KIND_microphone,
		             "a sound controller has no sound card; see to its driver");
}

void sound_map(struct scan *scan, const struct sound_list *list)
{
	const struct component_list *audio = &scan->kinds[KIND_audio];
	scan_mention(scan, KIND_audio);
	scan_mention(scan, KIND_microphone);
	scan_mention(scan, KIND_speaker);
	scan_mention(scan, KIND_headset);
	scan_partial(scan, KIND_speaker, "what is plugged into sockets does not tell");
	scan_partial(scan, KIND_headset,
	             "only headsets on USB are looked for; in a socket or over Bluetooth "
	             "they do not show themselves");
	if (list->failed) {
		scan_partial(scan, KIND_audio, list->failed);
		scan_partial(scan, KIND_microphone, list->failed);
	}
	if (audio->partial)
		scan_partial(scan, KIND_microphone, audio->partial);
	for (size_t i = 0; i < list->usb_count; i++)
		map_usb(scan, &list->usb[i]);
	for (size_t i = 0; i < list->n; i++)
		map_card(scan, &list->items[i]);
	for (size_t i = 0; i < audio->n; i++)
		map_silent(scan, audio->items[i]);
}
