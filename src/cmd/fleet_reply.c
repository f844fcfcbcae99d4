/* SPDX-License-Identifier: GPL-3.0-or-later
 * Answers about fleets as text, JSON or a page. */
#include "cmd/fleet_actions.h"

#include <stdlib.h>
#include <string.h>

enum { ROWS_OF_TEXT = 20, ROWS_OF_PAGE = 500 };

static const char *const forms[] = {"text", "json", "html"};

bool reply_number(const struct invocation *call, const char *option, size_t *number,
                  enum exit_code *code)
{
	const char *text = option_value(call, option);
	if (!text)
		return true;
	if (!*text || strlen(text) > 9 || strspn(text, "0123456789") != strlen(text)) {
		*code = command_usage(call, "--%s: expected a number, found %s", option,
		                      text);
		return false;
	}
	*number = strtoul(text, NULL, 10);
	return true;
}

static bool read_form(struct reply *a, const struct invocation *call,
                      enum exit_code *code)
{
	const char *format = command_format(call, "text");
	int i = 0;
	while (i < 3 && strcmp(forms[i], format) != 0)
		i++;
	a->form = (enum reply_form)i;
	if (i < 3)
		return true;
	*code = command_usage(call, "unknown format %s: expected text, json or html",
	                      format);
	return false;
}

static bool read_limit(struct reply *a, const struct invocation *call,
                       enum exit_code *code)
{
	a->wish = (struct overview_wish){
	        .limit = a->form == REPLY_text   ? ROWS_OF_TEXT
	                 : a->form == REPLY_html ? ROWS_OF_PAGE
	                                         : SIZE_MAX,
	        .data = a->form == REPLY_json,
	};
	return reply_number(call, "limit", &a->wish.limit, code);
}

static bool read_level(struct reply *a, const struct invocation *call,
                       enum ladder_level usual, enum exit_code *code)
{
	const char *name = option_value(call, "level");
	a->level = name ? ladder_find(name) : usual;
	if (a->level != LADDER_LEVELS)
		return true;
	*code = command_usage(call,
	                      "--level: expected cpu+memory, model, part_numbers, slots "
	                      "or firmware, found %s",
	                      name);
	return false;
}

bool reply_read(struct reply *a, const struct invocation *call, enum ladder_level usual,
                enum exit_code *code)
{
	struct error err = {0};
	*a = (struct reply){0};
	if (!read_form(a, call, code) || !read_limit(a, call, code) ||
	    !read_level(a, call, usual, code))
		return false;
	/* A program reads the same words whatever the locale is. */
	bool good = a->form == REPLY_json
	                    ? own_language_named(call, "en", &a->language, &err)
	                    : own_language(call, &a->language, &err);
	if (!good)
		*code = command_fail(call, &err);
	return good;
}

void reply_done(struct reply *a)
{
	own_language_done(&a->language);
}

const char *reply_say(const struct reply *a, const char *sentence)
{
	return tr(a->language.catalogue, sentence);
}

enum exit_code reply_write(const struct reply *a, const struct invocation *call,
                           const struct overview *overview, enum exit_code code)
{
	struct buf out = BUF_EMPTY;
	if (a->form == REPLY_json)
		overview_write_json(overview, &out);
	else if (a->form == REPLY_html)
		overview_write_html(overview, &out);
	else
		overview_write_text(overview, command_width(call), &out);
	code = command_write(call, &out, code);
	buf_done(&out);
	return code;
}
