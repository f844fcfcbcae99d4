/* SPDX-License-Identifier: GPL-3.0-or-later
 * The inventory: adding, identity, history, labels, forgetting, verifying. */
#include "made.h"

#include <sqlite3.h>

static const char uuid[] = "4c4c4544-0042-4310-8031-c3c04f4d354a";
static const char uuid_swapped[] = "44454c4c-4200-1043-8031-c3c04f4d354a";
static const char other_uuid[] = "11111111-2222-4333-8444-555566667777";

static size_t machines(struct store *store)
{
	struct arena arena = {0};
	struct store_machines all;
	cr_assert_eq(store_machines(store, &arena, &all, NULL), 0);
	arena_done(&arena);
	return all.n;
}

Test(store, no_two_kinds_share_a_code)
{
	for (int a = 0; a < KIND_COUNT; a++)
		for (int b = a + 1; b < KIND_COUNT; b++)
			cr_assert_neq(store_kind_code((enum kind_id)a),
			              store_kind_code((enum kind_id)b), "%s and %s",
			              kind_row((enum kind_id)a)->name,
			              kind_row((enum kind_id)b)->name);
}

Test(store, a_machine_comes_back_as_it_was_added)
{
	struct inventory i = inventory_new();
	struct said said = {.uuid = uuid,
	                    .serial = "ABC1234",
	                    .gigabytes = 8,
	                    .mac = "00:1a:2b:3c:4d:5e",
	                    .site = "Tartu"};
	struct store_added added = add(i.store, &said);
	struct scan *before = scan_said(&said);
	struct scan *after = store_load(i.store, added.machine, NULL);
	struct buf a = BUF_EMPTY, b = BUF_EMPTY;
	cr_assert(after);
	/* The text before normalising is the one thing that is not kept. */
	for (int k = 0; k < KIND_COUNT; k++)
		for (size_t c = 0; c < before->kinds[k].n; c++)
			for (size_t f = 0; f < before->kinds[k].items[c]->n; f++) {
				before->kinds[k].items[c]->facts[f].raw = NULL;
				before->kinds[k].items[c]->facts[f].source = NULL;
			}
	scan_json_write(before, &a);
	scan_json_write(after, &b);
	cr_assert_str_eq(a.text, b.text);
	buf_done(&a);
	buf_done(&b);
	scan_free(before);
	scan_free(after);
	inventory_done(&i);
}

Test(store, the_same_document_again_changes_nothing)
{
	struct inventory i = inventory_new();
	struct said said = {.uuid = uuid, .serial = "ABC1234", .gigabytes = 8};
	cr_assert_eq(add(i.store, &said).how, ADDED_accepted);
	cr_assert_eq(add(i.store, &said).how, ADDED_unchanged);
	cr_assert_eq(machines(i.store), 1);
	inventory_done(&i);
}

Test(store, a_scan_in_which_nothing_changed_is_no_change)
{
	struct inventory i = inventory_new();
	struct said said = {.uuid = uuid, .serial = "ABC1234", .gigabytes = 8};
	struct arena arena = {0};
	struct store_history history;
	int64_t machine = add(i.store, &said).machine;
	said.taken = "2026-04-01T08:00:00Z";
	cr_assert_eq(add(i.store, &said).how, ADDED_unchanged);
	said.gigabytes = 16;
	said.taken = "2026-05-01T08:00:00Z";
	cr_assert_eq(add(i.store, &said).how, ADDED_updated);
	cr_assert_eq(store_history(i.store, machine, &arena, &history, NULL), 0);
	cr_assert_eq(history.n, 2);
	cr_assert_eq(history.unchanged, 1);
	arena_done(&arena);
	inventory_done(&i);
}

Test(store, an_older_scan_joins_the_history_and_not_the_present)
{
	struct inventory i = inventory_new();
	struct said said = {.uuid = uuid, .serial = "ABC1234", .gigabytes = 16};
	int64_t machine = add(i.store, &said).machine;
	said.gigabytes = 4;
	said.taken = "2020-01-01T08:00:00Z";
	add(i.store, &said);
	struct scan *now = store_load(i.store, machine, NULL);
	cr_assert_eq(scan_fact(now, FACT_memory_installed)->value.number.min,
	             ((fixed_t)16 << 30) * FIXED_ONE);
	scan_free(now);
	inventory_done(&i);
}

