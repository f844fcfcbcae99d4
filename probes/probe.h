/* SPDX-License-Identifier: GPL-3.0-or-later
 * The contract of a probe: one file, one row in probes.def.
 *
 * A probe has two halves. Gather is thin: it calls the library or reads the root, and
 * fills raw structs. Map is pure: raw struct → facts; it is tested on recordings and
 * fuzzed. A probe never starts a process, loads a module, writes, or wakes a device, and
 * without ctx->deep it does nothing that costs or may hang. */
#ifndef HWFIT_PROBE_H
#define HWFIT_PROBE_H

#include "facts/scan.h"
#include "probes/root.h"

struct usb_list;

struct probe_context {
	struct scan *scan;
	const struct root *root;
	bool deep;
	const struct usb_list *usb; /* what probe usb gathered; NULL: it did not run */
};

/* How a run ended when it was not simply well: why and what would help, in the arena of
 * the scan or static. */
struct probe_outcome {
	enum probe_status status;
	const char *why, *remedy;
};

struct probe {
	const char *name;
	const char *doc; /* what it finds, one line */
	void (*run)(struct probe_context *ctx, struct probe_outcome *outcome);
};

/* All probes in the order in which they run, and their number. */
const struct probe *probe_table(size_t *n);

/* Runs the probes whose names are in only (blank- or comma-separated; NULL: all), times
 * them and records their reports in the scan; then derives facts and puts the scan in
 * order. 0, or -1 with err when only names an unknown probe. A failing probe is recorded,
 * never an error. */
int probes_run(struct probe_context *ctx, const char *only, struct error *err);

#endif
