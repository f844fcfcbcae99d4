/* SPDX-License-Identifier: GPL-3.0-or-later
 * Finds .modinfo in a module and reads its strings. */
#include "compat/modinfo.h"

#include <elf.h>
#include <stdint.h>
#include <string.h>

enum { NAME_MAX_BYTES = 128, VALUE_MAX_BYTES = 4096 };

/* A module as bytes, of either word size and byte order. */
struct elf {
	const unsigned char *bytes;
	size_t n;
	bool wide, big; /* 64 bits; most significant byte first */
};

struct span {
	size_t at, n;
};

/* The number of so many bytes at an offset that is known to be inside. */
static uint64_t number(const struct elf *elf, size_t at, int bytes)
{
	uint64_t value = 0;
	for (int i = 0; i < bytes; i++)
		value |= (uint64_t)elf->bytes[at + (size_t)i]
		         << 8 * (elf->big ? bytes - 1 - i : i);
	return value;
}

static bool inside(const struct elf *elf, uint64_t at, uint64_t n)
{
	return at <= elf->n && n <= elf->n - at;
}

/* Offsets and widths in the headers of both word sizes. */
static const struct layout {
	int header, word;       /* bytes of the ELF header, of an address */
	int shoff, shentsize;   /* in the ELF header; shnum, shstrndx behind */
	int section, sh_offset; /* bytes of a section header; size behind */
} layouts[] = {
        {sizeof(Elf32_Ehdr), 4, 32, 46, sizeof(Elf32_Shdr), 16},
        {sizeof(Elf64_Ehdr), 8, 40, 58, sizeof(Elf64_Shdr), 24},
};

/* The bytes of a section by its number; false when they are not all there. */
static bool section_span(const struct elf *elf, size_t header, struct span *span)
{
	const struct layout *l = &layouts[elf->wide];
	uint64_t at = number(elf, header + (size_t)l->sh_offset, l->word);
	uint64_t n = number(elf, header + (size_t)(l->sh_offset + l->word), l->word);
	if (!inside(elf, at, n))
		return false;
	*span = (struct span){(size_t)at, (size_t)n};
	return true;
}

/* Does the NUL-terminated name at this offset of the names equal the wanted one? */
static bool is_named(const struct elf *elf, struct span names, uint64_t offset,
                     const char *want)
{
	size_t n = strlen(want) + 1;
	return offset < names.n && names.n - offset >= n &&
	       !memcmp(elf->bytes + names.at + offset, want, n);
}

/* NULL when *span is the section, else what is wrong. */
static const char *find_section(const struct elf *elf, const char *name,
                                struct span *span)
{
	const struct layout *l = &layouts[elf->wide];
	if (elf->n < (size_t)l->header)
		return "it ends within its header";
	uint64_t table = number(elf, (size_t)l->shoff, l->word);
	uint64_t size = number(elf, (size_t)l->shentsize, 2);
	uint64_t count = number(elf, (size_t)l->shentsize + 2, 2);
	uint64_t strings = number(elf, (size_t)l->shentsize + 4, 2);
	struct span names;
	if (size != (uint64_t)l->section || strings >= count ||
	    !inside(elf, table, size * count) ||
	    !section_span(elf, (size_t)(table + strings * size), &names))
		return "its table of sections is damaged";
	for (uint64_t i = 1; i < count; i++) {
		size_t header = (size_t)(table + i * size);
		if (is_named(elf, names, number(elf, header, 4), name))
			return section_span(elf, header, span)
			               ? NULL
			               : "the section .modinfo is cut off";
	}
	return "it has no section .modinfo";
}

/* Gives "name=value" on; false when the string is not of that form. */
static bool give(const char *text, size_t n, modinfo_each *each, void *context)
{
	char name[NAME_MAX_BYTES], value[VALUE_MAX_BYTES];
	const char *sign = memchr(text, '=', n);
	size_t name_n = sign ? (size_t)(sign - text) : 0;
	size_t value_n = sign ? n - name_n - 1 : 0;
	if (!sign || name_n >= sizeof(name) || value_n >= sizeof(value))
		return false;
	memcpy(name, text, name_n);
	name[name_n] = '\0';
	memcpy(value, sign + 1, value_n);
	value[value_n] = '\0';
	each(context, name, value);
	return true;
}

int modinfo_read(const char *bytes, size_t n, const char *name, modinfo_each *each,
                 void *context, struct error *err)
{
	struct buf plain = BUF_EMPTY;
	struct span span = {0};
	const char *wrong = NULL;
	if (module_unpack(bytes, n, name, &plain, err)) {
		buf_done(&plain);
		return -1;
	}
	struct elf elf = {.bytes = (const unsigned char *)plain.text, .n = plain.n};
	if (plain.n < EI_NIDENT || memcmp(plain.text, ELFMAG, SELFMAG) != 0) {
		wrong = "expected a kernel module (ELF), found another file";
	} else {
		elf.wide = plain.text[EI_CLASS] == (char)ELFCLASS64;
		elf.big = plain.text[EI_DATA] == (char)ELFDATA2MSB;
		wrong = find_section(&elf, ".modinfo", &span);
	}
	for (size_t at = span.at, end = span.at + span.n; !wrong && at < end;) {
		const char *text = plain.text + at;
		size_t length = strnlen(text, end - at);
		if (length)
			give(text, length, each, context);
		at += length + 1;
	}
	buf_done(&plain);
	return wrong ? error_set(err, EXIT_usage, name, "%s", wrong) : 0;
}

void modinfo_read_builtin(const char *bytes, size_t n,
                          const struct modinfo_builtin *reader)
{
	char module[NAME_MAX_BYTES] = "", current[NAME_MAX_BYTES] = "";
	for (size_t at = 0; at < n;) {
		const char *text = bytes + at;
		size_t length = strnlen(text, n - at);
		const char *dot = memchr(text, '.', length);
		size_t module_n = dot ? (size_t)(dot - text) : 0;
		at += length + 1;
		if (!module_n || module_n >= sizeof(module))
			continue;
		memcpy(module, text, module_n);
		module[module_n] = '\0';
		if (strcmp(module, current) != 0) {
			memcpy(current, module, module_n + 1);
			reader->begin(reader->context, module);
		}
		give(dot + 1, length - module_n - 1, reader->each, reader->context);
	}
}
