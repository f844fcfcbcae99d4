/* SPDX-License-Identifier: GPL-3.0-or-later
 * --pseudonymise of commands that give scans away. */
#ifndef HWFIT_CMD_PSEUDONYMISE_H
#define HWFIT_CMD_PSEUDONYMISE_H

#include "cmd/command.h"
#include "facts/pseudonym.h"

#define PSEUDONYMISE_OPTION                                                              \
	{                                                                                \
		"pseudonymise", 0, "KEYFILE",                                            \
		        "replace serial numbers, addresses and names by this key"        \
	}

struct pseudonymise {
	bool wanted;
	uint8_t key[HASH_KEY_BYTES];
};
/* Reads the file that the option names. 0, or -1 with err. */
int pseudonymise_open(struct pseudonymise *p, const struct invocation *call,
                      struct error *err);
/* Does it when it is wanted. */
void pseudonymise_scan(const struct pseudonymise *p, struct scan *scan);

#endif
