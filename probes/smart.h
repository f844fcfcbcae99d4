/* SPDX-License-Identifier: GPL-3.0-or-later
 * Probe smart: what drives say of their own health, through smartctl (smartmontools).
 * Only with --deep. Every drive is asked at once, each has so much time and no more; a
 * drive that sleeps is left asleep.
 * Source: smartctl(8), its --json output, format version 1. */
#ifndef HWFIT_PROBE_SMART_H
#define HWFIT_PROBE_SMART_H

#include "facts/scan.h"

#include <stddef.h>

enum {
	SMART_TEXT_MAX = 1 << 20, /* bytes of an answer; more is no answer */
	SMART_WAIT_MS = 10000,    /* what one drive has */
};

enum smart_end {
	SMART_answered, /* text holds what the program wrote */
	SMART_silent,   /* it did not end in time, and was stopped */
	SMART_failed,   /* it could not be started */
};

struct smart_question {
	const char *device; /* "/dev/sda" */
	const char *type;   /* as smartctl's -d; NULL: let it find out */
	enum smart_end end;
	char *text; /* malloc'ed; free with smart_questions_done() */
	size_t n;
};

/* Asks all of them side by side with the program (a path), and waits at most wait_ms for
 * each. Errors are in the end of each question. */
void smart_ask(const char *program, struct smart_question *items, size_t n, int wait_ms);
void smart_questions_done(struct smart_question *items, size_t n);

/* Pure: what one answer says of a disk becomes its facts; what it does not say becomes
 * unreadable, with the program's own reason. Any bytes are taken. */
void smart_map(struct scan *scan, struct component *disk, const char *text, size_t n);
/* All that the probe would have told cannot be read, and why. */
void smart_map_nothing(struct scan *scan, struct component *disk, const char *why,
                       const char *remedy);

#endif
