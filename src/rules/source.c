/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/source.h"

const char *source_title(struct judge *j, const struct compat_source *source)
{
	if (!source)
		return "the database";
	return source->has_date ? explain_format(j, "%s, %s", source->title,
	                                         day_text(j, source->date))
	                        : arena_string(j->arena, source->title);
}

const char *source_words(struct judge *j, const struct compat_from *from)
{
	const struct compat_source *source = from->source;
	if (!source || !from->ref)
		return source_title(j, source);
	return source->has_date ? explain_format(j, "%s, %s, %s", source->title,
	                                         from->ref, day_text(j, source->date))
	                        : explain_format(j, "%s, %s", source->title, from->ref);
}
