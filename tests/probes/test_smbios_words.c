/* SPDX-License-Identifier: GPL-3.0-or-later
 * The lists of the standard: each row is found by its value and by its name. */
#include "probes/smbios.h"

#include <criterion/criterion.h>
#include <string.h>

static const struct {
	enum smbios_list list;
	unsigned value;
	const char *name, *word;
} rows[] = {
#define SMBIOS_VALUE(list, value, name, word) {SMBIOS_##list, value, name, word},
#include "probes/smbios.def"
#undef SMBIOS_VALUE
};

enum { ROWS = sizeof(rows) / sizeof(*rows), NONE = 0xffff };

Test(smbios_words, every_row_is_found_in_its_list)
{
	for (size_t i = 0; i < ROWS; i++) {
		const char *word = smbios_word(rows[i].list, rows[i].value);
		cr_expect_str_eq(smbios_name(rows[i].list, rows[i].value), rows[i].name);
		cr_expect(rows[i].word ? word && !strcmp(word, rows[i].word) : !word,
		          "%s", rows[i].name);
		cr_expect_eq(smbios_value(rows[i].list, rows[i].name, NONE),
		             rows[i].value, "%s", rows[i].name);
	}
}

Test(smbios_words, what_no_list_has_is_not_found)
{
	cr_expect_null(smbios_name(SMBIOS_chassis, NONE));
	cr_expect_null(smbios_word(SMBIOS_ipmi_interface, NONE));
	cr_expect_eq(smbios_value(SMBIOS_memory_type, "Notebook", NONE), NONE);
}
