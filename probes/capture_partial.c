/* SPDX-License-Identifier: GPL-3.0-or-later
 * Files of a capture of which only what hwfit uses is kept: mounts, the kernel's command
 * line, the environment of the first process. */
#include "probes/capture.h"

#include <ctype.h>
#include <string.h>

/* What a person wrote, letters beyond ASCII too: a byte, or its code in \xHH. */
void capture_redact_person(const struct identities *ids, char *text, size_t n)
{
	size_t from = 0;
	for (size_t i = 0; i < n; i++) {
		bool code = text[i] == '\\' && i + 3 < n && text[i + 1] == 'x';
		if (!code && !((unsigned char)text[i] & 0x80))
			continue;
		identities_scramble(ids, text + from, i - from);
		/* \x78 is an x. */
		if (code && text[i + 2] && strchr("89abcdefABCDEF", text[i + 2])) {
			text[i + 2] = '7';
			text[i + 3] = '8';
		}
		if (!code)
			text[i] = 'x';
		i += code ? 3 : 0;
		from = i + 1;
	}
	identities_scramble(ids, text + from, n - from);
}

/* Words of the kernel's command line that say how it uses the machine. */
static const char *const kernel_words[] = {
        "mem",         "memmap",      "hugepages",  "maxcpus",     "nr_cpus",
        "nosmt",       "mitigations", "iommu",      "intel_iommu", "amd_iommu",
        "crashkernel", "movablecore", "kernelcore", "pci",         "acpi",
        "nomodeset",   "noapic",      "efi",        "quiet",       "nox2apic",
};

void capture_redact_cmdline(struct capture_entry *e, struct arena *arena)
{
	struct buf out = BUF_EMPTY;
	for (size_t at = 0; at < e->n;) {
		size_t end = at;
		while (end < e->n && !isspace((unsigned char)e->bytes[end]))
			end++;
		size_t name = 0;
		while (at + name < end && e->bytes[at + name] != '=')
			name++;
		for (size_t i = 0; i < sizeof(kernel_words) / sizeof(*kernel_words); i++)
			if (strlen(kernel_words[i]) == name &&
			    !memcmp(kernel_words[i], e->bytes + at, name)) {
				if (out.n)
					buf_add_char(&out, ' ');
				buf_add(&out, e->bytes + at, end - at);
			}
		at = end + 1;
	}
	buf_add_char(&out, '\n');
	e->n = out.n;
	e->bytes = arena_copy(arena, out.text, out.n);
	buf_done(&out);
}

void capture_redact_environ(struct capture_entry *e, struct arena *arena)
{
	struct buf out = BUF_EMPTY;
	for (size_t at = 0, n; at < e->n; at += n + 1) {
		const char *stop = memchr(e->bytes + at, 0, e->n - at);
		n = (stop ? (size_t)(stop - e->bytes) : e->n) - at;
		if (n > 10 && !memcmp(e->bytes + at, "container=", 10))
			buf_add(&out, e->bytes + at, n + (stop ? 1 : 0));
	}
	e->n = out.n;
	e->bytes = arena_copy(arena, out.text, out.n);
	buf_done(&out);
}

/* Below these, names of folders are those of persons and of what they plug in. */
static const char *const homes[] = {"/home/",     "/media/", "/run/media/", "/mnt/",
                                    "/run/user/", "/srv/",   "/var/lib/"};

static void redact_mount_field(const struct identities *ids, char *text, size_t n,
                               unsigned field, bool device)
{
	if (field == 0 && device)
		return;
	for (size_t i = 0; field == 4 && i < sizeof(homes) / sizeof(*homes); i++)
		if (n > strlen(homes[i]) && !memcmp(text, homes[i], strlen(homes[i])))
			capture_redact_person(ids, text + strlen(homes[i]),
			                      n - strlen(homes[i]));
}

/* Of a line of mountinfo: mount points of persons; the name of a server; and options,
 * which name users, servers and containers, but for how the device is used. */
static void redact_mount(const struct identities *ids, char *line, size_t n,
                         struct buf *out)
{
	char *dash = memmem(line, n, " - ", 3);
	size_t at = 0, field = 0;
	for (size_t i = 0; i <= n && field < 5; i++)
		if (i == n || line[i] == ' ') {
			redact_mount_field(ids, line + at, i - at, (unsigned)field, true);
			at = i + 1;
			field++;
		}
	if (!dash) {
		buf_add(out, line, n);
		return;
	}
	char *type = dash + 3, *end = line + n;
	char *source = memchr(type, ' ', (size_t)(end - type));
	char *options =
	        source ? memchr(source + 1, ' ', (size_t)(end - source - 1)) : NULL;
	if (!source || !options) {
		buf_add(out, line, n);
		return;
	}
	bool remote = memchr(source, ':', (size_t)(options - source)) ||
	              (source[1] == '/' && source[2] == '/') ||
	              memchr(source, '@', (size_t)(options - source));
	if (remote)
		capture_redact_person(ids, source + 1, (size_t)(options - source - 1));
	else
		identities_replace(ids, source + 1, (size_t)(options - source - 1));
	buf_add(out, line, (size_t)(options - line));
	size_t first = 1;
	while (options + first < end && options[first] != ',')
		first++;
	buf_add(out, options, first);
}

void capture_redact_mounts(struct capture_entry *e, const struct identities *ids,
                           struct arena *arena)
{
	struct buf out = BUF_EMPTY;
	for (size_t at = 0, n; at < e->n; at += n + 1) {
		const char *stop = memchr(e->bytes + at, '\n', e->n - at);
		n = (stop ? (size_t)(stop - e->bytes) : e->n) - at;
		redact_mount(ids, e->bytes + at, n, &out);
		buf_add_char(&out, '\n');
	}
	e->n = out.n;
	e->bytes = arena_copy(arena, out.text, out.n);
	buf_done(&out);
}
