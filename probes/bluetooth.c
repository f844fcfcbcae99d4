/* SPDX-License-Identifier: GPL-3.0-or-later
 * Probe bluetooth.
 * Reads: sysfs class/bluetooth; the kernel's management interface
 * Makes: bluetooth
 * Needs: nothing; kernels before 4.1 answer root alone
 * Spec:  see bluetooth.h */
#include "probes/bluetooth.h"

#include "probes/table.h"

#include <stdio.h>
#include <string.h>

#define CONTROLLERS "sys/class/bluetooth"
#define SOCKETS     "proc/net/hci"

static void gather_controller(struct bluetooth_list *list, const struct root_dir *class,
                              const struct scan *scan, const char *name)
{
	unsigned index;
	char end;
	struct root_dir dir;
	/* "hci0:21" is a connection of it. */
	if (sscanf(name, "hci%5u%c", &index, &end) != 1 || list->n == BLUETOOTH_MAX)
		return;
	struct bluetooth_raw *raw = &list->items[list->n++];
	*raw = (struct bluetooth_raw){.index = (uint16_t)index};
	snprintf(raw->name, sizeof(raw->name), "hci%u", index);
	if (root_dir_open(class->root, class, name, &dir))
		place_read(&raw->place, scan, &dir, "/bluetooth/hci");
	root_dir_close(&dir);
}

/* The first question about a controller makes the kernel take it for one that a service
 * manages, and pairing off (mgmt_init_hdev() in net/bluetooth/mgmt.c). A service has a
 * socket open from its start to its end; then nothing changes by another question. The
 * file has a line of titles, and one a socket. */
static bool is_managed(const struct root *root)
{
	char text[512];
	ssize_t n = root_read(root, SOCKETS, text, sizeof(text));
	const char *line = n > 0 ? memchr(text, '\n', (size_t)n) : NULL;
	return line && line + 1 < text + n;
}

static void read_recorded(struct bluetooth_list *list, const struct root *root)
{
	for (size_t i = 0; i < list->n; i++) {
		char path[64], bytes[BLUETOOTH_ANSWER_MAX];
		snprintf(path, sizeof(path), BLUETOOTH_ANSWERS "/%s",
		         list->items[i].name);
		ssize_t n = root_read(root, path, bytes, sizeof(bytes));
		if (n > 0)
			bluetooth_read_text(&list->items[i].info, bytes, (size_t)n);
	}
}

void bluetooth_gather(struct bluetooth_list *list, const struct root *root,
                      const struct scan *scan, struct arena *arena)
{
	struct root_dir class;
	size_t n = 0;
	list->failed = place_no_classes(root);
	char **names = root_dir_open(root, NULL, CONTROLLERS, &class)
	                       ? root_dir_names(&class, arena, &n)
	                       : NULL;
	for (size_t i = 0; i < n; i++)
		gather_controller(list, &class, scan, names[i]);
	root_dir_close(&class);
	if (!root->live)
		read_recorded(list, root);
	else if (list->n && is_managed(root))
		bluetooth_ask(list);
	else
		for (size_t i = 0; i < list->n; i++)
			list->items[i].info.state = BLUETOOTH_IDLE;
}

void probe_bluetooth_run(struct probe_context *ctx, struct probe_outcome *outcome)
{
	struct bluetooth_list list = {.n = 0};
	(void)outcome;
	bluetooth_gather(&list, ctx->root, ctx->scan, &ctx->scan->arena);
	bluetooth_map(ctx->scan, &list);
}
