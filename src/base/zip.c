/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/zip.h"

#include "base/arena.h"

#include <stdlib.h>
#include <string.h>
#include <zlib.h>

enum {
	LOCAL_SIGNATURE = 0x04034b50,
	CENTRAL_SIGNATURE = 0x02014b50,
	END_SIGNATURE = 0x06054b50,
	LOCAL_SIZE = 30,
	CENTRAL_SIZE = 46,
	END_SIZE = 22,
	METHOD_STORED = 0,
	METHOD_DEFLATED = 8,
	VERSION = 20,
	FLAG_UTF8 = 0x800,
	FLAG_ENCRYPTED = 1,
	DATE_1980 = 0x21, /* 1980-01-01: the same bytes each time */
	MEMBERS_MAX = 1000,
};

static void put(struct buf *out, uint32_t value, int bytes)
{
	for (int i = 0; i < bytes; i++)
		buf_add_char(out, (char)(value >> 8 * i));
}

/* Raw deflate, as ZIP wants it: no zlib header. */
static size_t deflate_raw(const char *bytes, size_t n, struct buf *out)
{
	z_stream stream = {.next_in = (unsigned char *)(uintptr_t)bytes,
	                   .avail_in = (unsigned)n};
	if (deflateInit2(&stream, 9, Z_DEFLATED, -MAX_WBITS, 9, Z_DEFAULT_STRATEGY) !=
	    Z_OK)
		abort(); /* only without memory, as in memory_get() */
	size_t room = deflateBound(&stream, n);
	char *packed = memory_get(room);
	stream.next_out = (unsigned char *)packed;
	stream.avail_out = (unsigned)room;
	deflate(&stream, Z_FINISH);
	size_t size = stream.total_out;
	deflateEnd(&stream);
	buf_add(out, packed, size);
	free(packed);
	return size;
}

/* What the local and the central header have in common, from version to extra length. */
struct member {
	uint32_t crc, packed, size;
	uint32_t name_length;
};

static void put_member(struct buf *out, const struct member *m)
{
	put(out, VERSION, 2);
	put(out, FLAG_UTF8, 2);
	put(out, METHOD_DEFLATED, 2);
	put(out, 0, 2);
	put(out, DATE_1980, 2);
	put(out, m->crc, 4);
	put(out, m->packed, 4);
	put(out, m->size, 4);
	put(out, m->name_length, 2);
	put(out, 0, 2);
}

void zip_add(struct zip_writer *zip, const char *name, const char *bytes, size_t n)
{
	struct buf packed = BUF_EMPTY;
	uint32_t at = (uint32_t)zip->out.n;
	struct member m = {
	        .crc = (uint32_t)crc32(0, (const unsigned char *)bytes, (unsigned)n),
	        .size = (uint32_t)n,
	        .name_length = (uint32_t)strlen(name),
	};
	m.packed = (uint32_t)deflate_raw(bytes, n, &packed);
	put(&zip->out, LOCAL_SIGNATURE, 4);
	put_member(&zip->out, &m);
	buf_add_string(&zip->out, name);
	buf_add(&zip->out, packed.text, packed.n);
	buf_done(&packed);
	put(&zip->directory, CENTRAL_SIGNATURE, 4);
	put(&zip->directory, VERSION, 2);
	put_member(&zip->directory, &m);
	put(&zip->directory, 0, 2); /* comment */
	put(&zip->directory, 0, 2); /* disk */
	put(&zip->directory, 0, 2); /* attributes */
	put(&zip->directory, 0, 4);
	put(&zip->directory, at, 4);
	buf_add_string(&zip->directory, name);
	zip->members++;
}

void zip_finish(struct zip_writer *zip, struct buf *out)
{
	uint32_t at = (uint32_t)zip->out.n, size = (uint32_t)zip->directory.n;
	buf_add(&zip->out, zip->directory.text, zip->directory.n);
	put(&zip->out, END_SIGNATURE, 4);
	put(&zip->out, 0, 4);
	put(&zip->out, zip->members, 2);
	put(&zip->out, zip->members, 2);
	put(&zip->out, size, 4);
	put(&zip->out, at, 4);
	put(&zip->out, 0, 2);
	buf_add(out, zip->out.text, zip->out.n);
	buf_done(&zip->out);
	buf_done(&zip->directory);
}

