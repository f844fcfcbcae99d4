/* SPDX-License-Identifier: GPL-3.0-or-later
 * What files say of the operating system → facts of os, name and id of the host. */
#include "probes/os.h"

#include "base/text.h"
#include "probes/os_release.h"
#include "probes/root.h"

#include <ctype.h>
#include <errno.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>

bool os_host_id(const char *machine_id, char id[33])
{
	static const unsigned char use[] = "hwfit-scan/1 host";
	unsigned char key[16] = {0}, hash[16];
	size_t n = 0;
	if (strlen(machine_id) != 32 || strspn(machine_id, "0") == 32 ||
	    sodium_hex2bin(key, sizeof(key), machine_id, 32, NULL, &n, NULL) ||
	    n != sizeof(key))
		return false;
	crypto_generichash(hash, sizeof(hash), use, sizeof(use) - 1, key, sizeof(key));
	sodium_bin2hex(id, 33, hash, sizeof(hash));
	return true;
}

/* "6.1.0" of "6.1.0-56-amd64". */
static size_t version_length(const char *text)
{
	size_t n = 0;
	while (isdigit((unsigned char)text[n]) ||
	       (text[n] == '.' && isdigit((unsigned char)text[n + 1])))
		n++;
	return n;
}

/* Has the version the major and minor number of the kernel's release? */
static bool is_update_of(const char *version, const char *release)
{
	size_t n = strspn(release, "0123456789");
	if (release[n] == '.')
		n += 1 + strspn(release + n + 1, "0123456789");
	return n && !strncmp(version, release, n) && version[n] == '.';
}

/* The version of the kernel's sources. Debian and Ubuntu give all updates of a kernel one
 * release name and say elsewhere what is in it. */
static const char *kernel_version(const struct raw_os *raw)
{
	const char *debian = strstr(raw->kernel_version, "Debian ");
	const char *ubuntu = strrchr(raw->ubuntu_version, ' ');
	if (debian && is_update_of(debian + 7, raw->kernel_release))
		return debian + 7;
	if (ubuntu && is_update_of(ubuntu + 1, raw->kernel_release))
		return ubuntu + 1;
	return raw->kernel_release;
}

static void map_kernel(struct scan *scan, struct component *c, const struct raw_os *raw)
{
	static const char why[] = "the kernel does not show its version here";
	const char *version = kernel_version(raw);
	size_t n = version_length(version);
	if (*raw->kernel_release)
		fact_set_string(scan, c, FACT_os_kernel_release, raw->kernel_release);
	else
		fact_set_unreadable(scan, c, FACT_os_kernel_release, why, NULL);
	if (n)
		fact_set_text(scan, c, FACT_os_kernel, version, n);
	else
		fact_set_unreadable(scan, c, FACT_os_kernel, why, NULL);
	if (version != raw->kernel_release)
		fact_set_source(scan, c, FACT_os_kernel,
		                *raw->ubuntu_version ? "/proc/version_signature"
		                                     : "/proc/version");
	if (*raw->machine)
		fact_set_string(scan, c, FACT_os_architecture, raw->machine);
	else
		fact_set_unreadable(scan, c, FACT_os_architecture,
		                    "kernels before 6.1 do not show it in a file", NULL);
}

static void map_name(struct scan *scan, struct component *c, const struct raw_os *raw,
                     const char *version)
{
	const char *pretty = os_release_get(raw->release, raw->release_size,
	                                    "PRETTY_NAME", &scan->arena);
	const char *name =
	        os_release_get(raw->release, raw->release_size, "NAME", &scan->arena);
	if (!pretty && name && version)
		pretty = arena_format(&scan->arena, "%s %s", name, version);
	/* os-release(5): Linux when nothing is said. */
	fact_set_string(scan, c, FACT_os_name, pretty ? pretty : name ? name : "Linux");
}

static void map_release(struct scan *scan, struct component *c, const struct raw_os *raw)
{
	static const enum fact_id facts[] = {FACT_os_name, FACT_os_version,
	                                     FACT_os_platform};
	if (!raw->release) {
		for (size_t i = 0; i < sizeof(facts) / sizeof(*facts); i++)
			fact_set_unreadable(scan, c, facts[i],
			                    root_why(raw->release_error),
			                    root_remedy(raw->release_error));
		return;
	}
	const char *id =
	        os_release_get(raw->release, raw->release_size, "ID", &scan->arena);
	const char *version = os_release_get(raw->release, raw->release_size,
	                                     "VERSION_ID", &scan->arena);
	map_name(scan, c, raw, version);
	/* Debian's point release stands in a file of its own. */
	size_t n = version ? strlen(version) : 0;
	bool point = n && id && !strcmp(id, "debian") &&
	             !strncmp(raw->debian_version, version, n) &&
	             raw->debian_version[n] == '.';
	fact_set_string(scan, c, FACT_os_version, point ? raw->debian_version : version);
	if (point)
		fact_set_source(scan, c, FACT_os_version, "/etc/debian_version");
	fact_set_string(
	        scan, c, FACT_os_platform,
	        os_release_platform(raw->release, raw->release_size, &scan->arena));
}

void os_map(struct scan *scan, const struct raw_os *raw)
{
	struct component *c = scan_add(scan, KIND_os, NULL);
	char id[33];
	map_release(scan, c, raw);
	map_kernel(scan, c, raw);
	if (*raw->hostname)
		scan->hostname = text_clean_copy(&scan->arena, raw->hostname,
		                                 strlen(raw->hostname), NULL);
	if (os_host_id(raw->machine_id, id))
		scan->host_id = arena_string(&scan->arena, id);
}
