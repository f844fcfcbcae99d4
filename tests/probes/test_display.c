/* SPDX-License-Identifier: GPL-3.0-or-later
 * Displays: EDID, whole, odd and broken, and connectors of made trees as facts. */
#include "probes/display.h"

#include "edid_made.h"
#include "probe_made.h"
#include "probes/edid.h"
#include "probes/table.h"

#define CARD "sys/class/drm/card0"

static void connect_bytes(const char *connector, const uint8_t *bytes, size_t n)
{
	char path[256];
	snprintf(path, sizeof(path), CARD "-%s/status", connector);
	tree_text(path, "connected\n");
	snprintf(path, sizeof(path), CARD "-%s/edid", connector);
	tree_bytes(path, bytes, n);
}

static const char *fact(struct made *m, enum fact_id id)
{
	return made_fact(m, "DP-1", id);
}

static void scan_bytes(struct made *m, const uint8_t *bytes, size_t n)
{
	tree_make();
	connect_bytes("DP-1", bytes, n);
	tree_scan(m, probe_display_run);
	tree_remove();
}

Test(display, base_block_as_facts)
{
	uint8_t b[MADE_BLOCK];
	struct made m;
	made_base(b);
	made_words(b, 1, 0xfc, "P2422H");
	made_words(b, 2, 0xff, "7XK2M93");
	made_words(b, 3, 0xfe, "LP140WF6");
	scan_bytes(&m, b, sizeof(b));
	cr_assert_str_eq(fact(&m, FACT_display_vendor_id), "DEL");
	cr_assert_str_eq(fact(&m, FACT_display_product_code), "a0b1");
	cr_assert_str_eq(fact(&m, FACT_display_model), "\"P2422H\"");
	cr_assert_str_eq(fact(&m, FACT_display_serial), "\"7XK2M93\"");
	cr_assert_str_eq(fact(&m, FACT_display_serial_code), "123456");
	cr_assert_str_eq(fact(&m, FACT_display_resolution), "1920x1080");
	cr_assert_str_eq(fact(&m, FACT_display_refresh), "60 Hz");
	cr_assert_str_eq(fact(&m, FACT_display_made), "2022-03-05");
	cr_assert_str_eq(fact(&m, FACT_display_year), "2022");
	cr_assert_str_eq(fact(&m, FACT_display_place), "external");
	cr_assert_str_eq(fact(&m, FACT_display_connector), "\"DP-1\"");
	const struct value *v = fact_value(scan_find(m.scan, KIND_display, "DP-1"),
	                                   FACT_display_diagonal);
	/* 527 x 296 mm, each rounded. */
	cr_assert(v && v->number.min < fixed_from_double(604.4) &&
	          v->number.max > fixed_from_double(604.5) &&
	          v->number.max - v->number.min < 2 * FIXED_ONE);
	cr_assert_eq(m.scan->note_count, 0);
	made_done(&m);
}

Test(display, number_stands_in_for_a_serial_in_words_unless_it_is_filler)
{
	static const uint8_t filler[] = {1, 1, 1, 1};
	uint8_t b[MADE_BLOCK];
	struct made m;
	made_base(b);
	scan_bytes(&m, b, sizeof(b));
	cr_assert_str_eq(fact(&m, FACT_display_serial), "\"123456\"");
	made_done(&m);
	memcpy(b + 12, filler, sizeof(filler));
	made_sum(b);
	scan_bytes(&m, b, sizeof(b));
	cr_assert_str_eq(fact(&m, FACT_display_serial), "absent");
	made_done(&m);
}

Test(display, preferred_of_edid_1_4_is_not_called_native)
{
	uint8_t b[MADE_BLOCK];
	struct made m;
	made_base(b);
	b[24] = 0x04;
	made_sum(b);
	scan_bytes(&m, b, sizeof(b));
	cr_assert_str_eq(fact(&m, FACT_display_resolution),
	                 "unreadable: its EDID names no native resolution; it prefers "
	                 "1920x1080");
	made_done(&m);
}

