/* SPDX-License-Identifier: GPL-3.0-or-later
 * Phones over MTP: answers as bytes, the facts that follow, and who is not asked. */
#include "probes/mtp.h"

#include "probe_made.h"
#include "probes/table.h"

/* StorageInfo of a phone: type, file system, access, capacity, free bytes, free objects.
 */
static const uint8_t built_in[] = {3, 0, 2, 0, 0, 0, 0, 0, 0, 0,   0x1a, 0,   0,
                                   0, 0, 0, 0, 0, 5, 0, 0, 0, 255, 255,  255, 255};

static struct made phone(const struct mtp_phone *answers)
{
	struct made m = {scan_new()};
	mtp_map(m.scan, scan_add(m.scan, KIND_phone, "1-6"), answers);
	return m;
}

Test(mtp, a_container_has_a_header_of_twelve_bytes)
{
	static const uint8_t bytes[] = {16, 0, 0, 0, 2, 0, 4, 16, 7, 0, 0, 0, 1, 0, 0, 0};
	struct mtp_container head;
	cr_assert(mtp_read_header(&head, bytes, sizeof(bytes)));
	cr_assert_eq(head.length, 16);
	cr_assert_eq(head.type, MTP_DATA);
	cr_assert_eq(head.code, 0x1004);
	cr_assert_eq(head.transaction, 7);
	cr_assert(!mtp_read_header(&head, bytes, 11));
	cr_assert(!mtp_read_header(&head, (const uint8_t[12]){11}, 12),
	          "shorter than it is");
}

Test(mtp, numbers_of_storages_are_as_many_as_came)
{
	static const uint8_t bytes[] = {2, 0, 0, 0, 1, 0, 1, 0, 1, 0, 2, 0};
	uint32_t ids[4];
	cr_assert_eq(mtp_read_ids(bytes, sizeof(bytes), ids, 4), 2);
	cr_assert_eq(ids[0], 0x10001);
	cr_assert_eq(ids[1], 0x20001);
	cr_assert_eq(mtp_read_ids(bytes, sizeof(bytes) - 1, ids, 4), 1);
	cr_assert_eq(mtp_read_ids(bytes, sizeof(bytes), ids, 1), 1);
	cr_assert_eq(mtp_read_ids(bytes, 3, ids, 4), 0);
	static const uint8_t many[] = {255, 255, 255, 255, 1, 0, 1, 0};
	cr_assert_eq(mtp_read_ids(many, sizeof(many), ids, 4), 1);
}

Test(mtp, what_is_built_in_is_at_least_what_the_phone_shows)
{
	struct mtp_phone answers = {.end = MTP_answered, .n = 2};
	cr_assert(mtp_read_storage(&answers.storages[0], built_in, sizeof(built_in)));
	cr_assert(!mtp_read_storage(&answers.storages[1], built_in, 25));
	cr_assert_eq(answers.storages[0].capacity, 0x1a00000000);
	cr_assert_eq(answers.storages[0].free, 0x500000000);
	/* A card beside it does not count. */
	answers.storages[1] = (struct mtp_storage){.type = 4, .capacity = 1 << 30};
	struct made m = phone(&answers);
	cr_assert_str_eq(made_fact(&m, "1-6", FACT_phone_storage),
	                 "at least 111669149696 B");
	made_done(&m);
}

Test(mtp, a_phone_that_tells_nothing_says_why)
{
	static const struct {
		enum mtp_end end;
		const char *why;
	} rows[] = {{MTP_answered, "it shows no storage, as while it is locked"},
	            {MTP_silent, "no answer in 5 s"},
	            {MTP_denied, "needs root"},
	            {MTP_busy, "another program talks to it"},
	            {MTP_gone, "it does not answer over MTP"},
	            {MTP_failed, "it gives an error over MTP"}};
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct mtp_phone answers = {.end = rows[i].end};
		struct made m = phone(&answers);
		const char *text = made_fact(&m, "1-6", FACT_phone_storage);
		cr_assert(!strncmp(text, "unreadable: ", 12) &&
		                  !strcmp(text + 12, rows[i].why),
		          "%s", text);
		made_done(&m);
	}
}

Test(mtp, a_sum_beyond_all_numbers_is_not_wrapped)
{
	struct mtp_phone answers = {.end = MTP_answered, .n = 2};
	answers.storages[0] = (struct mtp_storage){.type = 3, .capacity = INT64_MAX};
	answers.storages[1] = (struct mtp_storage){.type = 3, .capacity = UINT64_MAX};
	struct made m = phone(&answers);
	cr_assert_str_eq(made_fact(&m, "1-6", FACT_phone_storage),
	                 "at least 9223372036854775807 B");
	made_done(&m);
}

Test(mtp, without_deep_and_of_a_recording_no_phone_is_asked)
{
	struct made m;
	tree_make();
	struct probe_outcome outcome = tree_scan(&m, probe_mtp_run);
	tree_remove();
	cr_assert_eq(outcome.status, PROBE_skipped);
	cr_assert_str_eq(outcome.remedy, "run sudo hwfit scan --deep");
	made_done(&m);
}

Test(mtp, a_phone_that_is_not_there_is_gone)
{
	struct mtp_phone phones[2] = {{.key = "1-1", .bus = -1, .number = -1},
	                              {.key = "1-2", .bus = 200, .number = 200}};
	struct error err = {0};
	cr_assert_eq(mtp_ask(phones, 2, 100, &err), 0, "%s", err.text);
	cr_assert_eq(phones[0].end, MTP_gone);
	cr_assert_eq(phones[1].end, MTP_gone);
}
