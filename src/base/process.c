/* SPDX-License-Identifier: GPL-3.0-or-later
 * Source: posix_spawn(3), pidfd_open(2) */
#include "base/process.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/text.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/pidfd.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

enum { LOG_MAX = 1 << 20 };

bool process_there(const char *name)
{
	const char *folders = getenv("PATH");
	bool there = false;
	for (const char *at = folders; at && *at && !there;) {
		struct buf path = BUF_EMPTY;
		size_t n = strcspn(at, ":");
		buf_add(&path, at, n);
		buf_format(&path, "/%s", name);
		there = n && !access(path.text, X_OK);
		buf_done(&path);
		at += n + (at[n] == ':');
	}
	return there;
}

/* The child leads a group of its own, so that what it starts can be ended with it. */
static int start(const char *const *arguments, const char *log, pid_t *child)
{
	posix_spawn_file_actions_t files;
	posix_spawnattr_t attributes;
	posix_spawn_file_actions_init(&files);
	posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0);
	posix_spawn_file_actions_addopen(&files, 1, log, O_WRONLY | O_CREAT | O_TRUNC,
	                                 0600);
	posix_spawn_file_actions_adddup2(&files, 1, 2);
	posix_spawnattr_init(&attributes);
	posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
	int failed = posix_spawnp(child, arguments[0], &files, &attributes,
	                          (char *const *)arguments, environ);
	posix_spawn_file_actions_destroy(&files);
	posix_spawnattr_destroy(&attributes);
	return failed;
}

/* Its status; -1 when it had to be ended. */
static int wait_for(pid_t child, unsigned seconds)
{
	int status = 0, handle = pidfd_open(child, 0), ready = 1;
	struct pollfd end = {handle, POLLIN, 0};
	if (handle >= 0)
		while ((ready = poll(&end, 1, (int)seconds * 1000)) < 0 && errno == EINTR)
			;
	if (!ready)
		kill(-child, SIGKILL);
	while (waitpid(child, &status, 0) < 0 && errno == EINTR)
		;
	if (handle >= 0)
		close(handle);
	return ready ? status : -1;
}

/* The last line of the log that says anything; "" when there is none. */
static const char *last_line(const char *log, struct arena *arena)
{
	struct buf text = BUF_EMPTY;
	const char *line = "";
	if (!file_read(log, LOG_MAX, &text, NULL))
		for (char *at = text.text; *at;) {
			size_t n = strcspn(at, "\n");
			const char *clean = text_clean_copy(arena, at, n, NULL);
			line = *clean ? clean : line;
			at += n + (at[n] == '\n');
		}
	buf_done(&text);
	return line;
}

int process_run(const char *const *arguments, const char *log, unsigned seconds,
                struct error *err)
{
	struct arena arena = {0};
	pid_t child;
	int failed = start(arguments, log, &child), status;
	if (failed)
		return error_set(err, EXIT_run, arguments[0], "cannot run it: %s",
		                 strerror(failed));
	status = wait_for(child, seconds);
	if (status < 0)
		error_set(err, EXIT_run, arguments[0],
		          "it was ended: it did not come to an end in %u s", seconds);
	else if (status)
		error_set(err, EXIT_run, arguments[0], "it ended with %s %d: %s",
		          WIFSIGNALED(status) ? "signal" : "status",
		          WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status),
		          last_line(log, &arena));
	arena_done(&arena);
	return status ? -1 : 0;
}
