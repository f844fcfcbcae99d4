/* SPDX-License-Identifier: GPL-3.0-or-later
 * hwfit inventory add and import: documents and folders of documents come in. */
#include "base/file.h"
#include "cmd/inventory.h"
#include "facts/scan_json.h"
#include "import/import.h"

#include <dirent.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum {
	BATCH = 256,    /* documents in one transaction */
	DEPTH_MAX = 64, /* of folders */
};

/* What became of a document; the first four are those of enum added. */
enum outcome { OUTCOME_skipped = ADDED_quarantined + 1, OUTCOME_refused, OUTCOMES };

static const char *const outcome_names[OUTCOMES] = {
        [ADDED_accepted] = "accepted",   [ADDED_updated] = "updated",
        [ADDED_unchanged] = "unchanged", [ADDED_quarantined] = "quarantined",
        [OUTCOME_skipped] = "skipped",   [OUTCOME_refused] = "refused",
};

struct import {
	struct store *store;
	const struct importer *format; /* NULL: each document tells */
	bool own_only;                 /* add: scans of hwfit alone */
	bool keep_raw;
	struct buf *dry; /* the scans as documents; NULL: they go into the store */
	bool failed;     /* the database did */
	struct error err;
	char **paths;
	size_t n, room;
	size_t pending[OUTCOMES], counts[OUTCOMES]; /* pending: not yet committed */
	size_t in_batch, done;
	struct buf words; /* of documents not yet committed */
	struct timespec start;
	double shown;
	bool progress;
};

/* ---- which files ------------------------------------------------------------------ */

static int not_hidden(const struct dirent *entry)
{
	return entry->d_name[0] != '.';
}

static void collect(struct import *in, const char *path, int depth)
{
	struct stat st;
	struct dirent **names = NULL;
	bool folder = strcmp(path, "-") != 0 && !stat(path, &st) && S_ISDIR(st.st_mode);
	int n = folder && depth < DEPTH_MAX ? scandir(path, &names, not_hidden, alphasort)
	                                    : 0;
	for (int i = 0; i < n; i++) {
		struct buf below = BUF_EMPTY;
		buf_format(&below, "%s/%s", path, names[i]->d_name);
		collect(in, below.text, depth + 1);
		buf_done(&below);
		free(names[i]);
	}
	free(names);
	if (folder)
		return;
	in->paths = memory_room(in->paths, in->n, &in->room, sizeof(*in->paths));
	in->paths[in->n++] = strdup(path);
}

/* ---- progress --------------------------------------------------------------------- */

static double seconds_since(const struct timespec *start)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)(now.tv_sec - start->tv_sec) +
	       (double)(now.tv_nsec - start->tv_nsec) / 1e9;
}

static void show_progress(struct import *in)
{
	double now = seconds_since(&in->start);
	if (!in->progress || now - in->shown < 1)
		return;
	in->shown = now;
	double rate = (double)in->done / now;
	fprintf(stderr, "\r%zu of %zu, %.0f a second, %.0f s left   ", in->done, in->n,
	        rate, (double)(in->n - in->done) / rate);
}

/* ---- one document ----------------------------------------------------------------- */

/* What is said of a document is kept until it is safe in the inventory. */
static void say(struct import *in, int outcome, const char *path, const char *why)
{
	in->pending[outcome]++;
	if (outcome != ADDED_quarantined && outcome < OUTCOME_skipped)
		return;
	buf_format(&in->words, "%s: %s: %s\n", path, outcome_names[outcome], why);
}

static int commit(struct import *in)
{
	if (in->failed || (in->store && store_commit(in->store, &in->err))) {
		in->failed = true;
		return -1;
	}
	in->in_batch = 0;
	for (int i = 0; i < OUTCOMES; i++) {
		in->counts[i] += in->pending[i];
		in->pending[i] = 0;
	}
	if (in->words.n) {
		fprintf(stderr, "%s%s", in->shown > 0 ? "\r" : "", in->words.text);
		buf_clear(&in->words);
	}
	return 0;
}

struct document {
	struct import *in;
	const char *path;
	struct store_source source;
};

static int add_scan(void *context, struct scan *scan)
{
	struct document *d = context;
	struct store_added added = {.how = ADDED_accepted};
	if (d->in->dry)
		scan_json_write(scan, d->in->dry);
	int failed = d->in->dry ? 0
	                        : store_add(d->in->store, scan, &d->source, &added,
	                                    &d->in->err);
	if (failed)
		d->in->failed = true;
	else
		say(d->in, (int)added.how, d->path, added.reason);
	d->source.part++;
	scan_free(scan);
	return failed;
}