Test(store, a_uuid_in_the_other_byte_order_is_the_same_machine)
{
	struct inventory i = inventory_new();
	struct said said = {.uuid = uuid, .gigabytes = 8};
	int64_t machine = add(i.store, &said).machine;
	said.uuid = uuid_swapped;
	cr_assert_eq(add(i.store, &said).machine, machine);
	inventory_done(&i);
}

Test(store, machines_that_share_a_uuid_and_nothing_else_are_two)
{
	struct inventory i = inventory_new();
	struct said a = {.uuid = uuid, .serial = "ABC1234", .board_serial = "BB11223"};
	struct said b = {.uuid = uuid, .serial = "XYZ9876", .board_serial = "BB99887"};
	add(i.store, &a);
	cr_assert_eq(add(i.store, &b).how, ADDED_accepted);
	cr_assert_eq(machines(i.store), 2);
	inventory_done(&i);
}

Test(store, what_agrees_and_contradicts_waits_for_a_person)
{
	struct inventory i = inventory_new();
	struct said a = {.uuid = uuid, .serial = "ABC1234"};
	struct said b = {.uuid = other_uuid, .serial = "ABC1234"};
	add(i.store, &a);
	struct store_added added = add(i.store, &b);
	cr_assert_eq(added.how, ADDED_quarantined);
	cr_assert(strstr(added.reason, "system_uuid"), "%s", added.reason);
	cr_assert_eq(machines(i.store), 1);
	inventory_done(&i);
}

Test(store, made_up_addresses_and_adapters_tell_nothing)
{
	struct inventory i = inventory_new();
	struct said a = {.mac = "02:00:00:00:00:01", .gigabytes = 4};
	struct said b = {.mac = "02:00:00:00:00:01", .gigabytes = 8};
	add(i.store, &a);
	add(i.store, &b);
	cr_assert_eq(machines(i.store), 2);
	inventory_done(&i);
}

Test(store, without_identity_a_document_is_a_machine_of_its_own)
{
	struct inventory i = inventory_new();
	struct said a = {.gigabytes = 4}, b = {.gigabytes = 8};
	add(i.store, &a);
	add(i.store, &b);
	cr_assert_eq(add(i.store, &a).how, ADDED_unchanged);
	cr_assert_eq(machines(i.store), 2);
	inventory_done(&i);
}

Test(store, no_scan_overwrites_what_a_person_typed)
{
	struct inventory i = inventory_new();
	struct said said = {.uuid = uuid, .site = "Tartu", .gigabytes = 8};
	int64_t machine = add(i.store, &said).machine;
	cr_assert_eq(store_set_label(i.store, machine, "site", "Narva", NULL), 0);
	said.site = "Valga";
	said.gigabytes = 16;
	said.taken = "2026-06-01T08:00:00Z";
	add(i.store, &said);
	struct scan *scan = store_load(i.store, machine, NULL);
	cr_assert_str_eq(scan_label_get(scan, "site"), "Narva");
	scan_free(scan);
	inventory_done(&i);
}

static void count_wrong(void *context, const char *text)
{
	(void)text;
	++*(size_t *)context;
}

static size_t wrong(struct store *store)
{
	size_t n = 0, checked;
	struct error err = {0};
	cr_assert_eq(store_verify(store, count_wrong, &n, &checked, &err), 0, "%s",
	             err.text);
	return n;
}

