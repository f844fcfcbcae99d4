/* SPDX-License-Identifier: GPL-3.0-or-later
 * Finds the drivers of an alias. */
#include "compat/alias_index.h"
#include "compat/alias_layout.h"

#include <fnmatch.h>
#include <string.h>

static const size_t item_sizes[PART_COUNT] = {
        [PART_drivers] = sizeof(struct packed_driver),
        [PART_sets] = sizeof(uint64_t),
        [PART_masks] = sizeof(struct packed_mask),
        [PART_fixed_buckets] = sizeof(uint32_t),
        [PART_fixed] = sizeof(struct packed_fixed),
        [PART_text_buckets] = sizeof(uint32_t),
        [PART_text] = sizeof(struct packed_text),
        [PART_strings] = 1,
};

static const void *part(const struct alias_index *index, enum alias_part which)
{
	return (const char *)index->bytes + index->header->parts[which].at;
}

static uint32_t part_n(const struct alias_index *index, enum alias_part which)
{
	return index->header->parts[which].n;
}

/* ---- opening ---------------------------------------------------------------------- */

/* A power of two of buckets, in order, that end with the last entry. */
static bool buckets_fit(const struct alias_index *index, enum alias_part buckets,
                        enum alias_part entries)
{
	const uint32_t *first = part(index, buckets);
	uint32_t n = part_n(index, buckets), end = part_n(index, entries);
	if (n < 2 || ((n - 1) & (n - 2)) || first[n - 1] != end)
		return false;
	for (uint32_t i = 1; i < n; i++)
		if (first[i - 1] > first[i])
			return false;
	return true;
}

static bool entries_fit(const struct alias_index *index)
{
	const struct packed_driver *drivers = part(index, PART_drivers);
	const struct packed_mask *masks = part(index, PART_masks);
	const struct packed_fixed *fixed = part(index, PART_fixed);
	const struct packed_text *texts = part(index, PART_text);
	uint32_t driver_n = part_n(index, PART_drivers), set_n = part_n(index, PART_sets);
	uint32_t mask_n = part_n(index, PART_masks), bytes = part_n(index, PART_strings);
	for (uint32_t i = 0; i < driver_n; i++)
		if (drivers[i].name >= bytes)
			return false;
	for (uint32_t i = 0; i < mask_n; i++)
		if (masks[i].bus >= ALIAS_BUS_COUNT || masks[i].claim > CLAIM_device)
			return false;
	for (uint32_t i = 0; i < part_n(index, PART_fixed); i++)
		if (fixed[i].driver >= driver_n || fixed[i].set >= set_n ||
		    fixed[i].mask >= mask_n)
			return false;
	for (uint32_t i = 0; i < part_n(index, PART_text); i++)
		if (texts[i].driver >= driver_n || texts[i].set >= set_n ||
		    texts[i].text >= bytes || texts[i].length >= bytes - texts[i].text ||
		    texts[i].key > texts[i].length || texts[i].claim > CLAIM_device)
			return false;
	return true;
}

bool alias_index_open(struct alias_index *index, const void *bytes, size_t n)
{
	const struct alias_header *header = bytes;
	*index = (struct alias_index){bytes, n, header};
	if (n < sizeof(*header) || header->magic != ALIAS_MAGIC || header->size != n)
		return false;
	for (int i = 0; i < PART_COUNT; i++) {
		size_t at = header->parts[i].at, most = n - at;
		if (at > n || at % 8 || header->parts[i].n > most / item_sizes[i])
			return false;
	}
	const char *strings = part(index, PART_strings);
	uint32_t string_n = part_n(index, PART_strings);
	return string_n && !strings[string_n - 1] &&
	       buckets_fit(index, PART_fixed_buckets, PART_fixed) &&
	       buckets_fit(index, PART_text_buckets, PART_text) && entries_fit(index);
}

struct alias_counts alias_index_counts(const struct alias_index *index)
{
	uint32_t fixed = part_n(index, PART_fixed);
	return (struct alias_counts){.patterns = fixed + part_n(index, PART_text),
	                             .fixed = fixed,
	                             .drivers = part_n(index, PART_drivers)};
}

/* ---- asking ----------------------------------------------------------------------- */

/* What is found, and where. */
struct finder {
	const struct alias_index *index;
	const char *alias;
	size_t n;
	struct alias_hit *hits;
	uint16_t drivers[ALIAS_MOST_HITS];
	size_t count;
};

static void found(struct finder *f, uint16_t driver, uint16_t set, enum alias_claim claim)
{
	const struct packed_driver *d = part(f->index, PART_drivers);
	uint64_t kernels = ((const uint64_t *)part(f->index, PART_sets))[set];
	size_t i = 0;
	while (i < f->count && f->drivers[i] != driver)
		i++;
	if (i == ALIAS_MOST_HITS)
		return;
	if (i == f->count) {
		f->count++;
		f->drivers[i] = driver;
		f->hits[i] = (struct alias_hit){
		        .driver = (const char *)part(f->index, PART_strings) +
		                  d[driver].name,
		        .built_in = d[driver].built_in,
		        .claim = claim,
		};
	}
	f->hits[i].kernels |= kernels;
	if (claim == CLAIM_device)
		f->hits[i].named |= kernels;
	if (claim > f->hits[i].claim)
		f->hits[i].claim = claim;
}

