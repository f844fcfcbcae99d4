/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/requirement_words.h"

struct spec *requirement_words_of(const struct tor *tor, const struct language *language,
                                  struct date today)
{
	struct spec_source source = {.name = tor->name, .text = "", .n = 0};
	struct spec_input input = {.tors = &tor,
	                           .sources = &source,
	                           .n = 1,
	                           .language = *language,
	                           .date = today};
	return language->estonian ? spec_build(&input) : NULL;
}

static bool add_row(const struct spec_lot *lot, const struct requirement *requirement,
                    struct buf *text)
{
	size_t r = 0;
	while (r < lot->n && lot->rows[r].requirement != requirement)
		r++;
	if (r == lot->n)
		return false;
	buf_add_string(text, lot->rows[r].text);
	for (size_t k = r + 1; k < lot->n && lot->rows[k].depth; k++) {
		bool opens = text->n && text->text[text->n - 1] == ':';
		buf_format(text, "%s%s", opens ? " " : "; ", lot->rows[k].text);
	}
	return true;
}

void requirement_words(const struct spec *words, const struct requirement *requirement,
                       struct buf *text)
{
	for (size_t i = 0; words && i < words->n; i++)
		if (add_row(&words->lots[i], requirement, text))
			return;
	need_print(text, requirement->need);
}
