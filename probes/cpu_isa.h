/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a processor is by what /proc/cpuinfo says of it: architecture, level, names. */
#ifndef HWFIT_CPU_ISA_H
#define HWFIT_CPU_ISA_H

#include "probes/cpuinfo.h"

enum cpu_kind {
	CPU_other,
	CPU_x86,
	CPU_arm,
	CPU_power,
	CPU_ibmz,
	CPU_riscv,
	CPU_loongarch,
	CPU_mips,
	CPU_sparc,
	CPU_ia64,
};
enum cpu_kind cpu_kind(const struct cpuinfo *info);

/* "x86_64_v1" … "x86_64_v4" by the flags as Linux names them; NULL for a processor that
 * is not x86-64. The kernel leaves out what it or the firmware switched off, which
 * programs cannot use either. (x86-64 psABI 1.0, section 3.1.1, table 3.1) */
const char *cpu_isa_level(struct span flags);

/* 32 or 64, 0 when the file does not tell: what the processor can do, also under a
 * kernel of 32 bits. */
int cpu_bits(const struct cpuinfo *info);

/* The architecture as uname -m names it on a kernel that uses all of the processor; NULL
 * when the file does not tell. Of machine, the kernel's own word (NULL: not known), the
 * byte order is taken. */
const char *cpu_architecture(const struct cpuinfo *info, const char *machine);

/* Maker and name of an ARM core from arm.def; NULL when they are not in it. */
const char *cpu_arm_maker(int64_t implementer);
const char *cpu_arm_core(int64_t implementer, int64_t part);

/* The name of an IBM Z machine by its type ("3931"); NULL when it is not known. */
const char *cpu_ibmz_name(struct span machine);

#endif
