/* SPDX-License-Identifier: GPL-3.0-or-later
 * Probe memory.
 * Reads: /proc/meminfo, /proc/cmdline; sysfs devices/system/memory
 * Makes: memory.usable; bounds of memory.installed where SMBIOS does not tell it
 * Needs: nothing
 * Spec:  proc_meminfo(5); kernel Documentation/admin-guide/mm/memory-hotplug */
#include "probes/memory.h"

#include "base/text.h"
#include "probes/table.h"

#include <ctype.h>
#include <errno.h>
#include <string.h>

#define BLOCKS "sys/devices/system/memory"

/* What 52 bits address. */
static const int64_t bytes_max = (int64_t)1 << 52;

int64_t memory_parse_total(const char *text, size_t n)
{
	static const char name[] = "MemTotal:";
	const char *end = text + n;
	for (const char *line = text; line < end;) {
		const char *stop = memchr(line, '\n', (size_t)(end - line));
		if (!stop)
			stop = end;
		size_t length = sizeof(name) - 1;
		if ((size_t)(stop - line) <= length || memcmp(line, name, length) != 0) {
			line = stop + 1;
			continue;
		}
		int64_t kib = 0;
		const char *c = line + length;
		while (c < stop && *c == ' ')
			c++;
		for (; c < stop && isdigit((unsigned char)*c) && kib < bytes_max; c++)
			kib = kib * 10 + (*c - '0');
		return kib <= bytes_max / 1024 ? kib * 1024 : 0;
	}
	return 0;
}

bool memory_is_limited(const char *cmdline, size_t n)
{
	static const char *const words[] = {"mem=", "memmap=", "elfcorehdr="};
	for (size_t i = 0; i < n; i++) {
		if (i && cmdline[i - 1] != ' ')
			continue;
		for (size_t w = 0; w < sizeof(words) / sizeof(*words); w++) {
			size_t length = strlen(words[w]);
			if (n - i >= length && !memcmp(cmdline + i, words[w], length))
				return true;
		}
	}
	return false;
}

static bool is_block(const char *name)
{
	return text_starts(name, "memory") && isdigit((unsigned char)name[6]);
}

static void gather(const struct root *root, struct raw_memory *raw)
{
	char text[4096];
	ssize_t n = root_read(root, "proc/meminfo", text, sizeof(text));
	*raw = (struct raw_memory){0};
	raw->total = n < 0 ? n : memory_parse_total(text, (size_t)n);
	if (!raw->total)
		raw->total = -ENODATA;
	n = root_read(root, "proc/cmdline", text, sizeof(text));
	/* A command line that is not there may have said anything. */
	raw->limited = n <= 0 || memory_is_limited(text, (size_t)n);
	struct root_dir dir;
	if (root_dir_open(root, NULL, BLOCKS, &dir) &&
	    root_dir_number(&dir, "block_size_bytes", 16, &raw->block_size))
		raw->blocks = root_dir_count(&dir, is_block);
	root_dir_close(&dir);
}

/* The most that a guest can have; FIXED_MAX when nothing bounds it. */
static fixed_t most(const struct scan *scan, const struct raw_memory *raw)
{
	const struct fact *f = scan_fact(scan, FACT_system_virtual);
	bool guest =
	        f && f->state == STATE_known && !text_same_word(f->value.text, "none");
	if (!guest || raw->limited || raw->block_size <= 0 || !raw->blocks ||
	    raw->blocks > (size_t)(bytes_max / raw->block_size))
		return FIXED_MAX;
	int64_t bytes = raw->block_size * (int64_t)raw->blocks;
	return bytes >= raw->total ? fixed_from_int(bytes) : FIXED_MAX;
}

/* SMBIOS knows best; where it does not, what the kernel uses is there at least. */
static void map_installed(struct scan *scan, struct component *c,
                          const struct raw_memory *raw)
{
	static const char source[] = "/proc/meminfo, sysfs memory blocks";
	fixed_t least = fixed_from_int(raw->total);
	const struct fact *told = fact_get(c, FACT_memory_installed);
	if (told && told->state == STATE_known) {
		if (told->value.number.max != FIXED_MAX && told->value.number.max < least)
			scan_note(scan, c,
			          "the kernel uses more memory than the modules that "
			          "SMBIOS lists hold; what SMBIOS says is not believed");
		else if (told->value.number.min >= least ||
		         told->value.number.max != FIXED_MAX)
			return;
	}
	fact_set_interval(scan, c, FACT_memory_installed, least, most(scan, raw));
	fact_set_source(scan, c, FACT_memory_installed, source);
}

void memory_map(struct scan *scan, const struct raw_memory *raw)
{
	struct component *c = scan_add(scan, KIND_memory, NULL);
	if (raw->total <= 0) {
		int error = (int)-raw->total;
		fact_set_unreadable(scan, c, FACT_memory_usable, root_why(error),
		                    root_remedy(error));
		return;
	}
	fact_set_integer(scan, c, FACT_memory_usable, raw->total);
	map_installed(scan, c, raw);
}

void probe_memory_run(struct probe_context *ctx, struct probe_outcome *outcome)
{
	struct raw_memory raw;
	gather(ctx->root, &raw);
	memory_map(ctx->scan, &raw);
	if (raw.total > 0)
		return;
	outcome->status = PROBE_skipped;
	outcome->why = root_why((int)-raw.total);
	outcome->remedy = root_remedy((int)-raw.total);
}
