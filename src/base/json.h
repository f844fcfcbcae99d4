/* SPDX-License-Identifier: GPL-3.0-or-later
 * JSON out of jansson's trees, in the one form that all documents have. */
#ifndef HWFIT_JSON_H
#define HWFIT_JSON_H

#include "base/buf.h"
#include "base/fixed.h"

#include <jansson.h>

/* Appends the document, indented by one, with a newline behind. */
void json_write(const json_t *json, struct buf *out);

/* An integer where the number is whole and fits, else a real; a new reference. */
json_t *json_fixed(fixed_t number);

/* Sets a member and takes the reference; a NULL value is left out. */
void json_put(json_t *object, const char *name, json_t *value);
/* The same with a text, which is clean UTF-8. */
void json_put_text(json_t *object, const char *name, const char *text);

#endif