Test(store, forgetting_leaves_nothing_of_the_machine)
{
	struct inventory i = inventory_new();
	struct said a = {
	        .uuid = uuid, .serial = "ABC1234", .gigabytes = 8, .site = "Tartu"};
	struct said b = {.uuid = other_uuid, .serial = "XYZ9876", .gigabytes = 8};
	int64_t machine = add(i.store, &a).machine;
	add(i.store, &b);
	cr_assert_eq(store_begin(i.store, NULL), 0);
	cr_assert_eq(store_forget(i.store, machine, NULL), 0);
	cr_assert_eq(store_commit(i.store, NULL), 0);
	cr_assert_eq(machines(i.store), 1);
	cr_assert_eq(wrong(i.store), 0);
	struct error err = {0};
	cr_assert_null(store_load(i.store, machine, &err));
	/* And it may come again. */
	cr_assert_eq(add(i.store, &a).how, ADDED_accepted);
	inventory_done(&i);
}

static void change_file(const char *path, const char *sql)
{
	sqlite3 *db;
	cr_assert_eq(sqlite3_open(path, &db), SQLITE_OK);
	cr_assert_eq(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK, "%s",
	             sqlite3_errmsg(db));
	sqlite3_close(db);
}

static void change(const struct inventory *i, const char *sql)
{
	if (server())
		server_run(i, sql);
	else
		change_file(i->path, sql);
}

Test(store, verify_finds_what_was_changed_behind_its_back)
{
	static const char *const changes[] = {
	        "UPDATE component SET body = hash WHERE id = "
	        "(SELECT min(id) FROM component)",
	        "DELETE FROM component WHERE id = (SELECT min(id) FROM component)",
	        "UPDATE scan SET taken = taken + 1",
	        "DELETE FROM scan",
	        "DELETE FROM detail",
	};
	for (size_t c = 0; c < sizeof(changes) / sizeof(*changes); c++) {
		struct inventory i = inventory_new();
		struct said said = {.uuid = uuid, .serial = "ABC1234", .gigabytes = 8};
		add(i.store, &said);
		cr_assert_eq(wrong(i.store), 0);
		change(&i, changes[c]);
		cr_assert_gt(wrong(i.store), 0, "%s", changes[c]);
		inventory_done(&i);
	}
}

Test(store, another_database_is_not_taken_for_an_inventory)
{
	struct error err = {0};
	char path[40] = "/tmp/hwfit-other.XXXXXX";
	int fd = mkstemp(path);
	cr_assert(fd >= 0);
	close(fd);
	change_file(path, "CREATE TABLE t(x)");
	cr_assert_null(store_open(path, STORE_write, &err));
	cr_assert(strstr(err.text, "expected an inventory"), "%s", err.text);
	err = (struct error){0};
	cr_assert_null(store_open(path, STORE_create, &err));
	unlink(path);
	strcat(path, "-wal");
	unlink(path);
}

Test(store, an_inventory_of_version_1_is_brought_to_this_one_and_keeps_its_key)
{
	if (server())
		return; /* there was no version 1 in a server */
	struct inventory i = inventory_new();
	struct said said = {.uuid = uuid, .serial = "ABC1234", .gigabytes = 8};
	struct error err = {0};
	int64_t machine = add(i.store, &said).machine;
	store_close(i.store);
	change_file(i.path, "INSERT INTO setting SELECT name, value FROM secret; "
	                    "DROP TABLE secret; PRAGMA user_version = 1");
	cr_assert_null(store_open(i.path, STORE_read, &err));
	cr_assert(strstr(err.text, "version 1"), "%s", err.text);
	cr_assert(strstr(err.remedy, "migrate"), "%s", err.remedy);
	i.store = store_open(i.path, STORE_write, NULL);
	cr_assert(i.store);
	cr_assert_eq(wrong(i.store), 0);
	said.taken = "2026-05-01T08:00:00Z";
	cr_assert_eq(add(i.store, &said).machine, machine);
	inventory_done(&i);
}

Test(store, an_inventory_of_a_later_version_is_left_alone)
{
	struct inventory i = inventory_new();
	struct error err = {0};
	store_close(i.store);
	change(&i, server() ? "UPDATE setting SET value = '99' WHERE name = 'version'"
	                    : "PRAGMA user_version = 99");
	i.store = store_open(i.path, STORE_write, &err);
	cr_assert_null(i.store);
	cr_assert(strstr(err.text, "found version 99"), "%s", err.text);
	inventory_done(&i);
}

