/* SPDX-License-Identifier: GPL-3.0-or-later
 * Packs alias patterns into the bytes of an index. */
#include "base/arena.h"
#include "compat/alias_index.h"
#include "compat/alias_layout.h"

#include <stdlib.h>
#include <string.h>

/* An entry before its bucket is known to all. */
struct fixed_entry {
	uint32_t bucket, order;
	struct packed_fixed packed;
};

struct text_entry {
	uint32_t bucket, order;
	struct packed_text packed;
};

struct packer {
	struct buf strings;
	struct fixed_entry *fixed;
	struct text_entry *texts;
	size_t fixed_n, fixed_room, text_n, text_room;
	uint64_t *sets;
	size_t set_n, set_room;
	struct packed_mask *masks;
	size_t mask_n, mask_room;
	struct alias_header header;
};

static uint16_t set_number(struct packer *p, uint64_t kernels)
{
	size_t i = 0;
	while (i < p->set_n && p->sets[i] != kernels)
		i++;
	if (i == p->set_n) {
		p->sets = memory_room(p->sets, p->set_n, &p->set_room, sizeof(*p->sets));
		p->sets[p->set_n++] = kernels;
	}
	return (uint16_t)i;
}

static uint16_t mask_number(struct packer *p, const struct packed_mask *mask)
{
	size_t i = 0;
	while (i < p->mask_n && memcmp(&p->masks[i], mask, sizeof(*mask)) != 0)
		i++;
	if (i == p->mask_n) {
		p->masks = memory_room(p->masks, p->mask_n, &p->mask_room,
		                       sizeof(*p->masks));
		p->masks[p->mask_n++] = *mask;
	}
	return (uint16_t)i;
}

static bool covers(const uint32_t mask[ALIAS_WORDS], const uint32_t part[ALIAS_WORDS])
{
	for (int w = 0; w < ALIAS_WORDS; w++)
		if (part[w] & ~mask[w])
			return false;
	return true;
}

/* The narrowest key of the bus that the pattern has; -1: it has none. */
static int key_of(const struct alias_fields *fields, uint32_t mask[ALIAS_WORDS])
{
	for (int key = 0; alias_key(fields->bus, key, mask); key++)
		if (covers(fields->mask, mask))
			return key;
	return -1;
}

/* Keys begin with maker and model, then the maker (alias_buses.def). */
static enum alias_claim claim_of(const struct alias_fields *fields)
{
	uint32_t mask[ALIAS_WORDS];
	if (alias_claims_all(fields))
		return CLAIM_all;
	int key = key_of(fields, mask);
	return !key ? CLAIM_device : key == 1 ? CLAIM_vendor : CLAIM_class;
}

static void add_fixed(struct packer *p, const struct alias_fields *fields,
                      struct packed_fixed packed)
{
	struct packed_mask mask = {.bus = (uint8_t)fields->bus,
	                           .claim = (uint8_t)claim_of(fields),
	                           .open_end = fields->open_end};
	uint32_t part[ALIAS_WORDS];
	int key = key_of(fields, part);
	memcpy(mask.mask, fields->mask, sizeof(mask.mask));
	memcpy(packed.value, fields->value, sizeof(packed.value));
	packed.low = fields->low;
	packed.high = fields->high;
	packed.mask = mask_number(p, &mask);
	p->fixed = memory_room(p->fixed, p->fixed_n, &p->fixed_room, sizeof(*p->fixed));
	p->fixed[p->fixed_n] = (struct fixed_entry){
	        alias_fixed_hash(fields->value, part, fields->bus, key),
	        (uint32_t)p->fixed_n, packed};
	p->fixed_n++;
}

static uint32_t add_string(struct buf *strings, const char *text)
{
	uint32_t at = (uint32_t)strings->n;
	buf_add(strings, text, strlen(text) + 1);
	return at;
}

/* The part behind "*:" up to the next ":", without wildcards; 0 when the pattern is not
 * of the kind that lists names ("acpi*:PNP0C0A:*"). */
static size_t token_of(const char *text, const char **token)
{
	const char *star = strstr(text, "*:");
	*token = star ? star + 2 : text;
	size_t n = strcspn(*token, "*?[\\:");
	bool whole = star && (*token)[n] == ':' &&
	             strcspn(text, "*?[\\:") == (size_t)(star - text);
	return whole && n <= ALIAS_KEY_MAX ? n : 0;
}

static void add_text(struct packer *p, const char *text, struct packed_text packed)
{
	const char *key = text;
	uint32_t h = ALIAS_HASH_TEXT;
	size_t n = token_of(text, &key);
	enum alias_bus bus = alias_bus_of(text, strlen(text));
	if (n) {
		h = ALIAS_HASH_TOKEN;
		packed.token = 1;
	} else {
		key = text;
		n = strcspn(text, "*?[\\");
		n = n > ALIAS_KEY_MAX ? ALIAS_KEY_MAX : n;
		p->header.lengths[n / 64] |= 1ULL << n % 64;
		if (bus < ALIAS_BUS_COUNT)
			p->header.odd_lengths[bus][n / 64] |= 1ULL << n % 64;
	}
	for (size_t i = 0; i < n; i++)
		h = alias_hash_step(h, key[i]);
	if (bus < ALIAS_BUS_COUNT)
		p->header.odd[bus]++;
	packed.text = add_string(&p->strings, text);
	packed.length = (uint16_t)strlen(text);
	packed.key = (uint8_t)n;
	packed.claim = !strcmp(text, "*") ? CLAIM_all : CLAIM_device;
	p->texts = memory_room(p->texts, p->text_n, &p->text_room, sizeof(*p->texts));
	p->texts[p->text_n] =
	        (struct text_entry){alias_mix(h), (uint32_t)p->text_n, packed};
	p->text_n++;
}