Test(display, native_format_of_cta_and_the_highest_rate_at_that_size)
{
	/* A video block of 1080p at 120 Hz (63) and native 1080p (16 | 128). */
	static const uint8_t cta[] = {2, 3, 7, 0, 0x42, 63, 144};
	uint8_t b[2 * MADE_BLOCK] = {0};
	struct made m;
	made_base(b);
	b[24] = 0x04;
	b[126] = 1;
	made_sum(b);
	memcpy(b + MADE_BLOCK, cta, sizeof(cta));
	made_sum(b + MADE_BLOCK);
	scan_bytes(&m, b, sizeof(b));
	cr_assert_str_eq(fact(&m, FACT_display_resolution), "1920x1080");
	cr_assert_str_eq(fact(&m, FACT_display_refresh), "60 Hz");
	cr_assert_str_eq(fact(&m, FACT_display_max_refresh), "120 Hz");
	made_done(&m);
}

Test(display, displayid_states_the_native_size_and_tenths_of_a_millimetre)
{
	/* 699.4 x 393.4 mm, 6016x3384; a name. */
	static const uint8_t id[] = {
	        0x70, 0x12, 40,   3, 0, 0x01, 0, 12,   0x52, 0x1b, 0x5e, 0x0f, 0x80,
	        0x17, 0x38, 0x0d, 0, 0, 0,    0, 0x00, 0,    15,   'A',  'P',  'P',
	        1,    2,    0,    0, 0, 0,    1, 19,   3,    'X',  'D',  'R'};
	uint8_t b[2 * MADE_BLOCK] = {0};
	struct made m;
	made_base(b);
	b[126] = 1;
	made_sum(b);
	memcpy(b + MADE_BLOCK, id, sizeof(id));
	made_sum(b + MADE_BLOCK);
	scan_bytes(&m, b, sizeof(b));
	cr_assert_str_eq(fact(&m, FACT_display_resolution), "6016x3384");
	cr_assert_str_eq(fact(&m, FACT_display_model), "\"XDR\"");
	const struct value *v = fact_value(scan_find(m.scan, KIND_display, "DP-1"),
	                                   FACT_display_diagonal);
	cr_assert(v && v->number.min > fixed_from_double(802.2) &&
	          v->number.max < fixed_from_double(802.7));
	made_done(&m);
}

Test(display, two_sizes_that_contradict_each_other_are_noted)
{
	uint8_t b[MADE_BLOCK];
	struct made m;
	made_base(b);
	b[21] = 70;
	made_sum(b);
	scan_bytes(&m, b, sizeof(b));
	cr_assert(made_noted(&m, "70 x 30 cm and 527 x 296 mm"));
	b[21] = 0; /* a ratio of sides */
	made_done(&m);
	made_sum(b);
	scan_bytes(&m, b, sizeof(b));
	cr_assert_str_eq(fact(&m, FACT_display_diagonal),
	                 "unreadable: its EDID states no size");
	made_done(&m);
}

Test(display, hostile_words_are_made_clean)
{
	uint8_t b[MADE_BLOCK];
	struct made m;
	made_base(b);
	made_words(b, 1, 0xfc, "\033[2J\xff<b>\"");
	made_words(b, 2, 0xff, "=cmd|'/c'!A0");
	made_words(b, 3, 0xfe, "\a\x9b<script>");
	scan_bytes(&m, b, sizeof(b));
	const char *facts[] = {fact(&m, FACT_display_model),
	                       fact(&m, FACT_display_serial),
	                       fact(&m, FACT_display_texts)};
	for (size_t i = 0; i < 3; i++)
		for (const char *c = facts[i]; *c; c++)
			cr_assert((unsigned char)*c >= ' ' && (unsigned char)*c < 0x7f,
			          "%s", facts[i]);
	cr_assert(strstr(facts[0], "x1b"), "%s", facts[0]);
	made_done(&m);
}

