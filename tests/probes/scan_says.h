/* SPDX-License-Identifier: GPL-3.0-or-later
 * For tests: what a scan says, as text. */
#ifndef HWFIT_TEST_SCAN_SAYS_H
#define HWFIT_TEST_SCAN_SAYS_H

#include "facts/scan.h"

#include <stdbool.h>
#include <string.h>

/* The fact of a component as the languages write it; "absent", "unreadable: why" or
 * "unknown". */
static inline const char *scan_says(struct scan *scan, const char *key, enum fact_id fact)
{
	const struct component *c = scan_find(scan, fact_row(fact)->kind, key);
	const struct fact *f = c ? fact_get(c, fact) : NULL;
	if (!c)
		return "no component";
	if (!f)
		return "unknown";
	if (f->state == STATE_absent)
		return "absent";
	if (f->state == STATE_unreadable)
		return arena_format(&scan->arena, "unreadable: %s", f->why);
	struct buf out = BUF_EMPTY;
	value_write(&out, fact, &f->value);
	const char *text = arena_copy(&scan->arena, out.text, out.n);
	buf_done(&out);
	return text;
}

static inline bool scan_noted(const struct scan *scan, const char *part)
{
	for (size_t i = 0; i < scan->note_count; i++)
		if (strstr(scan->notes[i].text, part))
			return true;
	return false;
}

#endif
