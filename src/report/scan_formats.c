/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "facts/scan_json.h"
#include "report/formats.h"
#include "report/scan_report.h"

static const struct scan_format formats[] = {
#define SCAN_FORMAT(name, doc) {#name, scan_write_##name},
#include "report/scan_formats.def"
#undef SCAN_FORMAT
};

const struct scan_format *scan_format_find(const char *name)
{
	return FORMAT_FIND(formats, name);
}

const char *scan_format_names(void)
{
	return
#define SCAN_FORMAT(name, doc) " " #name
#include "report/scan_formats.def"
#undef SCAN_FORMAT
	        +1;
}

void scan_write_json(const struct scan *scan, const struct scan_report_options *options,
                     struct buf *out)
{
	(void)options;
	scan_json_write(scan, out);
}
