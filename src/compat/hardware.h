/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the compatibility database knows of parts: modules and drives that are sold, and
 * what values are called. As in compat.h, texts belong to the arena given, and err is
 * set only when the file is damaged. */
#ifndef HWFIT_COMPAT_HARDWARE_H
#define HWFIT_COMPAT_HARDWARE_H

#include "compat/compat.h"

/* Memory modules of one type and form, as they are sold. */
struct compat_memory_part {
	const char *name;       /* "DDR4 SO-DIMM" */
	long millivolts;        /* at which they run */
	long highest;           /* MT/s: the highest rate of the standard */
	long plain, registered; /* GB of the largest one; 0: none is sold */
	const struct compat_source *source;
};
/* type and form as in memory_module. False when no such modules are sold, or with err. */
bool compat_memory_part(const struct compat *compat, const char *type, const char *form,
                        struct compat_memory_part *part, struct arena *arena,
                        struct error *err);

/* A form that drives of a bus have. */
enum { COMPAT_DRIVE_FORMS = 8 };
struct compat_drive_form {
	const char *form;      /* "m2" */
	struct bilingual name; /* "M.2 card, key M" */
	const struct compat_source *source;
};
struct compat_drive_forms {
	struct compat_drive_form items[COMPAT_DRIVE_FORMS];
	size_t n;
};
/* transport as in disk.transport; in the order of the table. */
struct compat_drive_forms compat_drive_forms(const struct compat *compat,
                                             const char *transport, struct arena *arena,
                                             struct error *err);

/* What a value is called: in trade, and in words of its standard. */
struct compat_trade_name {
	const char *trade;        /* "Wi-Fi 6E"; the first one of several */
	struct bilingual neutral; /* "IEEE 802.11ax, 6 GHz included" */
	const struct compat_source *source;
};
/* False when the value has no such name, or with err. */
bool compat_trade_name(const struct compat *compat, enum fact_id fact, const char *word,
                       struct compat_trade_name *name, struct arena *arena,
                       struct error *err);

#endif
