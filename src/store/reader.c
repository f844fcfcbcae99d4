/* SPDX-License-Identifier: GPL-3.0-or-later
 * Scans put together again quickly, for judging many machines: each body is read once. */
#include "store/internal.h"

#include <stdlib.h>

struct store_reader {
	struct store *store;
	struct arena arena;
	struct id_map configs; /* id → struct decoded */
	struct id_map bodies;  /* id of a component → struct body */
	struct id_map parts;   /* component and place together → struct component */
	struct fact *scratch;  /* facts while they are read */
	size_t room;
};

struct decoded {
	enum kind_id kind;
	struct component_list list;
};

struct body {
	const char *bytes;
	size_t n;
};

struct store_reader *store_reader_new(struct store *store)
{
	struct store_reader *reader = memory_get(sizeof(*reader));
	*reader = (struct store_reader){.store = store};
	return reader;
}

void store_reader_free(struct store_reader *reader)
{
	if (!reader)
		return;
	id_map_done(&reader->configs);
	id_map_done(&reader->bodies);
	id_map_done(&reader->parts);
	free(reader->scratch);
	arena_done(&reader->arena);
	free(reader);
}

static struct body *keep_body(struct store_reader *r, const char *bytes, size_t n)
{
	struct body *body = arena_alloc(&r->arena, sizeof(*body));
	*body = (struct body){arena_copy(&r->arena, bytes, n), n};
	return body;
}

static const struct body *body_of(struct store_reader *r, int64_t id, struct error *err)
{
	void **kept = id_map_at(&r->bodies, id);
	if (*kept)
		return *kept;
	struct buf text = BUF_EMPTY;
	if (content_get(r->store, CONTENT_component, id, &text, err))
		return NULL;
	*kept = keep_body(r, text.text, text.n);
	buf_done(&text);
	return *kept;
}

static int fact_order(const void *a, const void *b)
{
	return (int)((const struct fact *)a)->id - (int)((const struct fact *)b)->id;
}

static struct component *read_component(struct store_reader *r, enum kind_id kind,
                                        const uint8_t *link, struct error *err)
{
	int64_t place_id = (int64_t)number_get(link + 8, 8);
	const struct body *core = body_of(r, (int64_t)number_get(link, 8), err);
	const struct body *place = core && place_id ? body_of(r, place_id, err) : NULL;
	if (!core || (place_id && !place))
		return NULL;
	size_t room = body_lines(core->bytes, core->n);
	if (place)
		room += body_lines(place->bytes, place->n);
	if (room > r->room) {
		r->scratch = memory_resize(r->scratch, room * sizeof(*r->scratch));
		r->room = room;
	}
	struct component *c = arena_alloc(&r->arena, sizeof(*c));
	c->kind = kind;
	body_read(&r->arena, kind, core->bytes, core->n, r->scratch, &c->n, NULL);
	if (place)
		body_read(&r->arena, kind, place->bytes, place->n, r->scratch, &c->n,
		          &c->key);
	c->facts = arena_items(&r->arena, r->scratch, c->n, sizeof(*c->facts));
	qsort(c->facts, c->n, sizeof(*c->facts), fact_order);
	return c;
}

/* Each part in each place is read once, however many configs have it. */
static struct component *component_of(struct store_reader *r, enum kind_id kind,
                                      const uint8_t *link, struct error *err)
{
	int64_t component = (int64_t)number_get(link, 8);
	int64_t place = (int64_t)number_get(link + 8, 8);
	void **kept = id_map_at(&r->parts, hash_join(component, place));
	if (!*kept)
		*kept = read_component(r, kind, link, err);
	return *kept;
}

/* The body must live as long as the reader. NULL with err. */
static struct decoded *decode(struct store_reader *r, const struct body *body,
                              struct error *err)
{
	struct config_view view;
	if (!config_read(body->bytes, body->n, &view)) {
		error_set(err, EXIT_run, "inventory", "a config is damaged");
		error_remedy(err, "run hwfit inventory verify");
		return NULL;
	}
	struct decoded *d = arena_alloc(&r->arena, sizeof(*d));
	d->kind = view.kind;
	d->list.mentioned = true;
	d->list.partial = *view.partial ? view.partial : NULL;
	d->list.items = arena_alloc(&r->arena, (view.n + 1) * sizeof(void *));
	for (size_t i = 0; i < view.n && view.kind != KIND_COUNT; i++) {
		struct component *c =
		        component_of(r, view.kind, view.links + i * CONFIG_LINK, err);
		if (!c)
			return NULL;
		d->list.items[d->list.n++] = c;
	}
	return d;
}

