/* SPDX-License-Identifier: GPL-3.0-or-later
 * Text that strangers wrote, made safe and comparable. */
#ifndef HWFIT_TEXT_H
#define HWFIT_TEXT_H

#include "base/arena.h"
#include "base/buf.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Appends text as valid UTF-8 without control characters: a byte that is not UTF-8, and a
 * control character (C0, DEL, C1), becomes \xHH (of each byte). True when anything had to
 * be escaped. */
bool text_clean(struct buf *out, const char *text, size_t n);
/* Is it nothing but printable ASCII, which that leaves as it is? */
bool text_is_plain(const char *text, size_t n);

/* Clean text as a new string in the arena, blanks at both ends removed. *odd (may be
 * NULL) tells whether anything was escaped. */
char *text_clean_copy(struct arena *arena, const char *text, size_t n, bool *odd);

/* Bytes of the UTF-8 character at text, 1 to 4; 0 when it is not valid UTF-8. n > 0. */
size_t text_utf8_length(const char *text, size_t n);

/* Characters (not bytes) in n bytes; a faulty byte counts as one. */
size_t text_characters(const char *text, size_t n);

/* Columns that a terminal gives the text: wide East Asian characters take two. */
size_t text_columns(const char *text);

/* Words compared without case, blanks, "-" and "_": "Wi-Fi 6E" is wifi6e. Case folding
 * covers ASCII, Latin-1, Latin Extended-A, Greek and Cyrillic. */
bool text_same_word(const char *a, const char *b);
/* Does a contain b, compared in the same way? An empty b is contained in everything. */
bool text_contains_word(const char *a, const char *b);

/* The nearest of n names to what was typed, or NULL when none is near enough to offer
 * (more than a third of the letters differ). name(context, i) gives the names. */
const char *text_nearest(const char *typed, size_t n,
                         const char *(*name)(const void *context, size_t i),
                         const void *context);

/* Orders as a person does: digits inside compare as numbers (nvme2n1 before nvme10n1). */
int text_natural_order(const char *a, const char *b);

bool text_starts(const char *text, const char *prefix);

/* Puts n bytes of text into room, with a NUL behind; less when there is less room. Ends
 * at a NUL in the text. False when it was cut. */
bool text_put(char *to, size_t room, const char *text, size_t n);

/* Writes a number in small hexadecimal digits, at least so many (at most 8), and a NUL.
 */
void text_hex(char text[9], uint32_t number, unsigned digits);

/* Copies the line at *at, without its end and cut to room - 1 bytes, and moves *at behind
 * it; false after the last one. *at is 0 for the first. A NUL ends what is copied. */
bool text_take_line(const char *bytes, size_t n, size_t *at, char *line, size_t room);

#endif
