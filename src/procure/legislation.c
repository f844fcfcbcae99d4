/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "procure/legislation.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

enum { LAW_FIELDS = 9, LAW_MAX = 500 };

static int read_row(struct legislation *l, char *fields[LAW_FIELDS], struct law *law)
{
	*law = (struct law){.act = fields[0],
	                    .article = fields[1],
	                    .asks_en = fields[2],
	                    .asks_et = fields[3],
	                    .subjects = fields[4],
	                    .evidence_en = fields[6],
	                    .evidence_et = fields[7]};
	law->has_from = strcmp(fields[5], "-") != 0;
	law->verified = !strcmp(fields[8], "verified");
	(void)l;
	if (law->has_from && !date_parse(fields[5], strlen(fields[5]), &law->from))
		return -1;
	return law->verified || !strcmp(fields[8], "verify") ? 0 : -1;
}

/* Cuts one line at its tabs; false unless it has just the fields of the table. */
static bool cut(char *line, char *fields[LAW_FIELDS])
{
	int n = 0;
	for (char *at = line; at; n++) {
		char *tab = strchr(at, '\t');
		if (n >= LAW_FIELDS || !*at)
			return false;
		if (tab)
			*tab = '\0';
		fields[n] = at;
		at = tab ? tab + 1 : NULL;
	}
	return n == LAW_FIELDS;
}

struct legislation *legislation_read(const char *text, size_t n, const char *name,
                                     struct error *err)
{
	struct legislation *l = memory_get(sizeof(*l));
	int line = 0;
	*l = (struct legislation){0};
	l->items = arena_alloc(&l->arena, LAW_MAX * sizeof(*l->items));
	for (size_t at = 0; at < n; line++) {
		const char *end = memchr(text + at, '\n', n - at);
		size_t length = end ? (size_t)(end - text) - at : n - at;
		char *copy = arena_copy(&l->arena, text + at, length),
		     *fields[LAW_FIELDS];
		at += length + 1;
		if (!line || !*copy || *copy == '#')
			continue;
		if (l->n < LAW_MAX && cut(copy, fields) &&
		    !read_row(l, fields, &l->items[l->n])) {
			l->n++;
			continue;
		}
		error_set(err, EXIT_usage, name,
		          "line %d: expected %d fields, the sixth a date or -, the last "
		          "verified or verify",
		          line + 1, LAW_FIELDS);
		legislation_free(l);
		return NULL;
	}
	return l;
}

void legislation_free(struct legislation *legislation)
{
	if (legislation)
		arena_done(&legislation->arena);
	free(legislation);
}

bool law_touches(const struct law *law, const char *subject)
{
	if (!strcmp(law->subjects, "all"))
		return true;
	size_t n = subject ? strlen(subject) : 0;
	for (const char *at = law->subjects; n && *at;
	     at += strcspn(at, " "), at += *at == ' ')
		if (!strncmp(at, subject, n) && (at[n] == ' ' || !at[n]))
			return true;
	return false;
}
