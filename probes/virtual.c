/* SPDX-License-Identifier: GPL-3.0-or-later
 * Probe virtual.
 * Reads: sysfs class/dmi/id, hypervisor, firmware/devicetree, clocksource; /proc/cpuinfo,
 *        /proc/sysinfo, /proc/xen/capabilities; what containers leave in /, /run and the
 *        environment of process 1; the namespaces of this process
 * Makes: system.virtual system.container
 * Needs: nothing; root to read the environment of process 1
 * Spec:  systemd CONTAINER_INTERFACE; kernel
 * Documentation/ABI/stable/sysfs-hypervisor-xen, include/linux/proc_ns.h (numbers of the
 * first namespaces) */
#include "probes/virtual.h"

#include "base/text.h"
#include "probes/table.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DEVICE_TREE "sys/firmware/devicetree/base"

/* Texts of several NUL-terminated parts become one line. */
static void read_line(const struct root *root, const char *path, char *text, size_t room)
{
	ssize_t n = root_read(root, path, text, room - 1);
	for (ssize_t i = 0; i < n; i++)
		if (!text[i] || text[i] == '\n')
			text[i] = ' ';
	while (n > 0 && text[n - 1] == ' ')
		n--;
	text[n > 0 ? n : 0] = '\0';
}

static bool has_directory(const struct root *root, const char *path)
{
	struct root_dir dir;
	bool there = root_dir_open(root, NULL, path, &dir);
	root_dir_close(&dir);
	return there;
}

static bool has_file(const struct root *root, const char *path)
{
	char c;
	return root_read(root, path, &c, 1) >= 0;
}

static void gather_dmi(const struct root *root, struct raw_virtual *raw)
{
	static const char *const paths[DMI_COUNT] = {
	        [DMI_vendor] = "sys/class/dmi/id/sys_vendor",
	        [DMI_product] = "sys/class/dmi/id/product_name",
	        [DMI_board_vendor] = "sys/class/dmi/id/board_vendor",
	        [DMI_bios_vendor] = "sys/class/dmi/id/bios_vendor",
	};
	for (int i = 0; i < DMI_COUNT; i++)
		read_line(root, paths[i], raw->dmi[i], sizeof(raw->dmi[i]));
}

static void gather_xen(const struct root *root, struct raw_virtual *raw)
{
	enum { FEATURE_FIRST = 1 << 11 }; /* XENFEAT_dom0 */
	char text[128];
	read_line(root, "sys/hypervisor/type", text, sizeof(text));
	raw->xen = !strcmp(text, "xen");
	if (!raw->xen)
		return;
	read_line(root, "sys/hypervisor/properties/features", text, sizeof(text));
	raw->xen_first = strtoul(text, NULL, 16) & FEATURE_FIRST;
	read_line(root, "proc/xen/capabilities", text, sizeof(text));
	raw->xen_first |= strstr(text, "control_d") != NULL;
}

/* The flags of the first processor are enough. */
static void gather_cpuinfo(const struct root *root, struct raw_virtual *raw)
{
	char text[8192];
	ssize_t n = root_read(root, "proc/cpuinfo", text, sizeof(text) - 1);
	text[n > 0 ? n : 0] = '\0';
	char *flags = strstr(text, "\nflags\t");
	raw->uml = strstr(text, "User Mode Linux") != NULL;
	raw->x86_flags = flags != NULL;
	if (!flags)
		return;
	flags[1 + strcspn(flags + 1, "\n")] = ' ';
	char *stop = strchr(flags + 1, '\n');
	if (stop)
		*stop = '\0';
	raw->hypervisor_flag = strstr(flags, " hypervisor ") != NULL;
}

