/* SPDX-License-Identifier: GPL-3.0-or-later
 * The words of the text for levels and phases. */
#include "compat/compat.h"

static const struct compat_phase_row phases[PHASE_COUNT] = {
#define PHASE(name, paid, doc) {#name, paid, doc},
#include "compat/phases.def"
#undef PHASE
};

const struct compat_phase_row *compat_phase_row(enum compat_phase phase)
{
	return &phases[phase];
}

const char *compat_level_name(enum compat_level level)
{
	static const char *const names[] = {
	        [COMPAT_must] = "must",
	        [COMPAT_advisory] = "advisory",
	        [COMPAT_should] = "should",
	};
	return names[level];
}
