/* SPDX-License-Identifier: GPL-3.0-or-later
 * Sound: pins of codecs, terminals of USB, cards, and the microphones that follow. */
#include "probes/sound.h"

#include "descriptors_made.h"
#include "probe_made.h"
#include "probes/table.h"

#define RATE(n) WORD((n)&0xffff), (uint8_t)((n) >> 16)

/* ---- pins ---- */

Test(sound, pins_of_a_notebook)
{
	/* As an ALC256 of a notebook has them: a digital microphone, loudspeakers, a pin
	 * that leads nowhere, headphones, a socket for a microphone, and HDMI. */
	static const struct {
		uint32_t config;
		enum hda_place place;
		enum sound_use use;
		bool digital;
	} pins[] = {
	        {0x90a60130, HDA_BUILT_IN, SOUND_MICROPHONE, true},
	        {0x90170110, HDA_BUILT_IN, SOUND_SPEAKER, false},
	        {0x411111f0, HDA_NOWHERE, SOUND_SPEAKER, false},
	        {0x03211020, HDA_SOCKET, SOUND_HEADPHONES, false},
	        {0x03a11030, HDA_SOCKET, SOUND_MICROPHONE, false},
	        {0x18560010, HDA_SOCKET, SOUND_HDMI, true},
	        {0x185600f0, HDA_SOCKET, SOUND_HDMI, true},
	        {0x01452130, HDA_SOCKET, SOUND_DIGITAL_OUT, false},
	        {0x02a19040, HDA_SOCKET, SOUND_MICROPHONE, false},
	        {0x19a30140, HDA_DOUBTFUL, SOUND_MICROPHONE, false},
	        {0xd5a30130, HDA_BUILT_IN, SOUND_MICROPHONE, false},
	        {0x90a60100, HDA_DOUBTFUL, SOUND_MICROPHONE, true},
	        {0x95a701f0, HDA_DOUBTFUL, SOUND_MICROPHONE, false},
	        {0x044511f0, HDA_DOUBTFUL, SOUND_DIGITAL_OUT, false},
	        {0x40f001f0, HDA_NOWHERE, SOUND_USES, false},
	};
	for (size_t i = 0; i < sizeof(pins) / sizeof(*pins); i++) {
		cr_assert_eq(hda_place(pins[i].config), pins[i].place, "%08x",
		             pins[i].config);
		cr_assert_eq(hda_use(pins[i].config), pins[i].use, "%08x",
		             pins[i].config);
		cr_assert_eq(hda_is_digital(pins[i].config), pins[i].digital, "%08x",
		             pins[i].config);
	}
}

Test(sound, pins_are_read_line_by_line_and_overridden)
{
	static const char first[] = "0x12 0x90a60130\n0x14 0x90170110\nnonsense\n0x19";
	static const char second[] = "0x14 0x411111f0\n0x1b 0x0321101f\n";
	struct hda_pins pins = {.n = 0};
	hda_read_pins(&pins, first, strlen(first));
	hda_read_pins(&pins, second, strlen(second));
	cr_assert_eq(pins.n, 3);
	cr_assert_eq(pins.items[0].config, 0x90a60130);
	cr_assert_eq(pins.items[1].node, 0x14);
	cr_assert_eq(pins.items[1].config, 0x411111f0);
	cr_assert_eq(pins.items[2].config, 0x0321101f);
}

/* ---- a card in a tree ---- */

#define CARD "sys/devices/pci0000:00/0000:00:1f.3/sound/card0/"

static void make_card(const char *init, const char *driver)
{
	tree_make();
	tree_text(CARD "id", "PCH\n");
	tree_text(CARD "pcmC0D0p/uevent", "");
	tree_text(CARD "hwC0D2/chip_name", "ALC256\n");
	tree_text(CARD "hwC0D2/vendor_name", "Realtek\n");
	if (init)
		tree_text(CARD "hwC0D2/init_pin_configs", init);
	if (driver)
		tree_text(CARD "hwC0D2/driver_pin_configs", driver);
	tree_link("sys/class/sound/card0",
	          "../../devices/pci0000:00/0000:00:1f.3/sound/card0");
	tree_link("sys/class/sound/hwC0D2",
	          "../../devices/pci0000:00/0000:00:1f.3/sound/card0/hwC0D2");
	tree_link("sys/class/sound/pcmC0D0p",
	          "../../devices/pci0000:00/0000:00:1f.3/sound/card0/pcmC0D0p");
	tree_link("sys/class/sound/pcmC0D0c",
	          "../../devices/pci0000:00/0000:00:1f.3/sound/card0/pcmC0D0c");
}

