/* SPDX-License-Identifier: GPL-3.0-or-later
 * Answers of MTP, and the facts of a phone. Pure. */
#include "probes/mtp.h"

enum { FIXED_RAM = 3, STORAGE_SIZE = 26 };

static uint64_t little(const uint8_t *bytes, size_t n)
{
	uint64_t value = 0;
	while (n--)
		value = value << 8 | bytes[n];
	return value;
}

bool mtp_read_header(struct mtp_container *head, const uint8_t *bytes, size_t n)
{
	if (n < MTP_HEADER)
		return false;
	*head = (struct mtp_container){.length = (uint32_t)little(bytes, 4),
	                               .type = (unsigned)little(bytes + 4, 2),
	                               .code = (unsigned)little(bytes + 6, 2),
	                               .transaction = (uint32_t)little(bytes + 8, 4)};
	return head->length >= MTP_HEADER;
}

size_t mtp_read_ids(const uint8_t *bytes, size_t n, uint32_t *ids, size_t room)
{
	uint64_t count = n >= 4 ? little(bytes, 4) : 0;
	size_t read = 0;
	for (; read < count && read < room && 4 + (read + 1) * 4 <= n; read++)
		ids[read] = (uint32_t)little(bytes + 4 + read * 4, 4);
	return read;
}

bool mtp_read_storage(struct mtp_storage *storage, const uint8_t *bytes, size_t n)
{
	if (n < STORAGE_SIZE)
		return false;
	*storage = (struct mtp_storage){.type = (unsigned)little(bytes, 2),
	                                .capacity = little(bytes + 6, 8),
	                                .free = little(bytes + 14, 8)};
	return true;
}

static void set_unread(struct scan *scan, struct component *phone, enum mtp_end end)
{
	static const struct {
		const char *why, *remedy;
	} reasons[] = {
	        [MTP_failed] = {"it gives an error over MTP", NULL},
	        [MTP_answered] = {"it shows no storage, as while it is locked",
	                          "unlock it, allow file transfer, and scan again"},
	        [MTP_silent] = {"no answer in 5 s", "unlock it and scan again"},
	        [MTP_denied] = {"needs root", "run with sudo"},
	        [MTP_busy] = {"another program talks to it", "unmount it and scan again"},
	        [MTP_gone] = {"it does not answer over MTP",
	                      "allow file transfer on it, and scan again"},
	};
	fact_set_unreadable(scan, phone, FACT_phone_storage, reasons[end].why,
	                    reasons[end].remedy);
}

/* What it shows is less than what is built in: the system has its part. */
void mtp_map(struct scan *scan, struct component *phone, const struct mtp_phone *answers)
{
	uint64_t sum = 0;
	for (size_t i = 0; answers->end == MTP_answered && i < answers->n; i++) {
		const struct mtp_storage *s = &answers->storages[i];
		if (s->type == FIXED_RAM && s->capacity <= INT64_MAX - sum)
			sum += s->capacity;
	}
	if (sum)
		fact_set_interval(scan, phone, FACT_phone_storage,
		                  fixed_from_int((int64_t)sum), FIXED_MAX);
	else
		set_unread(scan, phone, answers->end);
}
