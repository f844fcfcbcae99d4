/* SPDX-License-Identifier: GPL-3.0-or-later
 * A message catalogue that was damaged: looked up, it gives text or nothing. */
#include "base/catalogue.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Each message of the context is said as if it were a finished sentence. */
static void say_all(const struct catalogue *catalogue)
{
	struct buf out = BUF_EMPTY;
	const char *message;
	for (size_t i = 0; (message = catalogue_in_context(catalogue, "said", i)); i++) {
		catalogue_say(&out, catalogue, message);
		buf_clear(&out);
	}
	catalogue_say(&out, catalogue, "a list; of two: 3 of 4");
	buf_done(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const contexts[] = {NULL, "kind", "unit"};
	static const char *const messages[] = {"Lot", "disk", "GB", "", "no such text"};
	struct error err = {0};
	struct catalogue *catalogue =
	        catalogue_read((const char *)data, size, "fuzz", &err);
	if (!catalogue && err.code == EXIT_ok)
		abort();
	for (size_t c = 0; c < 3; c++)
		for (size_t m = 0; m < 5; m++) {
			const char *text =
			        catalogue_find(catalogue, contexts[c], messages[m]);
			if (text && strlen(text) > size)
				abort();
		}
	say_all(catalogue);
	catalogue_free(catalogue);
	return 0;
}
