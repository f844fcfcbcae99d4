/* SPDX-License-Identifier: GPL-3.0-or-later
 * Specifications written out, one row of spec_formats.def a format. */
#ifndef HWFIT_SPEC_REPORT_H
#define HWFIT_SPEC_REPORT_H

#include "base/buf.h"
#include "procure/spec.h"

struct spec_format {
	const char *name; /* as --format and suffixes say it */
	void (*write)(const struct spec *spec, struct buf *out);
	const char *doc;
};

/* NULL when there is none of this name. */
const struct spec_format *spec_format_find(const char *name);
/* "json, md, …" for error messages. */
const char *spec_format_names(void);

#define SPEC_FORMAT(name, doc)                                                           \
	void spec_write_##name(const struct spec *spec, struct buf *out);
#include "report/spec_formats.def"
#undef SPEC_FORMAT

#endif
