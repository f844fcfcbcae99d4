/* SPDX-License-Identifier: GPL-3.0-or-later
 * Serial numbers, addresses and names replaced, so that a scan can be given away: the
 * same value gives the same replacement under one key, and without the key none leads
 * back. */
#ifndef HWFIT_PSEUDONYM_H
#define HWFIT_PSEUDONYM_H

#include "base/hash.h"
#include "facts/scan.h"

/* Replaces what tells this unit or may name a person (facts.def: unit, person), the
 * host's name and identifier, in the form that they have: an address stays an address, a
 * UUID a UUID. Numbers among them become unreadable; members that this hwfit does not
 * know, notes and texts before normalising are taken out, as they may repeat such values.
 * Labels stay: a person typed them. */
void scan_pseudonymise(struct scan *scan, const uint8_t key[HASH_KEY_BYTES]);

/* A key from the bytes of a file, which must not be guessable. */
void pseudonym_key(const char *bytes, size_t n, uint8_t key[HASH_KEY_BYTES]);

#endif