static void find_fixed(struct finder *f, const struct alias_fields *a)
{
	const struct packed_fixed *fixed = part(f->index, PART_fixed);
	const struct packed_mask *masks = part(f->index, PART_masks);
	const uint32_t *first = part(f->index, PART_fixed_buckets);
	uint32_t buckets = part_n(f->index, PART_fixed_buckets) - 2;
	uint32_t mask[ALIAS_WORDS];
	bool more = true;
	for (int key = 0; more; key++) {
		more = alias_key(a->bus, key, mask);
		uint32_t b = alias_fixed_hash(a->value, mask, a->bus, more ? key : -1) &
		             buckets;
		for (uint32_t i = first[b]; i < first[b + 1]; i++) {
			const struct packed_fixed *e = &fixed[i];
			const struct packed_mask *m = &masks[e->mask];
			if (!((a->value[0] ^ e->value[0]) & m->mask[0]) &&
			    !((a->value[1] ^ e->value[1]) & m->mask[1]) &&
			    !((a->value[2] ^ e->value[2]) & m->mask[2]) &&
			    m->bus == a->bus && e->low <= a->low && a->high <= e->high)
				found(f, e->driver, e->set, m->claim);
		}
	}
}

/* An alias that has not the form of its bus: each pattern that begins as it does, or with
 * an open field, is written out. read is as far as the alias could be read. */
static void find_slowly(struct finder *f, const struct alias_fields *read)
{
	enum alias_bus bus = read->bus;
	uint32_t first = alias_first_mask(bus);
	const struct packed_fixed *fixed = part(f->index, PART_fixed);
	const struct packed_mask *masks = part(f->index, PART_masks);
	struct buf pattern = BUF_EMPTY;
	for (uint32_t i = 0; i < part_n(f->index, PART_fixed); i++) {
		const struct packed_mask *m = &masks[fixed[i].mask];
		struct alias_fields fields = {.bus = bus,
		                              .low = fixed[i].low,
		                              .high = fixed[i].high,
		                              .open_end = m->open_end};
		if (m->bus != bus || ((m->mask[0] & first) &&
		                      (first & ~read->mask[0] ||
		                       (fixed[i].value[0] ^ read->value[0]) & first)))
			continue;
		memcpy(fields.value, fixed[i].value, sizeof(fields.value));
		memcpy(fields.mask, m->mask, sizeof(fields.mask));
		buf_clear(&pattern);
		alias_write(&pattern, &fields);
		if (!fnmatch(pattern.text, f->alias, 0))
			found(f, fixed[i].driver, fixed[i].set, m->claim);
	}
	buf_done(&pattern);
}

/* Patterns whose key is these n bytes at key. */
static void find_keyed(struct finder *f, uint32_t hash, const char *key, size_t n,
                       uint32_t token)
{
	const struct packed_text *texts = part(f->index, PART_text);
	const uint32_t *first = part(f->index, PART_text_buckets);
	uint32_t b = alias_mix(hash) & (part_n(f->index, PART_text_buckets) - 2);
	for (uint32_t i = first[b]; i < first[b + 1]; i++) {
		const struct packed_text *e = &texts[i];
		const char *text = (const char *)part(f->index, PART_strings) + e->text;
		if (e->key != n || e->token != token)
			continue;
		if (token ? !fnmatch(text, f->alias, 0)
		          : !memcmp(text, key, n) && !fnmatch(text + n, f->alias + n, 0))
			found(f, e->driver, e->set, e->claim);
	}
}

static bool is_used(const uint64_t lengths[ALIAS_LENGTH_WORDS], size_t n)
{
	return lengths[n / 64] >> n % 64 & 1;
}

/* Patterns whose key, of one of these lengths, is what the alias begins with. */
static void find_texts(struct finder *f, const uint64_t lengths[ALIAS_LENGTH_WORDS])
{
	uint32_t h = ALIAS_HASH_TEXT;
	if (is_used(lengths, 0))
		find_keyed(f, h, f->alias, 0, 0);
	for (size_t n = 1; n <= f->n && n <= ALIAS_KEY_MAX; n++) {
		h = alias_hash_step(h, f->alias[n - 1]);
		if (is_used(lengths, n))
			find_keyed(f, h, f->alias, n, 0);
	}
}

/* Parts between colons, of aliases that list several names. */
static void find_tokens(struct finder *f)
{
	const char *colon = strchr(f->alias, ':');
	while (colon) {
		const char *key = colon + 1, *end = strchr(key, ':');
		uint32_t h = ALIAS_HASH_TOKEN;
		if (!end || end - key > ALIAS_KEY_MAX)
			return;
		for (const char *c = key; c < end; c++)
			h = alias_hash_step(h, *c);
		find_keyed(f, h, key, (size_t)(end - key), 1);
		colon = end;
	}
}

size_t alias_index_match(const struct alias_index *index, const char *alias, size_t n,
                         struct alias_hit hits[ALIAS_MOST_HITS])
{
	char text[ALIAS_MAX];
	struct alias_fields fields;
	struct finder f = {.index = index, .alias = text, .n = n, .hits = hits};
	if (n >= sizeof(text) || memchr(alias, 0, n))
		return 0;
	memcpy(text, alias, n);
	text[n] = '\0';
	alias_normalise(text, n);
	enum alias_bus bus = alias_bus_of(text, n);
	bool fixed = bus < ALIAS_BUS_COUNT && alias_read_device(text, n, &fields);
	if (fixed)
		find_fixed(&f, &fields);
	else if (bus < ALIAS_BUS_COUNT)
		find_slowly(&f, &fields);
	if (!fixed || index->header->odd[bus]) {
		find_texts(&f, fixed ? index->header->odd_lengths[bus]
		                     : index->header->lengths);
		find_tokens(&f);
	}
	return f.count;
}
