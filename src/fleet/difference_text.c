/* SPDX-License-Identifier: GPL-3.0-or-later
 * Differences of two scans as text. */
#include "fleet/difference.h"

#include "base/catalogue.h"

const char *difference_text(struct arena *arena, const struct difference *d,
                            const struct catalogue *words)
{
	const char *none =
	        d->fact != FACT_COUNT || d->label ? tr(words, "not told") : NULL;
	const char *before = d->before ? d->before : none;
	const char *after = d->after ? d->after : none;
	if (d->fact != FACT_COUNT && fact_row(d->fact)->type == TYPE_LIST &&
	    d->type == DIFFERENCE_changed) {
		before = d->before
		                 ? arena_format(arena, tr(words, "without %s"), d->before)
		                 : "";
		after = d->after ? arena_format(arena, tr(words, "also %s"), d->after)
		                 : "";
		return arena_format(arena, "%s%s%s", before,
		                    *before && *after ? "; " : "", after);
	}
	if (before && after)
		return arena_format(arena, "%s -> %s", before, after);
	return before ? before : after ? after : "";
}

/* ---- lines ------------------------------------------------------------------------ */

static void write_line(const struct difference *d, struct buf *out)
{
	if (d->label)
		buf_format(out, "label %s", d->label);
	else
		buf_format(out, "%s%s%s", kind_row(d->kind)->name, d->key ? "/" : "",
		           d->key ? d->key : "");
	if (d->fact != FACT_COUNT || d->label) {
		struct arena arena = {0};
		buf_format(out, "%s%s: %s\n", d->label ? "" : " ",
		           d->label ? "" : fact_row(d->fact)->name,
		           difference_text(&arena, d, NULL));
		arena_done(&arena);
		return;
	}
	buf_format(out, " %s", difference_words(d->type));
	struct arena arena = {0};
	const char *text = difference_text(&arena, d, NULL);
	buf_format(out, "%s%s", *text ? ": " : "", text);
	arena_done(&arena);
	buf_add_char(out, '\n');
}

size_t difference_write(const struct scan *before, const struct scan *after,
                        const char *indent, struct buf *out)
{
	struct differences d;
	differences_make(&d, before, after, NULL);
	size_t n = d.n;
	for (size_t i = 0; i < n; i++) {
		buf_add_string(out, indent);
		write_line(&d.items[i], out);
	}
	differences_done(&d);
	return n;
}
