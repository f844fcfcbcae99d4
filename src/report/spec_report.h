/* SPDX-License-Identifier: GPL-3.0-or-later
 * Specifications written out, one row of spec_formats.def a format. */
#ifndef HWFIT_SPEC_REPORT_H
#define HWFIT_SPEC_REPORT_H

#include "base/buf.h"
#include "base/error.h"
#include "procure/spec.h"

/* Appends it. 0, or -1 with err (EXIT_run): only what needs another program can fail. */
typedef int spec_writer(const struct spec *spec, struct buf *out, struct error *err);

struct spec_format {
	const char *name; /* as --format and suffixes say it */
	spec_writer *write;
};

/* NULL when there is none of this name. */
const struct spec_format *spec_format_find(const char *name);
/* All names with blanks between them. */
const char *spec_format_names(void);

/* Appends the JSON Schema of hwfit-spec/1. */
void spec_write_schema(struct buf *out);

#define SPEC_FORMAT(name, doc) spec_writer spec_write_##name;
#include "report/spec_formats.def"
#undef SPEC_FORMAT

#endif
