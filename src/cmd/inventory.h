/* SPDX-License-Identifier: GPL-3.0-or-later
 * What `hwfit inventory` does, by its first word, and how commands open an inventory. */
#ifndef HWFIT_CMD_INVENTORY_H
#define HWFIT_CMD_INVENTORY_H

#include "cmd/command.h"
#include "fleet/fleet.h"

#define INVENTORY_OPTION                                                                   \
	{                                                                                  \
		"db", 0, "FILE", "the inventory, or postgresql://… (default: $HWFIT_DB)" \
	}

/* Opens the inventory that --db or $HWFIT_DB names; NULL with *code set. */
struct store *inventory_open(const struct invocation *call, enum store_mode mode,
                             enum exit_code *code);

/* Reads WHERE from the text (NULL: there is none, *where is NULL); problems are printed.
 * false with *code set. */
bool inventory_where(const char *text, struct tor **where, enum exit_code *code);

/* All that a question to a fleet needs. question_done() accepts a zeroed one. */
struct question {
	struct store *store;
	struct compat *compat;
	struct tor *where;
	struct fleet fleet;
	bool *include; /* machines for which WHERE holds */
	size_t yes, maybe;
};
/* false with *code set. where may be NULL. */
bool question_open(struct question *q, const struct invocation *call, const char *where,
                   enum exit_code *code);
void question_done(struct question *q);

enum exit_code inventory_action_init(struct invocation *call);
enum exit_code inventory_action_migrate(struct invocation *call);
enum exit_code inventory_action_add(struct invocation *call);
enum exit_code inventory_action_import(struct invocation *call);
enum exit_code inventory_action_export(struct invocation *call);
enum exit_code inventory_action_list(struct invocation *call);
enum exit_code inventory_action_show(struct invocation *call);
enum exit_code inventory_action_history(struct invocation *call);
enum exit_code inventory_action_set(struct invocation *call);
enum exit_code inventory_action_quarantine(struct invocation *call);
enum exit_code inventory_action_merge(struct invocation *call);
enum exit_code inventory_action_split(struct invocation *call);
enum exit_code inventory_action_forget(struct invocation *call);
enum exit_code inventory_action_verify(struct invocation *call);

#endif
