/* SPDX-License-Identifier: GPL-3.0-or-later
 * A scan taken apart: components, configs, profile, detail, and what changes. */
#include "store/internal.h"

#include "facts/scan_json.h"

#include <stdlib.h>
#include <string.h>

/* FNV-1a folded to 16 bits; a test holds that no two kinds share one. */
uint16_t store_kind_code(enum kind_id kind)
{
	uint32_t code = 2166136261u;
	for (const char *at = kind_row(kind)->name; *at; at++)
		code = (code ^ (uint8_t)*at) * 16777619u;
	return (uint16_t)(code >> 16 ^ code);
}

struct link {
	int64_t component, place;
};

static int link_order(const void *a, const void *b)
{
	const struct link *x = a, *y = b;
	if (x->component != y->component)
		return x->component < y->component ? -1 : 1;
	return x->place < y->place ? -1 : x->place > y->place;
}

/* Takes a body into the split; *id gets its number. What is there already is there once.
 */
static void take(struct split *split, enum content what, const char *body, size_t n,
                 int64_t *id)
{
	struct split_item item = {.what = what, .at = split->bodies.n, .n = n};
	bool before = recent_hash(split->recent, what, body, n, item.hash);
	*id = item.id = hash_id(item.hash);
	if (before && !content_rows[what].swept)
		return;
	for (size_t i = 0; i < split->n; i++)
		if (split->items[i].id == item.id && split->items[i].what == what)
			return;
	if (content_rows[what].packed)
		pack(split->packer, body, n, &split->bodies);
	else
		buf_add(&split->bodies, body, n);
	item.n = split->bodies.n - item.at;
	split->items =
	        memory_room(split->items, split->n, &split->room, sizeof(*split->items));
	split->items[split->n++] = item;
}

/* The kind stands first in the body, so that an empty component of one kind is not one of
 * another. */
static void take_component(struct split *split, const struct component *c,
                           struct buf *body, struct link *link)
{
	buf_clear(body);
	buf_add_string(body, kind_row(c->kind)->name);
	buf_add_char(body, '\n');
	body_write(body, c, PART_core);
	take(split, CONTENT_component, body->text, body->n, &link->component);
	buf_clear(body);
	body_write(body, c, PART_place);
	link->place = 0;
	if (body->n)
		take(split, CONTENT_component, body->text, body->n, &link->place);
}

static int64_t take_config(struct split *split, const struct scan *scan,
                           enum kind_id kind, struct buf *body)
{
	enum { USUAL = 64 };
	const struct component_list *list = &scan->kinds[kind];
	struct link few[USUAL], *links = few;
	int64_t id;
	if (list->n > USUAL)
		links = memory_get(list->n * sizeof(*links));
	for (size_t i = 0; i < list->n; i++)
		take_component(split, list->items[i], body, &links[i]);
	qsort(links, list->n, sizeof(*links), link_order);
	buf_clear(body);
	buf_add_string(body, kind_row(kind)->name);
	buf_add_char(body, '\0');
	buf_add_string(body, list->partial ? list->partial : "");
	buf_add_char(body, '\0');
	for (size_t i = 0; i < list->n; i++) {
		number_put(body, (uint64_t)links[i].component, 8);
		number_put(body, (uint64_t)links[i].place, 8);
	}
	take(split, CONTENT_config, body->text, body->n, &id);
	if (links != few)
		free(links);
	return id;
}

static int profile_order(const void *a, const void *b)
{
	return memcmp(a, b, PROFILE_LINK);
}

static void take_profile(struct split *split, const struct scan *scan, struct buf *body)
{
	struct buf links = BUF_EMPTY;
	for (int k = 0; k < KIND_COUNT; k++) {
		if (!scan->kinds[k].mentioned)
			continue;
		int64_t config = take_config(split, scan, (enum kind_id)k, body);
		number_put(&links, store_kind_code((enum kind_id)k), 2);
		number_put(&links, (uint64_t)config, 8);
	}
	if (links.n)
		qsort(links.text, links.n / PROFILE_LINK, PROFILE_LINK, profile_order);
	take(split, CONTENT_profile, links.text, links.n, &split->profile);
	buf_done(&links);
}

/* ---- what stays with the machine -------------------------------------------------- */

static bool is_detail(enum fact_id fact)
{
	return part_of(fact) == PART_detail;
}

static bool is_volatile(enum fact_id fact)
{
	return part_of(fact) == PART_volatile;
}

static bool any_volatile(const struct scan *scan)
{
	for (int k = 0; k < KIND_COUNT; k++)
		for (size_t i = 0; i < scan->kinds[k].n; i++) {
			const struct component *c = scan->kinds[k].items[i];
			for (size_t f = 0; f < c->n; f++)
				if (is_volatile(c->facts[f].id))
					return true;
		}
	return false;
}

void split_scan(struct packer *packer, const struct scan *scan,
                struct store_recent *recent, struct split *result)
{
	enum { USUAL = 40 }; /* bodies, of some hundred bytes each */
	struct buf body = BUF_EMPTY;
	size_t room;
	*result = (struct split){.packer = packer,
	                         .recent = recent,
	                         .bodies = BUF_EMPTY,
	                         .changing = BUF_EMPTY};
	buf_room(&body, (size_t)USUAL * 64, &room);
	buf_room(&result->bodies, (size_t)USUAL * 64, &room);
	result->room = USUAL;
	result->items = memory_resize(NULL, USUAL * sizeof(*result->items));
	take_profile(result, scan, &body);
	buf_clear(&body);
	scan_json_write_part(scan, is_detail, true, &body);
	take(result, CONTENT_detail, body.text, body.n, &result->detail);
	if (any_volatile(scan))
		scan_json_write_part(scan, is_volatile, false, &result->changing);
	buf_done(&body);
}

void split_done(struct split *split)
{
	buf_done(&split->bodies);
	buf_done(&split->changing);
	free(split->items);
	*split = (struct split){.bodies = BUF_EMPTY, .changing = BUF_EMPTY};
}

bool config_read(const char *body, size_t n, struct config_view *view)
{
	size_t kind = strnlen(body, n);
	if (kind >= n)
		return false;
	size_t partial = strnlen(body + kind + 1, n - kind - 1);
	size_t start = kind + 1 + partial + 1;
	if (start > n || (n - start) % CONFIG_LINK)
		return false;
	view->kind = kind_find(body, kind, false);
	view->partial = body + kind + 1;
	view->links = (const uint8_t *)body + start;
	view->n = (n - start) / CONFIG_LINK;
	return true;
}
