/* SPDX-License-Identifier: GPL-3.0-or-later
 * Configuration space, behind it an alias, from a stranger: read and mapped. */
#include "probes/pci.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct scan *scan = scan_new();
	struct pci_list list = {.scan = scan, .silent = "it is silent"};
	struct pci_raw *raw = pci_add(&list);
	size_t config = size < 256 ? size : 256, alias = size - config;
	if (alias >= sizeof(raw->modalias))
		alias = sizeof(raw->modalias) - 1;
	memcpy(raw->address, "0000:00:00.0", 13);
	if (alias) {
		memcpy(raw->modalias, data + config, alias);
		raw->modalias_state = PCI_READ;
	}
	pci_read_modalias(raw);
	pci_read_config(raw, data, config);
	pci_map(scan, &list);
	scan_finish(scan);
	scan_free(scan);
	return 0;
}
