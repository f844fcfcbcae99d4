/* SPDX-License-Identifier: GPL-3.0-or-later
 * Reads /proc/cpuinfo: lines of "key : value", a group of lines for each processor. */
#include "probes/cpuinfo.h"

#include <ctype.h>
#include <errno.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

enum { CPUS_LISTED_MAX = 8192 };

/* Keys as the architectures write them. The first one that a processor has stands. */
#define TEXT(key, member)                                                                \
	{                                                                                \
		key, offsetof(struct cpuinfo_cpu, member), false                         \
	}
#define NUMBER(key, member)                                                              \
	{                                                                                \
		key, offsetof(struct cpuinfo_cpu, member), true                          \
	}
static const struct {
	const char *key;
	size_t offset;
	bool number;
} keys[] = {
        TEXT("vendor_id", vendor),
        TEXT("vendor", vendor),
        TEXT("model name", name),
        TEXT("Model Name", name),
        TEXT("cpu model", name),
        TEXT("Processor", name),
        TEXT("cpu", cpu),
        TEXT("microcode", microcode),
        TEXT("flags", flags),
        TEXT("Features", flags),
        TEXT("features", flags),
        TEXT("arch", arch),
        TEXT("isa", isa),
        TEXT("uarch", uarch),
        TEXT("system type", system_type),
        TEXT("platform", platform),
        TEXT("Hardware", board),
        NUMBER("physical id", package),
        NUMBER("package", package),
        NUMBER("core id", core),
        NUMBER("core", core),
        NUMBER("cpu cores", cores),
        NUMBER("siblings", siblings),
        NUMBER("cpu family", family),
        NUMBER("family", family),
        NUMBER("model", model),
        NUMBER("stepping", stepping),
        NUMBER("CPU implementer", implementer),
        NUMBER("CPU part", part),
        NUMBER("CPU variant", variant),
        NUMBER("CPU revision", revision),
        NUMBER("CPU architecture", arm_version),
};

static struct span trimmed(const char *text, const char *end)
{
	while (text < end && isspace((unsigned char)*text))
		text++;
	while (end > text && (isspace((unsigned char)end[-1]) || !end[-1]))
		end--;
	return (struct span){text, (size_t)(end - text)};
}

/* A whole number, decimal or with 0x; -1 when it is none. */
static int64_t number(struct span span)
{
	char text[24], *end;
	if (!span.n || span.n >= sizeof(text) || !isdigit((unsigned char)*span.text))
		return -1;
	memcpy(text, span.text, span.n);
	text[span.n] = '\0';
	bool hexadecimal = text[0] == '0' && tolower((unsigned char)text[1]) == 'x';
	errno = 0;
	long long value = strtoll(text, &end, hexadecimal ? 16 : 10);
	return *end || value < 0 || errno ? -1 : value;
}

bool span_same(struct span a, struct span b)
{
	return a.n == b.n && (!a.n || !memcmp(a.text, b.text, a.n));
}

static bool is(struct span span, const char *text)
{
	return span.n == strlen(text) && !memcmp(span.text, text, span.n);
}

bool span_contains(struct span span, const char *text)
{
	return span.n && memmem(span.text, span.n, text, strlen(text));
}

bool span_has_word(struct span span, const char *word)
{
	size_t n = strlen(word), at = 0;
	while (at < span.n) {
		size_t start = at;
		while (at < span.n && span.text[at] != ' ')
			at++;
		if (at - start == n && !memcmp(span.text + start, word, n))
			return true;
		at++;
	}
	return false;
}

/* A processor with nothing known of it. */
static struct cpuinfo_cpu empty(int64_t n)
{
	struct cpuinfo_cpu cpu = {.number = n};
	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++)
		if (keys[i].number)
			*(int64_t *)((char *)&cpu + keys[i].offset) = -1;
	return cpu;
}

static void set(struct cpuinfo_cpu *cpu, struct span key, struct span value)
{
	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++) {
		void *place = (char *)cpu + keys[i].offset;
		if (!is(key, keys[i].key))
			continue;
		if (keys[i].number && *(int64_t *)place < 0)
			*(int64_t *)place = number(value);
		else if (!keys[i].number && !((struct span *)place)->n)
			*(struct span *)place = value;
	}
}

/* ARMv8 writes "AArch64" where others write a number. */
static int64_t arm_version(struct span value)
{
	int64_t n = number(value);
	return is(value, "AArch64") ? 8 : n;
}

struct reader {
	struct cpuinfo *info;
	struct cpuinfo_cpu *current; /* whose lines these are */
	size_t room;
};

static void add(struct reader *r, int64_t n)
{
	struct cpuinfo *info = r->info;
	if (info->n >= CPUS_LISTED_MAX || n < 0)
		return;
	info->cpus = memory_room(info->cpus, info->n, &r->room, sizeof(*info->cpus));
	info->cpus[info->n] = empty(n);
	r->current = &info->cpus[info->n++];
}

static void read_line(struct reader *r, struct span key, struct span value)
{
	static const char processor[] = "processor";
	size_t n = sizeof(processor) - 1;
	if (is(key, processor)) {
		add(r, number(value));
	} else if (key.n > n && !memcmp(key.text, "processor ", n + 1)) {
		/* IBM Z: "processor 0: version = 00, …, machine = 2817" */
		static const char machine[] = "machine = ";
		add(r, number(trimmed(key.text + n, key.text + key.n)));
		const char *at =
		        memmem(value.text, value.n, machine, sizeof(machine) - 1);
		if (at && r->info->n && !r->current->machine.n)
			r->current->machine =
			        trimmed(at + sizeof(machine) - 1, value.text + value.n);
		r->current = &r->info->common;
	} else if (is(key, "ncpus active")) {
		r->info->active = number(value);
	} else if (is(key, "CPU architecture")) {
		r->current->arm_version = arm_version(value);
	} else {
		set(r->current, key, value);
	}
}

void cpuinfo_parse(const char *text, size_t n, struct arena *arena, struct cpuinfo *info)
{
	struct reader r = {.info = info, .current = &info->common};
	const char *end = text + n;
	*info = (struct cpuinfo){.common = empty(-1), .active = -1};
	for (const char *line = text; line < end;) {
		const char *stop = memchr(line, '\n', (size_t)(end - line));
		if (!stop)
			stop = end;
		const char *colon = memchr(line, ':', (size_t)(stop - line));
		if (colon)
			read_line(&r, trimmed(line, colon), trimmed(colon + 1, stop));
		else if (!trimmed(line, stop).n)
			r.current = &info->common;
		line = stop + 1;
	}
	struct cpuinfo_cpu *kept = arena_alloc(arena, info->n * sizeof(*kept));
	if (info->n)
		memcpy(kept, info->cpus, info->n * sizeof(*kept));
	free(info->cpus);
	info->cpus = kept;
}

struct span cpuinfo_text(const struct cpuinfo *info, size_t offset)
{
	for (size_t i = 0; i < info->n; i++) {
		const struct span *span =
		        (const void *)((const char *)&info->cpus[i] + offset);
		if (span->n)
			return *span;
	}
	return *(const struct span *)((const char *)&info->common + offset);
}

int64_t cpuinfo_number(const struct cpuinfo *info, size_t offset)
{
	for (size_t i = 0; i < info->n; i++) {
		const int64_t *value =
		        (const void *)((const char *)&info->cpus[i] + offset);
		if (*value >= 0)
			return *value;
	}
	return *(const int64_t *)((const char *)&info->common + offset);
}
