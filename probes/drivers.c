/* SPDX-License-Identifier: GPL-3.0-or-later
 * Probe drivers.
 * Reads: modules.alias.bin and modules.builtin.alias.bin of the running kernel; the
 *        kernel's log, of a recording the lines that it keeps
 * Makes: pci.modules, usb.modules, sdio.modules, os.missing_firmware
 * Needs: root for the kernel's log, where the system keeps that from others
 * Spec:  depmod(8), syslog(2) */
#include "probes/drivers.h"

#include "probes/table.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/klog.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { READ_ALL = 3, SIZE_BUFFER = 10, LOG_MAX = 4 * 1024 * 1024 };

char *drivers_read_log(size_t *n, int *error)
{
	int size = klogctl(SIZE_BUFFER, NULL, 0);
	size = size <= 0 || size > LOG_MAX ? LOG_MAX : size;
	char *log = memory_get((size_t)size);
	int got = klogctl(READ_ALL, log, size);
	*error = errno;
	*n = got > 0 ? (size_t)got : 0;
	if (got >= 0)
		return log;
	free(log);
	return NULL;
}

static void read_log(struct probe_context *ctx)
{
	size_t n = 0;
	int error = ENOENT;
	ssize_t got = 0;
	char *live = ctx->root->live ? drivers_read_log(&n, &error) : NULL;
	const char *log = live;
	if (!ctx->root->live) {
		log = root_read_all(ctx->root, DRIVERS_LOG, LOG_MAX, &ctx->scan->arena,
		                    &got);
		error = got < 0 ? (int)-got : 0;
		n = got > 0 ? (size_t)got : 0;
	}
	if (log)
		drivers_map_log(ctx->scan, log, n);
	else if (error == ENOENT)
		fact_set_unreadable(ctx->scan, scan_add(ctx->scan, KIND_os, NULL),
		                    FACT_os_missing_firmware,
		                    "the recording has no log of the kernel",
		                    "scan the machine itself, or a capture of it");
	else
		fact_set_unreadable(ctx->scan, scan_add(ctx->scan, KIND_os, NULL),
		                    FACT_os_missing_firmware, root_why(error),
		                    root_remedy(error));
	free(live);
}

/* In place: depmod replaces an index and never writes into one. A recorded tree can
 * change in any way, and is read. */
static const char *map_index(const struct root *root, const char *path, size_t *n)
{
	int fd = root_file_open(root, path);
	struct stat st;
	void *bytes = MAP_FAILED;
	if (fd >= 0 && !fstat(fd, &st) && st.st_size > 0 &&
	    st.st_size <= MODULE_INDEX_MAX) {
		*n = (size_t)st.st_size;
		bytes = mmap(NULL, *n, PROT_READ, MAP_PRIVATE, fd, 0);
	}
	if (fd >= 0)
		close(fd);
	return bytes == MAP_FAILED ? NULL : bytes;
}

static void close_index(struct probe_context *ctx, const char *bytes, size_t n)
{
	if (ctx->root->live)
		munmap((void *)bytes, n);
}

static const char *read_bytes(struct probe_context *ctx, const char *path, size_t *n)
{
	ssize_t got;
	if (ctx->root->live)
		return map_index(ctx->root, path, n);
	const char *bytes =
	        root_read_all(ctx->root, path, MODULE_INDEX_MAX, &ctx->scan->arena, &got);
	*n = got > 0 ? (size_t)got : 0;
	return *n ? bytes : NULL;
}

/* One index of the running kernel, wherever /lib is. */
static bool read_index(struct probe_context *ctx, const char *release, const char *name,
                       struct module_index *index)
{
	static const char *const folders[] = {"lib/modules", "usr/lib/modules"};
	for (size_t i = 0; i < sizeof(folders) / sizeof(*folders); i++) {
		char path[256];
		size_t n;
		snprintf(path, sizeof(path), "%s/%.100s/%s", folders[i], release, name);
		const char *bytes = read_bytes(ctx, path, &n);
		if (bytes && module_index_open(index, bytes, n))
			return true;
		if (bytes)
			close_index(ctx, bytes, n);
	}
	return false;
}

void probe_drivers_run(struct probe_context *ctx, struct probe_outcome *outcome)
{
	static const char *const names[] = {"modules.alias.bin",
	                                    "modules.builtin.alias.bin"};
	struct module_index indexes[2];
	struct root_dir kernel;
	char release[128] = "";
	size_t n = 0;
	if (root_dir_open(ctx->root, NULL, "proc/sys/kernel", &kernel))
		root_dir_string(&kernel, "osrelease", release, sizeof(release));
	root_dir_close(&kernel);
	/* Anything else would be no part of a path. */
	bool named = release[0] && !strchr(release, '/') && strcmp(release, "..") != 0;
	for (size_t i = 0; named && i < sizeof(names) / sizeof(*names); i++)
		n += read_index(ctx, release, names[i], &indexes[n]);
	if (!n) {
		outcome->status = PROBE_skipped;
		outcome->why = "there is no index of the modules of this kernel";
		outcome->remedy = "run where its modules are installed";
	}
	drivers_map(ctx->scan, indexes, n, outcome->why, outcome->remedy);
	for (size_t i = 0; i < n; i++)
		close_index(ctx, (const char *)indexes[i].bytes, indexes[i].n);
	read_log(ctx);
}
