/* SPDX-License-Identifier: GPL-3.0-or-later
 * Reads documents side by side and hands them over in order. A thread may be at most
 * SLOTS documents, in each ITEMS scans, and all together HELD_MAX bytes ahead of the one
 * who takes them. */
#include "cmd/intake.h"

#include "base/file.h"
#include "base/sshsig.h"
#include "cmd/sign.h"
#include "facts/scan_json.h"

#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum {
	SLOTS = 512,
	ITEMS = 8,
	THREADS_MAX = 256,
	GATHERED = 32,     /* documents for which it is worth to wake the one who takes */
	PATIENCE_MS = 200, /* after which it looks for fewer */
	THREAD_HEAP = 16 * 1024 * 1024,
	HELD_MAX = 64 * 1024 * 1024,
};

struct slot {
	struct intake_item items[ITEMS];
	size_t first, n;
};

struct intake {
	const struct intake_options *options;
	int (*take)(void *context, struct intake_item *item);
	void *context;
	pthread_mutex_t mutex;
	pthread_cond_t filled, emptied;
	size_t claimed; /* documents that a thread has or had */
	size_t taken;   /* the document whose items are taken now */
	size_t ready;   /* documents read to their end and not taken */
	size_t waiting; /* threads that wait for room */
	size_t held;    /* bytes of what waits to be taken */
	bool idle;      /* who takes waits */
	bool stop;
	struct slot *slots; /* NULL: everything happens in the caller's thread */
};

/* As many texts as makers and models of a fleet are about. */
enum { MEMO_PLACES = 2048 };

/* What a thread remembers of the documents before. */
struct memory {
	struct memo *memo;
	struct store_recent *recent;
	struct buf bytes; /* of the document */
};

static struct memory memory_begin(void)
{
	return (struct memory){memo_new(MEMO_PLACES), store_recent_new(), BUF_EMPTY};
}

static void memory_end(struct memory *memory)
{
	memo_free(memory->memo);
	store_recent_free(memory->recent);
	buf_done(&memory->bytes);
}

/* A document while it is read. */
struct reading {
	struct intake *in;
	struct memory *memory;
	size_t number;
	const struct document *document;
	const char *path, *format;
	struct store_source source;
	char signer[SSHSIG_NAME_MAX]; /* "": nobody that is known */
};

/* ---- handing over ----------------------------------------------------------------- */

static void drop(struct intake_item *item)
{
	store_prepared_free(item->prepared);
	scan_free(item->scan);
	free(item->why);
}

/* One switch between threads costs as much as a tenth of a document: who takes sleeps
 * until there are several, or somebody waits for it. */
static void wake_taker(struct intake *in)
{
	if (!in->idle || !in->slots[in->taken % SLOTS].n)
		return;
	if (!in->waiting && in->ready < GATHERED && in->claimed < in->options->n)
		return;
	in->idle = false;
	pthread_cond_signal(&in->filled);
}

static void wait_for_room(struct intake *in)
{
	in->waiting++;
	wake_taker(in);
	pthread_cond_wait(&in->emptied, &in->mutex);
	in->waiting--;
}

/* For what is taken next there is, however much is held. */
static bool has_room(const struct intake *in, size_t number)
{
	return in->slots[number % SLOTS].n < ITEMS &&
	       (in->held <= HELD_MAX || number == in->taken);
}

static int hand_over(const struct reading *r, struct intake_item *item)
{
	struct intake *in = r->in;
	item->path = r->path;
	if (!in->slots)
		return in->take(in->context, item);
	struct slot *slot = &in->slots[r->number % SLOTS];
	pthread_mutex_lock(&in->mutex);
	while (!has_room(in, r->number) && !in->stop)
		wait_for_room(in);
	bool stop = in->stop;
	if (!stop) {
		slot->items[(slot->first + slot->n++) % ITEMS] = *item;
		in->ready += item->what == INTAKE_done;
		in->held += item->bytes;
		wake_taker(in);
	}
	pthread_mutex_unlock(&in->mutex);
	if (stop)
		drop(item);
	return stop ? -1 : 0;
}

static int hand_over_why(const struct reading *r, enum intake_what what, const char *why)
{
	struct intake_item item = {.what = what, .why = strdup(why)};
	return hand_over(r, &item);
}

/* ---- reading ---------------------------------------------------------------------- */

