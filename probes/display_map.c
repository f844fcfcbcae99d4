/* SPDX-License-Identifier: GPL-3.0-or-later
 * Displays as facts. Pure. */
#include "base/text.h"
#include "probes/display.h"
#include "probes/edid.h"

#include "probes/root.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

struct mapping {
	struct scan *scan;
	struct component *c;
	const struct edid *edid;
};

/* Connectors of panels that are built in; of the rest those that have no place at all. */
static const struct {
	const char *prefix, *place; /* NULL: it has none */
} places[] = {
        {"eDP-", "internal"}, {"LVDS-", "internal"}, {"DSI-", "internal"},
        {"DPI-", "internal"}, {"Virtual-", NULL},    {"Writeback-", NULL},
        {"Unknown-", NULL},   {"SPI-", NULL},        {"USB-", "external"},
        {"", "external"},
};

static void set_place(const struct mapping *m, const char *connector)
{
	size_t i = 0;
	while (!text_starts(connector, places[i].prefix))
		i++;
	if (places[i].place) {
		fact_set_string(m->scan, m->c, FACT_display_place, places[i].place);
		fact_set_source(m->scan, m->c, FACT_display_place, "connector name");
	} else {
		fact_set_unreadable(m->scan, m->c, FACT_display_place,
		                    "this kind of connector does not tell", NULL);
	}
}

static void set_identity(const struct mapping *m)
{
	const struct edid *e = m->edid;
	char text[16];
	if (*e->vendor_id)
		fact_set_string(m->scan, m->c, FACT_display_vendor_id, e->vendor_id);
	else
		fact_set_absent(m->scan, m->c, FACT_display_vendor_id);
	snprintf(text, sizeof(text), "%04x", e->product);
	fact_set_string(m->scan, m->c, FACT_display_product_code, text);
	fact_set_text(m->scan, m->c, FACT_display_model, e->name.text, e->name.n);
	fact_set_list(m->scan, m->c, FACT_display_texts);
	for (size_t i = 0; i < e->text_count; i++) {
		const char *words = text_clean_copy(&m->scan->arena, e->texts[i].text,
		                                    e->texts[i].n, NULL);
		if (*words)
			fact_add_word(m->scan, m->c, FACT_display_texts, words);
	}
}

/* The number of the base block stands in for words that are not there, unless it is one
 * that makers leave in it. */
static void set_serial(const struct mapping *m)
{
	const struct edid *e = m->edid;
	bool filler =
	        e->number == 0 || e->number == 0x01010101 || e->number == UINT32_MAX;
	if (e->number)
		fact_set_integer(m->scan, m->c, FACT_display_serial_code, e->number);
	else
		fact_set_absent(m->scan, m->c, FACT_display_serial_code);
	if (e->serial.n) {
		fact_set_text(m->scan, m->c, FACT_display_serial, e->serial.text,
		              e->serial.n);
	} else if (!filler) {
		char text[16];
		snprintf(text, sizeof(text), "%u", (unsigned)e->number);
		fact_set_string(m->scan, m->c, FACT_display_serial, text);
		fact_set_source(m->scan, m->c, FACT_display_serial,
		                "EDID, number of the base block");
	} else {
		fact_set_absent(m->scan, m->c, FACT_display_serial);
	}
}

static void set_made(const struct mapping *m)
{
	const struct edid *e = m->edid;
	if (!e->year) {
		fact_set_absent(m->scan, m->c, FACT_display_year);
		fact_set_absent(m->scan, m->c, FACT_display_made);
		return;
	}
	fact_set_integer(m->scan, m->c, FACT_display_year, e->year);
	if (e->model_year || !e->week) {
		fact_set_unreadable(m->scan, m->c, FACT_display_made,
		                    e->model_year ? "its EDID tells the year of the model"
		                                  : "its EDID tells the year alone",
		                    "look at the label on its back");
		return;
	}
	struct date first = {(int)e->year, 1, 1};
	fact_set_date(m->scan, m->c, FACT_display_made,
	              date_add_days(first, 7L * (e->week - 1)));
}

/* Sides as an interval in mm, since what is stated is rounded. */
struct size {
	double wide_min, wide_max, high_min, high_max;
};

