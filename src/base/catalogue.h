/* SPDX-License-Identifier: GPL-3.0-or-later
 * Message catalogues as msgfmt(1) compiles them, read directly: documents in two
 * languages come from one run, on machines that have no locale of either. Format: GNU
 * gettext manual, "The Format of GNU MO Files". */
#ifndef HWFIT_CATALOGUE_H
#define HWFIT_CATALOGUE_H

#include "base/buf.h"
#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>

struct catalogue;

/* The largest catalogue that is read. */
enum { CATALOGUE_MAX = 4 * 1024 * 1024 };

/* Reads n bytes of a catalogue, which are copied; name is what errors call it. NULL with
 * err when a table or a text of it lies outside of the bytes. Free with
 * catalogue_free(), which accepts NULL. */
struct catalogue *catalogue_read(const char *bytes, size_t n, const char *name,
                                 struct error *err);
struct catalogue *catalogue_load(const char *path, struct error *err);
void catalogue_free(struct catalogue *catalogue);

/* The translation of a message, of a context when context is not NULL; NULL when there is
 * none. Valid as long as the catalogue. catalogue may be NULL: it has none. */
const char *catalogue_find(const struct catalogue *catalogue, const char *context,
                           const char *message);

/* The i-th message of a context, in the order of bytes; NULL behind the last. */
const char *catalogue_in_context(const struct catalogue *catalogue, const char *context,
                                 size_t i);

/* The translation of an English sentence, else the sentence. */
const char *tr(const struct catalogue *catalogue, const char *sentence)
        __attribute__((format_arg(2)));

/* The translation of a finished sentence, appended: of one that stands in the catalogue;
 * of one that fits a sentence of the context "said", with the values that stand in it; of
 * several, joined by "; ". Else the sentence. Values that have a
 * blank are said in the same way. */
void catalogue_say(struct buf *out, const struct catalogue *catalogue,
                   const char *sentence);

/* Marks a sentence in a table, to be translated where it is used. */
#define N_(sentence) sentence

#endif