const struct component_list *store_reader_config(struct store_reader *reader,
                                                 int64_t config, enum kind_id *kind,
                                                 struct error *err)
{
	void **kept = id_map_at(&reader->configs, config);
	struct decoded *d = *kept;
	if (!d) {
		struct buf text = BUF_EMPTY;
		if (content_get(reader->store, CONTENT_config, config, &text, err))
			return NULL;
		d = decode(reader, keep_body(reader, text.text, text.n), err);
		buf_done(&text);
		if (!d)
			return NULL;
		*kept = d;
	}
	*kind = d->kind;
	return &d->list;
}

struct scan *store_reader_scan(struct store_reader *reader, const int64_t *configs,
                               size_t n, struct error *err)
{
	struct scan *scan = scan_new();
	for (size_t i = 0; i < n; i++) {
		enum kind_id kind;
		if (!configs[i])
			continue;
		const struct component_list *list =
		        store_reader_config(reader, configs[i], &kind, err);
		if (!list) {
			store_reader_release(scan);
			return NULL;
		}
		if (kind != KIND_COUNT)
			scan->kinds[kind] = *list;
	}
	return scan;
}

void store_reader_release(struct scan *scan)
{
	if (!scan)
		return;
	for (int k = 0; k < KIND_COUNT; k++)
		scan->kinds[k] = (struct component_list){0};
	scan_free(scan);
}

/* ---- ahead ------------------------------------------------------------------------ */

struct wanted {
	struct store_reader *reader;
	struct id_map seen; /* whatever is wanted already */
	int64_t *ids;
	size_t n, room;
	struct id_map *into; /* id → struct body */
};

static void want(struct wanted *w, int64_t id)
{
	void **seen = id ? id_map_at(&w->seen, id) : NULL;
	if (!seen || *seen)
		return;
	*seen = w;
	w->ids = memory_room(w->ids, w->n, &w->room, sizeof(*w->ids));
	w->ids[w->n++] = id;
}

static int take_body(void *context, int64_t id, struct db_value body, struct error *err)
{
	struct wanted *w = context;
	(void)err;
	*id_map_at(w->into, id) = keep_body(w->reader, body.bytes, body.n);
	return 0;
}

static int fetch(struct wanted *w, enum content what, struct error *err)
{
	struct db *db = w->reader->store->db;
	for (size_t i = 0; i < w->n; i += DB_MANY) {
		size_t n = w->n - i < DB_MANY ? w->n - i : DB_MANY;
		if (db->ops->many(db, content_rows[what].name, w->ids + i, n, take_body,
		                  w, err))
			return -1;
	}
	return 0;
}

static void wanted_done(struct wanted *w)
{
	id_map_done(&w->seen);
	free(w->ids);
}

/* What the configs that came are made of, unless it is there. */
static int fetch_parts(struct store_reader *r, const struct wanted *configs,
                       struct error *err)
{
	struct wanted parts = {.reader = r, .into = &r->bodies};
	for (size_t i = 0; i < configs->n; i++) {
		void **found = id_map_find(configs->into, configs->ids[i]);
		const struct body *body = found ? *found : NULL;
		struct config_view view;
		if (!body || !config_read(body->bytes, body->n, &view))
			continue;
		for (size_t k = 0; k < 2 * view.n; k++) {
			int64_t id = (int64_t)number_get(view.links + k * 8, 8);
			if (!id_map_find(&r->bodies, id))
				want(&parts, id);
		}
	}
	int failed = fetch(&parts, CONTENT_component, err);
	wanted_done(&parts);
	return failed;
}

bool store_reader_is_far(const struct store_reader *reader)
{
	return reader->store->db->ops->many;
}

/* What does not come is asked for again when it is needed, and its absence said then. */
int store_reader_ahead(struct store_reader *reader, const int64_t *configs, size_t n,
                       struct error *err)
{
	struct id_map bodies = {0};
	struct wanted w = {.reader = reader, .into = &bodies};
	if (!store_reader_is_far(reader))
		return 0;
	for (size_t i = 0; i < n; i++)
		if (!id_map_find(&reader->configs, configs[i]))
			want(&w, configs[i]);
	int failed = fetch(&w, CONTENT_config, err) || fetch_parts(reader, &w, err);
	for (size_t i = 0; i < w.n && !failed; i++) {
		void **body = id_map_find(&bodies, w.ids[i]);
		struct decoded *d = body ? decode(reader, *body, err) : NULL;
		failed = body && !d;
		if (d)
			*id_map_at(&reader->configs, w.ids[i]) = d;
	}
	wanted_done(&w);
	id_map_done(&bodies);
	return failed ? -1 : 0;
}
