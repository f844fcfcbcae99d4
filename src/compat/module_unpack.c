/* SPDX-License-Identifier: GPL-3.0-or-later
 * Unpacks kernel modules that are compressed by xz or zstd. */
#include "base/arena.h"
#include "compat/modinfo.h"

#include <lzma.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <zstd.h>

enum { PIECE_BYTES = 1 << 18, XZ_MEMORY = 128 << 20 };

/* Appends a piece; what is wrong when the whole is too large, else NULL. */
static const char *add_piece(struct buf *out, const char *piece, size_t n)
{
	if (n > MODULE_MAX_BYTES - out->n)
		return "it is too large for a kernel module";
	buf_add(out, piece, n);
	return NULL;
}

static const char *unpack_xz(const char *bytes, size_t n, struct buf *out)
{
	lzma_stream stream = LZMA_STREAM_INIT;
	const char *wrong = NULL;
	lzma_ret result = lzma_stream_decoder(&stream, XZ_MEMORY, 0);
	char *piece = memory_get(PIECE_BYTES);
	stream.next_in = (const uint8_t *)bytes;
	stream.avail_in = n;
	while (result == LZMA_OK && !wrong) {
		stream.next_out = (uint8_t *)piece;
		stream.avail_out = PIECE_BYTES;
		result = lzma_code(&stream, LZMA_FINISH);
		wrong = add_piece(out, piece, PIECE_BYTES - stream.avail_out);
	}
	if (!wrong && result != LZMA_STREAM_END)
		wrong = "its xz compression is damaged";
	lzma_end(&stream);
	free(piece);
	return wrong;
}

static const char *unpack_zstd(const char *bytes, size_t n, struct buf *out)
{
	ZSTD_DStream *stream = ZSTD_createDStream();
	ZSTD_inBuffer in = {bytes, n, 0};
	const char *wrong = stream ? NULL : "there is no memory to unpack it";
	char *piece = memory_get(PIECE_BYTES);
	size_t left = 1;
	bool full = false;
	while (!wrong && (in.pos < in.size || full)) {
		ZSTD_outBuffer to = {piece, PIECE_BYTES, 0};
		left = ZSTD_decompressStream(stream, &to, &in);
		full = to.pos == to.size;
		wrong = ZSTD_isError(left) ? "its zstd compression is damaged"
		                           : add_piece(out, piece, to.pos);
	}
	if (!wrong && left)
		wrong = "its zstd compression is damaged";
	ZSTD_freeDStream(stream);
	free(piece);
	return wrong;
}

static const struct packing {
	const char *magic;
	size_t n;
	const char *(*unpack)(const char *bytes, size_t n, struct buf *out);
	const char *refused; /* unpack NULL: what it is */
} packings[] = {
        {"\xfd"
         "7zXZ\0",
         6, unpack_xz, NULL},
        {"\x28\xb5\x2f\xfd", 4, unpack_zstd, NULL},
        {"\x1f\x8b", 2, NULL,
         "expected a module that is plain, or compressed by xz or zstd; found gzip"},
};

int module_unpack(const char *bytes, size_t n, const char *name, struct buf *out,
                  struct error *err)
{
	const struct packing *packing = NULL;
	for (size_t i = 0; i < sizeof(packings) / sizeof(*packings); i++)
		if (n >= packings[i].n &&
		    !memcmp(bytes, packings[i].magic, packings[i].n))
			packing = &packings[i];
	const char *wrong = packing ? packing->refused : NULL;
	if (!packing)
		wrong = add_piece(out, bytes, n);
	else if (packing->unpack)
		wrong = packing->unpack(bytes, n, out);
	return wrong ? error_set(err, EXIT_usage, name, "%s", wrong) : 0;
}
