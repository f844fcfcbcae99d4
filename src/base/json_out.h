/* SPDX-License-Identifier: GPL-3.0-or-later
 * JSON written as it goes, without a tree, in the form of json_write() (base/json.h). */
#ifndef HWFIT_JSON_OUT_H
#define HWFIT_JSON_OUT_H

#include "base/buf.h"
#include "base/fixed.h"

#include <jansson.h>
#include <stdbool.h>

struct json_out {
	struct buf *to;
	bool close;     /* no blanks and newlines: for machines alone */
	unsigned depth; /* of what is open */
	bool empty;     /* nothing stands yet in what was opened last */
};

/* In all of these name is a member's; NULL in an array and at the top. */

/* '{' or '[', and its end. */
void json_out_open(struct json_out *out, const char *name, char bracket);
void json_out_shut(struct json_out *out, char bracket);
/* Clean UTF-8. */
void json_out_text(struct json_out *out, const char *name, const char *text);
/* The same; nothing at all when text is NULL. */
void json_out_put_text(struct json_out *out, const char *name, const char *text);
/* An integer where the number is whole and fits, else a real; null when nothing bounds
 * it. */
void json_out_fixed(struct json_out *out, const char *name, fixed_t number);
void json_out_real(struct json_out *out, const char *name, double number);
void json_out_bool(struct json_out *out, const char *name, bool yes);
void json_out_null(struct json_out *out, const char *name);
/* A tree that was read. */
void json_out_tree(struct json_out *out, const char *name, const json_t *tree);

#endif
