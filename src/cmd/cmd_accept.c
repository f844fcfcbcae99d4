/* SPDX-License-Identifier: GPL-3.0-or-later
 * hwfit accept: delivered machines against the specification and the offer. */
#include "cmd/accept_files.h"

#include "base/file.h"
#include "cmd/terms.h"
#include "procure/sample.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const struct option_row command_accept_options[] = {
        {"output", 'o', "FILE",
         "write the act as FILE.docx, .pdf, .html, .md or .json, or everything into a "
         "FOLDER/; may be repeated"},
        {"notice", 0, "FILE",
         "write the draft notice of non-conformity as FILE.docx, .pdf, .html or .md, if "
         "there "
         "is a deviation; may be repeated"},
        {"format", 0, "FORMAT", "md, html, docx, pdf or json on standard output"},
        {"offer", 0, "OFFER", "the offer (XLSX, CSV or a declaration) that was accepted"},
        {"lot", 0, "ID", "the lot that was delivered"},
        {"list", 0, "FILE",
         "the supplier's list (CSV or XLSX) with a column of serial numbers"},
        {"declare", 0, "FILE",
         "take what a person saw or a document says from FILE; may be repeated"},
        {"contract", 0, "TEXT", "number of the contract"},
        {"delivery-note", 0, "TEXT", "number of the delivery note"},
        {"delivered", 0, "DAY", "day of the delivery (YYYY-MM-DD)"},
        {"discovered", 0, "DAY",
         "day on which deviations were discovered (default: of the first scan that "
         "shows one)"},
        {"cure", 0, "DAYS", "days to propose for the cure (default: 14)"},
        {"bad", 0, "N",
         "faulty machines that the sample may miss (default: a tenth of them)"},
        {"confidence", 0, "PERCENT", "confidence of the sample (default: 95)"},
        {"seed", 0, "N", "seed of the sample (default: from the hashes of the scans)"},
        LANGUAGE_OPTION,
        {"date", 0, "DAY", "day of the documents (YYYY-MM-DD; default: today)"},
        DATABASE_OPTION,
        {0},
};

/* ---- options ---------------------------------------------------------------------- */

static bool read_day(struct accept_job *job, const char *name, bool *given,
                     struct date *day)
{
	const char *text = option_value(job->call, name);
	*given = text != NULL;
	if (!text || date_parse(text, strlen(text), day))
		return true;
	job->code = command_usage(job->call,
	                          "--%s: expected a day such as 2027-01-31, found %s",
	                          name, text);
	return false;
}

/* A whole number from least to most; the value stays when the option is not given. */
static bool read_number(struct accept_job *job, const char *name, const uint64_t range[2],
                        uint64_t *value)
{
	const char *text = option_value(job->call, name);
	char *end;
	if (!text)
		return true;
	errno = 0;
	uint64_t n = strtoull(text, &end, 10);
	if (*text && *text != '-' && !*end && !errno && n >= range[0] && n <= range[1]) {
		*value = n;
		return true;
	}
	job->code = command_usage(
	        job->call, "--%s: expected a whole number from %llu to %llu, found %s",
	        name, (unsigned long long)range[0], (unsigned long long)range[1], text);
	return false;
}

static bool read_options(struct accept_job *job)
{
	struct acceptance_input *in = &job->input;
	uint64_t cure = 14, bad = 0, confidence = 95;
	bool good =
	        read_day(job, "delivered", &in->has_delivered, &in->delivered) &&
	        read_day(job, "discovered", &in->has_discovered, &in->discovered) &&
	        read_number(job, "cure", (const uint64_t[]){1, 3650}, &cure) &&
	        read_number(job, "bad", (const uint64_t[]){0, SAMPLE_BAD_MAX}, &bad) &&
	        read_number(job, "confidence", (const uint64_t[]){50, 99}, &confidence) &&
	        read_number(job, "seed", (const uint64_t[]){0, UINT64_MAX}, &in->seed);
	in->contract = option_value(job->call, "contract");
	in->delivery_note = option_value(job->call, "delivery-note");
	in->cure_days = (unsigned)cure;
	in->bad = (size_t)bad;
	in->bad_given = option_value(job->call, "bad") != NULL;
	in->confidence = (unsigned)confidence;
	in->seed_given = option_value(job->call, "seed") != NULL;
	return good;
}

static bool read_declarations(struct accept_job *job)
{
	const char *path;
	size_t n = 0;
	while (option_nth(job->call, "declare", n))
		n++;
	job->declarations =
	        arena_alloc(&job->arena, (n + 1) * sizeof(struct declaration *));
	for (size_t i = 0; (path = option_nth(job->call, "declare", i)); i++) {
		job->declarations[i] =
		        terms_load_declaration(job->call, path, &job->code);
		if (!job->declarations[i])
			return false;
		job->declaration_count++;
	}
	job->input.declarations = (const struct declaration *const *)job->declarations;
	job->input.declaration_count = job->declaration_count;
	return true;
}

