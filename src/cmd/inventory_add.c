/* SPDX-License-Identifier: GPL-3.0-or-later
 * hwfit inventory add and import: documents and folders of documents come in. */
#include "base/file.h"
#include "cmd/documents.h"
#include "cmd/intake.h"
#include "cmd/inventory.h"
#include "facts/scan_json.h"

#include <ctype.h>
#include <malloc.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum {
	JOBS_MAX = 256,
	SIGNERS_MAX = 16 * 1024 * 1024,
	MEMORY_KEPT = 256 * 1024 * 1024,
	BATCH_BYTES = 128 * 1024 * 1024, /* large scans come in smaller batches */
	BLOCK_KEPT = 32 * 1024 * 1024,
};

/* What became of a document; the first four are those of enum added. */
enum outcome { OUTCOME_skipped = ADDED_quarantined + 1, OUTCOME_refused, OUTCOMES };

static const char *const outcome_names[OUTCOMES] = {
        [ADDED_accepted] = "accepted",   [ADDED_updated] = "updated",
        [ADDED_unchanged] = "unchanged", [ADDED_quarantined] = "quarantined",
        [OUTCOME_skipped] = "skipped",   [OUTCOME_refused] = "refused",
};

struct import {
	struct store *store; /* NULL: a dry run */
	struct buf dry;      /* its scans as documents */
	bool failed;         /* the database did */
	bool interrupted;
	struct error err;
	struct documents documents;
	struct store_prepared **batch; /* not yet in the inventory */
	const char **batch_paths;
	size_t in_batch, batch_room, batch_bytes;
	size_t pending[OUTCOMES], counts[OUTCOMES]; /* pending: not yet committed */
	size_t *formats;                            /* scans by importer */
	size_t done;
	struct buf words; /* of documents not yet committed */
	struct timespec start;
	double shown;
	bool terminal; /* standard error is one */
};

/* What is said of a document is kept until it is safe in the inventory. */
static void say(struct import *in, int outcome, const char *path, const char *why)
{
	in->pending[outcome]++;
	if (outcome != ADDED_quarantined && outcome < OUTCOME_skipped)
		return;
	buf_format(&in->words, "%s: %s: %s\n", path, outcome_names[outcome], why);
}

/* ---- progress --------------------------------------------------------------------- */

static double seconds_since(const struct timespec *start)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)(now.tv_sec - start->tv_sec) +
	       (double)(now.tv_nsec - start->tv_nsec) / 1e9;
}

/* On a terminal each second, elsewhere a line in ten. */
static void show_progress(struct import *in)
{
	double now = seconds_since(&in->start);
	if (now - in->shown < (in->terminal ? 1 : 10))
		return;
	in->shown = now;
	double rate = (double)in->done / now;
	fprintf(stderr, "%s%zu of %zu, %.0f a second, %.0f s left%s",
	        in->terminal ? "\r" : "", in->done, in->documents.n, rate,
	        rate > 0 ? (double)(in->documents.n - in->done) / rate : 0,
	        in->terminal ? "\033[K" : "\n");
}

/* ---- one batch -------------------------------------------------------------------- */

static void refuse_archive(void *context, const char *path, const char *why)
{
	say(context, OUTCOME_refused, path, why);
}

static int commit(struct import *in)
{
	struct store_added *results = memory_get((in->in_batch + 1) * sizeof(*results));
	if (in->in_batch &&
	    store_add_batch(in->store, in->batch, in->in_batch, results, &in->err))
		in->failed = true;
	for (size_t i = 0; i < in->in_batch; i++) {
		store_prepared_free(in->batch[i]);
		say(in, (int)results[i].how, in->batch_paths[i], results[i].reason);
	}
	free(results);
	in->in_batch = 0;
	in->batch_bytes = 0;
	if (in->failed)
		return -1;
	for (int i = 0; i < OUTCOMES; i++) {
		in->counts[i] += in->pending[i];
		in->pending[i] = 0;
	}
	if (in->words.n) {
		fprintf(stderr, "%s%s", in->shown > 0 && in->terminal ? "\r\033[K" : "",
		        in->words.text);
		buf_clear(&in->words);
	}
	return 0;
}

/* Both are held back while the import runs, so that a transaction is not cut. */
static bool is_interrupted(void)
{
	sigset_t waiting;
	sigpending(&waiting);
	return sigismember(&waiting, SIGINT) || sigismember(&waiting, SIGTERM);
}

