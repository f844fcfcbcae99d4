/* SPDX-License-Identifier: GPL-3.0-or-later
 * A uevent file from a stranger: every name that probes ask for, and one that is not. */
#include "probes/uevent.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const names[] = {"DRIVER", "MODALIAS", "PCI_ID", "KEY",
	                                    "NONE"};
	struct uevent uevent = {.n = size < sizeof(uevent.text) ? size
	                                                        : sizeof(uevent.text)};
	char value[24];
	uint32_t number;
	memcpy(uevent.text, data, uevent.n);
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (uevent_get(&uevent, names[i], value, sizeof(value)) &&
		    !memchr(value, '\0', sizeof(value)))
			abort();
	if (uevent_hex(&uevent, "PCI_CLASS", 0xffffff, &number) && number > 0xffffff)
		abort();
	return 0;
}
