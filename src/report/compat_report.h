/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the compatibility database knows, for people and for programs. */
#ifndef HWFIT_COMPAT_REPORT_H
#define HWFIT_COMPAT_REPORT_H

#include "base/json.h"
#include "compat/compat.h"
#include "compat/kernel_sheet.h"

/* One platform with all its rows, as it is shown: with what its needs refer to. */
struct compat_sheet {
	const struct compat_platform *platform;
	struct compat_platforms newer;
	const struct compat_processor_set *const *processors; /* that it needs */
	size_t processor_count;
	const struct compat_kernel_sheet *kernels; /* that are its own */
	size_t kernel_count;
	struct compat_sources sources; /* of all its rows, by id */
};

/* Gathers a sheet in the arena; false with err when the database is damaged. */
bool compat_sheet_read(struct compat_sheet *sheet, const struct compat *compat,
                       const struct compat_platform *platform, struct arena *arena,
                       struct error *err);

void compat_sheet_text(const struct compat_sheet *sheet, struct buf *out);
/* An object, "hwfit-platform/1". */
void compat_sheet_json(const struct compat_sheet *sheet, struct buf *out);

/* Platforms, one a line; in JSON an array of objects. */
void compat_list_text(const struct compat_platforms *list, struct buf *out);
void compat_list_json(const struct compat_platforms *list, struct buf *out);

/* What the database holds, and from where; in JSON "hwfit-compat/1". */
struct compat_info {
	const char *path;
	struct compat_counts counts;
	struct compat_sources sources;
};
void compat_info_text(const struct compat_info *info, struct buf *out);
void compat_info_json(const struct compat_info *info, struct buf *out);

/* An object without its format; what compat_kernel_json() writes. */
json_t *compat_kernel_object(const struct compat_kernel_sheet *sheet);
/* One kernel; in JSON an object, "hwfit-kernel/1". */
void compat_kernel_text(const struct compat_kernel_sheet *sheet, struct buf *out);
void compat_kernel_json(const struct compat_kernel_sheet *sheet, struct buf *out);
/* Kernels, one a line; in JSON an array of objects. */
void compat_kernels_text(const struct compat_kernel_sheet *sheets, size_t n,
                         struct buf *out);
void compat_kernels_json(const struct compat_kernel_sheet *sheets, size_t n,
                         struct buf *out);

/* What the kernels have for one module alias: a line a driver, with what makers of
 * platforms removed or no longer maintain; in JSON an object a line. */
struct compat_match {
	const char *alias;
	struct compat_kernels kernels;
	struct compat_drivers drivers;
	const struct compat_device_rule *no_driver; /* why none is expected; or NULL */
	struct compat_driver_supports supports;     /* all rows: what makers say */
};
void compat_match_text(const struct compat_match *match, struct buf *out);
void compat_match_json(const struct compat_match *match, struct buf *out);

#endif
