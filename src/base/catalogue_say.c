/* SPDX-License-Identifier: GPL-3.0-or-later
 * Finished sentences in other words: scans keep what their probes said, with the values
 * in it, and the reader's language comes later. */
#include "base/catalogue.h"

#include <string.h>

/* The most values of a sentence. */
enum { VALUES_MAX = 6 };

struct values {
	const char *at[VALUES_MAX];
	size_t length[VALUES_MAX], n;
};

/* The length of a place for a value, "%zu" or "%2$s", at the begin of a format; 0: none
 * is there. *which is what stands before the "$", from 1, else 0. */
static size_t place_length(const char *format, size_t *which)
{
	*which = 0;
	if (*format != '%' || format[1] == '%')
		return 0;
	size_t n = 1;
	if (format[1] >= '1' && format[1] <= '9' && format[2] == '$') {
		*which = (size_t)(format[1] - '0');
		n = 3;
	}
	n += strspn(format + n, "-+ #0123456789.*");
	n += strspn(format + n, "hlz");
	return format[n] ? n + 1 : 0;
}

/* The text up to the next place of a format, or all of it. */
static size_t plain_length(const char *format)
{
	size_t n = 0, which;
	while (format[n] && !place_length(format + n, &which))
		n += format[n] == '%' && format[n + 1] ? 2 : 1;
	return n;
}

/* Where n bytes of a format begin in a text, behind at least one other byte. At its end
 * they must end the text. */
static const char *find_plain(const char *text, const char *format, size_t n)
{
	size_t length = strlen(text);
	if (!format[n])
		return length > n && !strcmp(text + length - n, format)
		               ? text + length - n
		               : NULL;
	for (const char *at = text; n && *at; at++)
		if (at > text && !strncmp(at, format, n))
			return at;
	return NULL;
}

/* Was the sentence made of this format? values then are what stands in it. */
static bool fits(const char *sentence, const char *format, struct values *values)
{
	size_t n = plain_length(format), which, length = strlen(sentence);
	values->n = 0;
	if (strncmp(sentence, format, n) != 0)
		return false;
	sentence += n;
	format += n;
	while (*format) {
		format += place_length(format, &which);
		n = plain_length(format);
		const char *end = find_plain(sentence, format, n);
		if (!end || values->n == VALUES_MAX)
			return false;
		values->at[values->n] = sentence;
		values->length[values->n++] = (size_t)(end - sentence);
		sentence = end + n;
		format += n;
	}
	/* A value is less than its sentence: what says values ends. */
	return !*sentence && values->n && (values->n > 1 || values->length[0] < length);
}

/* A value that is a sentence itself is said in the same words. */
static void add_value(struct buf *out, const struct catalogue *c, const char *value,
                      size_t n)
{
	struct buf text = BUF_EMPTY;
	buf_add(&text, value, n);
	if (strchr(text.text, ' '))
		catalogue_say(out, c, text.text);
	else
		buf_add_string(out, text.text);
	buf_done(&text);
}

static void fill(struct buf *out, const struct catalogue *c, const char *format,
                 const struct values *values)
{
	for (size_t next = 0, which; *format;) {
		size_t n = plain_length(format);
		buf_add(out, format, n);
		format += n;
		n = place_length(format, &which);
		format += n;
		size_t i = which ? which - 1 : next++;
		if (n && i < values->n)
			add_value(out, c, values->at[i], values->length[i]);
	}
}

/* How much of the sentence is no value. */
static size_t plain_of(const char *sentence, const struct values *values)
{
	size_t n = strlen(sentence);
	for (size_t i = 0; i < values->n; i++)
		n -= values->length[i];
	return n;
}

/* Of several that fit, the one with the fewest bytes in values. */
static bool say_with_values(struct buf *out, const struct catalogue *c,
                            const char *sentence)
{
	struct values values, best = {.n = 0};
	const char *format, *words = NULL;
	for (size_t i = 0; (format = catalogue_in_context(c, "said", i)); i++) {
		const char *found = catalogue_find(c, "said", format);
		if (!found || !*found || !fits(sentence, format, &values) ||
		    (words && plain_of(sentence, &values) <= plain_of(sentence, &best)))
			continue;
		words = found;
		best = values;
	}
	if (words)
		fill(out, c, words, &best);
	return words;
}

void catalogue_say(struct buf *out, const struct catalogue *catalogue,
                   const char *sentence)
{
	const char *found = catalogue_find(catalogue, NULL, sentence);
	const char *more = strstr(sentence, "; ");
	if (found && *found) {
		buf_add_string(out, found);
	} else if (say_with_values(out, catalogue, sentence)) {
		return;
	} else if (catalogue && more) {
		struct buf first = BUF_EMPTY;
		buf_add(&first, sentence, (size_t)(more - sentence));
		catalogue_say(out, catalogue, first.text);
		buf_add_string(out, "; ");
		catalogue_say(out, catalogue, more + 2);
		buf_done(&first);
	} else {
		buf_add_string(out, sentence);
	}
}
