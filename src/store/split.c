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

/* The kind stands first in the body, so that an empty component of one kind is not one of
 * another. */
static int put_component(struct store *store, const struct component *c,
                         struct link *link, struct error *err)
{
	struct buf body = BUF_EMPTY;
	buf_format(&body, "%s\n", kind_row(c->kind)->name);
	body_write(&body, c, PART_core);
	int failed = content_put(store, CONTENT_component, &body, &link->component, err);
	buf_clear(&body);
	body_write(&body, c, PART_place);
	link->place = 0;
	if (!failed && body.n)
		failed = content_put(store, CONTENT_component, &body, &link->place, err);
	buf_done(&body);
	return failed;
}

static int put_config(struct store *store, const struct scan *scan, enum kind_id kind,
                      int64_t *id, struct error *err)
{
	const struct component_list *list = &scan->kinds[kind];
	struct link *links = memory_get((list->n + 1) * sizeof(*links));
	int failed = 0;
	for (size_t i = 0; i < list->n && !failed; i++)
		failed = put_component(store, list->items[i], &links[i], err);
	if (!failed) {
		struct buf body = BUF_EMPTY;
		qsort(links, list->n, sizeof(*links), link_order);
		buf_add_string(&body, kind_row(kind)->name);
		buf_add_char(&body, '\0');
		buf_add_string(&body, list->partial ? list->partial : "");
		buf_add_char(&body, '\0');
		for (size_t i = 0; i < list->n; i++) {
			number_put(&body, (uint64_t)links[i].component, 8);
			number_put(&body, (uint64_t)links[i].place, 8);
		}
		failed = content_put(store, CONTENT_config, &body, id, err);
		buf_done(&body);
	}
	free(links);
	return failed;
}

static int profile_order(const void *a, const void *b)
{
	return memcmp(a, b, PROFILE_LINK);
}

static int put_profile(struct store *store, const struct scan *scan, int64_t *id,
                       struct error *err)
{
	struct buf body = BUF_EMPTY;
	int failed = 0;
	for (int k = 0; k < KIND_COUNT && !failed; k++) {
		int64_t config;
		if (!scan->kinds[k].mentioned)
			continue;
		failed = put_config(store, scan, (enum kind_id)k, &config, err);
		if (failed)
			break;
		number_put(&body, store_kind_code((enum kind_id)k), 2);
		number_put(&body, (uint64_t)config, 8);
	}
	if (!failed && body.n)
		qsort(body.text, body.n / PROFILE_LINK, PROFILE_LINK, profile_order);
	if (!failed)
		failed = content_put(store, CONTENT_profile, &body, id, err);
	buf_done(&body);
	return failed;
}

/* ---- what stays with the machine -------------------------------------------------- */

/* Copies the facts of a part into another scan; true when there are any. */
static bool copy_part(struct scan *to, const struct scan *from, enum part part)
{
	bool any = false;
	for (int k = 0; k < KIND_COUNT; k++) {
		const struct component_list *list = &from->kinds[k];
		for (size_t i = 0; i < list->n; i++) {
			struct component *c = NULL;
			for (size_t f = 0; f < list->items[i]->n; f++) {
				const struct fact *fact = &list->items[i]->facts[f];
				if (part_of(fact->id) != part)
					continue;
				if (!c)
					c = scan_add(to, (enum kind_id)k,
					             list->items[i]->key);
				if (fact->state == STATE_known)
					fact_set(to, c, fact->id, &fact->value);
				else if (fact->state == STATE_absent)
					fact_set_absent(to, c, fact->id);
				else
					fact_set_unreadable(to, c, fact->id, fact->why,
					                    fact->remedy);
				any = true;
			}
		}
	}
	return any;
}

static void copy_frame(struct scan *to, const struct scan *from)
{
	to->tool_version = arena_string(&to->arena, from->tool_version);
	to->host_id = arena_string(&to->arena, from->host_id);
	to->hostname = arena_string(&to->arena, from->hostname);
	for (size_t i = 0; i < from->probe_count; i++)
		scan_probe(to, from->probes[i].name, from->probes[i].status, 0,
		           from->probes[i].why, from->probes[i].remedy);
	for (size_t i = 0; i < from->note_count; i++) {
		to->notes = memory_room(to->notes, to->note_count, &to->note_room,
		                        sizeof(*to->notes));
		to->notes[to->note_count++] =
		        (struct note){arena_string(&to->arena, from->notes[i].component),
		                      arena_string(&to->arena, from->notes[i].text)};
	}
	if (from->extra)
		to->extra = json_deep_copy(from->extra);
}

int split_scan(struct store *store, const struct scan *scan, struct split *result,
               struct error *err)
{
	*result = (struct split){.changing = BUF_EMPTY};
	if (put_profile(store, scan, &result->profile, err))
		return -1;
	struct scan *detail = scan_new(), *changing = scan_new();
	struct buf body = BUF_EMPTY;
	copy_frame(detail, scan);
	copy_part(detail, scan, PART_detail);
	scan_finish(detail);
	scan_json_write(detail, &body);
	int failed = content_put(store, CONTENT_detail, &body, &result->detail, err);
	if (copy_part(changing, scan, PART_volatile)) {
		scan_finish(changing);
		scan_json_write(changing, &result->changing);
	}
	buf_done(&body);
	scan_free(detail);
	scan_free(changing);
	return failed;
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
