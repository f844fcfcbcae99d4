/* SPDX-License-Identifier: GPL-3.0-or-later
 * Names by which a unit or a person can be known, and what stands in their place: of the
 * same length and look (digit for digit, letter for letter, a to f where all is
 * hexadecimal), the same for the same name however it is written: with colons or dashes,
 * in capitals, as the ASCII codes of its letters. Pure. */
#ifndef HWFIT_IDENTITY_H
#define HWFIT_IDENTITY_H

#include "base/arena.h"
#include "base/buf.h"

#include <stdbool.h>
#include <stdint.h>

enum { IDENTITY_KEY = 32, IDENTITY_MAX = 256, IDENTITY_SHORT = 5 };

struct identity {
	char *name, *other; /* letters and digits alone, in lower case; other replaces */
	size_t n;
	bool bounded; /* only where no letter or digit stands beside it */
	struct identity *next;
};

struct identities {
	struct arena *arena;
	uint8_t key[IDENTITY_KEY];
	size_t n;
	struct identity *bucket[4096];
};

void identities_start(struct identities *ids, struct arena *arena,
                      const uint8_t key[IDENTITY_KEY]);
/* Remembers a name, to be replaced wherever it stands. Placeholders ("Default string"),
 * zeros, and what is too short to be told from other text are not remembered. kept: how
 * many of its letters and digits stay (6: the maker's part of a MAC). */
void identities_add(struct identities *ids, const char *text, size_t n, size_t kept);
/* The same for a word, the name of a machine: only where it stands alone. */
void identities_add_word(struct identities *ids, const char *text, size_t n);
/* Replaces every remembered name in n bytes, in place. Returns how many. */
size_t identities_replace(const struct identities *ids, char *text, size_t n);
/* Replaces the whole text, in place, remembered or not; placeholders stay. */
void identities_replace_whole(const struct identities *ids, char *text, size_t n,
                              size_t kept);
/* Replaces every letter and digit, placeholder or not. */
void identities_scramble(const struct identities *ids, char *text, size_t n);
/* Does a text say nothing ("Default string", "0000")? */
bool identity_is_nothing(const char *text, size_t n);

#endif
