/* SPDX-License-Identifier: GPL-3.0-or-later
 * What `hwfit fleet` and `hwfit compare` share: a question to a fleet, and its reply
 * written in the form that was asked for. */
#ifndef HWFIT_CMD_FLEET_ACTIONS_H
#define HWFIT_CMD_FLEET_ACTIONS_H

#include "cmd/inventory.h"
#include "cmd/own.h"
#include "report/fleet_overview.h"

#define LEVEL_OPTION                                                                     \
	{                                                                                \
		"level", 0, "LEVEL",                                                     \
		        "how closely: cpu+memory, model, part_numbers, slots, firmware"  \
	}
#define LIMIT_OPTION                                                                     \
	{                                                                                \
		"limit", 0, "N", "show the first N rows of each table"                   \
	}

/* How an reply is to be written. */
struct reply {
	struct language language;
	enum reply_form { REPLY_text, REPLY_json, REPLY_html } form;
	struct overview_wish wish;
	enum ladder_level level;
};

/* Reads --format, -o, --lang, --limit and --level (usual: what it is when not given).
 * False with *code set. reply_done() accepts a zeroed one. */
bool reply_read(struct reply *reply, const struct invocation *call,
                enum ladder_level usual, enum exit_code *code);
void reply_done(struct reply *reply);
/* The title in the language of the reply. */
const char *reply_say(const struct reply *reply, const char *sentence)
        __attribute__((format_arg(2)));
/* Writes it where -o says; code when that worked. */
enum exit_code reply_write(const struct reply *reply, const struct invocation *call,
                           const struct overview *overview, enum exit_code code);

/* The number that an option gives; *number stays when it is not given. False with *code
 * set when it is none. */
bool reply_number(const struct invocation *call, const char *option, size_t *number,
                  enum exit_code *code);

enum exit_code fleet_action_groups(struct invocation *call);
enum exit_code fleet_action_outliers(struct invocation *call);
enum exit_code fleet_action_drift(struct invocation *call);
enum exit_code fleet_action_moves(struct invocation *call);
enum exit_code fleet_action_stats(struct invocation *call);

#endif