static int take_scan(void *context, struct scan *scan)
{
	struct reading *r = context;
	struct intake_item item = {.what = INTAKE_scan, .format = r->format};
	if (r->in->options->store) {
		item.prepared = store_prepare(r->in->options->store, scan, &r->source);
		item.bytes = store_prepared_bytes(item.prepared);
	} else {
		item.scan = scan;
	}
	r->source.part++;
	return hand_over(r, &item);
}

/* The place in the document is said beside its path. */
static int refuse(const struct reading *r, const struct error *err)
{
	char why[1200];
	size_t n = strlen(r->path);
	const char *place =
	        !strncmp(err->where, r->path, n) ? err->where + n : err->where;
	place += *place == ':';
	place += strspn(place, " ");
	snprintf(why, sizeof(why), "%s%s%s%s%s", place, *place ? ": " : "", err->text,
	         err->remedy[0] ? "; " : "", err->remedy);
	return hand_over_why(r, INTAKE_refused, why);
}

static int read_bytes(struct reading *r, const struct buf *bytes, time_t changed)
{
	struct tm utc;
	char taken[32] = "";
	const struct intake_options *o = r->in->options;
	const struct importer *format = o->format;
	struct error err = {0};
	if (!format)
		format = importer_detect(bytes->text, bytes->n);
	if (!format || (o->own_only && strcmp(format->name, "hwfit_scan") != 0))
		return hand_over_why(
		        r, INTAKE_skipped,
		        format ? "not a scan of hwfit: hwfit inventory import takes it"
		               : "nothing that is known");
	struct sign_check check = {.path = r->path,
	                           .bytes = bytes,
	                           .alone = r->document->alone,
	                           .signers = o->signers,
	                           .unsigned_too = o->unsigned_too};
	if (sign_check(&check, r->signer, &err))
		return refuse(r, &err);
	strftime(taken, sizeof(taken), "%Y-%m-%dT%H:%M:%SZ", gmtime_r(&changed, &utc));
	struct import_document doc = {.name = r->path,
	                              .bytes = bytes->text,
	                              .n = bytes->n,
	                              .taken = taken,
	                              .memo = r->memory->memo,
	                              .mapping = o->mapping ? o->mapping->text : NULL,
	                              .mapping_n = o->mapping ? o->mapping->n : 0};
	char source[SSHSIG_NAME_MAX + 64];
	if (*r->signer)
		snprintf(source, sizeof(source), "%s, signed by %s", format->name,
		         r->signer);
	r->format = format->name;
	r->source = (struct store_source){.format = *r->signer ? source : format->name,
	                                  .bytes = bytes->text,
	                                  .n = bytes->n,
	                                  .keep_raw = o->keep_raw,
	                                  .recent = r->memory->recent};
	if (o->store)
		r->source.document = store_document(bytes->text, bytes->n);
	/* Without an error it was the taker who ended it. */
	if (!format->read(&doc, take_scan, r, &err) || !err.code)
		return 0;
	return refuse(r, &err);
}

/* Who waits for standard input may end the program; a transaction that is open then is as
 * if it had not been. */
static int read_file(const char *path, struct buf *bytes, time_t *changed,
                     struct error *err)
{
	sigset_t end, before;
	bool standard = !strcmp(path, "-");
	sigemptyset(&end);
	sigaddset(&end, SIGINT);
	sigaddset(&end, SIGTERM);
	if (standard)
		pthread_sigmask(SIG_UNBLOCK, &end, &before);
	int failed = file_read_dated(path, SCAN_JSON_MAX, bytes, changed, err);
	if (standard)
		pthread_sigmask(SIG_SETMASK, &before, NULL);
	return failed;
}

static int read_document(struct reading *r)
{
	enum { USUAL = 1024 * 1024 }; /* room for a larger one is given back */
	struct buf *bytes = &r->memory->bytes;
	struct error err = {0};
	time_t changed;
	r->path = r->document->path;
	buf_clear(bytes);
	int ended = read_file(r->path, bytes, &changed, &err)
	                    ? hand_over_why(r, INTAKE_refused, err.text)
	                    : read_bytes(r, bytes, changed);
	if (bytes->room > USUAL)
		buf_done(bytes);
	struct intake_item done = {.what = INTAKE_done};
	return ended ? ended : hand_over(r, &done);
}

/* ---- threads ---------------------------------------------------------------------- */

