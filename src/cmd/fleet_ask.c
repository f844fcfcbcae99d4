/* SPDX-License-Identifier: GPL-3.0-or-later
 * hwfit fleet groups, outliers, drift and stats. */
#include "cmd/fleet_actions.h"

/* At most one WHERE behind the name of the action. */
static bool read_where(struct invocation *call, const char **where, enum exit_code *code)
{
	*where = call->n > 1 ? call->arguments[1] : option_value(call, "fleet");
	if (call->n <= 2)
		return true;
	*code = command_usage(call, "%s takes at most one expression, found %zu",
	                      call->arguments[0], call->n - 1);
	return false;
}

enum exit_code fleet_action_groups(struct invocation *call)
{
	enum exit_code code = EXIT_ok;
	struct error err = {0};
	struct reply a = {0};
	struct question q = {0};
	struct families families = {0};
	struct overview f = {0};
	const char *where;
	if (read_where(call, &where, &code) &&
	    reply_read(&a, call, LADDER_model, &code) &&
	    question_open(&q, call, where, &code)) {
		if (families_make(&families, &q.fleet, a.level, q.include, &err)) {
			code = command_fail(&err);
		} else {
			overview_init(&f, &a.language, "hwfit-fleet-groups/1",
			              reply_say(&a, "Configurations of the fleet"));
			fleet_groups_overview(&f, &families, &a.wish);
			code = reply_write(&a, call, &f, code);
		}
	}
	overview_done(&f);
	families_done(&families);
	question_done(&q);
	reply_done(&a);
	return code;
}
