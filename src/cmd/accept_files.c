/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmd/accept_files.h"

#include "base/file.h"
#include "base/ordered.h"
#include "facts/scan_json.h"
#include "report/accept_report.h"
#include "report/doc_report.h"

#include <dirent.h>
#include <errno.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* ---- which scans ------------------------------------------------------------------ */

static void take_path(struct accept_job *job, const char *path)
{
	job->scans = memory_room(job->scans, job->scan_count, &job->scan_room,
	                         sizeof(*job->scans));
	job->scans[job->scan_count++] = arena_string(&job->arena, path);
}

static int is_scan_name(const struct dirent *entry)
{
	size_t n = strlen(entry->d_name);
	return entry->d_name[0] != '.' && n > 5 &&
	       !strcmp(entry->d_name + n - 5, ".json");
}

bool accept_is_folder(const char *path)
{
	struct stat st;
	size_t n = strlen(path);
	return (n && path[n - 1] == '/') || (!stat(path, &st) && S_ISDIR(st.st_mode));
}

static bool take_folder(struct accept_job *job, const char *path)
{
	struct dirent **names = NULL;
	struct error err = {0};
	int n = scandir(path, &names, is_scan_name, versionsort);
	if (n <= 0) {
		error_set(&err, EXIT_usage, path, "expected a folder of scans, found %s",
		          n ? strerror(errno) : "no file called *.json");
		free(names);
		job->code = command_fail(job->call, &err);
		return false;
	}
	for (int i = 0; i < n; i++) {
		take_path(job,
		          arena_format(&job->arena, "%s/%s", path, names[i]->d_name));
		free(names[i]);
	}
	free(names);
	return true;
}

bool accept_collect(struct accept_job *job)
{
	for (size_t i = 1; i < job->call->n; i++) {
		const char *path = job->call->arguments[i];
		if (!accept_is_folder(path))
			take_path(job, path);
		else if (!take_folder(job, path))
			return false;
	}
	return true;
}

/* ---- reading ---------------------------------------------------------------------- */

static void hash_of(struct arena *arena, const struct buf *bytes, const char *path,
                    struct evidence_file *file)
{
	unsigned char hash[crypto_hash_sha256_BYTES];
	char hex[2 * crypto_hash_sha256_BYTES + 1];
	const char *slash = strrchr(path, '/');
	crypto_hash_sha256(hash, (const unsigned char *)bytes->text, bytes->n);
	sodium_bin2hex(hex, sizeof(hex), hash, sizeof(hash));
	file->name = arena_string(arena, slash ? slash + 1 : path);
	file->sha256 = arena_string(arena, hex);
}

bool accept_file(struct arena *arena, const char *path, struct evidence_file *file,
                 struct error *err)
{
	struct buf bytes = BUF_EMPTY;
	bool good = !file_read(path, SHEET_FILE_MAX, &bytes, err);
	if (good)
		hash_of(arena, &bytes, path, file);
	buf_done(&bytes);
	return good;
}

/* A scan as a thread made it ready. */
struct ready {
	struct arena arena;
	struct scan *scan; /* NULL: err */
	struct evidence_file file;
	struct error err;
};

/* The reading of all, as the one who takes the scans sees it. */
struct progress {
	struct accept_job *job;
	struct timespec start;
	double shown; /* seconds when it was shown last */
	bool wanted;
};

static void *make_ready(void *context, size_t i)
{
	const struct accept_job *job = ((const struct progress *)context)->job;
	const char *path = job->scans[i];
	struct ready *r = memory_get(sizeof(*r));
	struct buf bytes = BUF_EMPTY;
	*r = (struct ready){0};
	if (!file_read(path, SCAN_JSON_MAX, &bytes, &r->err)) {
		hash_of(&r->arena, &bytes, path, &r->file);
		r->scan = scan_json_read(bytes.text, bytes.n, path, &r->err);
	}
	for (size_t k = 0; r->scan && k < job->declaration_count; k++)
		declaration_apply(job->declarations[k], r->scan);
	buf_done(&bytes);
	return r;
}

static double seconds_since(const struct timespec *start)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)(now.tv_sec - start->tv_sec) +
	       (double)(now.tv_nsec - start->tv_nsec) / 1e9;
}

static void take_ready(void *context, size_t i, void *made)
{
	struct progress *p = context;
	struct accept_job *job = p->job;
	struct ready *r = made;
	if (!r->scan)
		job->code = exit_worst(job->code, command_fail(job->call, &r->err));
	for (size_t k = 0; r->scan && k < job->run_count; k++)
		acceptance_add(job->runs[k].acceptance, r->scan, r->file);
	scan_free(r->scan);
	arena_done(&r->arena);
	free(r);
	double now = seconds_since(&p->start);
	if (!p->wanted || now < p->shown)
		return;
	p->shown = now + 0.2;
	fprintf(stderr, "\r%zu of %zu scans", i + 1, job->scan_count);
}