/* The probe with a sound controller that an earlier one found. */
static void with_controller(struct probe_context *ctx, struct probe_outcome *outcome)
{
	scan_add(ctx->scan, KIND_pci, "0000:00:1f.3");
	scan_add(ctx->scan, KIND_audio, "0000:00:1f.3");
	probe_sound_run(ctx, outcome);
}

static const char *partial(const struct made *m, enum kind_id kind)
{
	const char *why = m->scan->kinds[kind].partial;
	return why ? why : "complete";
}

Test(sound, a_notebook_has_what_is_fixed_and_not_what_may_be_plugged_in)
{
	struct made m;
	make_card("0x12 0x90a60130\n0x14 0x90170110\n0x21 0x03211020\n0x19 0x03a11030\n",
	          NULL);
	tree_scan(&m, with_controller);
	tree_remove();
	cr_assert_str_eq(made_fact(&m, "0000:00:1f.3", FACT_audio_card), "\"PCH\"");
	cr_assert_str_eq(made_fact(&m, "0000:00:1f.3", FACT_audio_codecs),
	                 "(\"Realtek ALC256\")");
	cr_assert_str_eq(made_fact(&m, "0000:00:1f.3", FACT_audio_inputs),
	                 "(microphone)");
	cr_assert_str_eq(made_fact(&m, "0000:00:1f.3", FACT_audio_outputs),
	                 "(speaker, headphones)");
	cr_assert_str_eq(made_fact(&m, "0000:00:1f.3", FACT_audio_sockets),
	                 "(microphone, headphones)");
	cr_assert_eq(m.scan->kinds[KIND_microphone].n, 1);
	cr_assert_str_eq(made_fact(&m, "0000:00:1f.3/2/18", FACT_microphone_place),
	                 "internal");
	cr_assert_str_eq(made_fact(&m, "0000:00:1f.3/2/18", FACT_microphone_connection),
	                 "digital");
	cr_assert_eq(m.scan->kinds[KIND_speaker].n, 1);
	cr_assert(strstr(partial(&m, KIND_microphone), "in a socket"));
	made_done(&m);
}

Test(sound, the_driver_knows_better_than_the_firmware)
{
	struct made m;
	make_card("0x12 0x90a60130\n0x14 0x90170110\n", "0x12 0x411111f0\n");
	tree_scan(&m, with_controller);
	tree_remove();
	cr_assert_eq(m.scan->kinds[KIND_microphone].n, 0);
	cr_assert_str_eq(partial(&m, KIND_microphone), "complete");
	made_done(&m);
}

Test(sound, a_pin_that_may_lead_to_nothing_leaves_the_list_open_and_is_no_end)
{
	struct made m;
	make_card("0x1e 0x95a701f0\n0x20 0x044511f0\n0x14 0x90170110\n", NULL);
	tree_scan(&m, with_controller);
	tree_remove();
	cr_assert_eq(m.scan->kinds[KIND_microphone].n, 0);
	cr_assert(strstr(partial(&m, KIND_microphone), "may lead inside"));
	cr_assert_str_eq(made_fact(&m, "0000:00:1f.3", FACT_audio_outputs), "(speaker)");
	cr_assert_str_eq(made_fact(&m, "0000:00:1f.3", FACT_audio_sockets), "()");
	made_done(&m);
}

Test(sound, pins_that_are_not_told_leave_the_list_of_microphones_open)
{
	struct made m;
	make_card(NULL, NULL);
	tree_scan(&m, with_controller);
	tree_remove();
	cr_assert_str_eq(made_fact(&m, "0000:00:1f.3", FACT_audio_inputs),
	                 "unreadable: its driver does not tell");
	cr_assert(strstr(partial(&m, KIND_microphone), "inputs of a sound card"));
	made_done(&m);
}

