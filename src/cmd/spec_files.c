/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmd/spec_files.h"

#include "base/file.h"
#include "base/version.h"
#include "cmd/terms.h"
#include "report/doc_report.h"
#include "report/spec_report.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FILE_MAX = 8 << 20, SOURCES_MAX = 100 };

/* ---- terms ------------------------------------------------------------------------ */

/* The text without lines that are only a comment: what a colleague noted beside a need
 * does not belong into a published file. */
static void keep_text(struct spec_files *f, const char *text, size_t n)
{
	struct buf kept = BUF_EMPTY;
	struct spec_source *source = &f->sources[f->n];
	for (size_t at = 0; at < n;) {
		const char *line = text + at, *end = memchr(line, '\n', n - at);
		size_t length = end ? (size_t)(end - line) + 1 : n - at;
		size_t blank = strspn(line, " \t");
		if (line[blank] != '#')
			buf_add(&kept, line, length);
		at += length;
	}
	source->text = arena_copy(&f->arena, kept.text, kept.n);
	source->n = kept.n;
	buf_done(&kept);
}

static enum exit_code add_terms(struct spec_files *f, const char *name, const char *text,
                                size_t n)
{
	struct problems problems = {0};
	struct platform_names platforms = compat_platform_names(f->compat);
	if (f->n == SOURCES_MAX)
		return EXIT_usage;
	struct tor *tor = tor_parse(text, n, name, &platforms, &problems);
	enum exit_code code = terms_print_problems(name, &problems, false);
	problems_done(&problems);
	if (!tor)
		return code;
	const char *slash = strrchr(name, '/');
	keep_text(f, text, n);
	f->sources[f->n].name = arena_string(&f->arena, slash ? slash + 1 : name);
	f->tors[f->n++] = tor;
	return EXIT_ok;
}

/* ---- hwfit-spec/1 ----------------------------------------------------------------- */

static enum exit_code faulty(const struct invocation *call, const char *path,
                             const char *what)
{
	struct error err = {0};
	error_set(&err, EXIT_usage, path, "expected a specification hwfit-spec/1: %s",
	          what);
	error_remedy(&err, "write it again: hwfit spec TOR -o FILE.json");
	return command_fail(call, &err);
}

static void read_head(struct spec_files *f, const struct invocation *call,
                      const json_t *json, const char **language)
{
	const char *day = json_string_value(json_object_get(json, "date"));
	const json_t *list = json_object_get(json, "exceptions");
	size_t n = json_array_size(list);
	struct spec_exception *exceptions =
	        arena_alloc(&f->arena, (n + 1) * sizeof(*exceptions));
	for (size_t i = 0; i < n; i++) {
		const json_t *e = json_array_get(list, i);
		const char *need = json_string_value(json_object_get(e, "need"));
		const char *reason = json_string_value(json_object_get(e, "reason"));
		exceptions[i].need = arena_string(&f->arena, need ? need : "");
		exceptions[i].reason = arena_string(&f->arena, reason ? reason : "");
	}
	f->input.exceptions = exceptions;
	f->input.exception_count = n;
	if (day && !option_value(call, "date"))
		date_parse(day, strlen(day), &f->input.date);
	*language = json_string_value(json_object_get(json, "language"));
}

static enum exit_code read_json(struct spec_files *f, const struct invocation *call,
                                const json_t *json, const char *path)
{
	const json_t *terms = json_object_get(json, "terms");
	const char *format = json_string_value(json_object_get(json, "format"));
	if (!format || strcmp(format, "hwfit-spec/1") != 0 || !json_array_size(terms))
		return faulty(call, path, "it has another format");
	for (size_t i = 0; i < json_array_size(terms); i++) {
		const json_t *one = json_array_get(terms, i),
		             *text = json_object_get(one, "text");
		const char *name = json_string_value(json_object_get(one, "name"));
		if (!json_is_string(text))
			return faulty(call, path,
			              "the terms it was made from are missing");
		enum exit_code code =
		        add_terms(f, name ? name : path, json_string_value(text),
		                  json_string_length(text));
		if (code)
			return code;
	}
	return EXIT_ok;
}

/* What another version words alike: who is asked for what, and numbers. */
static json_t *without_wording(const json_t *item)
{
	static const char *const kept[] = {"id",       "part_of",  "need",     "kind",
	                                   "fact",     "operator", "value",    "subject",
	                                   "quantity", "option",   "delivery", "rows"};
	json_t *out = json_is_array(item) ? json_array() : json_object();
	for (size_t i = 0; i < json_array_size(item); i++)
		json_array_append_new(out, without_wording(json_array_get(item, i)));
	for (size_t i = 0; i < sizeof(kept) / sizeof(*kept); i++) {
		json_t *member = json_object_get(item, kept[i]);
		const char *text = json_string_value(member);
		bool words = text && !strcmp(kept[i], "value") &&
		             strspn(text, "0123456789") == 0;
		if (json_is_array(member))
			json_object_set_new(out, kept[i], without_wording(member));
		else if (member && !words)
			json_object_set(out, kept[i], member);
	}
	return out;
}

