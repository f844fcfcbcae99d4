/* SPDX-License-Identifier: GPL-3.0-or-later
 * The list of probes: the rows of probes.def. */
#include "probes/table.h"

static const struct probe table[] = {
#define PROBE(name, doc) {#name, doc, probe_##name##_run},
#include "probes/probes.def"
#undef PROBE
};

const struct probe *probe_table(size_t *n)
{
	*n = sizeof(table) / sizeof(*table);
	return table;
}
