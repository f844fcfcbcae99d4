/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/pack.h"

#include "base/arena.h"
#include "store/internal.h"

#include <stdlib.h>
#include <zlib.h>

/* Of what is packed most looks like this; what is likeliest stands last. These bytes are
 * part of the format: the checksum of others would be another one. */
static const char dictionary[] =
        "\"asset_tag is \\\"No Asset Information\\\", a placeholder\"},{\""
        "component\":\"memory_slot/BANK 0/ChannelA-DIMM0\",\"text\":\"loc"
        "ator is \\\"Not Specified\\\", a placeholder\"},{\"key\":\"PROC 1 "
        "DIMM 1\",\"serial\":null,\"asset_tag\":null},{\"key\":\"CPU0/DIMM_"
        "A1\",\"serial\":null,\"unreadable\":{\"serial\":{\"why\":\"the fir"
        "mware does not tell\"},\"uuid\":{\"why\":\"needs root\",\"remedy\""
        ":\"run with sudo\"}}},\"display\":[{\"key\":\"eDP-1\",\"disk\":[{"
        "\"key\":\"nvme0n1\",\"serial\":\"\",\"network\":[{\"key\":\"wlp2s0"
        "\",\"mac\":\"\",\"partition\":[{\"key\":\"sda1\",\"uuid\":\"\",\"f"
        "ilesystem\":[{\"key\":\"/\",\"uuid\":\"\",\"battery\":[{\"key\":\""
        "BAT0\",\"serial\":\"\",\"usb\":[{\"key\":\"1-1\",\"serial\":\"\","
        "\"status\":\"ok\",\"ms\":0.0},{\"name\":\"\",\"status\":\"skipped"
        "\",\"ms\":0.0,\"why\":\"\",\"remedy\":\"\",\"text\":\"the firmware"
        " says that there are 4 memory slots and lists 2\"},{\"compon"
        "ent\":\"memory\",\"text\":\"the firmware says that the board tak"
        "es less memory than is installed\"},{\"component\":\"system\",\""
        "text\":\"serial is \\\"System Serial Number\\\", a placeholder\"}"
        ",{\"component\":\"board\",\"text\":\"version is \\\"x.x\\\", a pla"
        "ceholder\"},{\"component\":\"chassis\",\"text\":\"version is \\\"C"
        "hassis Version\\\", a placeholder\"},{\"component\":\"system\",\"t"
        "ext\":\"part_number is \\\"SKU\\\", a placeholder\"},{\"component"
        "\":\"cpu_package/0\",\"text\":\"part_number is \\\"To Be Filled By"
        " O.E.M.\\\", a placeholder\"},{\"component\":\"chassis\",\"text\":"
        "\"asset_tag is \\\"Default string\\\", a placeholder\"},{\"format"
        "\":\"hwfit-scan/1\",\"tool\":{\"name\":\"hwfit\",\"version\":\"0.1"
        ".0\"},\"host\":{},\"labels\":{},\"probes\":[],\"components\":{\"sy"
        "stem\":[{\"serial\":null,\"uuid\":null}],\"board\":[{\"serial\":nu"
        "ll,\"asset_tag\":null}],\"chassis\":[{\"serial\":null,\"asset_tag"
        "\":null}],\"cpu_package\":[{\"key\":\"0\",\"serial\":null}],\"memo"
        "ry_module\":[{\"key\":\"DIMM 0\",\"serial\":null,\"asset_tag\":nul"
        "l},{\"key\":\"ChannelA-DIMM0\",\"serial\":null,\"asset_tag\":null}"
        ",{\"key\":\"ChannelB-DIMM0\",\"serial\":null,\"asset_tag\":null}]}"
        ",\"partial\":{},\"notes\":[{\"component\":\"system\",\"text\":\"se"
        "rial is \\\"--\\\", a placeholder\"},{\"component\":\"board\",\"te"
        "xt\":\"serial is \\\"--\\\", a placeholder\"},{\"component\":\"boa"
        "rd\",\"text\":\"asset_tag is \\\"--\\\", a placeholder\"},{\"compo"
        "nent\":\"chassis\",\"text\":\"serial is \\\"--\\\", a placeholder"
        "\"},{\"component\":\"chassis\",\"text\":\"asset_tag is \\\"--\\\","
        " a placeholder\"},{\"component\":\"cpu_package/0\",\"text\":\"seri"
        "al is \\\"--\\\", a placeholder\"},{\"component\":\"memory_module/"
        "ChannelA-DIMM0\",\"text\":\"serial is \\\"--\\\", a placeholder\"}"
        ",{\"component\":\"memory_module/ChannelA-DIMM0\",\"text\":\"asset"
        "_tag is \\\"--\\\", a placeholder\"},{\"component\":\"memory_modul"
        "e/ChannelB-DIMM0\",\"text\":\"serial is \\\"--\\\", a placeholder"
        "\"},{\"component\":\"memory_module/ChannelB-DIMM0\",\"text\":\"ass"
        "et_tag is \\\"--\\\", a placeholder\"}]}";

