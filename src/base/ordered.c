/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/ordered.h"

#include <pthread.h>
#include <sched.h>
#include <stdbool.h>

enum { AHEAD = 32, THREADS_MAX = 64 };

struct run {
	const struct ordered *work;
	pthread_mutex_t mutex;
	pthread_cond_t made, taken;
	size_t claimed, next; /* the piece that is claimed, taken next */
	void *results[AHEAD];
	bool ready[AHEAD];
};

static void *make_pieces(void *context)
{
	struct run *run = context;
	for (;;) {
		pthread_mutex_lock(&run->mutex);
		while (run->claimed < run->work->n && run->claimed - run->next >= AHEAD)
			pthread_cond_wait(&run->taken, &run->mutex);
		size_t i = run->claimed;
		bool more = i < run->work->n;
		run->claimed += more;
		pthread_mutex_unlock(&run->mutex);
		if (!more)
			return NULL;
		void *result = run->work->make(run->work->context, i);
		pthread_mutex_lock(&run->mutex);
		run->results[i % AHEAD] = result;
		run->ready[i % AHEAD] = true;
		if (i == run->next)
			pthread_cond_signal(&run->made);
		pthread_mutex_unlock(&run->mutex);
	}
}

static void take_pieces(struct run *run)
{
	for (size_t i = 0; i < run->work->n; i++) {
		pthread_mutex_lock(&run->mutex);
		while (!run->ready[i % AHEAD])
			pthread_cond_wait(&run->made, &run->mutex);
		void *result = run->results[i % AHEAD];
		run->ready[i % AHEAD] = false;
		run->next = i + 1;
		pthread_cond_broadcast(&run->taken);
		pthread_mutex_unlock(&run->mutex);
		run->work->take(run->work->context, i, result);
	}
}

static void run_here(const struct ordered *work)
{
	for (size_t i = 0; i < work->n; i++)
		work->take(work->context, i, work->make(work->context, i));
}

void ordered_run(const struct ordered *work, unsigned threads)
{
	struct run run = {.work = work};
	pthread_t started[THREADS_MAX];
	size_t n = 0;
	pthread_mutex_init(&run.mutex, NULL);
	pthread_cond_init(&run.made, NULL);
	pthread_cond_init(&run.taken, NULL);
	while (n < threads && n < THREADS_MAX && n < work->n &&
	       !pthread_create(&started[n], NULL, make_pieces, &run))
		n++;
	/* A system that gives no thread is slow, not broken. */
	if (n)
		take_pieces(&run);
	else
		run_here(work);
	for (size_t i = 0; i < n; i++)
		pthread_join(started[i], NULL);
	pthread_cond_destroy(&run.taken);
	pthread_cond_destroy(&run.made);
	pthread_mutex_destroy(&run.mutex);
}

unsigned ordered_threads(void)
{
	cpu_set_t set;
	if (sched_getaffinity(0, sizeof(set), &set))
		return 0;
	int n = CPU_COUNT(&set);
	return n > 1 ? (unsigned)n : 0;
}