static bool same_lots(const json_t *ours, const json_t *theirs, const char *path)
{
	const char *by = json_string_value(
	        json_object_get(json_object_get(theirs, "tool"), "version"));
	const json_t *a = json_object_get(ours, "lots"),
	             *b = json_object_get(theirs, "lots");
	if (!by || !strcmp(by, HWFIT_VERSION))
		return json_equal(a, b);
	json_t *plain_a = without_wording(a), *plain_b = without_wording(b);
	bool same = json_equal(plain_a, plain_b);
	if (same && !json_equal(a, b))
		fprintf(stderr,
		        "hwfit: %s: written by hwfit %s: the same is judged, in the "
		        "words "
		        "of this version\n",
		        path, by);
	json_decref(plain_a);
	json_decref(plain_b);
	return same;
}

/* Rows that somebody edited would not be what is judged: say so rather than ignore it. */
static enum exit_code same_rows(struct spec_files *f, const struct invocation *call,
                                const json_t *json, const char *path)
{
	struct buf again = BUF_EMPTY;
	spec_write_json(f->spec, &again, NULL);
	json_t *ours = json_loadb(again.text, again.n, 0, NULL);
	bool same = same_lots(ours, json, path);
	json_decref(ours);
	buf_done(&again);
	return same ? EXIT_ok
	            : faulty(call, path,
	                     "its rows differ from the terms it carries; change the "
	                     "terms, not the rows");
}

/* ---- opening ---------------------------------------------------------------------- */

static enum exit_code open_base(struct spec_files *f, const struct invocation *call)
{
	struct error err = {0};
	const char *day = option_value(call, "date");
	f->tors = arena_alloc(&f->arena, SOURCES_MAX * sizeof(*f->tors));
	f->sources = arena_alloc(&f->arena, SOURCES_MAX * sizeof(*f->sources));
	f->input.date = date_today();
	if (day && !date_parse(day, strlen(day), &f->input.date))
		return command_usage(
		        call, "--date: expected a day such as 2027-01-31, found %s", day);
	f->compat = database_open(call, &err);
	if (!f->compat && option_value(call, "compat"))
		return command_fail(call, &err);
	err = (struct error){0};
	f->laws = own_legislation(call, &err);
	return f->laws ? EXIT_ok : command_fail(call, &err);
}

static enum exit_code set_language(struct spec_files *f, const struct invocation *call,
                                   const char *own)
{
	struct error err = {0};
	if (f->wanted)
		own = f->wanted;
	bool good = own && (f->wanted || !option_value(call, "lang"))
	                    ? own_language_named(call, own, &f->language, &err)
	                    : own_language(call, &f->language, &err);
	return good ? EXIT_ok : command_fail(call, &err);
}

static void build(struct spec_files *f)
{
	f->input.tors = (const struct tor *const *)f->tors;
	f->input.sources = f->sources;
	f->input.n = f->n;
	f->input.language = f->language;
	f->input.legislation = f->laws;
	f->input.gap = f->gap;
	f->spec = spec_build(&f->input);
}

static enum exit_code open_json(struct spec_files *f, const struct invocation *call,
                                const struct buf *text, const char *path)
{
	const char *language = NULL;
	json_error_t where;
	json_t *json = json_loadb(text->text, text->n, JSON_REJECT_DUPLICATES, &where);
	if (!json)
		return faulty(call, path, where.text);
	enum exit_code code = read_json(f, call, json, path);
	if (!code) {
		read_head(f, call, json, &language);
		code = set_language(f, call, language);
	}
	if (!code) {
		build(f);
		if (language && !strcmp(language, f->language.code))
			code = same_rows(f, call, json, path);
	}
	json_decref(json);
	return code;
}

enum exit_code spec_files_open(struct spec_files *f, const struct invocation *call,
                               char *const *paths, size_t n)
{
	enum exit_code code = open_base(f, call);
	for (size_t i = 0; i < n && !code; i++) {
		struct buf text = BUF_EMPTY;
		struct error err = {0};
		if (file_read(paths[i], FILE_MAX, &text, &err))
			code = command_fail(call, &err);
		else if (text.text[strspn(text.text, " \t\r\n")] != '{')
			code = add_terms(f, paths[i], text.text, text.n);
		else if (n > 1)
			code = faulty(call, paths[i],
			              "it stands alone, beside no other file");
		else
			code = open_json(f, call, &text, paths[i]);
		buf_done(&text);
	}
	if (!code && !f->spec)
		code = set_language(f, call, NULL);
	if (!code && !f->spec)
		build(f);
	return code;
}

enum exit_code spec_files_open_text(struct spec_files *f, const struct invocation *call,
                                    const char *name, const struct buf *text)
{
	enum exit_code code = open_base(f, call);
	if (!code)
		code = add_terms(f, name, text->text, text->n);
	if (!code)
		code = set_language(f, call, NULL);
	if (!code)
		build(f);
	return code;
}

void spec_files_done(struct spec_files *f)
{
	spec_free(f->spec);
	for (size_t i = 0; i < f->n; i++)
		tor_free(f->tors[i]);
	legislation_free(f->laws);
	own_language_done(&f->language);
	compat_close(f->compat);
	arena_done(&f->arena);
}

enum exit_code spec_files_write(const struct invocation *call, const struct doc *doc,
                                enum exit_code code)
{
	const char *name = command_format(call, "md");
	const struct doc_format *format =
	        doc_format_find(strcmp(name, "text") ? name : "md");
	struct buf out = BUF_EMPTY;
	struct error err = {0};
	if (!format)
		return command_usage(call, "unknown format %s: expected one of %s", name,
		                     doc_format_names());
	if (format->write(doc, &out, &err))
		code = command_fail(call, &err);
	else
		code = command_write(call, &out, code);
	buf_done(&out);
	return code;
}
