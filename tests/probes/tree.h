/* SPDX-License-Identifier: GPL-3.0-or-later
 * A tree of files as a probe reads it with --root, made by a test. */
#ifndef HWFIT_TESTS_TREE_H
#define HWFIT_TESTS_TREE_H

#include "probes/probe.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct tree {
	char path[64];
	struct scan *scan;
	struct probe_outcome outcome; /* of the last run */
};

static inline struct tree tree_new(void)
{
	struct tree t = {"/tmp/hwfit-tree.XXXXXX", scan_new(), {PROBE_ok, NULL, NULL}};
	cr_assert(mkdtemp(t.path));
	return t;
}

/* Also frees the scan. */
static inline void tree_done(struct tree *t)
{
	char command[128];
	snprintf(command, sizeof(command), "rm -rf '%s'", t->path);
	cr_assert_eq(system(command), 0);
	scan_free(t->scan);
}

/* Makes the directories that a path needs; full has its absolute form afterwards. */
static inline void tree_path(const struct tree *t, const char *path, char full[512])
{
	snprintf(full, 512, "%s/%s", t->path, path);
	for (char *slash = full + strlen(t->path) + 1; (slash = strchr(slash, '/'));
	     slash++) {
		*slash = '\0';
		mkdir(full, 0755);
		*slash = '/';
	}
}

static inline void tree_put_bytes(const struct tree *t, const char *path,
                                  const void *bytes, size_t n)
{
	char full[512];
	tree_path(t, path, full);
	FILE *f = fopen(full, "w");
	cr_assert(f, "%s", full);
	cr_assert_eq(fwrite(bytes, 1, n, f), n);
	fclose(f);
}

static inline void tree_put(const struct tree *t, const char *path, const char *text)
{
	tree_put_bytes(t, path, text, strlen(text));
}

static inline void tree_directory(const struct tree *t, const char *path)
{
	char full[512];
	tree_path(t, path, full);
	cr_assert_eq(mkdir(full, 0755), 0, "%s", full);
}

static inline void tree_link(const struct tree *t, const char *path, const char *target)
{
	char full[512];
	tree_path(t, path, full);
	cr_assert_eq(symlink(target, full), 0, "%s", full);
}

/* Runs a probe over the tree into its scan. */
static inline void tree_run(struct tree *t, void (*run)(struct probe_context *ctx,
                                                        struct probe_outcome *outcome))
{
	struct root root;
	struct error err = {0};
	cr_assert_eq(root_open(&root, t->path, &err), 0);
	struct probe_context ctx = {.scan = t->scan, .root = &root};
	t->outcome = (struct probe_outcome){PROBE_ok, NULL, NULL};
	run(&ctx, &t->outcome);
	root_close(&root);
}

/* "absent", "unknown", "unreadable: why", or the value as the languages write it; valid
 * until the scan is freed. */
static inline const char *tree_fact(const struct tree *t, enum fact_id id)
{
	const struct fact *f = scan_fact(t->scan, id);
	if (!f || f->state == STATE_unknown)
		return "unknown";
	if (f->state == STATE_absent)
		return "absent";
	if (f->state == STATE_unreadable)
		return arena_format(&t->scan->arena, "unreadable: %s", f->why);
	struct buf text = BUF_EMPTY;
	value_write(&text, id, &f->value);
	const char *copy = arena_copy(&t->scan->arena, text.text, text.n);
	buf_done(&text);
	return copy;
}

#endif
