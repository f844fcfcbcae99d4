/* SPDX-License-Identifier: GPL-3.0-or-later
 * Probe os.
 * Reads: os-release(5), /etc/{debian_version,machine-id,hostname};
 *        /proc/sys/kernel/{osrelease,version,arch,hostname}, /proc/version,
 *        /proc/version_signature; uname(2) for the architecture before kernel 6.1
 * Makes: os; name and id of the host
 * Needs: nothing
 * Spec:  os-release(5), machine-id(5), proc_sys_kernel(5) */
#include "probes/os.h"

#include "base/text.h"
#include "probes/os_release.h"
#include "probes/table.h"

#include <stdio.h>
#include <string.h>
#include <sys/utsname.h>

static void read_text(const struct root *root, const char *path, char *text, size_t room)
{
	ssize_t n = root_read(root, path, text, room - 1);
	while (n > 0 && strchr(" \n", text[n - 1]))
		n--;
	text[n > 0 ? n : 0] = '\0';
}

/* "Linux version RELEASE (…) … #NUMBER …", in a recording without /proc/sys. */
static void read_proc_version(const struct root *root, struct raw_os *raw)
{
	static const char start[] = "Linux version ";
	char text[1024];
	read_text(root, "proc/version", text, sizeof(text));
	if (!text_starts(text, start))
		return;
	const char *release = text + sizeof(start) - 1, *version = strchr(release, '#');
	if (!*raw->kernel_release)
		snprintf(raw->kernel_release, sizeof(raw->kernel_release), "%.*s",
		         (int)strcspn(release, " "), release);
	if (version)
		snprintf(raw->kernel_version, sizeof(raw->kernel_version), "%.255s",
		         version);
}

static void gather_kernel(const struct root *root, struct raw_os *raw)
{
	struct utsname name;
	read_text(root, "proc/sys/kernel/osrelease", raw->kernel_release,
	          sizeof(raw->kernel_release));
	read_text(root, "proc/sys/kernel/version", raw->kernel_version,
	          sizeof(raw->kernel_version));
	if (!*raw->kernel_release || !*raw->kernel_version)
		read_proc_version(root, raw);
	read_text(root, "proc/version_signature", raw->ubuntu_version,
	          sizeof(raw->ubuntu_version));
	read_text(root, "proc/sys/kernel/arch", raw->machine, sizeof(raw->machine));
	if (!*raw->machine && root->live && !uname(&name))
		snprintf(raw->machine, sizeof(raw->machine), "%.63s", name.machine);
}

static void gather_release(const struct root *root, struct arena *arena,
                           struct raw_os *raw)
{
	ssize_t n;
	raw->release = root_read_all(root, "etc/os-release", OS_RELEASE_MAX, arena, &n);
	if (!raw->release)
		raw->release = root_read_all(root, "usr/lib/os-release", OS_RELEASE_MAX,
		                             arena, &n);
	raw->release_size = n > 0 ? (size_t)n : 0;
	raw->release_error = n < 0 ? (int)-n : 0;
	read_text(root, "etc/debian_version", raw->debian_version,
	          sizeof(raw->debian_version));
}

void probe_os_run(struct probe_context *ctx, struct probe_outcome *outcome)
{
	const struct root *root = ctx->root;
	struct raw_os *raw = arena_alloc(&ctx->scan->arena, sizeof(*raw));
	(void)outcome;
	gather_release(root, &ctx->scan->arena, raw);
	gather_kernel(root, raw);
	read_text(root, "proc/sys/kernel/hostname", raw->hostname, sizeof(raw->hostname));
	if (!*raw->hostname)
		read_text(root, "etc/hostname", raw->hostname, sizeof(raw->hostname));
	read_text(root, "etc/machine-id", raw->machine_id, sizeof(raw->machine_id));
	if (!*raw->machine_id)
		read_text(root, "var/lib/dbus/machine-id", raw->machine_id,
		          sizeof(raw->machine_id));
	os_map(ctx->scan, raw);
}