static int take_scan(struct import *in, struct intake_item *item)
{
	size_t n;
	const struct importer *rows = importer_table(&n);
	in->formats[importer_find(item->format) - rows]++;
	if (!in->store) {
		scan_json_write(item->scan, &in->dry);
		scan_free(item->scan);
		say(in, ADDED_accepted, item->path, "");
		return 0;
	}
	in->batch[in->in_batch] = item->prepared;
	in->batch_paths[in->in_batch++] = item->path;
	in->batch_bytes += item->bytes;
	return in->in_batch == in->batch_room || in->batch_bytes > BATCH_BYTES
	               ? commit(in)
	               : 0;
}

static int take(void *context, struct intake_item *item)
{
	struct import *in = context;
	int failed = 0;
	if (item->what == INTAKE_scan) {
		failed = take_scan(in, item);
	} else if (item->what == INTAKE_done) {
		in->done++;
		show_progress(in);
		in->interrupted = is_interrupted();
	} else {
		say(in, item->what == INTAKE_skipped ? OUTCOME_skipped : OUTCOME_refused,
		    item->path, item->why);
		free(item->why);
	}
	return failed || in->interrupted ? -1 : 0;
}

/* ---- all of them ------------------------------------------------------------------ */

static void import_all(struct import *in, struct intake_options *options)
{
	sigset_t end, before;
	sigemptyset(&end);
	sigaddset(&end, SIGINT);
	sigaddset(&end, SIGTERM);
	pthread_sigmask(SIG_BLOCK, &end, &before);
	in->batch_room = in->store ? store_batch(in->store) : 1;
	in->batch = memory_get(in->batch_room * sizeof(*in->batch));
	in->batch_paths = memory_get(in->batch_room * sizeof(*in->batch_paths));
	options->store = in->store;
	options->documents = in->documents.items;
	options->n = in->documents.n;
	intake_run(options, take, in);
	if (!in->failed)
		commit(in);
	for (size_t i = 0; i < in->in_batch; i++)
		store_prepared_free(in->batch[i]);
	free(in->batch_paths);
	free(in->batch);
	if (in->interrupted) {
		struct timespec now = {0};
		while (sigtimedwait(&end, NULL, &now) > 0)
			;
	}
	pthread_sigmask(SIG_SETMASK, &before, NULL);
}

/* "as dmidecode 3000, hwfit_scan 2" */
static void report_formats(const struct import *in, FILE *to)
{
	size_t n;
	const struct importer *rows = importer_table(&n);
	const char *before = "read as ";
	for (size_t i = 0; i < n; i++) {
		if (!in->formats[i])
			continue;
		fprintf(to, "%s%s %zu", before, rows[i].name, in->formats[i]);
		before = ", ";
	}
	if (*before == ',')
		fputc('\n', to);
}

static enum exit_code report(const struct invocation *call, struct import *in)
{
	double seconds = seconds_since(&in->start);
	if (in->shown > 0 && in->terminal)
		fputs("\r\033[K", stderr);
	/* Of a dry run standard output has the scans. */
	FILE *to = in->store ? stdout : stderr;
	report_formats(in, to);
	for (int i = 0; i < OUTCOMES; i++)
		fprintf(to, "%s%s %zu", i ? ", " : "", outcome_names[i], in->counts[i]);
	fputc('\n', to);
	if (seconds > 1)
		fprintf(stderr, "%.1f s, %.0f documents a second\n", seconds,
		        (double)in->done / seconds);
	if (in->failed) {
		fprintf(stderr, "hwfit: the inventory could not be written; what is "
		                "counted above is in, the rest is not\n");
		return command_fail(call, &in->err);
	}
	if (in->interrupted && in->done < in->documents.n) {
		fprintf(stderr,
		        "hwfit: interrupted after %zu of %zu documents; what is counted "
		        "above is in\n       repeat the command to go on\n",
		        in->done, in->documents.n);
		return EXIT_run;
	}
	return in->counts[OUTCOME_refused]     ? EXIT_usage
	       : in->counts[ADDED_quarantined] ? EXIT_undecided
	                                       : EXIT_ok;
}

/* The importer that --as names. */
static bool read_format(struct invocation *call, const struct importer **format,
                        enum exit_code *code)
{
	const char *as = option_value(call, "as");
	if (!as || (*format = importer_find(as)))
		return true;
	struct buf names = BUF_EMPTY;
	size_t n;
	const struct importer *rows = importer_table(&n);
	for (size_t i = 0; i < n; i++)
		buf_format(&names, "%s%s", i ? ", " : "", rows[i].name);
	*code = command_usage(call, "--as: expected one of %s, found %s", names.text, as);
	buf_done(&names);
	return false;
}

