/* SPDX-License-Identifier: GPL-3.0-or-later
 * Radios of Wi-Fi interfaces: their switches in sysfs, their answers from the kernel or a
 * recording.
 * Spec: kernel Documentation/ABI/stable/sysfs-class-rfkill */
#include "probes/network.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SWITCHES "sys/class/rfkill"

/* The name says which interface, the link "phy80211" which radio. */
static bool read_radio(const struct root *root, struct network_raw *raw)
{
	char path[300];
	struct root_dir radio;
	snprintf(path, sizeof(path), "sys/class/net/%.200s/phy80211", raw->name);
	if (root_dir_open(root, NULL, path, &radio)) {
		root_dir_string(&radio, "name", raw->radio_name, sizeof(raw->radio_name));
		if (!root_dir_number(&radio, "index", 10, &raw->radio_index))
			raw->radio_index = NETWORK_UNKNOWN;
	}
	root_dir_close(&radio);
	return raw->radio_name[0];
}

static void read_switch(const struct root_dir *dir, const char *name, int64_t *worst)
{
	int64_t on;
	if (root_dir_number(dir, name, 10, &on) && on > *worst)
		*worst = on;
}

/* A radio has a switch of its own; those of the machine are for all radios of Wi-Fi. */
static void read_switches(const struct root *root, struct network_raw *raw, char **names,
                          size_t n)
{
	for (size_t i = 0; i < n; i++) {
		char path[300], type[32], name[128], place[512] = "";
		struct root_dir dir;
		snprintf(path, sizeof(path), SWITCHES "/%.200s", names[i]);
		if (root_dir_open(root, NULL, path, &dir) &&
		    root_dir_string(&dir, "type", type, sizeof(type)) &&
		    root_dir_string(&dir, "name", name, sizeof(name)) &&
		    !strcmp(type, "wlan")) {
			root_dir_place(&dir, place, sizeof(place));
			if (!strcmp(name, raw->radio_name) ||
			    !strstr(place, "/ieee80211/")) {
				read_switch(&dir, "soft", &raw->soft_block);
				read_switch(&dir, "hard", &raw->hard_block);
			}
		}
		root_dir_close(&dir);
	}
}

static void read_recorded(const struct root *root, struct network_raw *raw)
{
	char path[128], bytes[NETWORK_ANSWERS_MAX];
	snprintf(path, sizeof(path), NETWORK_RADIOS "/%.31s", raw->radio_name);
	ssize_t n = root_read(root, path, bytes, sizeof(bytes));
	if (n <= 0)
		return;
	wifi_read_text(&raw->radio, bytes, (size_t)n);
	raw->radio_state = NETWORK_READ;
}

/* sysfs may show radios of another network namespace: number and name must be the same.
 */
static void take_answers(struct network_list *list, const struct wifi_list *radios,
                         bool answered)
{
	for (size_t i = 0; i < list->n; i++) {
		struct network_raw *raw = &list->items[i];
		const struct wifi_radio *radio =
		        wifi_find(radios, raw->radio_index, raw->radio_name);
		if (!raw->radio_name[0])
			continue;
		raw->radio_state = answered && radio ? NETWORK_READ : NETWORK_FAILED;
		if (raw->radio_state == NETWORK_READ)
			raw->radio = *radio;
	}
}

void network_gather_radios(struct network_list *list, const struct root *root)
{
	struct root_dir switches;
	struct arena arena = {0};
	char **names = NULL;
	size_t n = 0, radios = 0;
	if (root_dir_open(root, NULL, SWITCHES, &switches))
		names = root_dir_names(&switches, &arena, &n);
	root_dir_close(&switches);
	for (size_t i = 0; i < list->n; i++) {
		struct network_raw *raw = &list->items[i];
		raw->radio_index = raw->soft_block = raw->hard_block = NETWORK_UNKNOWN;
		if ((!raw->wireless && strcmp(raw->devtype, "wlan") != 0) ||
		    !read_radio(root, raw))
			continue;
		radios++;
		read_switches(root, raw, names, n);
		if (!root->live)
			read_recorded(root, raw);
	}
	if (radios && root->live) {
		struct wifi_list *answers = memory_get(sizeof(*answers));
		take_answers(list, answers, wifi_ask(answers));
		free(answers);
	}
	arena_done(&arena);
}
