/* SPDX-License-Identifier: GPL-3.0-or-later
 * Text of the compatibility database from a stranger, read as each of its file types and
 * checked; and lists of names. The first byte chooses. */
#include "compat/ids.h"
#include "compat/text.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int count_name(void *context, enum name_table table, int64_t key, const char *name)
{
	(void)table;
	(void)key;
	*(size_t *)context += strlen(name);
	return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (!size)
		return 0;
	const char *bytes = (const char *)data + 1;
	size_t n = size - 1, letters = 0;
	struct compat_problems problems = {0};
	struct compat_text text;
	struct ids_reader reader = {.name = count_name, .context = &letters};
	compat_text_init(&text, &problems);
	if (data[0] == 'r')
		compat_text_read_rules(&text, bytes, n, "set", "cpu-rules/set.tsv");
	else if (data[0] == 'n')
		compat_text_read_names(&text, bytes, n, "set", "cpu-names/set.tsv");
	else if (data[0] == 'm')
		compat_text_read_models(&text, bytes, n, "cpu", "models/cpu.tsv");
	else if (data[0] == 'p')
		compat_text_read_hardware(&text, bytes, n, "memory", "parts/memory.tsv");
	else if (data[0] == 'd')
		compat_text_read_hardware(&text, bytes, n, "drives", "parts/drives.tsv");
	else if (data[0] == 't')
		compat_text_read_hardware(&text, bytes, n, "names", "parts/names.tsv");
	else if (data[0] == 's')
		compat_text_read_drivers(&text, bytes, n, "support",
		                         "drivers/support.tsv");
	else if (data[0] == 'w')
		compat_text_read_drivers(&text, bytes, n, "firmware-packages",
		                         "drivers/firmware-packages.tsv");
	else if (data[0] >= '0' && data[0] < '0' + NAME_LIST_COUNT)
		ids_read(&reader, (enum name_list)(data[0] - '0'), bytes, n);
	else
		compat_text_read(&text, bytes, n, "platforms/fuzz.compat");
	compat_text_check(&text);
	compat_problems_sort(&problems);
	for (size_t i = 0; i < problems.n; i++)
		if (problems.items[i].place.line < 1 ||
		    problems.items[i].place.column < 1)
			abort();
	compat_text_done(&text);
	compat_problems_done(&problems);
	return 0;
}
