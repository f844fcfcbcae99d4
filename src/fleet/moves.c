/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fleet/moves.h"

#include "base/hash.h"

#include <stdlib.h>
#include <string.h>

/* A serial number in a machine. */
struct sighting {
	int64_t key; /* of kind and serial number */
	size_t machine;
	int64_t first, last;
	bool now;
	const struct store_scan *scan; /* the last that has it */
	enum kind_id kind;
	const char *serial;
	const char *part; /* filled in when the number is met in two machines */
};

struct finding {
	struct fleet *fleet;
	struct sighting *items;
	size_t n, room;
	struct move *moves;
	size_t move_count, move_room;
};

enum { SERIAL_LEAST = 4 }; /* shorter ones tell nothing */

static const char *text_of(const struct component *c, const char *fact)
{
	enum fact_id id = fact_find(c->kind, fact, strlen(fact));
	const struct value *v = id == FACT_COUNT ? NULL : fact_value(c, id);
	return v ? v->text : NULL;
}

static void sight(struct finding *f, size_t machine, const struct store_scan *scan,
                  int64_t taken, const struct component *c)
{
	const char *serial = text_of(c, "serial");
	struct buf key = BUF_EMPTY;
	if (!serial || strlen(serial) < SERIAL_LEAST)
		return;
	buf_format(&key, "%s %s", kind_row(c->kind)->name, serial);
	f->items = memory_room(f->items, f->n, &f->room, sizeof(*f->items));
	f->items[f->n++] = (struct sighting){
	        .key = hash_number(NULL, 'u', key.text, key.n),
	        .machine = machine,
	        .first = taken,
	        .last = scan->taken,
	        .now = scan->detail == f->fleet->all.items[machine].detail,
	        .scan = scan,
	        .kind = c->kind,
	        .serial = arena_string(&f->fleet->arena, serial)};
	buf_done(&key);
}

/* The serial numbers of every scan of a machine that changed something. */
static int read_machine(struct finding *f, size_t machine, struct error *err)
{
	struct fleet *fleet = f->fleet;
	struct store_history history;
	if (store_history(fleet->store, fleet->all.items[machine].id, &fleet->arena,
	                  &history, err))
		return -1;
	for (size_t i = 0; i < history.n; i++) {
		int64_t taken = history.items[i].taken;
		/* The newest state was seen again by scans that changed nothing. */
		if (history.items[i].detail == fleet->all.items[machine].detail)
			history.items[i].taken = fleet->all.items[machine].taken;
		struct scan *detail =
		        store_load_detail(fleet->store, history.items[i].detail, err);
		if (!detail)
			return -1;
		for (int k = 0; k < KIND_COUNT; k++)
			for (size_t c = 0;
			     kind_row((enum kind_id)k)->many && c < detail->kinds[k].n;
			     c++)
				sight(f, machine, &history.items[i], taken,
				      detail->kinds[k].items[c]);
		scan_free(detail);
	}
	return 0;
}

static int by_key(const void *a, const void *b)
{
	const struct sighting *x = a, *y = b;
	if (x->key != y->key)
		return x->key < y->key ? -1 : 1;
	if (x->machine != y->machine)
		return x->machine < y->machine ? -1 : 1;
	return x->last < y->last ? -1 : x->last > y->last;
}

/* Sightings in one machine put together. */
static void unite(struct finding *f)
{
	size_t n = 0;
	if (f->n)
		qsort(f->items, f->n, sizeof(*f->items), by_key);
	for (size_t i = 0; i < f->n; i++) {
		struct sighting *last = n ? &f->items[n - 1] : NULL, own = f->items[i];
		if (!last || last->key != own.key || last->machine != own.machine) {
			f->items[n++] = own;
			continue;
		}
		last->last = own.last;
		last->scan = own.scan;
		last->now |= own.now;
	}
	f->n = n;
}

/* Maker, and model or part number, of the component that has the serial number. */
static int name_part(struct finding *f, struct sighting *s, struct error *err)
{
	struct scan *scan = store_load_scan(f->fleet->store, s->scan, err);
	if (!scan)
		return -1;
	for (size_t i = 0; i < scan->kinds[s->kind].n; i++) {
		const struct component *c = scan->kinds[s->kind].items[i];
		const char *serial = text_of(c, "serial"), *vendor = text_of(c, "vendor");
		const char *model = text_of(c, "part_number");
		model = model ? model : text_of(c, "model");
		if (serial && !strcmp(serial, s->serial) && model)
			s->part = arena_format(&f->fleet->arena, "%s%s%s",
			                       vendor ? vendor : "", vendor ? " " : "",
			                       model);
	}
	scan_free(scan);
	return 0;
}

/* Parts of one make after each other, in the order in which they were first seen. */
static int by_time(const void *a, const void *b)
{
	const struct sighting *x = a, *y = b;
	int order = strcmp(x->part ? x->part : "", y->part ? y->part : "");
	if (order)
		return order;
	if (x->first != y->first)
		return x->first < y->first ? -1 : 1;
	return x->machine < y->machine ? -1 : 1;
}

static int follow(struct finding *f, struct sighting *items, size_t n,
                  const bool *include, struct error *err)
{
	const struct sighting *before = NULL;
	for (size_t i = 0; i < n; i++)
		if (name_part(f, &items[i], err))
			return -1;
	qsort(items, n, sizeof(*items), by_time);
	for (size_t i = 0; i < n; i++) {
		const struct sighting *now = &items[i];
		/* Without maker and model the number may be another part's. */
		if (!now->part)
			continue;
		bool same = before && !strcmp(before->part, now->part);
		if (same && (include[before->machine] || include[now->machine])) {
			f->moves = memory_room(f->moves, f->move_count, &f->move_room,
			                       sizeof(*f->moves));
			f->moves[f->move_count++] =
			        (struct move){now->kind,    now->part,
			                      now->serial,  before->machine,
			                      now->machine, before->last,
			                      now->first,   before->now && now->now};
		}
		before = now;
	}
	return 0;
}

static int latest_first(const void *a, const void *b)
{
	const struct move *x = a, *y = b;
	if (x->since != y->since)
		return x->since < y->since ? 1 : -1;
	return strcmp(x->serial, y->serial);
}

int moves_find(struct fleet *fleet, const bool *include, struct moves *moves,
               struct error *err)
{
	struct finding f = {.fleet = fleet};
	int failed = 0;
	for (size_t i = 0; i < fleet->all.n && !failed; i++)
		failed = read_machine(&f, i, err);
	unite(&f);
	for (size_t i = 0, next; i < f.n && !failed; i = next) {
		for (next = i + 1; next < f.n && f.items[next].key == f.items[i].key;)
			next++;
		if (next > i + 1)
			failed = follow(&f, &f.items[i], next - i, include, err);
	}
	if (f.move_count)
		qsort(f.moves, f.move_count, sizeof(*f.moves), latest_first);
	moves->items =
	        arena_items(&fleet->arena, f.moves, f.move_count, sizeof(*f.moves));
	moves->n = f.move_count;
	free(f.items);
	free(f.moves);
	return failed;
}
