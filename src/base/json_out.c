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

/* Does nothing in it need an escape? (RFC 8259, section 7) */
static bool is_literal(const char *text, size_t n)
{
	static const uint64_t each = 0x0101010101010101u;
	for (; n >= 8; text += 8, n -= 8) {
		uint64_t word;
		memcpy(&word, text, 8);
		if (zeros(word & 0xe0 * each) | zeros(word ^ '"' * each) |
		    zeros(word ^ '\\' * each))
			return false;
	}
	for (; n; text++, n--)
		if ((unsigned char)*text < 0x20 || *text == '"' || *text == '\\')
			return false;
	return true;
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

/* With quotes, and `after` behind. */
static void add_string(struct buf *to, const char *text, const char *after)
{
	size_t n = strlen(text), more = strlen(after), room;
	if (is_literal(text, n)) {
		char *at = buf_room(to, n + more + 2, &room);
		*at++ = '"';
		at = mempcpy(at, text, n);
		*at++ = '"';
		mempcpy(at, after, more);
		buf_grow(to, n + more + 2);
		return;
	}
	buf_add_char(to, '"');
	add_escaped(to, text, n);
	buf_add_char(to, '"');
	buf_add(to, after, more);
}

static void add_line(struct json_out *out)
{
	static const char blanks[] = "\n                ";
	enum { MOST = sizeof(blanks) - 2 };
	if (out->close)
		return;
	buf_add(out->to, blanks, 1 + (out->depth < MOST ? out->depth : MOST));
	for (unsigned i = MOST; i < out->depth; i++)
		buf_add_char(out->to, ' ');
}

/* What stands before a value. */
static void begin(struct json_out *out, const char *name)
{
	if (!out->depth)
		return;
	if (!out->empty)
		buf_add_char(out->to, ',');
	out->empty = false;
	add_line(out);
	if (name)
		add_string(out->to, name, out->close ? ":" : ": ");
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
	if (!out->empty)
		add_line(out);
	out->empty = false;
	buf_add_char(out->to, bracket);
}

void json_out_text(struct json_out *out, const char *name, const char *text)
{
	begin(out, name);
	add_string(out->to, text, "");
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