Test(sound, a_stream_of_digital_microphones_is_a_microphone)
{
	struct made m;
	make_card("0x14 0x90170110\n", NULL);
	tree_text("proc/asound/pcm", "00-00: HDA Analog (*) :  : playback 1 : capture 1\n"
	                             "00-06: DMIC (*) :  : capture 1\n");
	tree_scan(&m, with_controller);
	tree_remove();
	cr_assert_str_eq(made_fact(&m, "0000:00:1f.3/dmic", FACT_microphone_connection),
	                 "digital");
	made_done(&m);
}

/* A coprocessor for sound is of no class of sound: its card tells. */
static void with_coprocessor(struct probe_context *ctx, struct probe_outcome *outcome)
{
	scan_add(ctx->scan, KIND_pci, "0000:00:1f.3");
	probe_sound_run(ctx, outcome);
}

Test(sound, a_card_of_a_function_of_another_class_is_found_by_its_card)
{
	struct made m;
	make_card("0x14 0x90170110\n", NULL);
	tree_scan(&m, with_coprocessor);
	tree_remove();
	cr_assert_str_eq(made_fact(&m, "0000:00:1f.3", FACT_audio_address),
	                 "\"0000:00:1f.3\"");
	cr_assert_str_eq(made_fact(&m, "0000:00:1f.3", FACT_audio_driver),
	                 "unreadable: the kernel does not tell");
	made_done(&m);
}

Test(sound, a_controller_without_a_card_may_hide_a_microphone)
{
	struct made m;
	tree_make();
	tree_text("sys/class/net/lo/uevent", "");
	tree_scan(&m, with_controller);
	tree_remove();
	cr_assert_str_eq(made_fact(&m, "0000:00:1f.3", FACT_audio_card), "absent");
	cr_assert(strstr(partial(&m, KIND_microphone), "no sound card"));
	made_done(&m);
}

Test(sound, a_machine_without_sound_has_no_microphone)
{
	struct made m;
	tree_make();
	tree_text("sys/class/net/lo/uevent", "");
	tree_scan(&m, probe_sound_run);
	tree_remove();
	cr_assert(m.scan->kinds[KIND_microphone].mentioned);
	cr_assert_str_eq(partial(&m, KIND_microphone), "complete");
	made_done(&m);
}

Test(sound, a_recording_without_classes_tells_nothing)
{
	struct made m;
	tree_make();
	tree_scan(&m, probe_sound_run);
	tree_remove();
	cr_assert_str_eq(partial(&m, KIND_microphone), "the recording has no sys/class");
	cr_assert_str_eq(partial(&m, KIND_audio), "the recording has no sys/class");
	made_done(&m);
}

/* ---- USB ---- */

static void add_control(struct made_bytes *m)
{
	ADD(m, 0x04, 0, 0, 0, 0x01, 0x01, 0, 0);
}

static void add_input(struct made_bytes *m, unsigned type)
{
	ADD(m, 0x24, 0x02, 1, WORD(type), 0, 1, WORD(0), 0, 0);
}

static void add_output(struct made_bytes *m, unsigned type)
{
	ADD(m, 0x24, 0x03, 2, WORD(type), 0, 1, 0);
}

/* A stream with two rates, to the host or from it. */
static void add_stream(struct made_bytes *m, uint8_t endpoint, unsigned rate)
{
	ADD(m, 0x04, 1, 1, 1, 0x01, 0x02, 0, 0);
	ADD(m, 0x24, 0x01, 2, 1, WORD(1));
	ADD(m, 0x24, 0x02, 1, 1, 2, 16, 2, RATE(8000), RATE(rate));
	ADD(m, 0x05, endpoint, 0x05, WORD(96), 1, 0, 0);
}