static struct size rounded(double wide, double high, double unit)
{
	return (struct size){wide - unit / 2, wide + unit / 2, high - unit / 2,
	                     high + unit / 2};
}

static bool overlaps(const struct size *a, const struct size *b)
{
	return a->wide_min <= b->wide_max && b->wide_min <= a->wide_max &&
	       a->high_min <= b->high_max && b->high_min <= a->high_max;
}

/* The finest of what is stated; when a timing says something else than the base block,
 * nobody knows which is right. False when nothing is stated. */
static bool find_size(const struct mapping *m, struct size *size)
{
	const struct edid *e = m->edid;
	const struct edid_mode *timing = e->native.width_mm ? &e->native : &e->preferred;
	if (e->width_tenths) {
		*size = rounded(e->width_tenths / 10.0, e->height_tenths / 10.0, 0.1);
		return true;
	}
	if (!e->width_cm)
		return false;
	/* Some makers round whole centimetres, some cut off. */
	*size = rounded(e->width_cm * 10.0, e->height_cm * 10.0, 20);
	struct size fine = rounded(timing->width_mm, timing->height_mm, 1);
	if (timing->width_mm && timing->height_mm && overlaps(&fine, size))
		*size = fine;
	else if (timing->width_mm && timing->height_mm)
		scan_note(m->scan, m->c,
		          "its EDID states %u x %u cm and %u x %u mm; the first is taken",
		          e->width_cm, e->height_cm, timing->width_mm, timing->height_mm);
	return true;
}

static void set_size(const struct mapping *m)
{
	struct size s;
	if (!find_size(m, &s)) {
		fact_set_unreadable(m->scan, m->c, FACT_display_diagonal,
		                    "its EDID states no size", "measure it");
		return;
	}
	/* Hundredths of a mm are finer than any of it is known. */
	double least = floor(hypot(s.wide_min, s.high_min) * 100) / 100;
	double most = ceil(hypot(s.wide_max, s.high_max) * 100) / 100;
	fact_set_interval(m->scan, m->c, FACT_display_diagonal, fixed_from_double(least),
	                  fixed_from_double(most));
}

static void set_rate(const struct mapping *m, enum fact_id fact, int64_t rate)
{
	if (rate)
		fact_set_fixed(m->scan, m->c, fact, fixed_from_int(rate) / 1000000);
	else
		fact_set_unreadable(m->scan, m->c, fact,
		                    "its EDID lists no timing of its native resolution",
		                    NULL);
}

static void set_resolution(const struct mapping *m)
{
	static const enum fact_id facts[] = {
	        FACT_display_resolution, FACT_display_refresh, FACT_display_max_refresh};
	const struct edid *e = m->edid;
	const struct edid_mode *native = &e->native;
	const char *why = "its EDID names no native resolution";
	if (!native->width && e->preferred.width)
		why = arena_format(&m->scan->arena, "%s; it prefers %ux%u", why,
		                   e->preferred.width, e->preferred.height);
	for (size_t i = 0; !native->width && i < sizeof(facts) / sizeof(*facts); i++)
		fact_set_unreadable(m->scan, m->c, facts[i], why,
		                    "look at its data sheet");
	if (!native->width)
		return;
	int64_t most = edid_max_refresh(e, native->width, native->height);
	fact_set_resolution(m->scan, m->c, FACT_display_resolution, native->width,
	                    native->height);
	/* DisplayID names the size alone; the preferred timing may be of that size. */
	int64_t rate = native->refresh;
	if (!rate && e->preferred.width == native->width &&
	    e->preferred.height == native->height)
		rate = e->preferred.refresh;
	set_rate(m, FACT_display_refresh, rate ? rate : most);
	set_rate(m, FACT_display_max_refresh, most ? most : native->refresh);
	if (native->interlaced)
		scan_note(m->scan, m->c, "its native mode is interlaced");
	if (e->tiles_wide * e->tiles_high > 1)
		scan_note(m->scan, m->c,
		          "a picture of %u x %u tiles; each may have its own connector",
		          e->tiles_wide, e->tiles_high);
}

