/* SPDX-License-Identifier: GPL-3.0-or-later
 * Headers of terms of reference, and the forms of machines and things. */
#include "base/text.h"
#include "tor/reader.h"

#include <string.h>

static const struct subject subjects[] = {
#define SUBJECT(name, kind, forms) {#name, KIND_##kind, forms},
#include "tor/subjects.def"
#undef SUBJECT
};
enum { SUBJECT_ROWS = sizeof(subjects) / sizeof(*subjects) };

const struct subject *subject_find(const char *name)
{
	for (size_t i = 0; i < SUBJECT_ROWS; i++)
		if (!strcmp(subjects[i].name, name))
			return &subjects[i];
	return NULL;
}

/* ---- headers ---------------------------------------------------------------------- */

static bool header_title(struct reader *r)
{
	return parser_text(&r->p, &r->scope->title);
}

static const char *subject_name_at(const void *context, size_t i)
{
	return ((const struct subject *)context)[i].name;
}

static bool header_applies_to(struct reader *r)
{
	struct place place = parser_place(&r->p);
	struct slice word = parser_peek(&r->p);
	char *typed = slice_copy(&r->p, word);
	const struct subject *subject = subject_find(typed);
	if (!subject) {
		const char *near =
		        text_nearest(typed, SUBJECT_ROWS, subject_name_at, subjects);
		if (near && word.n)
			return parser_error(&r->p, place,
			                    "expected a form of machine or thing, found "
			                    "'%s': did you mean %s?",
			                    typed, near);
		return parser_expected(
		        &r->p, "computer, desktop, laptop, workstation, server, "
		               "tablet, phone, display, switch, access_point, "
		               "camera, microphone, recorder, printer, dock or ups");
	}
	parser_word(&r->p);
	r->scope->subject = subject->name;
	r->p.subject = subject->kind;
	if (parser_peek_char(&r->p, ',') || parser_peek_is(&r->p, "or") ||
	    parser_peek_is(&r->p, "and"))
		return parser_error(&r->p, parser_place(&r->p),
		                    "expected one form of machine or thing, found "
		                    "several: write computer, or a lot for each");
	return !parser_take(&r->p, "where") ||
	       parse_conditions(&r->p, subject->kind, &r->scope->where);
}

static bool header_if_unknown(struct reader *r)
{
	static const char *const words[] = {[IF_UNKNOWN_ask] = "ask",
	                                    [IF_UNKNOWN_fail] = "fail",
	                                    [IF_UNKNOWN_warn] = "warn"};
	for (int i = 0; i < 3; i++)
		if (parser_take(&r->p, words[i])) {
			r->scope->has_if_unknown = true;
			r->scope->if_unknown = (enum if_unknown)i;
			return true;
		}
	return parser_expected(&r->p, "ask, fail or warn");
}

static bool header_quantity(struct reader *r)
{
	struct place place = parser_place(&r->p);
	if (!parser_count(&r->p, "a number of things", 10000000, &r->scope->quantity))
		return false;
	if (!r->scope->quantity)
		return parser_error(&r->p, place, "expected a quantity from 1, found 0");
	r->scope->has_quantity = true;
	return !parser_take(&r->p, "option") ||
	       parser_count(&r->p, "a number of things", 10000000, &r->scope->option);
}

static bool header_delivery(struct reader *r)
{
	/* A faulty date is one mistake: those that count on it are none. */
	r->scope->has_delivery = r->p.has_delivery = true;
	return parse_day(&r->p, "a date such as 2027-08-10", &r->scope->delivery);
}

/* Eight digits with a check digit, of the common procurement vocabulary (Regulation (EC)
 * No 213/2008). */
static bool header_cpv(struct reader *r)
{
	struct place place = parser_place(&r->p);
	const char *code;
	if (!parser_string(&r->p, &code))
		return false;
	size_t digits = strspn(code, "0123456789");
	r->scope->cpv = code;
	if (digits == 8 && (!code[8] || (code[8] == '-' && code[9] >= '0' &&
	                                 code[9] <= '9' && !code[10])))
		return true;
	return parser_error(&r->p, place,
	                    "expected a CPV code such as \"30213100-6\", found \"%s\"",
	                    code);
}

static const struct {
	const char *word;
	bool (*parse)(struct reader *r);
} headers[] = {
        {"title", header_title},           {"applies_to", header_applies_to},
        {"if_unknown", header_if_unknown}, {"quantity", header_quantity},
        {"delivery", header_delivery},     {"cpv", header_cpv},
};
enum { HEADER_ROWS = sizeof(headers) / sizeof(*headers) };

static void read_value(struct reader *r, size_t i, struct place place)
{
	if (r->headers[i].line) {
		parser_error(
		        &r->p, place,
		        "expected each header once, found a second %s (the first is in "
		        "line %d)",
		        headers[i].word, r->headers[i].line);
		parser_skip_line(&r->p);
		return;
	}
	r->headers[i] = place;
	if (!headers[i].parse(r) || !parser_line_done(&r->p, "the end of the line"))
		parser_skip_line(&r->p);
}

bool is_header(const char *word)
{
	for (size_t i = 0; i < HEADER_ROWS; i++)
		if (!strcmp(word, headers[i].word))
			return true;
	return false;
}

bool read_header(struct reader *r)
{
	struct place place = parser_place(&r->p);
	for (size_t i = 0; i < HEADER_ROWS; i++)
		if (parser_take(&r->p, headers[i].word)) {
			read_value(r, i, place);
			return true;
		}
	return false;
}
