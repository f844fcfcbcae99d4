/* SPDX-License-Identifier: GPL-3.0-or-later
 * Probe mtp.
 * Reads: phones that speak MTP, over libusb, only with --deep
 * Makes: phone.storage
 * Needs: leave to open the device: root, or who sits at the machine
 * Spec:  see mtp.h */
#include "probes/mtp.h"

#include "probes/table.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int number_of(const struct root *root, const char *key, const char *name)
{
	char path[320];
	struct root_dir dir;
	int64_t number;
	snprintf(path, sizeof(path), "sys/bus/usb/devices/%.200s", key);
	bool read = root_dir_open(root, NULL, path, &dir) &&
	            root_dir_number(&dir, name, 10, &number) && number > 0 &&
	            number < 256;
	root_dir_close(&dir);
	return read ? (int)number : -1;
}

static bool speaks_mtp(const struct component *phone)
{
	const struct value *mode = fact_value(phone, FACT_phone_mode);
	return mode && !strcmp(mode->text, "mtp");
}

void probe_mtp_run(struct probe_context *ctx, struct probe_outcome *outcome)
{
	const struct component_list *list = &ctx->scan->kinds[KIND_phone];
	*outcome = (struct probe_outcome){PROBE_skipped,
	                                  "phones are asked for their storage by a deep "
	                                  "scan only",
	                                  "run sudo hwfit scan --deep"};
	if (!ctx->deep)
		return;
	if (!ctx->root->live) {
		outcome->why = "a recording does not hold what phones say of themselves";
		outcome->remedy = NULL;
		return;
	}
	*outcome = (struct probe_outcome){PROBE_ok, NULL, NULL};
	struct mtp_phone *phones = memory_get((list->n + 1) * sizeof(*phones));
	size_t n = 0;
	for (size_t i = 0; i < list->n; i++)
		if (speaks_mtp(list->items[i])) {
			const char *key = list->items[i]->key;
			phones[n++] = (struct mtp_phone){
			        .key = key,
			        .bus = number_of(ctx->root, key, "busnum"),
			        .number = number_of(ctx->root, key, "devnum")};
		}
	struct error err = {0};
	struct arena *arena = &ctx->scan->arena;
	if (mtp_ask(phones, n, MTP_WAIT_MS, &err))
		*outcome = (struct probe_outcome){PROBE_skipped,
		                                  arena_string(arena, err.text),
		                                  arena_string(arena, err.remedy)};
	for (size_t i = 0; i < n; i++) {
		struct component *phone = scan_find(ctx->scan, KIND_phone, phones[i].key);
		if (outcome->why)
			fact_set_unreadable(ctx->scan, phone, FACT_phone_storage,
			                    outcome->why, outcome->remedy);
		else
			mtp_map(ctx->scan, phone, &phones[i]);
	}
	free(phones);
}
