/* SPDX-License-Identifier: GPL-3.0-or-later
 * Probe input.
 * Reads: the uevent files of sysfs class/input
 * Makes: keyboard mouse touchpad touchscreen
 * Needs: nothing. No device is opened
 * Spec:  kernel Documentation/input/event-codes.rst */
#include "probes/input.h"

#include "probes/table.h"

#include <stdio.h>
#include <string.h>

#define INPUTS "sys/class/input"

/* Words of a set are of the kernel's size; a machine of 64 bits has long ones somewhere.
 */
static unsigned long_bits(const struct root *root)
{
	char text[64];
	struct root_dir kernel;
	bool read = root_dir_open(root, NULL, "proc/sys/kernel", &kernel) &&
	            root_dir_string(&kernel, "arch", text, sizeof(text));
	root_dir_close(&kernel);
	return read && !strstr(text, "64") && strcmp(text, "s390x") != 0 ? 32 : 64;
}

static void unquote(char *text)
{
	size_t n = strlen(text);
	if (n >= 2 && text[0] == '"' && text[n - 1] == '"') {
		memmove(text, text + 1, n - 2);
		text[n - 2] = '\0';
	}
}

static void gather_device(const struct root_dir *dir, struct input_raw *raw,
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
	root_dir_place(dir, raw->place, sizeof(raw->place));
	root_dir_uevent(dir, "PRODUCT", raw->product, sizeof(raw->product));
	root_dir_uevent(dir, "NAME", raw->label, sizeof(raw->label));
	root_dir_uevent(dir, "PHYS", raw->phys, sizeof(raw->phys));
	root_dir_uevent(dir, "UNIQ", raw->serial, sizeof(raw->serial));
	unquote(raw->label);
	unquote(raw->phys);
	unquote(raw->serial);
	for (size_t i = 0; i < sizeof(sets) / sizeof(*sets); i++)
		if (root_dir_uevent(dir, sets[i].name, text, sizeof(text)))
			input_read_bits(sets[i].bits, text, bits);
}

void probe_input_run(struct probe_context *ctx, struct probe_outcome *outcome)
{
	struct input_list list = {0};
	struct root_dir inputs, dir;
	struct arena *arena = &ctx->scan->arena;
	unsigned bits = long_bits(ctx->root);
	if (root_dir_open(ctx->root, NULL, INPUTS, &inputs)) {
		size_t n;
		char **names = root_dir_names(&inputs, arena, &n);
		list.items = arena_alloc(arena, (n + 1) * sizeof(*list.items));
		for (size_t i = 0; i < n; i++) {
			struct input_raw *raw = &list.items[list.n];
			if (strncmp(names[i], "input", 5) != 0)
				continue;
			*raw = (struct input_raw){.name = names[i]};
			if (root_dir_open(ctx->root, &inputs, names[i], &dir)) {
				gather_device(&dir, raw, bits);
				list.n++;
			}
			root_dir_close(&dir);
		}
	} else {
		list.failed = "the kernel shows no input devices";
		outcome->status = PROBE_skipped;
		outcome->why = list.failed;
	}
	root_dir_close(&inputs);
	input_map(ctx->scan, &list);
}