/* ---- the lot ---------------------------------------------------------------------- */

static bool choose_lot(struct accept_job *job, const struct spec *spec, size_t *lot)
{
	const char *wanted = option_value(job->call, "lot");
	struct buf names = BUF_EMPTY;
	for (size_t i = 0; i < spec->n; i++) {
		buf_format(&names, "%s%s", i ? ", " : "", spec->lots[i].id);
		if (wanted && !strcmp(wanted, spec->lots[i].id)) {
			*lot = i;
			buf_done(&names);
			return true;
		}
	}
	*lot = 0;
	bool good = !wanted && spec->n == 1;
	if (!good && wanted)
		job->code =
		        command_usage(job->call, "--lot: expected one of %s, found %s",
		                      names.text, wanted);
	else if (!good)
		job->code = command_usage(
		        job->call,
		        "the specification has several lots: say --lot, one of %s",
		        names.text);
	buf_done(&names);
	return good;
}

/* ---- runs ------------------------------------------------------------------------- */

static bool open_offer(struct accept_job *job, struct accept_run *run,
                       struct acceptance_input *in)
{
	const char *path = option_value(job->call, "offer");
	struct error err = {0};
	if (!path)
		return true;
	if (accept_file(&job->arena, path, &in->offer_file, &err))
		run->offer = offer_load(run->files.spec, path, &err);
	if (!run->offer) {
		job->code = command_fail(job->call, &err);
		return false;
	}
	offers_judge(run->files.spec, &run->offer, 1);
	in->offer = run->offer;
	if (run->offer->lots[in->lot].offered)
		return true;
	job->code = command_usage(job->call, "%s offers nothing for lot %s", path,
	                          run->files.spec->lots[in->lot].id);
	return false;
}

static bool open_list(struct accept_job *job)
{
	const char *path = option_value(job->call, "list");
	struct sheet sheet = {0};
	struct error err = {0};
	if (!path)
		return true;
	bool good = !sheet_load(&sheet, path, &err);
	for (size_t i = 0; good && i < job->run_count; i++)
		good = !acceptance_list(job->runs[i].acceptance, &sheet, path, &err);
	if (!good)
		job->code = command_fail(job->call, &err);
	sheet_done(&sheet);
	return good;
}

static bool open_run(struct accept_job *job, const char *language)
{
	struct accept_run *run = &job->runs[job->run_count++];
	struct acceptance_input in = job->input;
	struct error err = {0};
	run->files.wanted = language;
	job->code = spec_files_open(&run->files, job->call, job->call->arguments, 1);
	if (job->code)
		return false;
	if (!accept_file(&job->arena, job->call->arguments[0], &in.spec_file, &err)) {
		job->code = command_fail(job->call, &err);
		return false;
	}
	in.spec = run->files.spec;
	in.compat = run->files.compat;
	in.today = option_value(job->call, "date") ? run->files.input.date : date_today();
	if (!choose_lot(job, in.spec, &in.lot) || !open_offer(job, run, &in))
		return false;
	run->acceptance = acceptance_new(&in);
	return true;
}

/* A folder holds the documents in both languages; else one language is enough. */
static bool open_runs(struct accept_job *job)
{
	const char *path;
	bool both = false;
	for (size_t i = 0; (path = option_nth(job->call, "output", i)); i++)
		both = both || accept_is_folder(path);
	if (!open_run(job, NULL))
		return false;
	bool estonian = job->runs[0].files.language.estonian;
	return !both || open_run(job, estonian ? "en" : "et");
}

static void done(struct accept_job *job)
{
	for (size_t i = 0; i < job->run_count; i++) {
		acceptance_free(job->runs[i].acceptance);
		offer_free(job->runs[i].offer);
		spec_files_done(&job->runs[i].files);
	}
	for (size_t i = 0; i < job->declaration_count; i++)
		declaration_free(job->declarations[i]);
	free(job->scans);
	arena_done(&job->arena);
}

enum exit_code command_accept(struct invocation *call)
{
	struct accept_job job = {.call = call, .code = EXIT_ok};
	if (call->n < 2)
		return command_usage(call,
		                     "expected a specification and one scan or more");
	bool good = read_options(&job) && read_declarations(&job) && open_runs(&job) &&
	            accept_collect(&job);
	if (good)
		accept_read(&job);
	if (good && !job.code && open_list(&job)) {
		for (size_t i = 0; i < job.run_count; i++)
			acceptance_finish(job.runs[i].acceptance);
		accept_write(&job);
	}
	done(&job);
	return job.code;
}
