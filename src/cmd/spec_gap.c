/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmd/spec_gap.h"

#include "base/file.h"
#include "cmd/terms.h"
#include "procure/gap.h"

#include <stdio.h>
#include <string.h>

enum { NEED_MAX = 8 << 20 };

static enum exit_code plan_fleet(struct spec_gap *g, const struct invocation *call,
                                 const char *path)
{
	enum exit_code code = EXIT_ok;
	struct error err = {0};
	const char *day = option_value(call, "date");
	if (!question_open(&g->q, call, option_value(call, "fleet"), &code))
		return code;
	if (day && !date_parse(day, strlen(day), &g->q.fleet.today))
		return command_usage(
		        call, "--date: expected a day such as 2027-01-31, found %s", day);
	struct platform_names names = compat_platform_names(g->q.compat);
	g->tor = terms_load(call, path, &names, false, &code);
	if (!g->tor)
		return code;
	const struct tor *measured = gap_measured(&g->q.fleet.arena, g->tor);
	if (fleet_plan_make(&g->q.fleet, measured, g->q.include, &g->plan, &err))
		return command_fail(call, &err);
	gap_count(&g->q.fleet, g->tor, &g->plan, &g->gap);
	return EXIT_ok;
}

static enum exit_code build_terms(struct spec_gap *g, struct spec_files *files,
                                  const struct invocation *call, const char *path)
{
	struct buf need = BUF_EMPTY, terms = BUF_EMPTY;
	struct error err = {0};
	enum exit_code code;
	if (file_read(path, NEED_MAX, &need, &err)) {
		code = command_fail(call, &err);
	} else {
		gap_terms(&g->plan, g->tor, need.text, need.n, &terms);
		code = spec_files_open_text(files, call, path, &terms);
	}
	buf_done(&terms);
	buf_done(&need);
	return code;
}

enum exit_code spec_gap_open(struct spec_gap *g, struct spec_files *files,
                             const struct invocation *call)
{
	if (call->n != 1)
		return command_usage(call, "--gap takes one file of terms of reference");
	const char *path = call->arguments[0];
	enum exit_code code = plan_fleet(g, call, path);
	if (code)
		return code;
	if (g->gap.unknown)
		fprintf(stderr,
		        "hwfit: %zu of %zu machines cannot be told and are in no lot: "
		        "hwfit "
		        "fleet plan says what to find out\n",
		        g->gap.unknown, g->gap.asked);
	if (!gap_is_purchase(&g->gap)) {
		fprintf(stderr,
		        "hwfit: nothing must be bought for %zu machines: no "
		        "specification is written\n",
		        g->gap.asked);
		return EXIT_ok;
	}
	files->gap = &g->gap;
	return build_terms(g, files, call, path);
}

void spec_gap_done(struct spec_gap *g)
{
	tor_free(g->tor);
	question_done(&g->q);
}
