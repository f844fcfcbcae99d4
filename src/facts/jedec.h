/* SPDX-License-Identifier: GPL-3.0-or-later
 * Makers of memory by their JEDEC number, in the many ways in which firmware writes it.
 */
#ifndef HWFIT_JEDEC_H
#define HWFIT_JEDEC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The name for a number of JEP106: how many continuation codes come before the code (with
 * or without its parity bit). NULL when no maker of memory has it. */
const char *jedec_name(unsigned continuations, uint8_t code);

/* The maker that a text means which is nothing but a number: "80CE", "0xCE80" (bytes the
 * other way round), "80CE000080CE" (module and chips), "7F7F9E0000000000" (as in the SPD
 * of DDR2), "JEDEC ID:80 AD", "Unknown - [0x9B85]". NULL when it is no such number or
 * nobody's.
 */
const char *jedec_vendor(const char *text);

#endif
