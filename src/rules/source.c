/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/source.h"

const char *source_title(struct judge *j, const struct compat_source *source)
{
	char day[DATE_TEXT_MAX];
	if (!source)
		return "the database";
	return explain_format(j, "%s%s%s", source->title, source->has_date ? ", " : "",
	                      source->has_date ? date_text(source->date, day) : "");
}

const char *source_words(struct judge *j, const struct compat_from *from)
{
	char day[DATE_TEXT_MAX];
	const struct compat_source *source = from->source;
	if (!source || !from->ref)
		return source_title(j, source);
	return explain_format(j, "%s, %s%s%s", source->title, from->ref,
	                      source->has_date ? ", " : "",
	                      source->has_date ? date_text(source->date, day) : "");
}
