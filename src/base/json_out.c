/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/json_out.h"

#include <stdint.h>
#include <string.h>

/* Of eight bytes at once: the highest bit of each that is 0. */
static uint64_t zeros(uint64_t word)
{
	static const uint64_t low = 0x7f7f7f7f7f7f7f7fu;
	return ~(((word & low) + low) | word | low);
}

/* Which of eight bytes need an escape? (RFC 8259, section 7) */
static uint64_t escapes(uint64_t word)
{
	static const uint64_t each = 0x0101010101010101u;
	return zeros(word & 0xe0 * each) | zeros(word ^ '"' * each) |
	       zeros(word ^ '\\' * each);
}

/* Does nothing in it need an escape? Eight bytes at a time; the last eight may have been
 * looked at in part. */
static bool is_literal(const char *text, size_t n)
{
	uint64_t word, found = 0;
	if (n < sizeof(word)) {
		memset(&word, 'a', sizeof(word));
		for (size_t i = 0; i < n; i++)
			((char *)&word)[i] = text[i];
		return !escapes(word);
	}
	for (size_t i = 0; i + sizeof(word) <= n; i += sizeof(word)) {
		memcpy(&word, text + i, sizeof(word));
		found |= escapes(word);
	}
	memcpy(&word, text + n - sizeof(word), sizeof(word));
	return !(found | escapes(word));
}

static void add_escaped(struct buf *to, const char *text, size_t n)
{
	static const char names[] = "\"\\\b\f\n\r\t", letters[] = "\"\\bfnrt";
	enum { LONGEST = 6 }; /* "\u001F" */
	size_t room;
	char *start = buf_room(to, n * LONGEST, &room), *out = start;
	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)text[i];
		if (c >= 0x20 && c != '"' && c != '\\') {
			*out++ = (char)c;
			continue;
		}
		const char *at = c ? strchr(names, c) : NULL;
		*out++ = '\\';
		if (at) {
			*out++ = letters[at - names];
		} else {
			static const char digits[] = "0123456789ABCDEF";
			out = mempcpy(out, "u00", 3);
			*out++ = digits[c >> 4];
			*out++ = digits[c & 0xf];
		}
	}
	buf_grow(to, (size_t)(out - start));
}

static void add_string(struct buf *to, const char *text, size_t n)
{
	size_t room;
	if (is_literal(text, n)) {
		char *at = buf_room(to, n + 2, &room);
		*at++ = '"';
		at = mempcpy(at, text, n);
		*at++ = '"';
		buf_grow(to, n + 2);
		return;
	}
	buf_add_char(to, '"');
	add_escaped(to, text, n);
	buf_add_char(to, '"');
}

/* A line of its own, unless nothing is; returns the end of what is there. */
static char *put_line(const struct json_out *out, char *at)
{
	if (out->close)
		return at;
	*at++ = '\n';
	memset(at, ' ', out->depth);
	return at + out->depth;
}

/* What stands before a value. */
static void begin(struct json_out *out, const char *name)
{
	size_t room;
	if (!out->depth)
		return;
	char *start = buf_room(out->to, out->depth + 2, &room), *at = start;
	if (!out->empty)
		*at++ = ',';
	out->empty = false;
	at = put_line(out, at);
	buf_grow(out->to, (size_t)(at - start));
	if (!name)
		return;
	add_string(out->to, name, strlen(name));
	buf_add(out->to, ": ", out->close ? 1 : 2);
}

void json_out_open(struct json_out *out, const char *name, char bracket)
{
	begin(out, name);
	buf_add_char(out->to, bracket);
	out->depth++;
	out->empty = true;
}

void json_out_shut(struct json_out *out, char bracket)
{
	out->depth--;
	size_t room;
	char *start = buf_room(out->to, out->depth + 1, &room);
	if (!out->empty)
		buf_grow(out->to, (size_t)(put_line(out, start) - start));
	out->empty = false;
	buf_add_char(out->to, bracket);
}

void json_out_text(struct json_out *out, const char *name, const char *text)
{
	begin(out, name);
	add_string(out->to, text, strlen(text));
}

void json_out_put_text(struct json_out *out, const char *name, const char *text)
{
	if (text)
		json_out_text(out, name, text);
}

void json_out_real(struct json_out *out, const char *name, double number)
{
	json_t *real = json_real(number);
	json_out_tree(out, name, real);
	json_decref(real);
}

void json_out_fixed(struct json_out *out, const char *name, fixed_t number)
{
	char text[FIXED_TEXT_MAX];
	int64_t whole;
	if (number == FIXED_MAX || number == FIXED_MIN) {
		json_out_null(out, name);
	} else if (fixed_to_int(number, &whole)) {
		begin(out, name);
		buf_add_string(out->to, fixed_text(number, text));
	} else {
		json_out_real(out, name, fixed_to_double(number));
	}
}

static void add_word(struct json_out *out, const char *name, const char *word)
{
	begin(out, name);
	buf_add_string(out->to, word);
}

void json_out_bool(struct json_out *out, const char *name, bool yes)
{
	add_word(out, name, yes ? "true" : "false");
}

void json_out_null(struct json_out *out, const char *name)
{
	add_word(out, name, "null");
}

static int append(const char *text, size_t n, void *to)
{
	buf_add(to, text, n);
	return 0;
}

void json_out_tree(struct json_out *out, const char *name, const json_t *tree)
{
	const char *member;
	json_t *value;
	size_t i;
	if (json_is_object(tree)) {
		json_out_open(out, name, '{');
		/* The macro wants a tree that may change; this one does not. */
		json_object_foreach((json_t *)tree, member, value)
		        json_out_tree(out, member, value);
		json_out_shut(out, '}');
	} else if (json_is_array(tree)) {
		json_out_open(out, name, '[');
		json_array_foreach(tree, i, value) json_out_tree(out, NULL, value);
		json_out_shut(out, ']');
	} else {
		begin(out, name);
		json_dump_callback(tree, append, out->to,
		                   JSON_ENCODE_ANY | JSON_REAL_PRECISION(15));
	}
}
