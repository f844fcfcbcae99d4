/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the two files about SMBIOS memory share. */
#ifndef HWFIT_SMBIOS_MEMORY_H
#define HWFIT_SMBIOS_MEMORY_H

#include "probes/smbios.h"

/* Bytes that a type 17 structure states, 0 for an empty slot; false when the firmware
 * does not know. (7.18, Size and Extended Size) */
bool smbios_memory_size(const struct smbios_structure *s, int64_t *size);
/* The part of it that is main memory: non-volatile modules state one of their own. */
int64_t smbios_memory_volatile(const struct smbios_structure *s, int64_t size);

/* The facts of the module in a slot that is not empty. */
void smbios_map_module(struct scan *scan, struct component *c,
                       const struct smbios_structure *s);

#endif