static void import_bytes(struct import *in, const char *path, const struct buf *bytes,
                         const char *taken)
{
	const struct importer *format = in->format;
	struct error err = {0};
	if (!format)
		format = importer_detect(bytes->text, bytes->n);
	if (!format || (in->own_only && strcmp(format->name, "hwfit_scan") != 0)) {
		say(in, OUTCOME_skipped, path,
		    format ? "not a scan of hwfit: hwfit inventory import takes it"
		           : "nothing that is known");
		return;
	}
	struct import_document doc = {path, bytes->text, bytes->n, taken};
	struct document d = {
	        in, path, {format->name, bytes->text, bytes->n, 0, in->keep_raw, NULL}};
	if (!format->read(&doc, add_scan, &d, &err) || in->failed)
		return;
	char why[1024];
	snprintf(why, sizeof(why), "%s%s%s", err.text, err.remedy[0] ? "; " : "",
	         err.remedy);
	say(in, OUTCOME_refused, path, why);
}

static void import_file(struct import *in, const char *path)
{
	struct buf bytes = BUF_EMPTY;
	struct error err = {0};
	struct stat st;
	char taken[32] = "";
	time_t when =
	        strcmp(path, "-") != 0 && !stat(path, &st) ? st.st_mtime : time(NULL);
	struct tm utc;
	strftime(taken, sizeof(taken), "%Y-%m-%dT%H:%M:%SZ", gmtime_r(&when, &utc));
	if (file_read(path, SCAN_JSON_MAX, &bytes, &err))
		say(in, OUTCOME_refused, path, err.text);
	else
		import_bytes(in, path, &bytes, taken);
	buf_done(&bytes);
}

/* ---- all of them ------------------------------------------------------------------ */

static void import_all(struct import *in)
{
	for (size_t i = 0; i < in->n && !in->failed; i++) {
		if (in->store && !in->in_batch && store_begin(in->store, &in->err)) {
			in->failed = true;
			break;
		}
		import_file(in, in->paths[i]);
		in->in_batch++;
		in->done++;
		if (!in->failed && in->in_batch == BATCH)
			commit(in);
		show_progress(in);
	}
	if (!in->failed && in->in_batch)
		commit(in);
	if (in->failed && in->store)
		store_rollback(in->store);
}

static enum exit_code report(struct import *in)
{
	double seconds = seconds_since(&in->start);
	size_t lost = 0;
	if (in->shown > 0)
		fputs("\r\033[K", stderr);
	/* Of a dry run standard output has the scans. */
	FILE *to = in->dry ? stderr : stdout;
	for (int i = 0; i < OUTCOMES; i++) {
		fprintf(to, "%s%s %zu", i ? ", " : "", outcome_names[i], in->counts[i]);
		lost += in->pending[i];
	}
	fputc('\n', to);
	if (in->progress)
		fprintf(stderr, "%.1f s, %.0f documents a second\n", seconds,
		        seconds > 0 ? (double)in->done / seconds : 0);
	if (in->failed) {
		fprintf(stderr,
		        "hwfit: the inventory could not be written; %zu document%s of "
		        "the last transaction are not in, nor those behind them\n",
		        lost, lost == 1 ? "" : "s");
		return command_fail(&in->err);
	}
	return in->counts[OUTCOME_refused]     ? EXIT_usage
	       : in->counts[ADDED_quarantined] ? EXIT_undecided
	                                       : EXIT_ok;
}

static enum exit_code run(struct invocation *call, bool own_only)
{
	enum exit_code code = EXIT_ok;
	const char *as = option_value(call, "as");
	struct import in = {.own_only = own_only,
	                    .keep_raw = option_value(call, "keep-raw") != NULL,
	                    .words = BUF_EMPTY,
	                    .progress = isatty(STDERR_FILENO)};
	if (as && !(in.format = importer_find(as))) {
		struct buf names = BUF_EMPTY;
		size_t n;
		const struct importer *rows = importer_table(&n);
		for (size_t i = 0; i < n; i++)
			buf_format(&names, "%s%s", i ? ", " : "", rows[i].name);
		code = command_usage(call, "--as: expected one of %s, found %s",
		                     names.text, as);
		buf_done(&names);
		return code;
	}
	struct buf dry = BUF_EMPTY;
	if (option_value(call, "dry-run"))
		in.dry = &dry;
	else if (!(in.store = inventory_open(call, STORE_write, &code)))
		return code;
	clock_gettime(CLOCK_MONOTONIC, &in.start);
	for (size_t i = 1; i < call->n; i++)
		collect(&in, call->arguments[i], 0);
	import_all(&in);
	code = report(&in);
	if (dry.n)
		code = exit_worst(code, command_write(call, &dry, EXIT_ok));
	buf_done(&dry);
	for (size_t i = 0; i < in.n; i++)
		free(in.paths[i]);
	free(in.paths);
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
