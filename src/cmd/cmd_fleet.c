/* SPDX-License-Identifier: GPL-3.0-or-later
 * hwfit fleet: questions to all machines of an inventory together; and the part of hwfit
 * check that judges a fleet. */
#include "cmd/database.h"
#include "cmd/fleet_actions.h"
#include "cmd/fleet_check.h"
#include "cmd/own.h"
#include "cmd/terms.h"
#include "report/fleet_report.h"

#include <string.h>

const struct option_row command_fleet_options[] = {
        INVENTORY_OPTION,
        {"fleet", 0, "WHERE", "only machines for which this holds"},
        {"date", 0, "DAY", "judge as of this day (YYYY-MM-DD; default: today)"},
        {"output", 'o', "FILE", "write to FILE instead of standard output"},
        {"format", 0, "FORMAT", "text, json or html (default: by the suffix of FILE)"},
        LEVEL_OPTION,
        LIMIT_OPTION,
        {"least", 0, "N", "of outliers: machines that a model must have (default: 20)"},
        {"baseline", 0, "MACHINE",
         "of drift: the machine that the others should be like"},
        {"fact", 0, "FACT",
         "of stats: this fact; may be repeated (default: the usual ones)"},
        {"by", 0, "LABEL", "of stats: the label that places go by (default: site)"},
        LANGUAGE_OPTION,
        DATABASE_OPTION,
        {0},
};

/* Terms and machines, ready to be judged. */
struct judged {
	struct question q;
	struct tor *tor;
	struct language language; /* of reasons, and of what stands around them */
};

static bool judged_open(struct judged *j, const struct invocation *call, const char *path,
                        const char *where, enum exit_code *code)
{
	const char *day = option_value(call, "date");
	j->tor = NULL;
	if (!question_open(&j->q, call, where, code))
		return false;
	if (day && !date_parse(day, strlen(day), &j->q.fleet.today)) {
		*code = command_usage(
		        call, "--date: expected a day such as 2027-08-10, found %s", day);
		return false;
	}
	struct platform_names names = compat_platform_names(j->q.compat);
	j->tor = terms_load(call, path, &names, false, code);
	return j->tor != NULL;
}

static bool report_language(struct judged *j, const struct invocation *call,
                            const char *format, enum exit_code *code)
{
	struct error err = {0};
	if (!own_page_language(call, format, &j->language, &err)) {
		*code = command_fail(call, &err);
		return false;
	}
	j->q.fleet.words = j->language.estonian ? j->language.catalogue : NULL;
	return true;
}

static void judged_done(struct judged *j)
{
	question_done(&j->q);
	tor_free(j->tor);
	own_language_done(&j->language);
}

/* The worst of all machines, as over several scans. */
static enum exit_code exit_of(const struct fleet_check *check, bool strict)
{
	enum exit_code code = EXIT_ok;
	for (int o = 0; o < 4; o++)
		if (check->counts[o])
			code = exit_worst(code, overall_exit((enum overall)o, strict));
	return code;
}

static enum exit_code write_check(struct invocation *call, struct judged *j,
                                  const struct fleet_check *check, const char *format)
{
	struct error err = {0};
	struct buf out = BUF_EMPTY;
	bool strict = option_value(call, "strict") != NULL, failed = false;
	enum exit_code code;
	if (!strcmp(format, "json"))
		fleet_check_json(&j->q.fleet, j->tor, check, &out);
	else if (!strcmp(format, "text"))
		fleet_check_text(&j->q.fleet, j->tor, check, &out);
	else
		failed = fleet_check_html(&j->q.fleet, j->tor, check, &j->language, &out,
		                          &err) != 0;
	code = failed ? command_fail(call, &err)
	              : command_write(call, &out, exit_of(check, strict));
	buf_done(&out);
	return code;
}

enum exit_code fleet_check_command(struct invocation *call)
{
	enum exit_code code = EXIT_ok;
	struct error err = {0};
	struct judged j = {.tor = NULL};
	struct fleet_check check;
	const char *where = option_value(call, "fleet");
	const char *format = command_format(call, "text");
	if (call->n > 1)
		return command_usage(call, "with --fleet no scan is named, found %s",
		                     call->arguments[1]);
	if (strcmp(format, "json") != 0 && strcmp(format, "html") != 0 &&
	    strcmp(format, "text") != 0)
		return command_usage(
		        call, "unknown format %s: expected text, json or html", format);
	if (judged_open(&j, call, call->arguments[0], where, &code) &&
	    report_language(&j, call, format, &code))
		code = fleet_check(&j.q.fleet, j.tor, j.q.include, &check, &err)
		               ? command_fail(call, &err)
		               : write_check(call, &j, &check, format);
	judged_done(&j);
	return code;
}

static enum exit_code write_plan(struct invocation *call, const struct reply *reply,
                                 const struct judged *j, const struct fleet_plan *made)
{
	struct buf out = BUF_EMPTY;
	struct overview f = {0};
	enum exit_code code;
	if (reply->form == REPLY_html) {
		overview_init(&f, &reply->language, "hwfit-fleet-plan/1",
		              reply_say(reply, "Plan for the fleet"));
		const struct bilingual *title = &j->tor->common.title;
		f.subtitle = reply->language.estonian && title->et ? title->et
		             : title->en                           ? title->en
		                                                   : j->tor->name;
		fleet_plan_overview(&f, &j->q.fleet, made, &reply->wish);
		code = reply_write(reply, call, &f, EXIT_ok);
	} else {
		if (reply->form == REPLY_json)
			fleet_plan_json(&j->q.fleet, made, &out);
		else
			fleet_plan_text(&j->q.fleet, made, &out);
		code = command_write(call, &out, EXIT_ok);
	}
	overview_done(&f);
	buf_done(&out);
	return code;
}

static enum exit_code plan(struct invocation *call)
{
	enum exit_code code = EXIT_ok;
	struct error err = {0};
	struct judged j = {.tor = NULL};
	struct reply reply = {0};
	struct fleet_plan made;
	if (call->n != 2)
		return command_usage(call, "plan takes one file of terms of reference");
	if (reply_read(&reply, call, LADDER_model, &code) &&
	    judged_open(&j, call, call->arguments[1], option_value(call, "fleet"),
	                &code)) {
		if (reply.language.estonian)
			j.q.fleet.words = reply.language.catalogue;
		code = fleet_plan_make(&j.q.fleet, j.tor, j.q.include, &made, &err)
		               ? command_fail(call, &err)
		               : write_plan(call, &reply, &j, &made);
	}
	judged_done(&j);
	reply_done(&reply);
	return code;
}

static const struct {
	const char *name;
	enum exit_code (*run)(struct invocation *call);
} actions[] = {
        {"groups", fleet_action_groups}, {"outliers", fleet_action_outliers},
        {"drift", fleet_action_drift},   {"moves", fleet_action_moves},
        {"stats", fleet_action_stats},   {"plan", plan},
};

enum exit_code command_fleet(struct invocation *call)
{
	const char *name = call->n ? call->arguments[0] : NULL;
	for (size_t i = 0; i < sizeof(actions) / sizeof(*actions) && name; i++)
		if (!strcmp(name, actions[i].name))
			return actions[i].run(call);
	return command_usage(
	        call, "expected groups, outliers, drift, moves, stats or plan, found %s",
	        name ? name : "nothing");
}
