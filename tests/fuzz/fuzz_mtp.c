/* SPDX-License-Identifier: GPL-3.0-or-later
 * Answers of a phone: header, numbers of storages, storages, mapped. */
#include "probes/mtp.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct mtp_container head;
	uint32_t ids[MTP_STORAGES_MAX];
	struct mtp_phone phone = {.end = MTP_answered};
	struct scan *scan = scan_new();
	mtp_read_header(&head, data, size);
	if (mtp_read_ids(data, size, ids, MTP_STORAGES_MAX) > size / 4)
		abort();
	for (size_t at = 0; at < size && phone.n < MTP_STORAGES_MAX; at += 26)
		phone.n +=
		        mtp_read_storage(&phone.storages[phone.n], data + at, size - at);
	mtp_map(scan, scan_add(scan, KIND_phone, "1-6"), &phone);
	scan_finish(scan);
	scan_free(scan);
	return 0;
}
