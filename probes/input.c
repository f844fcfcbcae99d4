/* SPDX-License-Identifier: GPL-3.0-or-later
 * Probe input.
 * Reads: the uevent files of sysfs class/input, and the drivers of their devices
 * Makes: keyboard mouse touchpad touchscreen
 * Needs: nothing. No device is opened
 * Spec:  kernel Documentation/input/event-codes.rst */
#include "probes/input.h"

#include "probes/table.h"
#include "probes/uevent.h"

#include <stdio.h>
#include <string.h>

#define INPUTS "sys/class/input"

/* The file of a device of the class, which says all but where it is. */
static bool read_uevent(const struct root_dir *inputs, const char *name,
                        struct uevent *uevent)
{
	char path[320];
	snprintf(path, sizeof(path), "%.300s/uevent", name);
	return uevent_read(inputs, path, uevent);
}

/* The longest word of the keys of any device, in hexadecimal digits. */
static size_t longest_word(const struct root_dir *inputs, char **names, size_t n)
{
	size_t longest = 0;
	char text[1024];
	struct uevent uevent;
	for (size_t i = 0; i < n; i++) {
		bool read = read_uevent(inputs, names[i], &uevent) &&
		            uevent_get(&uevent, "KEY", text, sizeof(text));
		for (const char *word = read ? text : ""; *word;) {
			size_t digits = strcspn(word, " ");
			longest = digits > longest ? digits : longest;
			word += digits + strspn(word + digits, " ");
		}
	}
	return longest;
}

/* Words of a set are of the kernel's size. Where a recording does not tell its
 * architecture the keyboard does, whose words are full: 8 digits, or 16. */
static unsigned long_bits(const struct root_dir *inputs, char **names, size_t n)
{
	enum { DIGITS_32 = 8 };
	char text[64];
	struct root_dir kernel;
	bool read = root_dir_open(inputs->root, NULL, "proc/sys/kernel", &kernel) &&
	            root_dir_string(&kernel, "arch", text, sizeof(text));
	root_dir_close(&kernel);
	if (read)
		return strstr(text, "64") || !strcmp(text, "s390x") ? 64 : 32;
	return longest_word(inputs, names, n) == DIGITS_32 ? 32 : 64;
}

static void unquote(char *text)
{
	size_t n = strlen(text);
	if (n >= 2 && text[0] == '"' && text[n - 1] == '"') {
		memmove(text, text + 1, n - 2);
		text[n - 2] = '\0';
	}
}

/* The driver of the device that this one belongs to: "sys/devices/…/serio0" of
 * "sys/devices/…/serio0/input/input3". */
static void gather_driver(const struct root *root, struct input_raw *raw)
{
	char path[sizeof(raw->place)];
	struct root_dir parent;
	snprintf(path, sizeof(path), "%s", raw->place);
	char *end = strstr(path, "/input/input");
	if (!end)
		return;
	*end = '\0';
	if (root_link(root, path, "driver", raw->driver, sizeof(raw->driver)))
		return;
	if (root_dir_open(root, NULL, path, &parent))
		root_dir_uevent(&parent, "DRIVER", raw->driver, sizeof(raw->driver));
	root_dir_close(&parent);
}

static void read_abilities(const struct uevent *uevent, struct input_raw *raw,
                           unsigned bits)
{
	struct {
		const char *name;
		struct input_bits *bits;
	} sets[] = {{"KEY", &raw->keys},
	            {"REL", &raw->relative},
	            {"ABS", &raw->absolute},
	            {"PROP", &raw->properties}};
	char text[1024];
	raw->told = uevent_get(uevent, "EV", text, sizeof(text));
	for (size_t i = 0; i < sizeof(sets) / sizeof(*sets); i++)
		if (uevent_get(uevent, sets[i].name, text, sizeof(text)))
			input_read_bits(sets[i].bits, text, bits);
}

/* Where it is, by the link of the class; of what is no link, by looking. */
static void find_place(const struct root_dir *inputs, struct input_raw *raw)
{
	struct root_dir dir;
	if (root_dir_target(inputs, raw->name, raw->place, sizeof(raw->place)))
		return;
	if (root_dir_open(inputs->root, inputs, raw->name, &dir))
		root_dir_place(&dir, raw->place, sizeof(raw->place));
	root_dir_close(&dir);
}

static bool is_folder(const struct root_dir *inputs, const char *name)
{
	struct root_dir dir;
	bool there = root_dir_open(inputs->root, inputs, name, &dir);
	root_dir_close(&dir);
	return there;
}

/* False when there is no such device any more. */
static bool gather_device(const struct root_dir *inputs, struct input_raw *raw,
                          unsigned bits)
{
	struct uevent uevent;
	if (!read_uevent(inputs, raw->name, &uevent) && !is_folder(inputs, raw->name))
		return false;
	find_place(inputs, raw);
	if (raw->place[0])
		gather_driver(inputs->root, raw);
	uevent_get(&uevent, "PRODUCT", raw->product, sizeof(raw->product));
	uevent_get(&uevent, "NAME", raw->label, sizeof(raw->label));
	uevent_get(&uevent, "PHYS", raw->phys, sizeof(raw->phys));
	uevent_get(&uevent, "UNIQ", raw->serial, sizeof(raw->serial));
	unquote(raw->label);
	unquote(raw->phys);
	unquote(raw->serial);
	read_abilities(&uevent, raw, bits);
	return true;
}

/* Devices, to the front; how many they are. The others (event3, mouse0) are ways to them.
 */
static size_t keep_devices(char **names, size_t n)
{
	size_t kept = 0;
	for (size_t i = 0; i < n; i++)
		if (!strncmp(names[i], "input", 5))
			names[kept++] = names[i];
	return kept;
}

void probe_input_run(struct probe_context *ctx, struct probe_outcome *outcome)
{
	struct input_list list = {0};
	struct root_dir inputs;
	struct arena *arena = &ctx->scan->arena;
	if (root_dir_open(ctx->root, NULL, INPUTS, &inputs)) {
		size_t n;
		char **names = root_dir_names(&inputs, arena, &n);
		unsigned bits = long_bits(&inputs, names, n);
		size_t devices = keep_devices(names, n);
		list.items = arena_alloc(arena, (devices + 1) * sizeof(*list.items));
		for (size_t i = 0; i < devices; i++) {
			struct input_raw *raw = &list.items[list.n];
			*raw = (struct input_raw){.name = names[i]};
			list.n += gather_device(&inputs, raw, bits);
		}
	} else {
		list.failed = "the kernel shows no input devices";
		outcome->status = PROBE_skipped;
		outcome->why = list.failed;
	}
	root_dir_close(&inputs);
	input_map(ctx->scan, &list);
}
