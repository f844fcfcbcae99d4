/* SPDX-License-Identifier: GPL-3.0-or-later
 * Keyboards, mice, touchpads and touchscreens by what they can do. Pure.
 * Specification: linux/input-event-codes.h, kernel Documentation/input/event-codes.rst */
#include "base/text.h"
#include "probes/input.h"

#include <linux/input-event-codes.h>
#include <linux/input.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void input_read_bits(struct input_bits *bits, const char *text, unsigned long_bits)
{
	const char *words[INPUT_WORDS * 2];
	size_t n = 0;
	*bits = (struct input_bits){{0}};
	while (*(text += strspn(text, " ")) && n < INPUT_WORDS * 64 / long_bits) {
		words[n++] = text;
		text += strcspn(text, " ");
	}
	/* The last one is the lowest. */
	for (size_t i = 0; i < n; i++) {
		uint64_t word = strtoull(words[n - 1 - i], NULL, 16);
		if (long_bits == 32)
			bits->word[i / 2] |= (word & 0xffffffff) << (i % 2 * 32);
		else
			bits->word[i] = word;
	}
}

bool input_has(const struct input_bits *bits, unsigned bit)
{
	return bit < INPUT_WORDS * 64 && bits->word[bit / 64] >> (bit % 64) & 1;
}

/* All keys from Escape to S: what no remote control and no row of buttons has. */
static bool is_keyboard(const struct input_raw *raw)
{
	for (unsigned key = KEY_ESC; key <= KEY_S; key++)
		if (!input_has(&raw->keys, key))
			return false;
	return true;
}

static bool has_mouse_button(const struct input_raw *raw)
{
	for (unsigned key = BTN_MOUSE; key < BTN_JOYSTICK; key++)
		if (input_has(&raw->keys, key))
			return true;
	return false;
}

static bool has_plane(const struct input_bits *bits, unsigned x, unsigned y)
{
	return input_has(bits, x) && input_has(bits, y);
}

/* A place on a surface: with fingers a touchpad, under the finger a touchscreen; with
 * buttons of a mouse the pointer of a virtual machine. Tablets for pens are none of
 * these. */
static enum kind_id kind_of_surface(const struct input_raw *raw)
{
	bool pen =
	        input_has(&raw->keys, BTN_TOOL_PEN) || input_has(&raw->keys, BTN_STYLUS);
	bool direct = input_has(&raw->properties, INPUT_PROP_DIRECT);
	bool finger = input_has(&raw->keys, BTN_TOOL_FINGER);
	bool touch = input_has(&raw->keys, BTN_TOUCH);
	bool many = has_plane(&raw->absolute, ABS_MT_POSITION_X, ABS_MT_POSITION_Y);
	if (pen || input_has(&raw->properties, INPUT_PROP_ACCELEROMETER))
		return KIND_COUNT;
	if (finger && !direct)
		return KIND_touchpad;
	if (has_mouse_button(raw))
		return KIND_mouse;
	return touch || direct || many ? KIND_touchscreen : KIND_COUNT;
}

enum kind_id input_kind(const struct input_raw *raw)
{
	enum kind_id kind = KIND_COUNT;
	if (has_plane(&raw->absolute, ABS_X, ABS_Y) ||
	    has_plane(&raw->absolute, ABS_MT_POSITION_X, ABS_MT_POSITION_Y))
		kind = kind_of_surface(raw);
	if (kind == KIND_COUNT && has_plane(&raw->relative, REL_X, REL_Y) &&
	    has_mouse_button(raw))
		kind = KIND_mouse;
	return kind == KIND_COUNT && is_keyboard(raw) ? KIND_keyboard : kind;
}

/* ---- facts ---------------------------------------------------------------------------
 */

static const struct {
	unsigned bus;
	const char *word;
} buses[] = {
        {BUS_PCI, "pci"},    {BUS_USB, "usb"},     {BUS_BLUETOOTH, "bluetooth"},
        {BUS_I8042, "ps2"},  {BUS_RS232, "rs232"}, {BUS_I2C, "i2c"},
        {BUS_HOST, "board"}, {BUS_SPI, "spi"},     {BUS_RMI, "rmi"},
};

static const char *bus_word(const struct input_raw *raw)
{
	char *end;
	unsigned long bus = strtoul(raw->product, &end, 16);
	for (size_t i = 0; end != raw->product && i < sizeof(buses) / sizeof(*buses); i++)
		if (buses[i].bus == bus)
			return buses[i].word;
	return NULL;
}