/* One thread for each processor that this process may use, unless --jobs says. */
static bool read_jobs(struct invocation *call, unsigned *jobs, enum exit_code *code)
{
	const char *text = option_value(call, "jobs");
	cpu_set_t may;
	char *rest = NULL;
	unsigned long n = 1;
	if (text)
		n = strtoul(text, &rest, 10);
	else if (!sched_getaffinity(0, sizeof(may), &may))
		n = (unsigned long)CPU_COUNT(&may);
	if ((rest && *rest) || n < 1 || n > JOBS_MAX ||
	    (text && !isdigit((unsigned char)*text))) {
		*code = command_usage(call,
		                      "--jobs: expected a number from 1 to %d, "
		                      "found %s",
		                      JOBS_MAX, text);
		return false;
	}
	*jobs = (unsigned)n;
	return true;
}

/* The file of --signers, and what to do with what nobody signed. */
static bool read_signers(struct invocation *call, struct buf *signers,
                         struct intake_options *options, enum exit_code *code)
{
	const char *path = option_value(call, "signers");
	const char *text = option_value(call, "unsigned");
	struct error err = {0};
	if (text &&
	    (!path || (strcmp(text, "accept") != 0 && strcmp(text, "refuse") != 0))) {
		*code = command_usage(
		        call,
		        path ? "--unsigned: expected accept or refuse, found %s"
		             : "--unsigned %s says nothing without --signers FILE",
		        text);
		return false;
	}
	if (path && file_read(path, SIGNERS_MAX, signers, &err)) {
		*code = command_fail(call, &err);
		return false;
	}
	options->signers = path ? signers : NULL;
	options->unsigned_too = text && !strcmp(text, "accept");
	return true;
}

/* A mapping makes every document a table, unless --as says otherwise. */
static bool read_mapping(struct invocation *call, struct buf *mapping,
                         struct intake_options *options, enum exit_code *code)
{
	const char *path = option_value(call, "mapping");
	struct error err = {0};
	if (!path)
		return true;
	if (file_read(path, SIGNERS_MAX, mapping, &err)) {
		*code = command_fail(call, &err);
		return false;
	}
	options->mapping = mapping;
	if (!options->format)
		options->format = importer_find("csv");
	return true;
}

static enum exit_code run(struct invocation *call, bool own_only)
{
	enum exit_code code = EXIT_ok;
	struct buf signers = BUF_EMPTY, mapping = BUF_EMPTY;
	struct intake_options options = {
	        .own_only = own_only, .keep_raw = option_value(call, "keep-raw") != NULL};
	struct import in = {
	        .words = BUF_EMPTY, .dry = BUF_EMPTY, .terminal = isatty(STDERR_FILENO)};
	if (!read_format(call, &options.format, &code) ||
	    !read_jobs(call, &options.jobs, &code) ||
	    !read_signers(call, &signers, &options, &code) ||
	    !read_mapping(call, &mapping, &options, &code))
		return code;
	if (!option_value(call, "dry-run") &&
	    !(in.store = inventory_open(call, STORE_write, &code)))
		return code;
	size_t importers;
	importer_table(&importers);
	/* A batch of scans is freed to be made again: giving its memory back each time
	 * costs more than all the reading. */
	mallopt(M_TRIM_THRESHOLD, MEMORY_KEPT);
	mallopt(M_MMAP_THRESHOLD, BLOCK_KEPT);
	in.formats = memory_get(importers * sizeof(*in.formats));
	clock_gettime(CLOCK_MONOTONIC, &in.start);
	in.documents.refuse = refuse_archive;
	in.documents.context = &in;
	for (size_t i = 1; i < call->n; i++)
		documents_add(&in.documents, call->arguments[i]);
	import_all(&in, &options);
	code = report(call, &in);
	if (in.dry.n)
		code = exit_worst(code, command_write(call, &in.dry, EXIT_ok));
	buf_done(&signers);
	buf_done(&mapping);
	buf_done(&in.dry);
	documents_done(&in.documents);
	free(in.formats);
	buf_done(&in.words);
	store_close(in.store);
	return code;
}

enum exit_code inventory_action_add(struct invocation *call)
{
	return run(call, true);
}

enum exit_code inventory_action_import(struct invocation *call)
{
	return run(call, false);
}
