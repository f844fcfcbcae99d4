/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/fleet_words.h"

#include "procure/wording.h"

#include <string.h>

enum { NAMES_SHOWN = 3 };

const char *say(const struct overview *f, const char *sentence)
{
	return tr(f->language->catalogue, sentence);
}

const char *words_said(struct overview *f, const char *sentence)
{
	struct buf out = BUF_EMPTY;
	catalogue_say(&out, f->language->catalogue, sentence);
	const char *text = arena_copy(&f->arena, out.text, out.n);
	buf_done(&out);
	return text;
}

const char *words_kind(struct overview *f, enum kind_id kind)
{
	struct wording w = {.arena = &f->arena, .language = f->language};
	return kind_in(&w, kind);
}

const char *words_fact(struct overview *f, enum fact_id fact)
{
	struct wording w = {.arena = &f->arena, .language = f->language};
	return fact_short_in(&w, fact);
}

/* The text of an item with the names of facts in the reader's words: "(packages: 2)",
 * "(model unreadable)". */
static const char *item_words(struct overview *f, const struct ladder_item *item)
{
	static const char silent[] = " unreadable)";
	struct buf out = BUF_EMPTY;
	if (!f->language->estonian)
		return item->text;
	for (const char *at = item->text; *at;) {
		size_t n = strcspn(at + 1, " :)");
		enum fact_id fact =
		        *at == '(' ? fact_find(item->kind, at + 1, n) : FACT_COUNT;
		const char *end = at + 1 + n;
		bool none = !strncmp(end, silent, sizeof(silent) - 1);
		if (fact == FACT_COUNT || (*end != ':' && !none)) {
			buf_add_char(&out, *at++);
			continue;
		}
		buf_format(&out, none ? say(f, "(%s unreadable)") : "(%s",
		           words_fact(f, fact));
		at = none ? end + sizeof(silent) - 1 : end;
	}
	const char *text = arena_copy(&f->arena, out.text, out.n);
	buf_done(&out);
	return text;
}

const char *words_part(struct overview *f, const struct ladder *ladder,
                       struct ladder_part part)
{
	const struct ladder_item *item = &ladder->items[part.item];
	const char *kind = words_kind(f, item->kind);
	if (item->state == LADDER_not_told)
		return arena_format(&f->arena, say(f, "%s: not told"), kind);
	if (item->state == LADDER_partial)
		return arena_format(&f->arena, say(f, "%s: there may be more"), kind);
	if (!*item->text)
		kind = arena_format(&f->arena, say(f, "%s of which nothing is told"),
		                    kind);
	const char *blank = *item->text ? " " : "";
	if (part.n == 1)
		return arena_format(&f->arena, "%s%s%s", kind, blank,
		                    item_words(f, item));
	return arena_format(&f->arena, "%zu x %s%s%s", part.n, kind, blank,
	                    item_words(f, item));
}

static void add_parts(struct overview *f, const struct ladder *ladder,
                      const struct ladder_part *parts, size_t n, const char *between,
                      struct buf *out)
{
	for (size_t i = 0; i < n; i++) {
		if (out->n)
			buf_add_string(out, between);
		buf_add_string(out, words_part(f, ladder, parts[i]));
	}
}

const char *words_class(struct overview *f, const struct ladder *ladder,
                        const struct ladder_class *class, enum kind_id skip)
{
	struct buf out = BUF_EMPTY;
	for (size_t k = 0; k < ladder->kind_count; k++) {
		const struct ladder_view *view = class->views[k];
		bool silent = view->n == 1 &&
		              ladder->items[view->parts[0].item].state == LADDER_not_told;
		if (ladder->kinds[k] != skip && !silent)
			add_parts(f, ladder, view->parts, view->n, "; ", &out);
	}
	const char *text = arena_copy(&f->arena, out.text, out.n);
	buf_done(&out);
	return text;
}

static const char *change_words(struct overview *f, const struct ladder *ladder,
                                const struct ladder_change *c)
{
	struct buf more = BUF_EMPTY, less = BUF_EMPTY;
	const char *text;
	add_parts(f, ladder, c->more, c->more_count, ", ", &more);
	add_parts(f, ladder, c->less, c->less_count, ", ", &less);
	if (!c->less_count)
		text = arena_format(&f->arena, say(f, "also %s"), more.text);
	else if (!c->more_count)
		text = arena_format(&f->arena, say(f, "without %s"), less.text);
	else
		text = arena_format(&f->arena, say(f, "%s instead of %s"), more.text,
		                    less.text);
	buf_done(&more);
	buf_done(&less);
	return text;
}

size_t words_changes(struct overview *f, const struct ladder *ladder,
                     const struct ladder_class *from, const struct ladder_class *to,
                     const char ***lines)
{
	struct ladder_change *changes;
	size_t n = ladder_changes(ladder, from, to, &f->arena, &changes);
	*lines = arena_alloc(&f->arena, (n + 2) * sizeof(char *));
	for (size_t i = 0; i < n; i++)
		(*lines)[i] = change_words(f, ladder, &changes[i]);
	return n;
}

struct members words_members(struct overview *f, const struct ladder *ladder)
{
	size_t machines = ladder->fleet->all.n, classes = ladder->class_count;
	struct members m = {
	        arena_alloc(&f->arena, (machines + 1) * sizeof(size_t)),
	        arena_alloc(&f->arena, (classes + 3) * sizeof(size_t)),
	};
	for (size_t c = 0; c < classes; c++)
		m.start[c + 2] = m.start[c + 1] + ladder->classes[c].count;
	/* One place further on while it fills, so that it ends where it belongs. */
	for (size_t i = 0; i < machines; i++)
		if (ladder->of[i] != SIZE_MAX)
			m.order[m.start[ladder->of[i] + 1]++] = i;
	return m;
}

const char *words_names(struct overview *f, const struct fleet *fleet,
                        const size_t *machines, size_t n)
{
	struct buf out = BUF_EMPTY;
	for (size_t i = 0; i < n && i < NAMES_SHOWN; i++)
		buf_format(&out, "%s%s", i ? ", " : "",
		           fleet->all.items[machines[i]].name);
	if (n > NAMES_SHOWN)
		buf_format(&out, say(f, " and %zu more"), n - NAMES_SHOWN);
	const char *text = arena_copy(&f->arena, out.text, out.n);
	buf_done(&out);
	return text;
}