/* ---- reading ---------------------------------------------------------------------- */

static uint32_t get(const char *bytes, int n)
{
	uint32_t value = 0;
	for (int i = 0; i < n; i++)
		value |= (uint32_t)(unsigned char)bytes[i] << 8 * i;
	return value;
}

static int damaged(const struct zip_source *zip, struct error *err)
{
	error_set(err, EXIT_usage, zip->name,
	          "expected an office document (a whole ZIP archive), found other or "
	          "damaged bytes");
	return error_remedy(err, "save it again as .xlsx, or as CSV");
}

/* The record that ends the archive: the last one, a comment of up to 64 KiB behind it. */
static const char *find_end(const struct zip_source *zip)
{
	for (size_t back = END_SIZE; back <= zip->n && back < END_SIZE + 0x10000;
	     back++) {
		const char *at = zip->bytes + zip->n - back;
		if (get(at, 4) == END_SIGNATURE)
			return at;
	}
	return NULL;
}

static int inflate_raw(const char *packed, size_t n, size_t limit, struct buf *out)
{
	char chunk[16384];
	size_t before = out->n;
	z_stream stream = {.next_in = (unsigned char *)(uintptr_t)packed,
	                   .avail_in = (unsigned)n};
	if (inflateInit2(&stream, -MAX_WBITS) != Z_OK)
		return -1;
	int state = Z_OK;
	while (state == Z_OK && out->n - before <= limit) {
		stream.next_out = (unsigned char *)chunk;
		stream.avail_out = sizeof(chunk);
		state = inflate(&stream, Z_NO_FLUSH);
		buf_add(out, chunk, sizeof(chunk) - stream.avail_out);
	}
	inflateEnd(&stream);
	if (out->n - before > limit)
		return 1;
	return state == Z_STREAM_END ? 0 : -1;
}

static int unpack(const struct zip_source *zip, const char *central, size_t limit,
                  struct buf *out, struct error *err)
{
	uint64_t packed = get(central + 20, 4), at = get(central + 42, 4);
	uint32_t method = get(central + 10, 2);
	if (at + LOCAL_SIZE > zip->n || get(zip->bytes + at, 4) != LOCAL_SIGNATURE)
		return damaged(zip, err);
	at += LOCAL_SIZE + (uint64_t)get(zip->bytes + at + 26, 2) +
	      get(zip->bytes + at + 28, 2);
	if (at + packed > zip->n || get(central + 8, 2) & FLAG_ENCRYPTED ||
	    (method != METHOD_STORED && method != METHOD_DEFLATED))
		return damaged(zip, err);
	int state = 1;
	size_t before = out->n;
	if (method == METHOD_DEFLATED)
		state = inflate_raw(zip->bytes + at, packed, limit, out);
	else if (packed <= limit)
		state = (buf_add(out, zip->bytes + at, packed), 0);
	if (state > 0)
		return error_set(err, EXIT_usage, zip->name,
		                 "a part of it unpacks to more than %zu bytes", limit);
	uint32_t crc = (uint32_t)crc32(0, (const unsigned char *)out->text + before,
	                               (unsigned)(out->n - before));
	return state || crc != get(central + 16, 4) ? damaged(zip, err) : 0;
}

int zip_read(const struct zip_source *zip, const char *member, size_t limit,
             struct buf *out, struct error *err)
{
	const char *end = find_end(zip);
	size_t length = strlen(member);
	if (!end)
		return damaged(zip, err);
	uint32_t members = get(end + 10, 2);
	uint64_t at = get(end + 16, 4);
	if (members > MEMBERS_MAX)
		return damaged(zip, err);
	for (uint32_t i = 0; i < members; i++) {
		if (at + CENTRAL_SIZE > zip->n ||
		    get(zip->bytes + at, 4) != CENTRAL_SIGNATURE)
			return damaged(zip, err);
		const char *central = zip->bytes + at;
		uint32_t name = get(central + 28, 2);
		if (at + CENTRAL_SIZE + name > zip->n)
			return damaged(zip, err);
		if (name == length && !memcmp(central + CENTRAL_SIZE, member, length))
			return unpack(zip, central, limit, out, err);
		at += CENTRAL_SIZE + name + get(central + 30, 2) + get(central + 32, 2);
	}
	return 1;
}
