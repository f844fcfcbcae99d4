/* SPDX-License-Identifier: GPL-3.0-or-later
 * Packed documents: what comes out is what went in, from this version and before. */
#include "store/pack.h"

#include <criterion/criterion.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

static void holds(struct packer *packer, const char *body, size_t n)
{
	struct buf packed = BUF_EMPTY, back = BUF_EMPTY;
	pack(packer, body, n, &packed);
	cr_assert(unpack(packed.text, packed.n, &back));
	cr_assert_eq(back.n, n);
	cr_assert(!memcmp(back.text, body, n));
	for (size_t cut = 0; cut < packed.n && cut < 64; cut++) {
		buf_clear(&back);
		cr_expect_not(unpack(packed.text, cut, &back));
	}
	buf_done(&packed);
	buf_done(&back);
}

Test(pack, what_comes_out_is_what_went_in)
{
	struct packer *packer = packer_new();
	static uint8_t large[300000];
	unsigned state = 1;
	for (size_t i = 0; i < sizeof(large); i++)
		large[i] = (uint8_t)((state = state * 1103515245 + 12345) >> 16 & 0x3f);
	holds(packer, "", 0);
	holds(packer, "x", 1);
	holds(packer, "{\"format\":\"hwfit-scan/1\"}", 25);
	holds(packer, (char *)large, sizeof(large));
	memset(large, 'a', sizeof(large));
	holds(packer, (char *)large, sizeof(large));
	packer_free(packer);
}

Test(pack, a_usual_body_is_far_smaller_than_without_the_dictionary)
{
	static const char body[] =
	        "{\"format\":\"hwfit-scan/1\",\"tool\":{\"name\":\"hwfit\",\"version\":"
	        "\"0.1.0\"},\"host\":{},\"labels\":{},\"probes\":[],\"components\":{"
	        "\"system\":[{\"serial\":\"PF2ABCDE\",\"uuid\":null}]},\"partial\":{},"
	        "\"notes\":[]}";
	struct packer *packer = packer_new();
	struct buf packed = BUF_EMPTY;
	uLongf plain = compressBound(sizeof(body));
	Bytef *other = malloc(plain);
	compress(other, &plain, (const Bytef *)body, sizeof(body) - 1);
	pack(packer, body, sizeof(body) - 1, &packed);
	cr_expect_lt(packed.n * 2, plain);
	free(other);
	buf_done(&packed);
	packer_free(packer);
}

/* Inventories of version 2 were packed so. */
Test(pack, a_body_without_the_dictionary_is_read)
{
	static const char body[] = "{\"format\":\"hwfit-scan/1\"}";
	uint8_t bytes[128] = {0, 0, 0, sizeof(body) - 1};
	uLongf n = sizeof(bytes) - 4;
	struct buf back = BUF_EMPTY;
	compress(bytes + 4, &n, (const Bytef *)body, sizeof(body) - 1);
	cr_assert(unpack(bytes, n + 4, &back));
	cr_expect_str_eq(back.text, body);
	bytes[3]++;
	buf_clear(&back);
	cr_expect_not(unpack(bytes, n + 4, &back));
	buf_done(&back);
}
