/* SPDX-License-Identifier: GPL-3.0-or-later
 * Strangers' text: always UTF-8, never a control character; words compare loosely. */
#include "base/text.h"

#include <criterion/criterion.h>
#include <string.h>

static const char *cleaned(const char *text, size_t n)
{
	static struct arena arena;
	return text_clean_copy(&arena, text, n, NULL);
}

Test(text, bytes_that_are_not_utf8_are_shown_and_not_passed_on)
{
	cr_assert_str_eq(cleaned("a\xff\xc3", 3), "a\\xff\\xc3");
	cr_assert_str_eq(cleaned("\xed\xa0\x80", 3), "\\xed\\xa0\\x80", "a surrogate");
	cr_assert_str_eq(cleaned("\xc0\xaf", 2), "\\xc0\\xaf", "an overlong slash");
}

Test(text, terminal_escapes_become_inert)
{
	cr_assert_str_eq(cleaned("\033[31mred\a", 9), "\\x1b[31mred\\x07");
	cr_assert_str_eq(cleaned("\xc2\x9b"
	                         "31m",
	                         5),
	                 "\\xc2\\x9b"
	                 "31m",
	                 "the one-byte control sequence introducer");
	cr_assert_str_eq(cleaned("a\xe2\x80\xae"
	                         "b",
	                         5),
	                 "a\\xe2\\x80\\xae"
	                 "b",
	                 "right-to-left override");
}

Test(text, letters_beyond_ascii_stay)
{
	cr_assert_str_eq(cleaned("  õäöü 日本\n", strlen("  õäöü 日本\n")), "õäöü 日本");
}

Test(text, words_compare_without_case_blanks_and_dashes)
{
	cr_assert(text_same_word("Wi-Fi 6E", "wifi6e"));
	cr_assert(text_same_word("KONTORIS ÕPETAJA", "kontoris õpetaja"));
	cr_assert_not(text_same_word("wifi6", "wifi6e"));
	cr_assert(text_contains_word("Lenovo ThinkPad T480", "thinkpad"));
	cr_assert(text_contains_word("anything", ""));
	cr_assert_not(text_contains_word("Think", "thinkpad"));
}

static const char *name_at(const void *names, size_t i)
{
	return ((const char *const *)names)[i];
}

Test(text, the_nearest_name_is_offered_only_when_it_is_near)
{
	static const char *const names[] = {"memory", "memory_slot", "disk", "display"};
	cr_assert_str_eq(text_nearest("memroy", 4, name_at, names), "memory");
	cr_assert_str_eq(text_nearest("DISK", 4, name_at, names), "disk");
	cr_assert_null(text_nearest("bluetooth", 4, name_at, names));
}

Test(text, numbers_inside_names_order_by_value)
{
	cr_assert_lt(text_natural_order("nvme2n1", "nvme10n1"), 0);
	cr_assert_eq(text_natural_order("sda", "sda"), 0);
	cr_assert_lt(text_natural_order("sda", "sda1"), 0);
	cr_assert_lt(text_natural_order("eth19", "eth20"), 0);
	cr_assert_gt(text_natural_order("eth110", "eth20"), 0);
	cr_assert_eq(text_natural_order("cpu007", "cpu7"), 0);
	cr_assert_lt(text_natural_order("1-1.9", "1-1.10"), 0);
}

Test(text, lines_are_taken_one_by_one_cut_to_the_room)
{
	static const char bytes[] = "one\n\nthree is long\nlast";
	static const char *const lines[] = {"one", "", "three i", "last"};
	char line[8];
	size_t at = 0, n = 0;
	while (text_take_line(bytes, sizeof(bytes) - 1, &at, line, sizeof(line)))
		cr_assert_str_eq(line, lines[n++]);
	cr_assert_eq(n, 4);
	cr_assert_not(text_take_line("", 0, &(size_t){0}, line, sizeof(line)));
}

Test(text, plain_is_printable_ascii_at_every_place)
{
	char text[24];
	for (int c = 0; c < 256; c++)
		for (size_t at = 0; at < sizeof(text); at++) {
			memset(text, ' ' + (int)at, sizeof(text));
			text[at] = (char)c;
			cr_assert_eq(text_is_plain(text, sizeof(text)),
			             c >= 0x20 && c < 0x7f, "byte %d at %zu", c, at);
		}
	cr_assert(text_is_plain("", 0));
}

Test(text, hexadecimal_has_so_many_digits_at_least)
{
	static const struct {
		uint32_t number;
		unsigned digits;
		const char *text;
	} cases[] = {{0, 4, "0000"},        {0x1521, 4, "1521"},         {0xc, 2, "0c"},
	             {0x12345, 4, "12345"}, {0xffffffff, 2, "ffffffff"}, {0, 1, "0"},
	             {0x30000, 6, "030000"}};
	char text[9];
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		text_hex(text, cases[i].number, cases[i].digits);
		cr_assert_str_eq(text, cases[i].text);
	}
}

Test(text, is_put_into_the_room_there_is)
{
	char room[5] = "....";
	cr_assert(text_put(room, sizeof(room), "abcdef", 3));
	cr_assert_str_eq(room, "abc");
	cr_assert(text_put(room, sizeof(room), "abcd", 4));
	cr_assert_str_eq(room, "abcd");
	cr_assert_not(text_put(room, sizeof(room), "abcdef", 5));
	cr_assert_str_eq(room, "abcd");
	cr_assert(text_put(room, sizeof(room), "a\0cdefgh", 8));
	cr_assert_str_eq(room, "a");
	cr_assert(text_put(room, sizeof(room), "", 0));
	cr_assert_str_eq(room, "");
}