/* A device with these interfaces beside its sound, as facts. */
static void map_device(struct made *m, const struct made_bytes *bytes,
                       const char *interface, const char *removable)
{
	struct sound_usb raw = {.device = "1-2"};
	struct sound_list list = {.usb = &raw, .usb_count = 1};
	m->scan = scan_new();
	struct component *usb = scan_add(m->scan, KIND_usb, "1-2");
	fact_add_word(m->scan, usb, FACT_usb_interfaces, "010100");
	if (interface)
		fact_add_word(m->scan, usb, FACT_usb_interfaces, interface);
	fact_set_string(m->scan, usb, FACT_usb_removable, removable);
	scan_add(m->scan, KIND_audio, "1-2");
	uac_read(&raw.uac, bytes->bytes, bytes->n);
	sound_map(m->scan, &list);
}

Test(sound, a_headset_on_usb)
{
	struct made_bytes bytes = {.n = 0};
	struct made m;
	add_control(&bytes);
	add_input(&bytes, 0x0101); /* from the host */
	add_output(&bytes, 0x0402);
	add_input(&bytes, 0x0402);
	add_output(&bytes, 0x0101);
	add_stream(&bytes, 0x01, 96000);
	add_stream(&bytes, 0x82, 16000);
	map_device(&m, &bytes, NULL, "removable");
	cr_assert_str_eq(made_fact(&m, "1-2", FACT_headset_connection), "usb");
	cr_assert_str_eq(made_fact(&m, "1-2", FACT_microphone_place), "external");
	cr_assert_str_eq(made_fact(&m, "1-2", FACT_microphone_sample_rate), "16000 Hz");
	cr_assert_str_eq(made_fact(&m, "1-2", FACT_audio_inputs), "(microphone)");
	cr_assert_str_eq(made_fact(&m, "1-2", FACT_audio_outputs), "(headphones)");
	cr_assert_str_eq(partial(&m, KIND_microphone), "complete");
	made_done(&m);
}

Test(sound, an_adapter_with_sockets_is_not_taken_for_a_microphone)
{
	struct made_bytes bytes = {.n = 0};
	struct made m;
	add_control(&bytes);
	add_output(&bytes, 0x0301);
	add_input(&bytes, 0x0201);
	map_device(&m, &bytes, NULL, "removable");
	cr_assert_eq(m.scan->kinds[KIND_microphone].n, 0);
	cr_assert(strstr(partial(&m, KIND_microphone), "not told whether one is there"));
	made_done(&m);
}

Test(sound, microphones_that_tell_themselves_apart)
{
	/* What else the device is, a word of its own for it, or nothing but an input. */
	static const struct {
		const char *interface;
		unsigned input, output;
	} devices[] = {{"0e0100", 0x0201, 0x0301},
	               {NULL, 0x0205, 0x0301},
	               {NULL, 0x0405, 0x0405},
	               {NULL, 0x0201, 0}};
	for (size_t i = 0; i < sizeof(devices) / sizeof(*devices); i++) {
		struct made_bytes bytes = {.n = 0};
		struct made m;
		add_control(&bytes);
		add_input(&bytes, devices[i].input);
		if (devices[i].output)
			add_output(&bytes, devices[i].output);
		map_device(&m, &bytes, devices[i].interface, "fixed");
		cr_assert_str_eq(made_fact(&m, "1-2", FACT_microphone_place), "internal",
		                 "%zu", i);
		made_done(&m);
	}
}

Test(sound, where_the_firmware_does_not_tell_the_place_is_unreadable)
{
	struct made_bytes bytes = {.n = 0};
	struct made m;
	add_control(&bytes);
	add_input(&bytes, 0x0201);
	map_device(&m, &bytes, NULL, "unknown");
	cr_assert(strstr(made_fact(&m, "1-2", FACT_microphone_place), "unreadable"));
	made_done(&m);
}

Test(sound, descriptors_that_are_cut_short_are_left_out)
{
	struct made_bytes m = {.n = 0};
	add_control(&m);
	add_input(&m, 0x0201);
	for (size_t n = 0; n <= m.n; n++) {
		struct uac uac;
		uint8_t *bytes = memory_get(n + 1);
		memcpy(bytes, m.bytes, n);
		uac_read(&uac, bytes, n);
		cr_assert_eq(uac.terminals, n == m.n, "%zu", n);
		free(bytes);
	}
	struct uac uac;
	m.bytes[9] = 5; /* its own length leaves its type out */
	uac_read(&uac, m.bytes, 14);
	cr_assert_eq(uac.terminals, 0);
}