Test(display, damaged_edid_says_so)
{
	uint8_t b[MADE_BLOCK];
	struct made m;
	made_base(b);
	scan_bytes(&m, b, 100);
	cr_assert_str_eq(
	        fact(&m, FACT_display_resolution),
	        "unreadable: its EDID is damaged: it ends inside its first block");
	made_done(&m);
	b[0] = 1;
	scan_bytes(&m, b, sizeof(b));
	cr_assert_str_eq(
	        fact(&m, FACT_display_vendor),
	        "unreadable: its EDID is damaged: it does not begin as EDID 1 does");
	made_done(&m);
	made_base(b);
	b[127]++;
	scan_bytes(&m, b, sizeof(b));
	cr_assert_str_eq(fact(&m, FACT_display_resolution), "1920x1080");
	cr_assert(made_noted(&m, "checksum"));
	made_done(&m);
}

Test(display, every_length_of_an_edid_is_read_within_its_bytes)
{
	uint8_t b[2 * MADE_BLOCK];
	struct edid edid;
	made_base(b);
	b[126] = 255;
	memset(b + MADE_BLOCK, 0xff, MADE_BLOCK);
	for (int tag = 0; tag < 256; tag++)
		for (size_t n = 0; n <= sizeof(b); n += 16) {
			b[MADE_BLOCK] = (uint8_t)tag;
			uint8_t *copy = malloc(n ? n : 1);
			memcpy(copy, b, n);
			edid_read(&edid, copy, n);
			cr_assert_eq(edid.usable, n >= MADE_BLOCK);
			free(copy);
		}
}

Test(display, connectors_and_their_states)
{
	uint8_t b[MADE_BLOCK];
	struct made m;
	made_base(b);
	tree_make();
	tree_link(CARD "/device", "../../../0000:00:02.0");
	tree_link(CARD "-eDP-1/device", "../card0");
	connect_bytes("eDP-1", b, sizeof(b));
	connect_bytes("HDMI-A-1", b, 0);
	tree_text(CARD "-DP-2/status", "disconnected\n");
	tree_text("sys/class/drm/version", "drm 1.1.0\n");
	tree_text("sys/class/drm/renderD128/dev", "226:128\n");
	tree_scan(&m, probe_display_run);
	tree_remove();
	cr_assert_eq(m.scan->kinds[KIND_display].n, 2);
	cr_assert_str_eq(made_fact(&m, "eDP-1", FACT_display_place), "internal");
	cr_assert_str_eq(made_fact(&m, "eDP-1", FACT_display_gpu), "\"0000:00:02.0\"");
	cr_assert_str_eq(made_fact(&m, "HDMI-A-1", FACT_display_model),
	                 "unreadable: the display sent no EDID");
	cr_assert_null(m.scan->kinds[KIND_display].partial);
	made_done(&m);
}

Test(display, a_graphics_processor_without_connectors_leaves_the_list_partial)
{
	struct scan *scan = scan_new();
	struct display_list list = {0};
	scan_add(scan, KIND_gpu, "0000:01:00.0");
	display_map(scan, &list);
	cr_assert_str_eq(
	        scan->kinds[KIND_display].partial,
	        "the driver of graphics processor 0000:01:00.0 shows no connectors");
	scan_free(scan);
	scan = scan_new();
	scan_mention(scan, KIND_gpu);
	display_map(scan, &list);
	cr_assert_null(scan->kinds[KIND_display].partial);
	scan_free(scan);
}

Test(display, graphics_that_are_not_on_pci_leave_the_list_of_graphics_processors_partial)
{
	struct scan *scan = scan_new();
	const char *cards[] = {"0000:00:02.0", "fec00000.v3d"};
	struct display_list list = {.cards = cards, .card_count = 1};
	scan_add(scan, KIND_gpu, "0000:00:02.0");
	display_map(scan, &list);
	cr_assert_null(scan->kinds[KIND_gpu].partial);
	list.card_count = 2;
	display_map(scan, &list);
	cr_assert_str_eq(scan->kinds[KIND_gpu].partial,
	                 "graphics device fec00000.v3d is not on PCI");
	scan_free(scan);
}
