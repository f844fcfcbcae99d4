/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/network.h"

#include <stddef.h>
#include <stdint.h>

static const struct {
	uint32_t magic;
	const char *name;
} rows[] = {
#define NETWORK(magic, name) {magic, name},
#include "store/network.def"
#undef NETWORK
};

/* f_type may be signed: the upper half of it says nothing. */
const char *network_file_system(long type)
{
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		if (rows[i].magic == (uint32_t)type)
			return rows[i].name;
	return NULL;
}