static int driver_order(const void *key, const void *item)
{
	return strcmp(key, ((const struct alias_driver *)item)->name);
}

static bool add_row(struct packer *p, const struct alias_row *row,
                    const struct alias_driver *drivers, size_t driver_count)
{
	char text[ALIAS_MAX];
	size_t n = strlen(row->pattern);
	const struct alias_driver *driver = bsearch(row->driver, drivers, driver_count,
	                                            sizeof(*drivers), driver_order);
	struct alias_fields fields;
	if (!driver || n >= sizeof(text))
		return false;
	memcpy(text, row->pattern, n + 1);
	alias_normalise(text, n);
	uint16_t number = (uint16_t)(driver - drivers), set = set_number(p, row->kernels);
	struct buf again = BUF_EMPTY;
	bool fixed = alias_read_pattern(text, n, &fields);
	if (fixed)
		alias_write(&again, &fields);
	/* What cannot be written out again as it was is kept as text. */
	if (fixed && !strcmp(again.text, text))
		add_fixed(p, &fields,
		          (struct packed_fixed){.driver = number, .set = set});
	else
		add_text(p, text, (struct packed_text){.driver = number, .set = set});
	buf_done(&again);
	return p->set_n < UINT16_MAX && p->mask_n < UINT16_MAX;
}

/* ---- laying out ------------------------------------------------------------------- */

static void begin_part(struct packer *p, struct buf *out, size_t start,
                       enum alias_part which, size_t n)
{
	while ((out->n - start) % 8)
		buf_add_char(out, 0);
	p->header.parts[which].at = (uint32_t)(out->n - start);
	p->header.parts[which].n = (uint32_t)n;
}

static uint32_t bucket_count(size_t entries)
{
	uint32_t n = 16;
	while (n < entries)
		n *= 2;
	return n;
}

/* Both kinds of entries begin with bucket and order. */
static int entry_order(const void *a, const void *b)
{
	const uint32_t *x = a, *y = b;
	int bucket = (x[0] > y[0]) - (x[0] < y[0]);
	return bucket ? bucket : (x[1] > y[1]) - (x[1] < y[1]);
}

static void add_buckets(struct buf *out, const void *entries, size_t n, size_t size)
{
	uint32_t buckets = bucket_count(n), at = 0;
	for (uint32_t b = 0; b <= buckets; b++) {
		while (at < n &&
		       *(const uint32_t *)((const char *)entries + at * size) < b)
			at++;
		buf_add(out, (const char *)&at, sizeof(at));
	}
}

static void lay_out_entries(struct packer *p, struct buf *out, size_t start)
{
	uint32_t most = bucket_count(p->fixed_n) - 1;
	for (size_t i = 0; i < p->fixed_n; i++)
		p->fixed[i].bucket &= most;
	if (p->fixed_n)
		qsort(p->fixed, p->fixed_n, sizeof(*p->fixed), entry_order);
	begin_part(p, out, start, PART_fixed_buckets, most + 2);
	add_buckets(out, p->fixed, p->fixed_n, sizeof(*p->fixed));
	begin_part(p, out, start, PART_fixed, p->fixed_n);
	for (size_t i = 0; i < p->fixed_n; i++)
		buf_add(out, (const char *)&p->fixed[i].packed,
		        sizeof(p->fixed[i].packed));
	most = bucket_count(p->text_n) - 1;
	for (size_t i = 0; i < p->text_n; i++)
		p->texts[i].bucket &= most;
	if (p->text_n)
		qsort(p->texts, p->text_n, sizeof(*p->texts), entry_order);
	begin_part(p, out, start, PART_text_buckets, most + 2);
	add_buckets(out, p->texts, p->text_n, sizeof(*p->texts));
	begin_part(p, out, start, PART_text, p->text_n);
	for (size_t i = 0; i < p->text_n; i++)
		buf_add(out, (const char *)&p->texts[i].packed,
		        sizeof(p->texts[i].packed));
}

static void lay_out(struct packer *p, struct buf *out, const struct alias_driver *drivers,
                    size_t driver_count)
{
	size_t start = out->n;
	buf_add(out, (const char *)&p->header, sizeof(p->header));
	begin_part(p, out, start, PART_drivers, driver_count);
	for (size_t i = 0; i < driver_count; i++) {
		struct packed_driver d = {
		        .name = add_string(&p->strings, drivers[i].name),
		        .built_in = drivers[i].built_in};
		buf_add(out, (const char *)&d, sizeof(d));
	}
	begin_part(p, out, start, PART_sets, p->set_n);
	buf_add(out, (const char *)p->sets, p->set_n * sizeof(*p->sets));
	begin_part(p, out, start, PART_masks, p->mask_n);
	buf_add(out, (const char *)p->masks, p->mask_n * sizeof(*p->masks));
	lay_out_entries(p, out, start);
	begin_part(p, out, start, PART_strings, p->strings.n);
	buf_add(out, p->strings.text, p->strings.n);
	p->header.magic = ALIAS_MAGIC;
	p->header.size = (uint32_t)(out->n - start);
	memcpy(out->text + start, &p->header, sizeof(p->header));
}

bool alias_index_build(struct buf *out, const struct alias_row *rows, size_t n,
                       const struct alias_driver *drivers, size_t driver_count)
{
	struct packer p = {.strings = BUF_EMPTY};
	bool good = driver_count < UINT16_MAX;
	buf_add(&p.strings, "", 1);
	for (size_t i = 0; i < n && good; i++)
		good = add_row(&p, &rows[i], drivers, driver_count);
	if (good)
		lay_out(&p, out, drivers, driver_count);
	buf_done(&p.strings);
	free(p.fixed);
	free(p.texts);
	free(p.sets);
	free(p.masks);
	return good;
}
