/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "procure/legislation.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

/* The fields of a row, in their order. */
enum {
	LAW_act_en,
	LAW_act_et,
	LAW_article_en,
	LAW_article_et,
	LAW_asks_en,
	LAW_asks_et,
	LAW_subjects,
	LAW_from,
	LAW_evidence_en,
	LAW_evidence_et,
	LAW_state,
	LAW_FIELDS
};

enum { LAW_MAX = 500 };

static int read_row(struct legislation *l, char *fields[LAW_FIELDS], struct law *law)
{
	*law = (struct law){.act_en = fields[LAW_act_en],
	                    .act_et = fields[LAW_act_et],
	                    .article_en = fields[LAW_article_en],
	                    .article_et = fields[LAW_article_et],
	                    .asks_en = fields[LAW_asks_en],
	                    .asks_et = fields[LAW_asks_et],
	                    .subjects = fields[LAW_subjects],
	                    .evidence_en = fields[LAW_evidence_en],
	                    .evidence_et = fields[LAW_evidence_et]};
	const char *from = fields[LAW_from], *state = fields[LAW_state];
	law->has_from = strcmp(from, "-") != 0;
	law->verified = !strcmp(state, "verified");
	(void)l;
	if (law->has_from && !date_parse(from, strlen(from), &law->from))
		return -1;
	return law->verified || !strcmp(state, "verify") ? 0 : -1;
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
		          "line %d: expected %d fields, the eighth a date or -, the last "
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
