/* SPDX-License-Identifier: GPL-3.0-or-later
 * hwfit sla: response and restoration times, and warranties of an inventory's machines,
 * against the terms of service. */
#include "base/file.h"
#include "cmd/inventory.h"
#include "cmd/spec_files.h"
#include "cmd/terms.h"
#include "fleet/table.h"
#include "procure/sla.h"
#include "report/sla_report.h"

#include <string.h>
#include <time.h>

const struct option_row command_sla_options[] = {
        {"output", 'o', "FILE", "write FILE.md, .html, .docx, .pdf or .json"},
        {"format", 0, "FORMAT",
         "md, html, docx, pdf or json (default: by the suffix, else md)"},
        {"tor", 0, "TOR", "terms of reference with the times of service (required)"},
        {"hours", 0, "HOURS",
         "service hours, such as \"Mon-Fri 08:00-17:00\" or 24x7 (default: as the terms "
         "state them)"},
        {"now", 0, "TIME", "judge as of this moment (YYYY-MM-DD HH:MM; default: now)"},
        INVENTORY_OPTION,
        {"fleet", 0, "[WHERE]",
         "until when the warranty of each machine of the inventory runs, for which this "
         "holds (default: all)"},
        LANGUAGE_OPTION,
        DATABASE_OPTION,
        {0},
};

struct job {
	const struct invocation *call;
	struct compat *compat;
	struct tor *tor;
	struct sla sla;
	enum exit_code code;
};

static bool read_terms(struct job *job)
{
	const char *path = option_value(job->call, "tor");
	struct error err = {0};
	if (!path) {
		job->code = command_usage(job->call, "expected --tor TOR");
		return false;
	}
	job->compat = database_open(job->call, &err);
	struct platform_names names = compat_platform_names(job->compat);
	job->tor = terms_load(job->call, path, job->compat ? &names : NULL, false,
	                      &job->code);
	err = (struct error){0};
	if (!job->tor || !sla_terms(&job->sla, job->tor, &err))
		return job->tor != NULL;
	job->code = command_fail(job->call, &err);
	return false;
}

static bool read_hours(struct job *job)
{
	const char *hours = option_value(job->call, "hours");
	if (!job->call->n)
		return true;
	job->sla.hours = hours ? hours : sla_stated_hours(job->tor);
	if (!job->sla.hours) {
		job->code = command_usage(
		        job->call, "the terms state no service hours: say --hours");
		return false;
	}
	if (calendar_hours(&job->sla.calendar, job->sla.hours))
		return true;
	job->code =
	        command_usage(job->call,
	                      "expected service hours such as \"Mon-Fri 08:00-17:00\" or "
	                      "24x7, found %s",
	                      job->sla.hours);
	return false;
}

static bool read_options(struct job *job)
{
	const char *now = option_value(job->call, "now");
	struct error err = {0};
	job->sla.now = (int64_t)time(NULL) / 60;
	if (now && !moment_read(now, &job->sla.now)) {
		job->code = command_usage(
		        job->call,
		        "--now: expected a time such as 2027-08-11 09:30, found %s", now);
		return false;
	}
	if (own_language(job->call, &job->sla.language, &err) &&
	    !own_holidays(job->call, &job->sla.calendar, &err))
		return true;
	job->code = command_fail(job->call, &err);
	return false;
}

static bool read_tickets(struct job *job)
{
	const char *path = job->call->n ? job->call->arguments[0] : NULL;
	struct sheet sheet = {0};
	struct error err = {0};
	if (!path)
		return true;
	bool good = !sheet_load(&sheet, path, &err) &&
	            !sla_tickets(&job->sla, &sheet, path, &err);
	if (!good)
		job->code = command_fail(job->call, &err);
	sheet_done(&sheet);
	return good;
}

/* ---- machines --------------------------------------------------------------------- */

/* What the inventory says of each machine, in the order of the columns. */
enum { HAS_name, HAS_number, HAS_serial, HAS_delivered, HAS_recorded, HAS_COLUMNS };
static const char columns[] =
        "name,number,system.serial,label.delivered,label.warranty_until";

static void take_machines(struct job *job, const struct fleet_table *table)
{
	struct warranty_terms terms = {.months = (long)job->sla.warranty_months,
	                               .has_delivery = job->sla.has_delivery,
	                               .delivery = job->sla.delivery};
	struct warranty_source *machines =
	        arena_alloc(&job->sla.arena, (table->n + 1) * sizeof(*machines));
	int minute;
	local_of(job->sla.now, &terms.today, &minute);
	for (size_t i = 0; i < table->n; i++) {
		const struct table_cell *cells = &table->cells[i * HAS_COLUMNS];
		machines[i] = (struct warranty_source){
		        .name = cells[HAS_name].text,
		        .number = cells[HAS_number].text,
		        .serial = cells[HAS_serial].text,
		        .delivered = cells[HAS_delivered].text,
		        .recorded = cells[HAS_recorded].text,
		};
	}
	warranties_make(&job->sla.warranties, machines, table->n, &terms,
	                &job->sla.arena);
}

static bool read_machines(struct job *job)
{
	const char *where = option_value(job->call, "fleet");
	struct fleet_table table = {.columns = columns, .limit = SIZE_MAX};
	struct question q;
	struct error err = {0};
	if (!where)
		return true;
	if (!job->sla.has_warranty) {
		job->code = command_usage(
		        job->call, "--fleet: expected a warranty in the terms (must "
		                   "service.warranty >= 36 months), found none");
		return false;
	}
	if (question_open(&q, job->call, *where ? where : NULL, &job->code)) {
		if (fleet_table_fill(&q.fleet, q.include, &table, &err))
			job->code = command_fail(job->call, &err);
		else
			take_machines(job, &table);
	}
	question_done(&q);
	return job->code == EXIT_ok;
}

static void write_result(struct job *job)
{
	struct doc doc = {0};
	struct buf out = BUF_EMPTY;
	sla_judge(&job->sla);
	enum exit_code code = sla_kept(&job->sla) ? EXIT_ok : EXIT_fail;
	if (!strcmp(command_format(job->call, "md"), "json")) {
		sla_write_json(&job->sla, &out);
		job->code = command_write(job->call, &out, code);
	} else {
		sla_document(&job->sla, &doc);
		job->code = spec_files_write(job->call, &doc, code);
	}
	doc_done(&doc);
	buf_done(&out);
}

enum exit_code command_sla(struct invocation *call)
{
	struct job job = {.call = call, .code = EXIT_ok};
	if (call->n > 1 || (!call->n && !option_value(call, "fleet")))
		return command_usage(call, "expected one file of tickets (CSV or XLSX), "
		                           "or --db FILE --fleet");
	if (read_terms(&job) && read_options(&job) && read_hours(&job) &&
	    read_tickets(&job) && read_machines(&job))
		write_result(&job);
	sla_done(&job.sla);
	calendar_done(&job.sla.calendar);
	own_language_done(&job.sla.language);
	tor_free(job.tor);
	compat_close(job.compat);
	return job.code;
}
