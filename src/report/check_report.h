/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a check found, in the formats of check_formats.def. */
#ifndef HWFIT_CHECK_REPORT_H
#define HWFIT_CHECK_REPORT_H

#include "base/buf.h"
#include "procure/spec.h"
#include "rules/verdict.h"

/* Of text, but for the language; other formats show all there is. */
struct check_report_options {
	const struct language *language; /* NULL: English */
	bool colour;
	bool explain;   /* the whole tree of each verdict */
	bool strict;    /* reservations count as not suitable: says so */
	unsigned width; /* columns; longer lines are broken; 0: no limit */
};

/* The results of n >= 1 machines against the same terms. */
struct check_report {
	const struct check_result *const *results;
	size_t n;
	struct date today;
	struct check_report_options options;
};

typedef void check_writer(const struct check_report *report, struct buf *out);

struct check_format {
	const char *name;
	check_writer *write; /* appends the report */
};

/* By name, or NULL. */
const struct check_format *check_format_find(const char *name);
/* All names with blanks between them. */
const char *check_format_names(void);

#define CHECK_FORMAT(name, doc) check_writer check_write_##name;
#include "report/check_formats.def"
#undef CHECK_FORMAT

/* The day of a scan, appended; the text of out. */
const char *taken_words(struct buf *out, const char *taken,
                        const struct catalogue *words);
/* "not suitable", "suitable with reservations" */
const char *overall_words(enum overall overall);

#endif