/* The USB device that a place is in: "1-1.2" of "…/1-1.2/1-1.2:1.0/…"; "" when none is.
 */
static void usb_device(const char *place, char *name, size_t room)
{
	name[0] = '\0';
	for (const char *part = place; part; part = strchr(part, '/')) {
		part += *part == '/';
		size_t digits = strspn(part, "0123456789-.");
		bool hub = digits && part[digits] == ':' && memchr(part, '-', digits);
		if (hub && digits < room)
			snprintf(name, room, "%.*s", (int)digits, part);
	}
}

static const struct facts {
	enum kind_id kind;
	enum fact_id model, serial, connection, address, driver;
} tables[] = {
        {KIND_keyboard, FACT_keyboard_model, FACT_keyboard_serial,
         FACT_keyboard_connection, FACT_keyboard_address, FACT_keyboard_driver},
        {KIND_mouse, FACT_mouse_model, FACT_mouse_serial, FACT_mouse_connection,
         FACT_mouse_address, FACT_mouse_driver},
        {KIND_touchpad, FACT_touchpad_model, FACT_touchpad_serial,
         FACT_touchpad_connection, FACT_touchpad_address, FACT_touchpad_driver},
        {KIND_touchscreen, FACT_touchscreen_model, FACT_touchscreen_serial,
         FACT_touchscreen_connection, FACT_touchscreen_address, FACT_touchscreen_driver},
};

/* What stays the same from start to start: the USB device, or where it is plugged in. */
static const char *key_of(struct scan *scan, const struct input_raw *raw,
                          const char *device)
{
	if (device[0])
		return arena_string(&scan->arena, device);
	size_t n = strcspn(raw->phys, " ");
	const char *slash = strstr(raw->phys, "/input");
	if (slash && (size_t)(slash - raw->phys) < n)
		n = (size_t)(slash - raw->phys);
	return n ? text_clean_copy(&scan->arena, raw->phys, n, NULL) : raw->name;
}

static void map_device(struct scan *scan, const struct facts *f,
                       const struct input_raw *raw)
{
	char device[64];
	usb_device(raw->place, device, sizeof(device));
	const char *key = key_of(scan, raw, device), *bus = bus_word(raw);
	/* One device may be several to the input layer. */
	if (scan_find(scan, f->kind, key))
		return;
	struct component *c = scan_add(scan, f->kind, key);
	fact_set_string(scan, c, f->model, raw->label);
	fact_set_string(scan, c, f->serial, raw->serial);
	if (device[0])
		fact_set_string(scan, c, f->address, device);
	else
		fact_set_absent(scan, c, f->address);
	if (raw->driver[0])
		fact_set_string(scan, c, f->driver, raw->driver);
	else
		fact_set_unreadable(scan, c, f->driver, "the kernel does not tell", NULL);
	if (bus)
		fact_set_string(scan, c, f->connection, bus);
	else
		fact_set_unreadable(scan, c, f->connection, "the kernel does not tell",
		                    NULL);
}

/* Devices that programs make (BUS_VIRTUAL) are none of the machine. */
static bool is_made_up(const struct input_raw *raw)
{
	return strtoul(raw->product, NULL, 16) == BUS_VIRTUAL ||
	       strstr(raw->place, "devices/virtual/");
}

/* A device of which nothing is known may be of any kind. */
static const char *untold_device(const struct input_list *list)
{
	for (size_t i = 0; i < list->n; i++)
		if (!list->items[i].told && !is_made_up(&list->items[i]))
			return "what some input devices can do is not known";
	return NULL;
}

void input_map(struct scan *scan, const struct input_list *list)
{
	const char *untold = untold_device(list);
	for (size_t t = 0; t < sizeof(tables) / sizeof(*tables); t++) {
		scan_mention(scan, tables[t].kind);
		if (untold)
			scan_partial(scan, tables[t].kind, untold);
		if (list->failed)
			scan_partial(scan, tables[t].kind, list->failed);
		for (size_t i = 0; i < list->n; i++)
			if (input_kind(&list->items[i]) == tables[t].kind &&
			    !is_made_up(&list->items[i]))
				map_device(scan, &tables[t], &list->items[i]);
	}
}
