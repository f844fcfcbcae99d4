/* SPDX-License-Identifier: GPL-3.0-or-later
 * Probe smart.
 * Reads: smartctl --json of each disk, only with --deep
 * Makes: disk.health disk.wear disk.power_on_time disk.reallocated_sectors
 *        disk.pending_sectors disk.temperature
 * Needs: root; the package smartmontools
 * Spec:  smartctl(8); NVM Express Base 2.0, 5.16.1.3; ATA ACS-4, 9.5.4 and 9.5.7 */
#include "probes/smart.h"

#include "base/arena.h"
#include "probes/table.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* Root starts nothing that stands first in somebody's PATH. */
static const char *const programs[] = {"/usr/sbin/smartctl", "/usr/local/sbin/smartctl",
                                       "/sbin/smartctl"};

struct child {
	pid_t pid; /* 0: there is none */
	int from;  /* -1: closed */
};

static struct child start(const char *program, const struct smart_question *q)
{
	char *environment[] = {(char[]){"LC_ALL=C"}, NULL};
	/* Asleep ends it with a status of its own, before anything is asked. */
	const char *arguments[] = {program,         "--json",   "--nocheck=standby,3",
	                           "--info",        "--health", "--attributes",
	                           "--log=devstat", q->device,  q->type ? "-d" : NULL,
	                           q->type,         NULL};
	struct child child = {0, -1};
	posix_spawn_file_actions_t files;
	int ends[2];
	if (pipe2(ends, O_CLOEXEC))
		return child;
	posix_spawn_file_actions_init(&files);
	posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0);
	posix_spawn_file_actions_adddup2(&files, ends[1], 1);
	posix_spawn_file_actions_addopen(&files, 2, "/dev/null", O_WRONLY, 0);
	if (posix_spawn(&child.pid, program, &files, NULL, (char *const *)arguments,
	                environment))
		child.pid = 0;
	posix_spawn_file_actions_destroy(&files);
	close(ends[1]);
	if (child.pid)
		child.from = ends[0];
	else
		close(ends[0]);
	return child;
}

static int64_t now_ms(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* Takes what is there; false when that was the end. */
static bool take(struct smart_question *q, struct child *child)
{
	char piece[8192];
	ssize_t n = read(child->from, piece, sizeof(piece));
	if (n < 0 && errno == EINTR)
		return true;
	if (n <= 0 || q->n + (size_t)n > SMART_TEXT_MAX)
		return false;
	char *text = realloc(q->text, q->n + (size_t)n);
	if (!text)
		return false;
	q->text = text;
	memcpy(q->text + q->n, piece, (size_t)n);
	q->n += (size_t)n;
	return true;
}

/* A drive that hangs keeps its program in the kernel, where no signal reaches it: it is
 * told to end and not waited for. What is left of it goes when this program ends. */
static void stop(struct child *child, bool ended)
{
	if (child->from >= 0)
		close(child->from);
	child->from = -1;
	if (!ended)
		kill(child->pid, SIGKILL);
	waitpid(child->pid, NULL, WNOHANG);
}

void smart_ask(const char *program, struct smart_question *items, size_t n, int wait_ms)
{
	struct child *children = memory_get((n + 1) * sizeof(*children));
	struct pollfd *waits = memory_get((n + 1) * sizeof(*waits));
	int64_t end = now_ms() + wait_ms;
	size_t open = 0;
	for (size_t i = 0; i < n; i++) {
		children[i] = start(program, &items[i]);
		items[i].end = children[i].pid ? SMART_silent : SMART_failed;
		open += children[i].pid != 0;
	}
	while (open && now_ms() < end) {
		for (size_t i = 0; i < n; i++)
			waits[i] = (struct pollfd){children[i].from, POLLIN, 0};
		if (poll(waits, n, (int)(end - now_ms())) <= 0)
			continue;
		for (size_t i = 0; i < n; i++) {
			if (children[i].from < 0 || !waits[i].revents ||
			    take(&items[i], &children[i]))
				continue;
			items[i].end = SMART_answered;
			stop(&children[i], true);
			open--;
		}
	}
	for (size_t i = 0; i < n; i++)
		if (children[i].from >= 0)
			stop(&children[i], false);
	free(children);
	free(waits);
}

void smart_questions_done(struct smart_question *items, size_t n)
{
	for (size_t i = 0; i < n; i++)
		free(items[i].text);
}

/* The type spares the drive the questions by which smartctl would find it out, which may
 * wake it. */
static const char *type_of(const struct component *disk)
{
	static const struct {
		const char *transport, *type;
	} types[] = {{"nvme", "nvme"}, {"sata", "sat"}, {"pata", "sat"}, {"sas", "scsi"}};
	const struct value *transport = fact_value(disk, FACT_disk_transport);
	for (size_t i = 0; transport && i < sizeof(types) / sizeof(*types); i++)
		if (!strcmp(transport->text, types[i].transport))
			return types[i].type;
	return NULL;
}

static void ask_all(struct scan *scan, const char *program)
{
	const struct component_list *disks = &scan->kinds[KIND_disk];
	struct smart_question *items = memory_get((disks->n + 1) * sizeof(*items));
	for (size_t i = 0; i < disks->n; i++)
		items[i] = (struct smart_question){
		        .device = arena_format(&scan->arena, "/dev/%s",
		                               disks->items[i]->key),
		        .type = type_of(disks->items[i])};
	smart_ask(program, items, disks->n, SMART_WAIT_MS);
	for (size_t i = 0; i < disks->n; i++) {
		if (items[i].end == SMART_answered)
			smart_map(scan, disks->items[i], items[i].text, items[i].n);
		else
			smart_map_nothing(scan, disks->items[i],
			                  items[i].end == SMART_silent
			                          ? "no answer in 10 s"
			                          : "smartctl could not be started",
			                  NULL);
	}
	smart_questions_done(items, disks->n);
	free(items);
}

void probe_smart_run(struct probe_context *ctx, struct probe_outcome *outcome)
{
	struct scan *scan = ctx->scan;
	const struct component_list *disks = &scan->kinds[KIND_disk];
	const char *program = NULL;
	*outcome = (struct probe_outcome){PROBE_skipped,
	                                  "drives are asked for their health by a deep "
	                                  "scan only",
	                                  "run sudo hwfit scan --deep"};
	if (!ctx->deep)
		return;
	if (!ctx->root->live) {
		outcome->why = "a recording does not hold what drives say of themselves";
		outcome->remedy = NULL;
		return;
	}
	for (size_t i = 0; i < sizeof(programs) / sizeof(*programs) && !program; i++)
		if (!access(programs[i], X_OK))
			program = programs[i];
	if (program && geteuid() == 0) {
		*outcome = (struct probe_outcome){PROBE_ok, NULL, NULL};
		ask_all(scan, program);
		return;
	}
	outcome->why = program ? "needs root" : "smartmontools is not installed";
	outcome->remedy =
	        program ? "run with sudo" : "sudo apt-get install smartmontools";
	for (size_t i = 0; i < disks->n; i++)
		smart_map_nothing(scan, disks->items[i], outcome->why, outcome->remedy);
}
