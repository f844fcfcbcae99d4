/* SPDX-License-Identifier: GPL-3.0-or-later
 * A scan in the formats of scan_formats.def: for a person (what is in the machine, in ten
 * seconds, and what could not be read), as its document, as a page. */
#ifndef HWFIT_SCAN_REPORT_H
#define HWFIT_SCAN_REPORT_H

#include "base/buf.h"
#include "facts/scan.h"
#include "procure/spec.h"

/* Of text, but for the language; other formats show all there is. */
struct scan_report_options {
	const struct language *language; /* NULL: English */
	bool colour;
	bool verbose;   /* every component and note, not only the first of each kind */
	unsigned width; /* columns; longer lines end in "…"; 0: no limit */
};

typedef void scan_writer(const struct scan *scan,
                         const struct scan_report_options *options, struct buf *out);

struct scan_format {
	const char *name;
	scan_writer *write; /* appends the report */
};

/* By name, or NULL. */
const struct scan_format *scan_format_find(const char *name);
/* All names with blanks between them. */
const char *scan_format_names(void);

#define SCAN_FORMAT(name, doc) scan_writer scan_write_##name;
#include "report/scan_formats.def"
#undef SCAN_FORMAT

#endif
