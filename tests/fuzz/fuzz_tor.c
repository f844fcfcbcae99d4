/* SPDX-License-Identifier: GPL-3.0-or-later
 * Terms of reference, WHERE expressions and requirements of a platform from a stranger.
 * The first byte chooses the grammar. What is read can be shown and written as JSON; what
 * is wrong has a place. */
#include "base/json.h"
#include "tor/tor.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct tor *parse(char grammar, const char *text, size_t n,
                         struct problems *problems)
{
	if (grammar == 'w')
		return tor_parse_where(text, n, "fuzz", problems);
	if (grammar == 'n')
		return tor_parse_needs(text, n, "fuzz", 1, problems);
	return tor_parse(text, n, "fuzz.tor", NULL, problems);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (!size)
		return 0;
	struct problems problems = {0};
	struct tor *tor =
	        parse((char)data[0], (const char *)data + 1, size - 1, &problems);
	if (!tor != (problems.errors > 0))
		abort();
	for (size_t i = 0; i < problems.n; i++)
		if (problems.items[i].place.line < 1 ||
		    problems.items[i].place.column < 1)
			abort();
	if (tor) {
		struct buf out = BUF_EMPTY;
		tor_write_text(tor, &out);
		buf_clear(&out);
		tor_write_json(tor, &out);
		json_t *json = json_loadb(out.text, out.n, 0, NULL);
		if (!json)
			abort();
		json_decref(json);
		buf_done(&out);
	}
	tor_free(tor);
	problems_done(&problems);
	return 0;
}
