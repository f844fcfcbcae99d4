/* SPDX-License-Identifier: GPL-3.0-or-later
 * hwfit spec: terms of reference to a technical specification. */
#include "cmd/spec_gap.h"
#include "procure/lint.h"
#include "report/spec_report.h"

#include "base/file.h"

#include <stdio.h>
#include <string.h>

const struct option_row command_spec_options[] = {
        {"output", 'o', "FILE",
         "write FILE.json, .md, .html, .docx, .pdf, .xlsx or .csv; may be repeated"},
        {"format", 0, "FORMAT",
         "format of standard output, or of a FILE of another name"},
        LANGUAGE_OPTION,
        {"lint", 0, NULL, "look at neutrality only, write nothing"},
        {"schema", 0, NULL, "write the JSON Schema of hwfit-spec/1, and nothing else"},
        {"allow", 0, "ID=REASON",
         "set the errors of a need aside for a written reason; may be repeated"},
        {"date", 0, "DAY", "date of the draft (YYYY-MM-DD; default: today)"},
        {"gap", 0, NULL,
         "specify what the machines of an inventory lack for the need, in numbers alone"},
        INVENTORY_OPTION,
        {"fleet", 0, "WHERE", "with --gap: only machines for which this holds"},
        DATABASE_OPTION,
        {0},
};

struct job {
	const struct invocation *call;
	struct spec_files files;
	struct spec_gap gap;
	struct lint_words words;
	struct spec *spec;
	enum exit_code code;
};

/* ID=REASON of each --allow; a reason is a sentence, not a word. */
static bool read_exceptions(struct job *job)
{
	size_t n = 0;
	const char *given;
	while (option_nth(job->call, "allow", n))
		n++;
	struct spec_exception *list =
	        arena_alloc(&job->files.arena, (n + 1) * sizeof(*list));
	for (size_t i = 0; (given = option_nth(job->call, "allow", i)); i++) {
		const char *equals = strchr(given, '=');
		if (!equals || equals == given || strlen(equals + 1) < 10) {
			job->code =
			        command_usage(job->call,
			                      "--allow: expected ID=REASON with a reason "
			                      "in words, found %s",
			                      given);
			return false;
		}
		list[i].need =
		        arena_copy(&job->files.arena, given, (size_t)(equals - given));
		list[i].reason = equals + 1;
	}
	job->files.input.exceptions = list;
	job->files.input.exception_count = n;
	return true;
}

/* ---- lint ------------------------------------------------------------------------- */

static void print_finding(FILE *to, const char *file, const struct catalogue *c,
                          const struct finding *f)
{
	fprintf(to, "%s", file);
	if (f->line)
		fprintf(to, ":%d", f->line);
	fprintf(to, ": %s %s (%s): %s",
	        !f->error   ? tr(c, "warning:")
	        : f->reason ? tr(c, "allowed:")
	                    : tr(c, "error:"),
	        f->need, f->rule, f->text);
	if (f->suggestion)
		fprintf(to, "; %s", f->suggestion);
	if (f->reason)
		fprintf(to, " [%s]", f->reason);
	fputc('\n', to);
}

/* False when an error stands: nothing is written then. */
static bool passes_lint(struct job *job)
{
	struct findings findings = {0};
	bool only = option_value(job->call, "lint") != NULL;
	const char *file = job->files.sources[0].name;
	lint_spec(job->spec, &job->words, &findings);
	for (size_t i = 0; i < findings.n; i++)
		print_finding(only ? stdout : stderr, file, job->spec->language.catalogue,
		              &findings.items[i]);
	bool passes = !findings.errors;
	if (!passes)
		fprintf(stderr,
		        "hwfit: %zu %s of neutrality: no specification is written; "
		        "change the "
		        "need, or --allow ID=REASON\n",
		        findings.errors, findings.errors == 1 ? "error" : "errors");
	findings_done(&findings);
	return passes;
}

/* ---- writing ---------------------------------------------------------------------- */

static const struct spec_format *format_of(struct job *job, const char *path)
{
	const char *named = option_value(job->call, "format");
	const char *dot = path ? strrchr(path, '.') : NULL;
	const char *suffix = dot && !strchr(dot, '/') ? dot + 1 : NULL;
	const struct spec_format *format = suffix ? spec_format_find(suffix) : NULL;
	if (!format)
		format = spec_format_find(named ? named : path ? "" : "md");
	if (!format)
		job->code = command_usage(job->call,
		                          "unknown format of %s: expected one of %s",
		                          path ? path : named, spec_format_names());
	return format;
}

/* Every file, or none: formats are known before the first is written. */
static void write_all(struct job *job)
{
	const char *path;
	struct error err = {0};
	if (!option_value(job->call, "output")) {
		const struct spec_format *format = format_of(job, NULL);
		struct buf out = BUF_EMPTY;
		if (format && format->write(job->spec, &out, &err))
			job->code = command_fail(job->call, &err);
		else if (format)
			job->code = command_write(job->call, &out, job->code);
		buf_done(&out);
		return;
	}
	for (size_t i = 0; (path = option_nth(job->call, "output", i)); i++)
		if (!format_of(job, path))
			return;
	for (size_t i = 0; (path = option_nth(job->call, "output", i)); i++) {
		struct buf out = BUF_EMPTY;
		if (format_of(job, path)->write(job->spec, &out, &err) ||
		    file_write(path, out.text, out.n, &err))
			job->code = exit_worst(job->code, command_fail(job->call, &err));
		buf_done(&out);
	}
}

static enum exit_code write_schema(struct invocation *call)
{
	struct buf out = BUF_EMPTY;
	if (call->n)
		return command_usage(call, "--schema stands alone, found %s",
		                     call->arguments[0]);
	spec_write_schema(&out);
	enum exit_code code = command_write(call, &out, EXIT_ok);
	buf_done(&out);
	return code;
}

enum exit_code command_spec(struct invocation *call)
{
	struct job job = {.call = call, .code = EXIT_ok};
	struct error err = {0};
	if (option_value(call, "schema"))
		return write_schema(call);
	if (!call->n)
		return command_usage(call, "expected a file of terms of reference");
	if (own_lint_words(call, &job.words, &err))
		job.code = command_fail(call, &err);
	else if (read_exceptions(&job))
		job.code = option_value(call, "gap")
		                   ? spec_gap_open(&job.gap, &job.files, call)
		                   : spec_files_open(&job.files, call, call->arguments,
		                                     call->n);
	job.spec = job.files.spec;
	if (!job.spec) {
		/* A faulty file, or nothing to buy. */
	} else if (!job.code && !passes_lint(&job))
		job.code = EXIT_fail;
	else if (!job.code && !option_value(call, "lint"))
		write_all(&job);
	spec_files_done(&job.files);
	spec_gap_done(&job.gap);
	lint_words_done(&job.words);
	return job.code;
}
