/* SPDX-License-Identifier: GPL-3.0-or-later
 * USB cameras: made descriptors, and the facts that follow. */
#include "probes/parts.h"
#include "probes/uvc.h"

#include "descriptors_made.h"
#include "probe_made.h"
#include "probes/table.h"

#define LONG(n) WORD((n)&0xffff), WORD((n) >> 16 & 0xffff)
#define RATES   LONG(1), LONG(2) /* of bits, which say nothing of pictures */

static void add_control(struct made_bytes *m, unsigned controls)
{
	ADD(m, 0x04, 0, 0, 1, 0x0e, 0x01, 0, 0);
	ADD(m, 0x24, 0x02, 1, WORD(0x0201), 0, 0, WORD(0), WORD(0), WORD(0), 3,
	    controls & 0xff, controls >> 8 & 0xff, 0);
}

static void add_streaming(struct made_bytes *m)
{
	ADD(m, 0x04, 1, 0, 1, 0x0e, 0x02, 0, 0);
}

/* Two rates, the slower first. */
static void add_mjpeg(struct made_bytes *m, unsigned width, unsigned height,
                      uint32_t slow, uint32_t fast)
{
	ADD(m, 0x24, 0x07, 1, 0, WORD(width), WORD(height), RATES, LONG(0), LONG(slow), 2,
	    LONG(slow), LONG(fast));
}

Test(uvc, sizes_and_rates_of_all_formats)
{
	struct made_bytes m = {.n = 0};
	struct uvc_modes modes;
	add_control(&m, 0);
	add_streaming(&m);
	add_mjpeg(&m, 1280, 720, 333333, 166666);
	add_mjpeg(&m, 1920, 1080, 400000, 333333);
	/* Frame based, a range from 1/60 to 1/5 */
	ADD(&m, 0x24, 0x11, 1, 0, WORD(1920), WORD(1080), RATES, LONG(333333), 0, LONG(0),
	    LONG(166667), LONG(2000000), LONG(1));
	/* A picture that stands still is larger, and no video */
	ADD(&m, 0x24, 0x03, 0, 1, WORD(4000), WORD(3000), 0);
	uvc_read(&modes, m.bytes, m.n);
	cr_assert_eq(modes.frames, 3);
	cr_assert_eq(modes.width, 1920);
	cr_assert_eq(modes.height, 1080);
	cr_assert_eq(modes.interval[UVC_1080P], 166667);
	cr_assert_eq(modes.interval[UVC_2160P], 0);
	cr_assert(modes.camera && !modes.zoom && !modes.pan_tilt);
}

Test(uvc, a_socket_that_takes_a_picture_is_no_lens)
{
	struct made_bytes m = {.n = 0};
	struct uvc_modes modes;
	ADD(&m, 0x04, 0, 0, 1, 0x0e, 0x01, 0, 0);
	ADD(&m, 0x24, 0x02, 1, WORD(0x0401), 0, 0);
	uvc_read(&modes, m.bytes, m.n);
	cr_assert(modes.connector && !modes.camera);
	m.bytes[9] = 7; /* its own length leaves its end out */
	uvc_read(&modes, m.bytes, 16);
	cr_assert_not(modes.connector);
}

Test(uvc, the_same_numbers_in_other_interfaces_are_not_video)
{
	struct made_bytes m = {.n = 0};
	struct uvc_modes modes;
	ADD(&m, 0x04, 1, 0, 1, 0x01, 0x02, 0, 0); /* sound */
	add_mjpeg(&m, 1920, 1080, 400000, 333333);
	uvc_read(&modes, m.bytes, m.n);
	cr_assert_eq(modes.frames, 0);
}

Test(uvc, descriptors_that_are_cut_short_are_left_out)
{
	struct made_bytes m = {.n = 0};
	add_control(&m, 1 << 9 | 1 << 11);
	add_streaming(&m);
	add_mjpeg(&m, 1920, 1080, 400000, 333333);
	for (size_t n = 0; n <= m.n; n++) {
		struct uvc_modes modes;
		uint8_t *bytes = memory_get(n + 1);
		memcpy(bytes, m.bytes, n);
		uvc_read(&modes, bytes, n);
		cr_assert_eq(modes.frames, n == m.n, "%zu", n);
		free(bytes);
	}
	/* A frame whose own length leaves out its rates, or its sizes. */
	size_t frame = m.n - 34;
	cr_assert_eq(m.bytes[frame], 34);
	for (uint8_t length = 3; length < 34; length++) {
		struct uvc_modes modes;
		m.bytes[frame] = length;
		uvc_read(&modes, m.bytes, frame + length);
		cr_assert_eq(modes.frames, length > 25, "%u", length);
		cr_assert_eq(modes.interval[UVC_1080P] != 0, length >= 30, "%u", length);
	}
}

#define CAMERA "sys/bus/usb/devices/1-1/"

static void both_probes(struct probe_context *ctx, struct probe_outcome *outcome)
{
	probe_usb_run(ctx, outcome);
	probe_parts_run(ctx, outcome);
}

static void scan_camera(struct made *m, const struct made_bytes *bytes)
{
	struct made_bytes all = {.n = 0};
	ADD(&all, 1, WORD(0x200), 0xef, 2, 1, 64, WORD(0x46d), WORD(0x825), WORD(1), 0, 0,
	    0, 1);
	ADD(&all, 2, WORD(9 + bytes->n), 2, 1, 0, 0x80, 250);
	memcpy(all.bytes + all.n, bytes->bytes, bytes->n);
	all.n += bytes->n;
	tree_make();
	tree_bytes(CAMERA "descriptors", all.bytes, all.n);
	tree_text(CAMERA "bConfigurationValue", "1\n");
	tree_scan(m, both_probes);
	tree_remove();
}

Test(uvc, a_camera_as_facts)
{
	struct made_bytes bytes = {.n = 0};
	struct made m;
	add_control(&bytes, 1 << 3);
	add_streaming(&bytes);
	add_mjpeg(&bytes, 1920, 1080, 400000, 333334);
	add_mjpeg(&bytes, 2592, 1944, 666666, 500000);
	scan_camera(&m, &bytes);
	cr_assert_str_eq(made_fact(&m, "1-1", FACT_camera_resolution), "2592x1944");
	cr_assert_str_eq(made_fact(&m, "1-1", FACT_camera_fps_at_1080p), "30 fps");
	cr_assert_str_eq(made_fact(&m, "1-1", FACT_camera_fps_at_2160p), "absent");
	cr_assert_str_eq(made_fact(&m, "1-1", FACT_camera_pan_tilt_zoom), "no");
	made_done(&m);
}

Test(uvc, controls_of_a_lens_do_not_tell_whether_it_moves)
{
	struct made_bytes bytes = {.n = 0};
	struct made m;
	add_control(&bytes, 1 << 9 | 1 << 11);
	add_streaming(&bytes);
	add_mjpeg(&bytes, 640, 480, 400000, 333667);
	scan_camera(&m, &bytes);
	cr_assert(strstr(made_fact(&m, "1-1", FACT_camera_pan_tilt_zoom),
	                 "unreadable: it has the controls"));
	made_done(&m);
}

Test(uvc, a_camera_whose_descriptors_lack_says_so)
{
	struct made_bytes bytes = {.n = 0};
	struct made m;
	add_control(&bytes, 0);
	scan_camera(&m, &bytes);
	cr_assert_str_eq(made_fact(&m, "1-1", FACT_camera_resolution),
	                 "unreadable: its descriptors tell no sizes");
	made_done(&m);
}
