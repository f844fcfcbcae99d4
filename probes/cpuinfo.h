/* SPDX-License-Identifier: GPL-3.0-or-later
 * /proc/cpuinfo of every architecture: what it says of each logical processor. */
#ifndef HWFIT_CPUINFO_H
#define HWFIT_CPUINFO_H

#include "base/arena.h"

#include <stdbool.h>
#include <stdint.h>

enum { CPUINFO_MAX = 32 * 1024 * 1024 }; /* some 4 kB a processor */

/* Part of the text that was parsed, blanks at both ends left out. Empty: not there. */
struct span {
	const char *text;
	size_t n;
};

/* One logical processor, or what the file says of all together. Numbers that are not
 * there are -1. */
struct cpuinfo_cpu {
	int64_t number;          /* as the kernel counts */
	int64_t package, core;   /* physical id, core id */
	int64_t cores, siblings; /* cores and threads of its package */
	int64_t family, model, stepping;
	int64_t implementer, part, variant, revision; /* ARM MIDR_EL1 */
	int64_t arm_version;                          /* ARM: CPU architecture */
	struct span vendor, name;                     /* maker, model name */
	struct span cpu;                              /* POWER, SPARC: model name */
	struct span microcode, flags;
	struct span arch;                         /* Itanium: IA-64 */
	struct span isa, uarch;                   /* RISC-V */
	struct span machine;                      /* IBM Z: machine type */
	struct span system_type, platform, board; /* MIPS and LoongArch; POWER; ARM */
};

struct cpuinfo {
	struct cpuinfo_cpu common; /* what stands outside of any processor */
	struct cpuinfo_cpu *cpus;  /* in the order of the file, in the arena */
	size_t n;
	int64_t active; /* SPARC: how many there are; -1 */
};

/* Reads the file. Never fails: what is not known is left out. The result points into the
 * text. (kernel arch/ARCH/kernel: setup.c, proc.c, cpu.c and processor.c of each) */
void cpuinfo_parse(const char *text, size_t n, struct arena *arena, struct cpuinfo *info);

/* The text of the first processor that has it, or of all together. */
struct span cpuinfo_text(const struct cpuinfo *info, size_t offset);
/* The same of a number; -1 when nobody has it. */
int64_t cpuinfo_number(const struct cpuinfo *info, size_t offset);
#define CPUINFO_TEXT(info, member)                                                       \
	cpuinfo_text(info, offsetof(struct cpuinfo_cpu, member))
#define CPUINFO_NUMBER(info, member)                                                     \
	cpuinfo_number(info, offsetof(struct cpuinfo_cpu, member))

/* Is the word, between blanks, in the span? */
bool span_has_word(struct span span, const char *word);
/* Does the text stand anywhere in the span? */
bool span_contains(struct span span, const char *text);
bool span_same(struct span a, struct span b);

#endif
