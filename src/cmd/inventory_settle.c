/* SPDX-License-Identifier: GPL-3.0-or-later
 * hwfit inventory quarantine, merge and split: what a person decides. */
#include "base/json.h"
#include "cmd/inventory.h"

#include <stdio.h>
#include <string.h>

static void write_waiting(const struct store_quarantine *q, bool json, struct buf *out)
{
	json_t *all = json_array();
	char number[24];
	for (size_t i = 0; i < q->n; i++) {
		store_document_text(q->items[i].document, number);
		if (!json) {
			buf_format(out, "%s  %s: %s\n", number, q->items[i].name,
			           q->items[i].reason);
			continue;
		}
		json_t *one = json_object();
		json_put_text(one, "document", number);
		json_put_text(one, "name", q->items[i].name);
		json_put_text(one, "reason", q->items[i].reason);
		json_array_append_new(all, one);
	}
	if (json)
		json_write(all, out);
	json_decref(all);
}

enum exit_code inventory_action_quarantine(struct invocation *call)
{
	enum exit_code code = EXIT_ok;
	struct error err = {0};
	struct arena arena = {0};
	struct buf out = BUF_EMPTY;
	struct store_quarantine waiting;
	const char *format = command_format(call, "text");
	bool json = !strcmp(format, "json");
	if (!json && strcmp(format, "text") != 0)
		return command_usage(call, "unknown format %s: expected text or json",
		                     format);
	struct store *store = inventory_open(call, STORE_read, &code);
	if (!store)
		return code;
	if (store_quarantine(store, &arena, &waiting, &err)) {
		code = command_fail(call, &err);
	} else {
		write_waiting(&waiting, json, &out);
		code = command_write(call, &out, code);
	}
	buf_done(&out);
	arena_done(&arena);
	store_close(store);
	return code;
}

/* name NULL: a machine of its own. */
static int settle(struct store *store, int64_t document, const char *name,
                  struct store_added *added, struct error *err)
{
	int64_t machine = name ? store_find(store, name, err) : 0;
	if ((name && !machine) || store_begin(store, err))
		return -1;
	if (!store_settle(store, document, machine, added, err) &&
	    !store_commit(store, err))
		return 0;
	store_rollback(store);
	return -1;
}

static enum exit_code decide(struct invocation *call, const char *name)
{
	enum exit_code code = EXIT_ok;
	struct error err = {0};
	struct store_added added = {0};
	char number[24];
	int64_t document;
	if (!store_document_number(call->arguments[1], &document))
		return command_usage(call,
		                     "expected a document of hwfit inventory quarantine "
		                     "(q and 16 digits), found %s",
		                     call->arguments[1]);
	struct store *store = inventory_open(call, STORE_write, &code);
	if (!store)
		return code;
	if (settle(store, document, name, &added, &err)) {
		code = command_fail(call, &err);
	} else {
		store_machine_text(added.machine, number);
		printf("%s is %s now\n", call->arguments[1], number);
	}
	store_close(store);
	return code;
}

enum exit_code inventory_action_merge(struct invocation *call)
{
	return decide(call, call->arguments[2]);
}

enum exit_code inventory_action_split(struct invocation *call)
{
	return decide(call, NULL);
}
