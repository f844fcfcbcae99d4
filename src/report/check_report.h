/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a check found, for a person, as JSON ("hwfit-check/1") and as an HTML page. */
#ifndef HWFIT_CHECK_REPORT_H
#define HWFIT_CHECK_REPORT_H

#include "base/buf.h"
#include "rules/verdict.h"

struct check_text_options {
	bool colour;
	bool explain;   /* the whole tree of each verdict */
	bool strict;    /* reservations count as not suitable: says so */
	unsigned width; /* columns; longer lines are broken; 0: no limit */
};

/* Appends the report of one machine. */
void check_text_write(const struct check_result *result, struct date today,
                      const struct check_text_options *options, struct buf *out);

/* Appends one document with the results of n machines against the same terms. */
void check_json_write(const struct check_result *const *results, size_t n,
                      struct date today, struct buf *out);

/* Appends one self-contained HTML page with the results of n >= 1 machines. */
void check_html_write(const struct check_result *const *results, size_t n,
                      struct date today, struct buf *out);

/* "not suitable", "suitable with reservations" */
const char *overall_words(enum overall overall);

#endif
