/* SPDX-License-Identifier: GPL-3.0-or-later
 * Checks the ready-made terms of reference: they are in their language, and the platforms
 * that they name are there. */
#include "compat/text_check.h"

#include <ctype.h>
#include <string.h>

static bool slug_exists(const void *context, const char *slug)
{
	const struct text_checker *checker = context;
	struct arena arena = {0};
	char *small = arena_string(&arena, slug);
	for (char *c = small; *c; c++)
		*c = (char)tolower((unsigned char)*c);
	bool exists = text_index_find(&checker->slugs, small) != NULL;
	arena_done(&arena);
	return exists;
}

static const char *slug_nearest(const void *context, const char *typed)
{
	return text_index_nearest(&((const struct text_checker *)context)->slugs, typed);
}

void text_check_terms(struct text_checker *checker)
{
	const struct compat_text *text = checker->text;
	const struct platform_names names = {checker, slug_exists, slug_nearest};
	for (size_t i = 0; i < text->terms_count; i++) {
		const struct text_terms *terms = &text->terms[i];
		struct problems problems = {0};
		tor_free(tor_parse(terms->bytes, terms->n, terms->file, &names,
		                   &problems));
		text_check_add(checker, terms->file, &problems);
		problems_done(&problems);
	}
}
