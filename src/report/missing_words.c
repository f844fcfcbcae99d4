/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/missing_words.h"

#include <string.h>

static bool same_text(const char *a, const char *b)
{
	return a && b ? !strcmp(a, b) : a == b;
}

/* Of components of one kind: "pci/…". */
static bool is_alike(const struct missing *a, const struct missing *b)
{
	if (!a->component || !b->component)
		return false;
	size_t kind = strcspn(a->component, "/");
	return a->component[kind] && !strncmp(a->component, b->component, kind + 1) &&
	       same_text(a->what, b->what) && same_text(a->why, b->why) &&
	       same_text(a->remedy, b->remedy);
}

size_t missing_alike(const struct explanation *e, size_t i)
{
	size_t n = 1;
	for (size_t k = 0; k < i; k++)
		if (is_alike(&e->missing[k], &e->missing[i]))
			return 0;
	for (size_t k = i + 1; k < e->missing_count; k++)
		n += is_alike(&e->missing[i], &e->missing[k]);
	return n;
}
