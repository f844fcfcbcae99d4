/* SPDX-License-Identifier: GPL-3.0-or-later
 * The run functions of all probes; each is in the file of its name. */
#ifndef HWFIT_PROBE_TABLE_H
#define HWFIT_PROBE_TABLE_H

#include "probes/probe.h"

#define PROBE(name, doc)                                                                 \
	void probe_##name##_run(struct probe_context *ctx, struct probe_outcome *outcome);
#include "probes/probes.def"
#undef PROBE

#endif