void accept_read(struct accept_job *job)
{
	struct progress progress = {
	        .job = job, .shown = 1, .wanted = isatty(STDERR_FILENO)};
	struct ordered work = {job->scan_count, make_ready, take_ready, &progress};
	clock_gettime(CLOCK_MONOTONIC, &progress.start);
	ordered_run(&work, ordered_threads());
	if (progress.shown > 1)
		fputc('\n', stderr);
}

/* ---- writing ---------------------------------------------------------------------- */

typedef void (*document)(const struct acceptance *, struct doc *);

static bool write_bytes(struct accept_job *job, const char *path, const struct buf *out)
{
	struct error err = {0};
	if (!file_write(path, out->text, out->n, &err))
		return true;
	job->code = exit_worst(job->code, command_fail(job->call, &err));
	return false;
}

static const char *suffix_of(const char *path)
{
	const char *dot = strrchr(path, '.');
	return dot && !strchr(dot, '/') ? dot + 1 : "";
}

/* One document in the format of the path's suffix, or of --format for standard output. */
static void write_document(struct accept_job *job, const struct acceptance *a,
                           document fill, const char *path)
{
	const char *suffix =
	        strcmp(path, "-") ? suffix_of(path) : command_format(job->call, "md");
	const struct doc_format *format = doc_format_find(suffix);
	bool data = !format && fill == acceptance_act && !strcmp(suffix, "json");
	struct buf out = BUF_EMPTY;
	struct doc doc = {0};
	struct error err = {0};
	if (!format && !data) {
		job->code = command_usage(
		        job->call, "unknown format of %s: expected one of %s%s", path,
		        doc_format_names(), fill == acceptance_act ? " json" : "");
		return;
	}
	if (data)
		acceptance_write_json(a, &out);
	else
		fill(a, &doc);
	if (format && format->write(&doc, &out, &err))
		job->code = exit_worst(job->code, command_fail(job->call, &err));
	else
		write_bytes(job, path, &out);
	doc_done(&doc);
	buf_done(&out);
}

static bool make_folder(struct accept_job *job, const char *path)
{
	struct error err = {0};
	if (!mkdir(path, 0777) || errno == EEXIST)
		return true;
	error_set(&err, EXIT_run, path, "cannot make the folder: %s", strerror(errno));
	job->code = exit_worst(job->code, command_fail(job->call, &err));
	return false;
}

/* Everything that a buyer files: the act, both notices, the register, the data. */
static void write_folder(struct accept_job *job, const char *folder)
{
	struct arena *arena = &job->arena;
	struct buf out = BUF_EMPTY;
	const struct acceptance *first = job->runs[0].acceptance;
	if (!make_folder(job, folder))
		return;
	for (size_t i = 0; i < job->run_count; i++) {
		const struct acceptance *a = job->runs[i].acceptance;
		const char *code = a->words.language->code;
		write_document(job, a, acceptance_act,
		               arena_format(arena, "%s/act.%s.docx", folder, code));
		if (a->deviation_count)
			write_document(
			        job, a, acceptance_notice,
			        arena_format(arena, "%s/notice.%s.docx", folder, code));
	}
	acceptance_write_register(first, &out);
	write_bytes(job, arena_format(arena, "%s/register.csv", folder), &out);
	buf_clear(&out);
	acceptance_write_json(first, &out);
	write_bytes(job, arena_format(arena, "%s/accept.json", folder), &out);
	buf_done(&out);
}

void accept_write(struct accept_job *job)
{
	const struct acceptance *a = job->runs[0].acceptance;
	const char *path, *notice = option_value(job->call, "notice");
	const char *output = option_value(job->call, "output");
	job->code = acceptance_exit(a);
	for (size_t i = 0; (path = option_nth(job->call, "output", i)); i++) {
		if (accept_is_folder(path))
			write_folder(job, path);
		else
			write_document(job, a, acceptance_act, path);
	}
	for (size_t i = 0;
	     a->deviation_count && (path = option_nth(job->call, "notice", i)); i++)
		write_document(job, a, acceptance_notice, path);
	if (notice && !a->deviation_count)
		fprintf(stderr, "hwfit: no deviation was found: no notice is written\n");
	if (!output && !notice)
		write_document(job, a, acceptance_act, "-");
}
