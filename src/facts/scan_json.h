/* SPDX-License-Identifier: GPL-3.0-or-later
 * The scan document hwfit-scan/1: JSON, UTF-8, stable order. */
#ifndef HWFIT_SCAN_JSON_H
#define HWFIT_SCAN_JSON_H

#include "base/buf.h"
#include "base/error.h"
#include "base/json_out.h"
#include "facts/scan.h"

/* The largest document that is read. */
enum { SCAN_JSON_MAX = 64 * 1024 * 1024 };

/* Appends the document, with a newline at the end. The same scan gives the same bytes. */
void scan_json_write(const struct scan *scan, struct buf *out);
/* The same of those facts alone that keep() takes, without blanks and newlines: neither
 * when nor how they were read, no labels, no reasons why kinds are partial. frame: with
 * the host, the probes, the notes and the members that are not known. */
void scan_json_write_part(const struct scan *scan, bool (*keep)(enum fact_id fact),
                          bool frame, struct buf *out);

/* Reads a document of n bytes; name is what errors call it. Members, kinds and facts that
 * are not known are kept and written out again. NULL with err (EXIT_usage) when the text
 * is not JSON, not hwfit-scan/1, or a known fact has a value of another type. */
struct scan *scan_json_read(const char *text, size_t n, const char *name,
                            struct error *err);

/* A value as documents write it. */
void value_json(struct json_out *out, const char *name, enum fact_id fact,
                const struct value *value);

#endif
