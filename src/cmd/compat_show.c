/* SPDX-License-Identifier: GPL-3.0-or-later
 * hwfit compat show, list and info. */
#include "base/text.h"
#include "cmd/compat_actions.h"
#include "report/compat_report.h"

#include <string.h>

/* What an action needs: the open database, and where its report goes. */
struct view {
	struct invocation *call;
	const char *argument;
	struct compat *compat;
	struct arena arena;
	struct error err;
	bool json;
	struct buf out;
};

static enum exit_code unknown_platform(struct view *view)
{
	struct platform_names names = compat_platform_names(view->compat);
	const char *near = names.nearest(names.context, view->argument);
	error_set(&view->err, EXIT_usage, "", "unknown platform %s", view->argument);
	if (near)
		error_remedy(&view->err, "did you mean %s?", near);
	else
		error_remedy(&view->err, "hwfit compat list shows them all");
	return command_fail(view->call, &view->err);
}

/* By its id, where no platform is called so, or by its package. */
static enum exit_code show_kernel(struct view *view)
{
	struct compat_kernels kernels =
	        compat_kernels(view->compat, &view->arena, &view->err);
	size_t bit = compat_kernel_find(&kernels, view->argument);
	struct compat_kernel_sheet sheet;
	if (view->err.code != EXIT_ok)
		return command_fail(view->call, &view->err);
	if (bit == kernels.n)
		return unknown_platform(view);
	if (!compat_kernel_sheet(view->compat, &kernels, bit, &sheet, &view->arena,
	                         &view->err))
		return command_fail(view->call, &view->err);
	(view->json ? compat_kernel_json : compat_kernel_text)(&sheet, &view->out);
	return EXIT_ok;
}

static enum exit_code show(struct view *view)
{
	const struct compat_platform *platform =
	        compat_platform(view->compat, view->argument, &view->err);
	if (!platform && view->err.code == EXIT_ok)
		return show_kernel(view);
	struct compat_sheet sheet;
	if (!platform ||
	    !compat_sheet_read(&sheet, view->compat, platform, &view->arena, &view->err))
		return command_fail(view->call, &view->err);
	(view->json ? compat_sheet_json : compat_sheet_text)(&sheet, &view->out);
	return EXIT_ok;
}

/* All kernels with how much there is of them; 0 with err. */
static size_t kernel_sheets(struct view *view, struct compat_kernel_sheet **sheets)
{
	struct compat_kernels kernels =
	        compat_kernels(view->compat, &view->arena, &view->err);
	*sheets = arena_alloc(&view->arena, (kernels.n + 1) * sizeof(**sheets));
	for (size_t i = 0; i < kernels.n; i++)
		if (!compat_kernel_sheet(view->compat, &kernels, i, &(*sheets)[i],
		                         &view->arena, &view->err))
			return 0;
	return kernels.n;
}

static enum exit_code list_kernels(struct view *view)
{
	struct compat_kernel_sheet *sheets;
	size_t n = kernel_sheets(view, &sheets);
	if (view->err.code != EXIT_ok)
		return command_fail(view->call, &view->err);
	(view->json ? compat_kernels_json : compat_kernels_text)(sheets, n, &view->out);
	return EXIT_ok;
}

static enum exit_code list(struct view *view)
{
	if (view->argument && !strcmp(view->argument, "kernels"))
		return list_kernels(view);
	struct compat_platforms platforms =
	        compat_platforms(view->compat, view->argument, &view->arena, &view->err);
	if (view->err.code != EXIT_ok)
		return command_fail(view->call, &view->err);
	(view->json ? compat_list_json : compat_list_text)(&platforms, &view->out);
	return EXIT_ok;
}

static enum exit_code info(struct view *view)
{
	struct compat_info info = {
	        .path = compat_path(view->compat),
	        .counts = compat_counts(view->compat, &view->arena, &view->err),
	        .sources = compat_sources(view->compat, &view->arena, &view->err),
	};
	if (view->err.code != EXIT_ok)
		return command_fail(view->call, &view->err);
	(view->json ? compat_info_json : compat_info_text)(&info, &view->out);
	return EXIT_ok;
}

/* Opens the database, lets the action fill the report, and writes it. */
static enum exit_code run(struct invocation *call, const char *argument,
                          enum exit_code (*action)(struct view *view))
{
	struct view view = {.call = call, .argument = argument, .out = BUF_EMPTY};
	const char *format = command_format(call, "text");
	view.json = !strcmp(format, "json");
	if (!view.json && strcmp(format, "text") != 0)
		return command_usage(call, "unknown format %s: expected text or json",
		                     format);
	view.compat = database_open(call, &view.err);
	enum exit_code code = view.compat ? action(&view) : command_fail(call, &view.err);
	if (code == EXIT_ok)
		code = command_write(call, &view.out, code);
	compat_close(view.compat);
	arena_done(&view.arena);
	buf_done(&view.out);
	return code;
}

enum exit_code compat_action_show(struct invocation *call, const char *argument)
{
	return run(call, argument, show);
}

enum exit_code compat_action_list(struct invocation *call, const char *argument)
{
	return run(call, argument, list);
}

enum exit_code compat_action_info(struct invocation *call, const char *argument)
{
	return run(call, argument, info);
}
