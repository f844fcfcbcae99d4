/* SPDX-License-Identifier: GPL-3.0-or-later
 * Requirements in words for pages: in English as the terms write them, in Estonian as a
 * specification says them. */
#ifndef HWFIT_REQUIREMENT_WORDS_H
#define HWFIT_REQUIREMENT_WORDS_H

#include "base/buf.h"
#include "procure/spec.h"

/* NULL for English. The terms must live as long. Free with spec_free(). */
struct spec *requirement_words_of(const struct tor *tor, const struct language *language,
                                  struct date today);
/* Appends the words, with those of what is part of it. words may be NULL. */
void requirement_words(const struct spec *words, const struct requirement *requirement,
                       struct buf *text);

#endif