static void *work(void *context)
{
	struct intake *in = context;
	struct memory memory = memory_begin();
	/* The heap of a thread grows by a system call for some pages each, unless it was
	 * large before. */
	void *volatile heap = malloc(THREAD_HEAP);
	free(heap);
	for (;;) {
		pthread_mutex_lock(&in->mutex);
		while (!in->stop && in->claimed < in->options->n &&
		       in->claimed - in->taken >= SLOTS)
			wait_for_room(in);
		bool more = !in->stop && in->claimed < in->options->n;
		struct reading r = {.in = in, .memory = &memory, .number = in->claimed};
		in->claimed += more;
		pthread_mutex_unlock(&in->mutex);
		if (!more)
			break;
		r.document = &in->options->documents[r.number];
		read_document(&r);
	}
	memory_end(&memory);
	return NULL;
}

/* Waits until the slot has an item: for several documents, but not long. */
static void wait_for_item(struct intake *in, const struct slot *slot)
{
	while (!slot->n) {
		struct timespec until;
		clock_gettime(CLOCK_REALTIME, &until);
		until.tv_nsec += PATIENCE_MS * 1000000L;
		until.tv_sec += until.tv_nsec / 1000000000;
		until.tv_nsec %= 1000000000;
		in->idle = true;
		pthread_cond_timedwait(&in->filled, &in->mutex, &until);
		in->idle = false;
	}
}

/* Takes the next item of the slot. Threads that wait for room are woken when there is
 * much of it, or the slot itself was full. */
static struct intake_item take_item(struct intake *in, struct slot *slot)
{
	pthread_mutex_lock(&in->mutex);
	wait_for_item(in, slot);
	bool full = slot->n == ITEMS || in->held > HELD_MAX / 2;
	struct intake_item item = slot->items[slot->first];
	slot->first = (slot->first + 1) % ITEMS;
	slot->n--;
	in->held -= item.bytes;
	if (item.what == INTAKE_done) {
		in->taken++;
		in->ready--;
	}
	if (in->waiting && (full || in->claimed - in->taken <= SLOTS / 2))
		pthread_cond_broadcast(&in->emptied);
	pthread_mutex_unlock(&in->mutex);
	return item;
}

/* Takes the items of one document after the other until all are taken or one is refused.
 */
static int take_all(struct intake *in)
{
	int ended = 0;
	while (!ended && in->taken < in->options->n) {
		struct intake_item item = take_item(in, &in->slots[in->taken % SLOTS]);
		ended = in->take(in->context, &item);
	}
	return ended;
}

static int run_threads(struct intake *in)
{
	pthread_t threads[THREADS_MAX];
	size_t n = 0, wanted = in->options->jobs;
	int ended = 0;
	in->slots = memory_get(SLOTS * sizeof(*in->slots));
	pthread_mutex_init(&in->mutex, NULL);
	pthread_cond_init(&in->filled, NULL);
	pthread_cond_init(&in->emptied, NULL);
	while (n < wanted && n < THREADS_MAX &&
	       !pthread_create(&threads[n], NULL, work, in))
		n++;
	if (n)
		ended = take_all(in);
	pthread_mutex_lock(&in->mutex);
	in->stop = true;
	pthread_cond_broadcast(&in->emptied);
	pthread_mutex_unlock(&in->mutex);
	for (size_t i = 0; i < n; i++)
		pthread_join(threads[i], NULL);
	for (size_t i = 0; i < SLOTS; i++)
		for (size_t k = 0; k < in->slots[i].n; k++)
			drop(&in->slots[i].items[(in->slots[i].first + k) % ITEMS]);
	free(in->slots);
	in->slots = NULL;
	pthread_cond_destroy(&in->emptied);
	pthread_cond_destroy(&in->filled);
	pthread_mutex_destroy(&in->mutex);
	return n ? ended : 1;
}

int intake_run(const struct intake_options *options,
               int (*take)(void *context, struct intake_item *item), void *context)
{
	struct intake in = {.options = options, .take = take, .context = context};
	int ended = 0;
	if (options->jobs > 1 && options->n > 1)
		return run_threads(&in);
	struct memory memory = memory_begin();
	for (size_t i = 0; i < options->n && !ended; i++) {
		struct reading r = {.in = &in,
		                    .memory = &memory,
		                    .number = i,
		                    .document = &options->documents[i]};
		ended = read_document(&r);
	}
	memory_end(&memory);
	return ended;
}
