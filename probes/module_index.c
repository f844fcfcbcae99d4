/* SPDX-License-Identifier: GPL-3.0-or-later
 * Searches the index of module aliases, in place. */
#include "probes/module_index.h"

#include <fnmatch.h>
#include <string.h>

enum {
	MAGIC = (int)0xB007F457,
	VERSION_MAJOR = 2,
	HEADER = 12,
	KEY_MAX = 1024,
	DEPTH_MAX = 512,
	STEPS_MAX = 500000, /* of one search; a real one takes some hundreds */
};

/* What the upper bits of the offset of a node say that it has. */
static const uint32_t HAS_PREFIX = 0x80000000, HAS_VALUES = 0x40000000,
                      HAS_CHILDREN = 0x20000000, OFFSET = 0x0fffffff;

struct search {
	const struct module_index *index;
	char pattern[KEY_MAX];
	void (*found)(void *context, const char *module, size_t n);
	void *context;
	unsigned steps;
	bool faulty;
};

struct node {
	const char *prefix; /* "" when it has none */
	size_t prefix_size;
	unsigned first, last; /* of its children; first > last: none */
	size_t children, values;
	bool has_values;
};

static uint32_t word_at(const struct module_index *index, size_t at)
{
	if (at > index->n || index->n - at < 4)
		return 0;
	const uint8_t *b = index->bytes + at;
	return (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 | (uint32_t)b[2] << 8 | b[3];
}

/* Moves *at behind the text there; NULL when it has no end. */
static const char *text_at(const struct module_index *index, size_t *at, size_t *n)
{
	const char *text = (const char *)index->bytes + *at;
	const char *end = *at < index->n ? memchr(text, '\0', index->n - *at) : NULL;
	if (!end)
		return NULL;
	*n = (size_t)(end - text);
	*at += *n + 1;
	return text;
}

static bool read_node(struct search *s, uint32_t place, struct node *node)
{
	size_t at = place & OFFSET;
	*node = (struct node){.prefix = "", .first = 1};
	s->faulty =
	        s->faulty || ++s->steps > STEPS_MAX || at < HEADER || at >= s->index->n;
	if (s->faulty)
		return false;
	if (place & HAS_PREFIX)
		node->prefix = text_at(s->index, &at, &node->prefix_size);
	if (place & HAS_CHILDREN && node->prefix && s->index->n - at >= 2) {
		node->first = s->index->bytes[at];
		node->last = s->index->bytes[at + 1];
		node->children = at + 2;
		at += 2;
		if (node->last >= node->first)
			at += 4 * (size_t)(node->last - node->first + 1);
	}
	node->has_values = place & HAS_VALUES;
	node->values = at;
	s->faulty = !node->prefix || at > s->index->n;
	return !s->faulty;
}

/* Where the child for a character is; 0: there is none. */
static uint32_t child_of(const struct search *s, const struct node *node, unsigned char c)
{
	return c >= node->first && c <= node->last
	               ? word_at(s->index, node->children + 4 * (size_t)(c - node->first))
	               : 0;
}

static void give_values(struct search *s, const struct node *node)
{
	size_t at = node->values, n;
	uint32_t count = node->has_values ? word_at(s->index, at) : 0;
	at += 4;
	for (uint32_t i = 0; i < count && !s->faulty; i++) {
		at += 4; /* the priority */
		const char *module = text_at(s->index, &at, &n);
		s->faulty = !module || ++s->steps > STEPS_MAX;
		if (module)
			s->found(s->context, module, n);
	}
}

/* Below a wildcard every pattern is compared with the rest of the alias. from: how much
 * of the prefix is passed; used: the length of the pattern so far. */
static void search_all(struct search *s, const struct node *node, size_t from,
                       size_t used, const char *rest, unsigned depth)
{
	size_t more = node->prefix_size - from;
	if (depth > DEPTH_MAX || used + more + 2 > KEY_MAX) {
		s->faulty = true;
		return;
	}
	memcpy(s->pattern + used, node->prefix + from, more);
	used += more;
	for (unsigned c = node->first; c <= node->last && !s->faulty; c++) {
		struct node child;
		uint32_t place = child_of(s, node, (unsigned char)c);
		s->pattern[used] = (char)c;
		if (place && read_node(s, place, &child))
			search_all(s, &child, 0, used + 1, rest, depth + 1);
	}
	s->pattern[used] = '\0';
	if (node->has_values && !s->faulty && !fnmatch(s->pattern, rest, 0))
		give_values(s, node);
}

static bool is_wild(char c)
{
	return c == '*' || c == '?' || c == '[';
}

/* Follows the prefix of a node; true and *rest behind it when it agrees whole. */
static bool follow_prefix(struct search *s, const struct node *node, const char **rest)
{
	for (size_t i = 0; i < node->prefix_size; i++) {
		if (is_wild(node->prefix[i])) {
			search_all(s, node, i, 0, *rest, 0);
			return false;
		}
		if (node->prefix[i] != **rest)
			return false;
		(*rest)++;
	}
	return true;
}

bool module_index_open(struct module_index *index, const void *bytes, size_t n)
{
	*index = (struct module_index){.bytes = bytes, .n = n};
	if (n < HEADER || n > MODULE_INDEX_MAX || word_at(index, 0) != (uint32_t)MAGIC ||
	    word_at(index, 4) >> 16 != VERSION_MAJOR)
		return false;
	index->root = word_at(index, 8);
	return true;
}

/* As modprobe compares aliases: "-" is "_" outside of brackets. */
static bool normalise(const char *alias, char text[KEY_MAX])
{
	bool bracket = false;
	size_t n = strlen(alias);
	for (size_t i = 0; i <= n && i < KEY_MAX; i++) {
		bracket = alias[i] == '[' || (bracket && alias[i] != ']');
		text[i] = alias[i];
		if (alias[i] == '-' && !bracket)
			text[i] = '_';
	}
	return n < KEY_MAX;
}

bool module_index_search(const struct module_index *index, const char *alias,
                         void (*found)(void *context, const char *module, size_t n),
                         void *context)
{
	static const char wild[] = "*?[";
	struct search s = {.index = index, .found = found, .context = context};
	struct node node, child;
	char text[KEY_MAX] = "";
	const char *rest = text;
	uint32_t place = normalise(alias, text) ? index->root : 0;
	while (place && read_node(&s, place, &node) && follow_prefix(&s, &node, &rest)) {
		for (size_t i = 0; wild[i] && !s.faulty; i++) {
			place = child_of(&s, &node, (unsigned char)wild[i]);
			s.pattern[0] = wild[i];
			if (place && read_node(&s, place, &child))
				search_all(&s, &child, 0, 1, rest, 0);
		}
		if (!*rest)
			give_values(&s, &node);
		place = *rest && !s.faulty ? child_of(&s, &node, (unsigned char)*rest++)
		                           : 0;
	}
	return !s.faulty;
}
