/* SPDX-License-Identifier: GPL-3.0-or-later
 * Sound: cards of ALSA, codecs of HD Audio and their pins, terminals of USB audio, and
 * the microphones, loudspeakers and headsets that follow. Reading and mapping are pure
 * and take bytes from strangers.
 * Spec: Intel, High Definition Audio Specification 1.0a, 7.3.3.31 (configuration
 * default); USB Device Class Definition for Audio Devices 1.0, 4.3.2, 4.5.3, and for
 * Terminal Types 1.0, 2.1 to 2.6; kernel Documentation/sound/hd-audio/notes.rst */
#ifndef HWFIT_SOUND_H
#define HWFIT_SOUND_H

#include "facts/scan.h"
#include "probes/place.h"
#include "probes/root.h"

enum {
	SOUND_CARDS_MAX = 32, /* as many as the kernel has */
	SOUND_CODECS_MAX = 16,
	SOUND_PINS_MAX = 64,
	SOUND_PCM_MAX = 65536, /* bytes of /proc/asound/pcm */
};

/* What sound goes in or out by; the order is that of the lists. */
enum sound_use {
	SOUND_MICROPHONE,
	SOUND_LINE_IN,
	SOUND_DIGITAL_IN,
	SOUND_SPEAKER,
	SOUND_HEADPHONES,
	SOUND_LINE_OUT,
	SOUND_DIGITAL_OUT,
	SOUND_HDMI, /* and DisplayPort */
	SOUND_USES,
};

/* ---- HD Audio ---- */

struct hda_pin {
	uint32_t node, config; /* configuration default as it stands */
};

struct hda_pins {
	struct hda_pin items[SOUND_PINS_MAX];
	size_t n;
};

enum hda_place {
	HDA_NOWHERE,  /* the pin leads to nothing */
	HDA_BUILT_IN, /* fixed: what it leads to is part of the machine */
	HDA_SOCKET,
	HDA_DOUBTFUL, /* a socket inside, or a group that chips have where nothing is set
	               */
};

/* Lines "0x12 0x90a60130" of init_pin_configs and the files that override it; a node that
 * is there already gets the new value. Lines that are none are passed over. */
void hda_read_pins(struct hda_pins *pins, const char *bytes, size_t n);
enum hda_place hda_place(uint32_t config);
/* SOUND_USES: none of these (a modem, an input of a CD drive …). */
enum sound_use hda_use(uint32_t config);
/* Its signal is digital at the pin. */
bool hda_is_digital(uint32_t config);

struct sound_codec {
	char name[96];    /* "Realtek ALC256"; "" when not told */
	unsigned address; /* on the bus of its controller */
	struct hda_pins pins;
	bool told; /* its pins could be read */
};

/* ---- USB audio ---- */

struct uac {
	size_t terminals;      /* to the world, not to the host */
	unsigned uses;         /* bits of enum sound_use */
	bool headset, handset; /* both ways at once */
	bool speakerphone;
	bool microphone;      /* of a kind of its own, not just "microphone" */
	uint32_t sample_rate; /* highest of its inputs, in hertz; 0: not told */
};

/* Descriptors of a device as sysfs has them. What is cut short is left out. */
void uac_read(struct uac *uac, const uint8_t *bytes, size_t n);

/* ---- cards ---- */

struct sound_card {
	unsigned number;
	char id[32]; /* "PCH" */
	struct place place;
	unsigned playback, capture; /* streams */
	bool digital_microphone;    /* a stream of its own for microphones on the board */
	struct sound_codec codecs[SOUND_CODECS_MAX];
	size_t codec_count;
};

struct sound_usb {
	const char *device; /* "1-2" */
	struct uac uac;
};

struct sound_list {
	struct sound_card *items;
	size_t n;
	struct sound_usb *usb;
	size_t usb_count;
	const char *failed; /* why cards may be missing; NULL: none is */
};

/* Streams of cards as /proc/asound/pcm lists them ("00-06: DMIC (*) :  : capture 1"):
 * marks the cards that have one of digital microphones. */
void sound_read_streams(struct sound_list *list, const char *bytes, size_t n);

/* Completes the sound controllers that the scan has, adds those of other buses, and makes
 * microphones, loudspeakers and headsets. */
void sound_map(struct scan *scan, const struct sound_list *list);

#endif