static void set_silent(const struct mapping *m, const char *why, const char *remedy)
{
	static const enum fact_id facts[] = {
	        FACT_display_vendor,     FACT_display_model,   FACT_display_serial,
	        FACT_display_vendor_id,  FACT_display_made,    FACT_display_diagonal,
	        FACT_display_resolution, FACT_display_refresh, FACT_display_max_refresh,
	};
	for (size_t i = 0; i < sizeof(facts) / sizeof(*facts); i++)
		fact_set_unreadable(m->scan, m->c, facts[i], why, remedy);
}

static void map_edid(struct mapping *m, const struct display_raw *raw)
{
	struct arena *arena = &m->scan->arena;
	struct edid *edid = arena_alloc(arena, sizeof(*edid));
	edid_read(edid, raw->edid, raw->edid_size);
	m->edid = edid;
	if (!edid->usable) {
		set_silent(m, arena_format(arena, "its EDID is damaged: %s", edid->fault),
		           "try another cable, or connect it directly");
		return;
	}
	if (edid->fault)
		scan_note(m->scan, m->c, "its EDID is damaged: %s", edid->fault);
	set_identity(m);
	set_serial(m);
	set_made(m);
	set_size(m);
	set_resolution(m);
}

static void map_display(struct scan *scan, const struct display_raw *raw)
{
	bool taken = scan_find(scan, KIND_display, raw->connector);
	struct mapping m = {
	        scan, scan_add(scan, KIND_display, taken ? raw->name : raw->connector),
	        NULL};
	fact_set_string(scan, m.c, FACT_display_connector, raw->connector);
	set_place(&m, raw->connector);
	if (raw->gpu)
		fact_set_string(scan, m.c, FACT_display_gpu, raw->gpu);
	else
		fact_set_unreadable(scan, m.c, FACT_display_gpu,
		                    "sysfs does not name the device of the card", NULL);
	if (raw->edid)
		map_edid(&m, raw);
	else if (raw->error)
		set_silent(&m, root_why(raw->error), root_remedy(raw->error));
	else
		set_silent(&m, "the display sent no EDID",
		           "try another cable, or connect it directly");
}

static bool is_listed(const struct display_list *list, const char *name)
{
	for (size_t i = 0; i < list->card_count; i++)
		if (!strcmp(list->cards[i], name))
			return true;
	return false;
}

/* A graphics processor without a driver for its connectors may drive displays unseen. */
static void mark_unseen(struct scan *scan, const struct display_list *list)
{
	const struct component_list *gpus = &scan->kinds[KIND_gpu];
	if (list->failed)
		scan_partial(scan, KIND_display, list->failed);
	for (size_t i = 0; i < gpus->n; i++)
		if (!is_listed(list, gpus->items[i]->key))
			scan_partial(scan, KIND_display,
			             arena_format(&scan->arena,
			                          "the driver of graphics processor %s "
			                          "shows no connectors",
			                          gpus->items[i]->key));
	if (!list->card_count && !list->n && (!gpus->mentioned || gpus->partial))
		scan_partial(scan, KIND_display, "no graphics driver shows connectors");
}

/* Boards without PCI have their graphics on the chip: the list of PCI functions is whole
 * without it, that of graphics processors is not. */
static void mark_gpus(struct scan *scan, const struct display_list *list)
{
	for (size_t i = 0; i < list->card_count && scan->kinds[KIND_gpu].mentioned; i++)
		if (!scan_find(scan, KIND_gpu, list->cards[i]))
			scan_partial(scan, KIND_gpu,
			             arena_format(&scan->arena,
			                          "graphics device %s is not on PCI",
			                          list->cards[i]));
}

void display_map(struct scan *scan, const struct display_list *list)
{
	scan_mention(scan, KIND_display);
	for (size_t i = 0; i < list->n; i++) {
		const struct display_raw *raw = &list->items[i];
		if (raw->edid || (raw->status && !strcmp(raw->status, "connected")))
			map_display(scan, raw);
		else if (!raw->status || !strcmp(raw->status, "unknown"))
			scan_partial(
			        scan, KIND_display,
			        arena_format(&scan->arena,
			                     "whether a display is at %s is not known",
			                     raw->connector));
	}
	mark_unseen(scan, list);
	mark_gpus(scan, list);
}