Test(store, what_one_writer_removes_another_does_not_believe_to_be_there)
{
	struct inventory i = inventory_new();
	struct store *other = store_open(i.path, STORE_write, NULL);
	struct said said = {.uuid = uuid, .serial = "ABC1234", .gigabytes = 8};
	int64_t machine = add(other, &said).machine;
	cr_assert_eq(store_begin(i.store, NULL), 0);
	cr_assert_eq(store_forget(i.store, machine, NULL), 0);
	cr_assert_eq(store_commit(i.store, NULL), 0);
	cr_assert_eq(add(other, &said).how, ADDED_accepted);
	cr_assert_eq(wrong(i.store), 0);
	store_close(other);
	inventory_done(&i);
}

Test(store, scans_of_one_batch_see_each_other)
{
	struct inventory i = inventory_new();
	struct said said = {.uuid = uuid, .serial = "ABC1234", .gigabytes = 8};
	struct store_source source = {.format = "hwfit_scan", .bytes = "x", .n = 1};
	struct store_prepared *items[2];
	struct store_added results[2];
	struct error err = {0};
	items[0] = store_prepare(i.store, scan_said(&said), &source);
	said.gigabytes = 16;
	said.taken = "2026-05-01T08:00:00Z";
	source.part = 1;
	items[1] = store_prepare(i.store, scan_said(&said), &source);
	cr_assert_eq(store_add_batch(i.store, items, 2, results, &err), 0, "%s",
	             err.text);
	cr_assert_eq(results[0].how, ADDED_accepted);
	cr_assert_eq(results[1].how, ADDED_updated);
	cr_assert_eq(results[0].machine, results[1].machine);
	cr_assert_eq(wrong(i.store), 0);
	store_prepared_free(items[0]);
	store_prepared_free(items[1]);
	inventory_done(&i);
}

/* Adds one scan as a thread of an intake does. */
static struct store_added add_with(struct store *store, const struct said *said,
                                   struct store_recent *recent)
{
	struct store_source source = {
	        .format = "hwfit_scan", .bytes = said->serial, .recent = recent};
	source.n = strlen(said->serial);
	struct store_prepared *p = store_prepare(store, scan_said(said), &source);
	struct store_added result;
	struct error err = {0};
	cr_assert_eq(store_add_batch(store, &p, 1, &result, &err), 0, "%s", err.text);
	store_prepared_free(p);
	return result;
}

Test(store, what_a_thread_handed_over_once_is_there_for_its_next_machine)
{
	struct inventory i = inventory_new();
	struct store_recent *recent = store_recent_new();
	struct said first = {.uuid = uuid, .serial = "ABC1234", .gigabytes = 8};
	struct said second = {.uuid = other_uuid, .serial = "DEF5678", .gigabytes = 8};
	struct said alone = {.serial = "GHI9012", .gigabytes = 8};
	int64_t one = add_with(i.store, &first, recent).machine;
	/* Another one removes what the two share, as far as anything is removed. */
	struct store *other = store_open(i.path, STORE_write, NULL);
	cr_assert_eq(store_begin(other, NULL), 0);
	cr_assert_eq(store_forget(other, one, NULL), 0);
	cr_assert_eq(store_commit(other, NULL), 0);
	store_close(other);
	int64_t two = add_with(i.store, &second, recent).machine;
	int64_t three = add(i.store, &alone).machine;
	cr_assert_eq(wrong(i.store), 0);
	struct scan *a = store_load(i.store, two, NULL);
	struct scan *b = store_load(i.store, three, NULL);
	cr_assert(a && b);
	cr_expect_eq(
	        fact_value(a->kinds[KIND_memory_module].items[0], FACT_memory_module_size)
	                ->number.min,
	        fact_value(b->kinds[KIND_memory_module].items[0], FACT_memory_module_size)
	                ->number.min);
	scan_free(a);
	scan_free(b);
	store_recent_free(recent);
	inventory_done(&i);
}
