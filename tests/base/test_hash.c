/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/hash.h"
#include "base/map.h"

#include <criterion/criterion.h>

Test(hash, says_what_the_bytes_are_and_whose_key_it_was)
{
	const uint8_t key[HASH_KEY_BYTES] = {1};
	int64_t plain = hash_number(NULL, 'a', "serial", 6);
	cr_assert_eq(plain, hash_number(NULL, 'a', "serial", 6));
	cr_assert_neq(plain, hash_number(NULL, 'b', "serial", 6));
	cr_assert_neq(plain, hash_number(key, 'a', "serial", 6));
	cr_assert_neq(plain, hash_number(NULL, 'a', "serial", 5));
}

Test(hash, of_a_row_depends_on_its_order_and_its_length)
{
	const int64_t a = hash_number(NULL, 'a', "a", 1),
	              b = hash_number(NULL, 'a', "b", 1);
	int64_t ab = hash_join(hash_join(0, a), b), ba = hash_join(hash_join(0, b), a);
	cr_assert_eq(ab, hash_join(hash_join(0, a), b));
	cr_assert_neq(ab, ba);
	cr_assert_neq(hash_join(0, a), hash_join(hash_join(0, a), a));
	cr_assert_neq(hash_join(0, a), a,
	              "a row of one is another thing than what is in it");
}

/* All rows of three of a hundred hashes: a million rows, a million numbers. */
Test(hash, of_a_million_rows_are_a_million_numbers)
{
	enum { N = 100 };
	struct map seen = {0};
	int64_t of[N];
	for (int i = 0; i < N; i++)
		of[i] = hash_number(NULL, 'a', &i, sizeof(i));
	for (int i = 0; i < N * N * N; i++) {
		int64_t row = hash_join(0, of[i % N]);
		row = hash_join(row, of[i / N % N]);
		row = hash_join(row, of[i / N / N]);
		cr_assert_neq(row, 0);
		size_t *at = map_at(&seen, row);
		cr_assert_eq(*at, SIZE_MAX, "two rows have one number");
		*at = (size_t)i;
	}
	map_done(&seen);
}
