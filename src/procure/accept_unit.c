/* SPDX-License-Identifier: GPL-3.0-or-later
 * What is kept of a delivered machine, and whether one like it was judged already. */
#include "procure/accept_row.h"

#include "base/hash.h"

#include <stdlib.h>
#include <string.h>

enum fact_id same_part_fact(enum same_part part)
{
	static const enum fact_id facts[] = {
#define PART(kind, name) FACT_##kind##_##name,
#include "procure/same_parts.def"
#undef PART
	};
	return facts[part];
}

static const char *text_of(struct acceptance *a, const struct scan *scan,
                           enum fact_id fact)
{
	const struct fact *f = scan_fact(scan, fact);
	return f && f->state == STATE_known ? arena_string(&a->arena, f->value.text)
	                                    : NULL;
}

static const char *macs_of(struct acceptance *a, const struct scan *scan)
{
	const struct component_list *list = &scan->kinds[KIND_network];
	struct buf out = BUF_EMPTY;
	for (size_t i = 0; i < list->n; i++) {
		const struct value *mac = fact_value(list->items[i], FACT_network_mac);
		if (mac)
			buf_format(&out, "%s%s", out.n ? " " : "", mac->text);
	}
	const char *text = out.n ? arena_copy(&a->arena, out.text, out.n) : NULL;
	buf_done(&out);
	return text;
}