enum {
	BODY_MAX = 256 * 1024 * 1024,
	LENGTH = 4,
	LEVEL = 3,
	WINDOW = 12, /* the dictionary and a usual body; tables of it are copied each time
	              */
	MEMORY = 4,
	ROOM = 96 * 1024, /* zlib takes some 30 kB for each of the two */
	ALIGN = 16,
};

/* Each copy gets the same bytes again, which the processor still has at hand. */
struct packer {
	z_stream primed;   /* has read the dictionary, and is only copied */
	size_t kept, used; /* of the room: by primed, and by all */
	_Alignas(ALIGN) unsigned char room[ROOM];
};

static void *take(void *context, unsigned n, unsigned size)
{
	struct packer *p = context;
	size_t bytes = ((size_t)n * size + ALIGN - 1) & ~(size_t)(ALIGN - 1);
	if (bytes > ROOM - p->used)
		return memory_resize(NULL, bytes);
	p->used += bytes;
	return p->room + p->used - bytes;
}

static void give(void *context, void *bytes)
{
	const struct packer *p = context;
	const unsigned char *at = bytes;
	if (at < p->room || at >= p->room + ROOM)
		free(bytes);
}

struct packer *packer_new(void)
{
	struct packer *p = memory_get(sizeof(*p));
	p->primed.zalloc = take;
	p->primed.zfree = give;
	p->primed.opaque = p;
	if (deflateInit2(&p->primed, LEVEL, Z_DEFLATED, WINDOW, MEMORY,
	                 Z_DEFAULT_STRATEGY) != Z_OK ||
	    deflateSetDictionary(&p->primed, (const Bytef *)dictionary,
	                         sizeof(dictionary) - 1) != Z_OK)
		abort(); /* it asks for memory alone, of which there is none */
	p->kept = p->used;
	return p;
}

void packer_free(struct packer *packer)
{
	if (packer)
		deflateEnd(&packer->primed);
	free(packer);
}

void pack(struct packer *packer, const char *body, size_t n, struct buf *out)
{
	z_stream z;
	size_t room;
	packer->used = packer->kept;
	if (deflateCopy(&z, &packer->primed) != Z_OK)
		abort();
	number_put(out, n, LENGTH);
	z.next_in = (Bytef *)body;
	z.avail_in = (uInt)n;
	z.next_out = (Bytef *)buf_room(out, deflateBound(&z, n), &room);
	z.avail_out = (uInt)(room < UINT32_MAX ? room : UINT32_MAX);
	if (deflate(&z, Z_FINISH) == Z_STREAM_END)
		buf_grow(out, z.total_out);
	deflateEnd(&z);
}

static int inflate_all(z_stream *z)
{
	int code = inflate(z, Z_FINISH);
	if (code == Z_NEED_DICT && inflateSetDictionary(z, (const Bytef *)dictionary,
	                                                sizeof(dictionary) - 1) == Z_OK)
		code = inflate(z, Z_FINISH);
	return code;
}

bool unpack(const void *bytes, size_t n, struct buf *out)
{
	const uint8_t *at = bytes;
	uint64_t length = n > LENGTH ? number_get(at, LENGTH) : BODY_MAX;
	z_stream z = {0};
	if (length >= BODY_MAX || inflateInit(&z) != Z_OK)
		return false;
	uint8_t *body = memory_resize(NULL, length + 1);
	z.next_in = (Bytef *)at + LENGTH;
	z.avail_in = (uInt)(n - LENGTH);
	z.next_out = body;
	z.avail_out = (uInt)length;
	bool good = inflate_all(&z) == Z_STREAM_END && z.total_out == length;
	if (good)
		buf_add(out, (const char *)body, length);
	inflateEnd(&z);
	free(body);
	return good;
}