static void gather_boards(const struct root *root, struct raw_virtual *raw)
{
	char text[4096];
	raw->device_tree = has_directory(root, DEVICE_TREE);
	read_line(root, DEVICE_TREE "/compatible", raw->board, sizeof(raw->board));
	read_line(root, DEVICE_TREE "/hypervisor/compatible", raw->hypervisor,
	          sizeof(raw->hypervisor));
	raw->partition = has_file(root, DEVICE_TREE "/ibm,partition-name");
	ssize_t n = root_read(root, "proc/sysinfo", text, sizeof(text) - 1);
	text[n > 0 ? n : 0] = '\0';
	raw->sysinfo = n > 0;
	const char *control = strstr(text, "VM00 Control Program:");
	if (control)
		snprintf(raw->control, sizeof(raw->control), "%.*s",
		         (int)strcspn(control + 21, "\n"), control + 21);
}

/* The kernel gives its first namespaces fixed numbers. */
static enum namespaces gather_namespaces(const struct root *root)
{
	static const struct {
		const char *name, *first;
	} kinds[] = {
	        {"pid", "pid:[4026531836]"},
	        {"ipc", "ipc:[4026531839]"},
	        {"uts", "uts:[4026531838]"},
	};
	struct root_dir dir;
	char text[64];
	enum namespaces found = NAMESPACES_first;
	if (!root_dir_open(root, NULL, "proc/self/ns", &dir))
		return NAMESPACES_unknown;
	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++) {
		if (!root_dir_link(&dir, kinds[i].name, text, sizeof(text)))
			found = NAMESPACES_unknown;
		else if (strcmp(text, kinds[i].first) != 0 && found != NAMESPACES_unknown)
			found = NAMESPACES_other;
	}
	root_dir_close(&dir);
	return found;
}

/* A word as facts have it: "systemd-nspawn" stays, anything else is not kept. */
static void set_marker(struct raw_virtual *raw, const char *word)
{
	size_t n = 0;
	while (n < sizeof(raw->marker) - 1 &&
	       (isalnum((unsigned char)word[n]) || strchr("-_", word[n])) && word[n])
		n++;
	snprintf(raw->marker, sizeof(raw->marker), "%.*s", (int)n, word);
}

static void gather_container(const struct root *root, struct raw_virtual *raw)
{
	static const struct {
		const char *path, *word;
	} markers[] = {
	        {"run/.containerenv", "podman"},
	        {".dockerenv", "docker"},
	        {".flatpak-info", "flatpak"},
	};
	char text[8192];
	raw->run = has_directory(root, "run");
	read_line(root, "run/systemd/container", text, sizeof(text));
	set_marker(raw, text);
	ssize_t n = root_read(root, "proc/1/environ", text, sizeof(text) - 1);
	for (ssize_t i = 0; i < n && !*raw->marker; i += (ssize_t)strlen(text + i) + 1) {
		text[n] = '\0';
		if (text_starts(text + i, "container="))
			set_marker(raw, text + i + 10);
	}
	for (size_t i = 0; i < sizeof(markers) / sizeof(*markers) && !*raw->marker; i++)
		if (has_file(root, markers[i].path))
			set_marker(raw, markers[i].word);
	if (!*raw->marker && has_directory(root, "run/secrets/kubernetes.io"))
		set_marker(raw, "kubernetes");
	if (!*raw->marker && has_directory(root, "proc/vz") &&
	    !has_directory(root, "proc/bc"))
		set_marker(raw, "openvz");
}

void probe_virtual_run(struct probe_context *ctx, struct probe_outcome *outcome)
{
	const struct root *root = ctx->root;
	struct raw_virtual raw = {.live = root->live};
	(void)outcome;
	gather_dmi(root, &raw);
	gather_xen(root, &raw);
	gather_cpuinfo(root, &raw);
	gather_boards(root, &raw);
	gather_container(root, &raw);
	raw.namespaces = gather_namespaces(root);
	read_line(root,
	          "sys/devices/system/clocksource/clocksource0/available_clocksource",
	          raw.clocks, sizeof(raw.clocks));
	read_line(root, "proc/sys/kernel/osrelease", raw.kernel_release,
	          sizeof(raw.kernel_release));
	virtual_map(ctx->scan, &raw);
}
