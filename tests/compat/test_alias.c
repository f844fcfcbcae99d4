/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/arena.h"
#include "compat/alias_index.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static bool pattern_again(const char *text)
{
	struct alias_fields fields;
	struct buf again = BUF_EMPTY;
	bool read = alias_read_pattern(text, strlen(text), &fields);
	if (read)
		alias_write(&again, &fields);
	bool same = read && !strcmp(again.text, text);
	buf_done(&again);
	return same;
}

Test(alias, patterns_are_written_as_they_were_read)
{
	cr_expect(pattern_again("pci:v00008086d00001237sv*sd*bc*sc*i*"));
	cr_expect(pattern_again("pci:v*d*sv*sd*bc01sc06i01*"));
	cr_expect(pattern_again("usb:v0403p6001d05[0-3]*dc*dsc*dp*ic*isc*ip*in*"));
	cr_expect(pattern_again("usb:v*p*d*dc*dsc*dp*ic03isc*ip*in*"));
	cr_expect(pattern_again("hid:b0003g*v0000046Dp0000C52F"));
}

Test(alias, what_has_not_the_form_of_its_bus_is_not_read)
{
	struct alias_fields fields;
	static const char *const odd[] = {
	        "pci:v00008086", "pci:v00018086d*sv*sd*bc*sc*i*",
	        "usb:v04*p*d*dc*dsc*dp*ic*isc*ip*in*", "platform:x"};
	for (size_t i = 0; i < 4; i++)
		cr_expect_not(alias_read_pattern(odd[i], strlen(odd[i]), &fields), "%s",
		              odd[i]);
}

static const struct alias_driver drivers[] = {
        {"ahci", 0}, {"battery", 2}, {"ftdi", 0}, {"gpu", 0}, {"one", 0}};
static const struct alias_row rows[] = {
        {"acpi*:PNP0C0A:*", "battery", 3},
        {"pci:v*d*sv*sd*bc01sc06i01*", "ahci", 3},
        {"pci:v00001234d00005678sv*sd*bc*sc*i*", "one", 2},
        {"pci:v00004321d*sv*sd*bc03sc*i*", "gpu", 3},
        {"pci:v00004321d00000007sv*sd*bc03sc*i*", "gpu", 2},
        {"usb:v0001p0002d*dc*dsc*dp*ic*isc*ip*in0[13]*", "one", 1},
        {"usb:v0403p6001d05[0-3]*dc*dsc*dp*ic*isc*ip*in*", "ftdi", 1},
};

enum {
	ROWS = sizeof(rows) / sizeof(*rows),
	DRIVERS = sizeof(drivers) / sizeof(*drivers)
};

static size_t match(const char *alias, struct alias_hit *hits, struct arena *arena)
{
	struct buf bytes = BUF_EMPTY;
	struct alias_index index;
	cr_assert(alias_index_build(&bytes, rows, ROWS, drivers, DRIVERS));
	void *copy = arena_items(arena, bytes.text, bytes.n, 1);
	size_t n = bytes.n;
	buf_done(&bytes);
	cr_assert(alias_index_open(&index, copy, n));
	return alias_index_match(&index, alias, strlen(alias), hits);
}

/* "driver kernels claim" of what is found, or "". */
static const char *ask(struct arena *arena, const char *alias)
{
	struct alias_hit hits[ALIAS_MOST_HITS];
	const char *text = "";
	size_t n = match(alias, hits, arena);
	for (size_t i = 0; i < n; i++)
		text = arena_format(arena, "%s%s %d %d;", text, hits[i].driver,
		                    (int)hits[i].kernels, (int)hits[i].claim);
	return text;
}

Test(alias_index, a_device_finds_its_drivers_with_kernels_and_claim)
{
	struct arena a = {0};
	cr_expect_str_eq(ask(&a, "pci:v00001234d00005678sv00000001sd00000002bc02sc00i00"),
	                 "one 2 3;");
	cr_expect_str_eq(ask(&a, "pci:v00001234d00005678sv00000001sd00000002bc01sc06i01"),
	                 "one 2 3;ahci 3 1;");
	cr_expect_str_eq(ask(&a, "pci:v00001234d00005679sv00000001sd00000002bc02sc00i00"),
	                 "");
	cr_expect_str_eq(ask(&a, "acpi:XXX0001:PNP0C0A:"), "battery 3 3;");
	arena_done(&a);
}

Test(alias_index, a_pattern_that_has_not_the_form_of_its_bus_is_found_too)
{
	struct arena a = {0};
	cr_expect_str_eq(ask(&a, "usb:v0001p0002d0100dc00dsc00dp00icFFisc00ip00in03"),
	                 "one 1 3;");
	cr_expect_str_eq(ask(&a, "usb:v0001p0002d0100dc00dsc00dp00icFFisc00ip00in02"),
	                 "");
	arena_done(&a);
}

Test(alias_index, kernels_whose_pattern_names_the_device_are_told_apart)
{
	struct arena a = {0};
	struct alias_hit hits[ALIAS_MOST_HITS];
	cr_assert_eq(
	        match("pci:v00004321d00000007sv00000001sd00000002bc03sc00i00", hits, &a),
	        1);
	cr_expect_eq(hits[0].kernels, 3);
	cr_expect_eq(hits[0].named, 2);
	cr_assert_eq(
	        match("pci:v00004321d00000008sv00000001sd00000002bc03sc00i00", hits, &a),
	        1);
	cr_expect_eq(hits[0].kernels, 3);
	cr_expect_eq(hits[0].named, 0);
	arena_done(&a);
}

Test(alias_index, a_range_of_revisions_holds_both_ends_and_no_more)
{
	struct arena a = {0};
	cr_expect_str_eq(ask(&a, "usb:v0403p6001d0500dc00dsc00dp00icFFiscFFipFFin00"),
	                 "ftdi 1 3;");
	cr_expect_str_eq(ask(&a, "usb:v0403p6001d053Fdc00dsc00dp00icFFiscFFipFFin00"),
	                 "ftdi 1 3;");
	cr_expect_str_eq(ask(&a, "usb:v0403p6001d0540dc00dsc00dp00icFFiscFFipFFin00"),
	                 "");
	arena_done(&a);
}

Test(alias_index, every_damaged_byte_is_refused_or_harmless)
{
	struct buf bytes = BUF_EMPTY;
	struct alias_index index;
	struct alias_hit hits[ALIAS_MOST_HITS];
	cr_assert(alias_index_build(&bytes, rows, ROWS, drivers, DRIVERS));
	char *copy = memory_get(bytes.n);
	memcpy(copy, bytes.text, bytes.n);
	cr_expect_not(alias_index_open(&index, copy, bytes.n - 1));
	for (size_t i = 0; i < bytes.n; i++) {
		copy[i] = (char)~copy[i];
		if (alias_index_open(&index, copy, bytes.n))
			alias_index_match(&index, "acpi:PNP0C0A:", 13, hits);
		copy[i] = (char)~copy[i];
	}
	cr_expect(alias_index_open(&index, copy, bytes.n));
	free(copy);
	buf_done(&bytes);
}
