/* SPDX-License-Identifier: GPL-3.0-or-later
 * For tests of probes: a recorded tree made file by file, a probe run over it, and its
 * facts as text. */
#ifndef HWFIT_TEST_PROBE_MADE_H
#define HWFIT_TEST_PROBE_MADE_H

#include "facts/scan.h"
#include "probes/probe.h"

#include "scan_says.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct made {
	struct scan *scan;
};

static inline void made_done(struct made *m)
{
	scan_free(m->scan);
}

static inline const char *made_fact(struct made *m, const char *key, enum fact_id fact)
{
	return scan_says(m->scan, key, fact);
}

static inline bool made_noted(const struct made *m, const char *part)
{
	return scan_noted(m->scan, part);
}

/* Tests run in processes of their own, so that each has its tree. */
static char tree_path[64];

static inline void tree_make(void)
{
	snprintf(tree_path, sizeof(tree_path), "/tmp/hwfit-tree.XXXXXX");
	cr_assert(mkdtemp(tree_path));
}

static inline void tree_remove(void)
{
	char command[128];
	snprintf(command, sizeof(command), "rm -rf '%s'", tree_path);
	cr_assert_eq(system(command), 0);
}

/* The whole path of a place in the tree, whose directories are made. */
static inline void tree_place(const char *path, char full[512])
{
	snprintf(full, 512, "%s/%s", tree_path, path);
	for (char *slash = full + strlen(tree_path) + 1; (slash = strchr(slash, '/'));
	     slash++) {
		*slash = '\0';
		mkdir(full, 0755);
		*slash = '/';
	}
}

static inline void tree_bytes(const char *path, const void *bytes, size_t n)
{
	char full[512];
	tree_place(path, full);
	FILE *f = fopen(full, "w");
	cr_assert(f, "%s", full);
	cr_assert_eq(fwrite(bytes, 1, n, f), n);
	fclose(f);
}

static inline void tree_text(const char *path, const char *text)
{
	tree_bytes(path, text, strlen(text));
}

static inline void tree_link(const char *path, const char *target)
{
	char full[512];
	tree_place(path, full);
	cr_assert_eq(symlink(target, full), 0, "%s", full);
}

/* Runs the probe over the tree. */
static inline struct probe_outcome
tree_scan(struct made *m, void (*run)(struct probe_context *, struct probe_outcome *))
{
	struct root root;
	struct probe_outcome outcome = {PROBE_ok, NULL, NULL};
	m->scan = scan_new();
	cr_assert_eq(root_open(&root, tree_path, NULL), 0);
	struct probe_context ctx = {.scan = m->scan, .root = &root};
	run(&ctx, &outcome);
	scan_finish(m->scan);
	root_close(&root);
	return outcome;
}

#endif