static int by_text(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The fact of every component of its kind, in an order of its own, so that two machines
 * compare; NULL when one of them is not known. */
static const char *signature(struct acceptance *a, const struct scan *scan,
                             enum fact_id fact)
{
	enum { MOST = 64 };
	const struct component_list *list = &scan->kinds[fact_row(fact)->kind];
	const char *texts[MOST];
	struct buf out = BUF_EMPTY;
	size_t n = 0;
	if (!list->mentioned || list->n > MOST)
		return NULL;
	for (size_t i = 0; i < list->n; i++) {
		const struct fact *f = fact_get(list->items[i], fact);
		if (!f || (f->state != STATE_known && f->state != STATE_absent))
			return NULL;
		texts[n++] = f->state == STATE_known
		                     ? value_in(&a->words, fact, &f->value, NULL)
		                     : "–";
	}
	qsort(texts, n, sizeof(*texts), by_text);
	for (size_t i = 0; i < n; i++)
		buf_format(&out, "%s%s", i ? "; " : "", texts[i]);
	const char *text = arena_copy(&a->arena, n ? out.text : "–", n ? out.n : 3);
	buf_done(&out);
	return text;
}

struct delivered *unit_new(struct acceptance *a, const struct scan *scan,
                           struct evidence_file file)
{
	struct delivered *u = arena_alloc(&a->arena, sizeof(*u));
	u->file.name = arena_string(&a->arena, file.name);
	u->file.sha256 = arena_string(&a->arena, file.sha256);
	u->taken = arena_string(&a->arena, scan->taken);
	u->tool_version = arena_string(&a->arena, scan->tool_version);
	u->host_id = arena_string(&a->arena, scan->host_id);
	u->vendor = text_of(a, scan, FACT_system_vendor);
	u->model = text_of(a, scan, FACT_system_model);
	u->part_number = text_of(a, scan, FACT_system_part_number);
	u->serial = text_of(a, scan, FACT_system_serial);
	u->macs = macs_of(a, scan);
	for (int i = 0; i < SAME_PARTS; i++)
		u->parts[i] = signature(a, scan, same_part_fact((enum same_part)i));
	u->same = arena_alloc(&a->arena, (a->same_count + 1) * sizeof(*u->same));
	for (size_t i = 0; i < a->same_count; i++)
		u->same[i] = signature(a, scan, a->lot->rows[a->same_rows[i]].fact);
	a->units = memory_room(a->units, a->n, &a->room, sizeof(struct delivered *));
	a->units[a->n++] = u;
	return u;
}

/* ---- machines that are alike ------------------------------------------------------ */

static void key_text(struct buf *key, const char *text)
{
	buf_add(key, text ? text : "", text ? strlen(text) + 1 : 1);
}

static void key_value(struct buf *key, const struct value *v)
{
	buf_add_char(key, (char)('a' + v->type));
	switch (v->type) {
	case TYPE_NUMBER:
	case TYPE_INTEGER:
		buf_add(key, (const char *)&v->number, sizeof(v->number));
		break;
	case TYPE_BOOL:
		buf_add_char(key, v->yes ? '1' : '0');
		break;
	case TYPE_DATE:
		buf_add(key, (const char *)&v->date, sizeof(v->date));
		break;
	case TYPE_RESOLUTION:
		buf_add(key, (const char *)&v->resolution, sizeof(v->resolution));
		break;
	case TYPE_LIST:
		buf_add(key, (const char *)&v->list.n, sizeof(v->list.n));
		for (size_t i = 0; i < v->list.n; i++)
			key_value(key, &v->list.items[i]);
		break;
	default:
		key_text(key, v->text);
	}
}

static void key_component(struct buf *key, const struct component *c)
{
	key_text(key, c->key);
	for (size_t i = 0; i < c->n; i++) {
		const struct fact *f = &c->facts[i];
		if (fact_row(f->id)->flags & FLAG_UNIT)
			continue;
		buf_add(key, (const char *)&f->id, sizeof(f->id));
		buf_add_char(key, (char)('a' + f->state));
		key_text(key, f->source);
		key_text(key, f->why);
		if (f->state == STATE_known)
			key_value(key, &f->value);
	}
}

/* Everything that a verdict can rest on, but for what tells one unit from another. */
static void key_of(const struct scan *scan, uint8_t hash[HASH_BYTES])
{
	struct buf key = BUF_EMPTY;
	for (int k = 0; k < KIND_COUNT; k++) {
		const struct component_list *list = &scan->kinds[k];
		buf_add(&key, (const char *)&list->n, sizeof(list->n));
		buf_add_char(&key, list->mentioned ? '1' : '0');
		key_text(&key, list->partial);
		for (size_t i = 0; i < list->n; i++)
			key_component(&key, list->items[i]);
	}
	for (size_t i = 0; i < scan->label_count; i++) {
		key_text(&key, scan->labels[i].name);
		key_text(&key, scan->labels[i].text);
	}
	hash_bytes(NULL, 'm', key.text, key.n, hash);
	buf_done(&key);
}

bool unit_is_like(struct acceptance *a, const struct scan *scan, struct delivered *unit)
{
	key_of(scan, unit->key);
	for (size_t i = 0; i < a->judged_count && !a->by_unit; i++) {
		struct delivered *first = a->judged[i];
		if (memcmp(first->key, unit->key, HASH_BYTES) != 0)
			continue;
		unit->like = first->like;
		first->like = unit;
		unit->result = first->result;
		return true;
	}
	a->judged = memory_room(a->judged, a->judged_count, &a->judged_room,
	                        sizeof(struct delivered *));
	a->judged[a->judged_count++] = unit;
	return false;
}

void units_like(struct acceptance *a)
{
	for (size_t i = 0; i < a->deviation_count; i++) {
		size_t n = a->deviations[i].n;
		for (size_t k = 0; k < n; k++) {
			struct deviation_unit at = a->deviations[i].units[k];
			for (at.unit = at.unit->like; at.unit; at.unit = at.unit->like)
				deviation_add(a, &a->deviations[i], at);
		}
	}
	for (size_t i = 0; i < a->open_count; i++) {
		size_t n = a->open[i].n;
		for (size_t k = 0; k < n; k++)
			for (struct delivered *u = a->open[i].units[k]->like; u;
			     u = u->like)
				open_add(a, &a->open[i], u);
	}
}
