/* SPDX-License-Identifier: GPL-3.0-or-later
 * Reads .compat files: blocks of sources and of sets of requirements. */
#include "compat/text_parts.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

void compat_text_init(struct compat_text *text, struct compat_problems *problems)
{
	*text = (struct compat_text){.problems = problems};
}

void compat_text_done(struct compat_text *text)
{
	for (size_t i = 0; i < text->set_count; i++)
		free(text->sets[i].requirements);
	for (size_t i = 0; i < text->platform_count; i++) {
		struct text_platform *p = &text->platforms[i];
		free(p->aliases);
		free(p->releases);
		free(p->support);
		free(p->entries);
		free(p->missing);
	}
	free(text->sources);
	free(text->sets);
	free(text->platforms);
	free(text->rules);
	free(text->names);
	free(text->kernels);
	free(text->drivers);
	free(text->aliases);
	free(text->chips);
	free(text->firmware);
	free(text->no_drivers);
	free(text->claims);
	free(text->supports);
	free(text->firmware_packages);
	free(text->models);
	free(text->memories);
	free(text->drives);
	free(text->trades);
	free(text->terms);
	arena_done(&text->arena);
	*text = (struct compat_text){0};
}

const struct text_set *compat_text_set(const struct compat_text *text, const char *name)
{
	for (size_t i = 0; i < text->set_count; i++)
		if (!strcmp(text->sets[i].name, name))
			return &text->sets[i];
	return NULL;
}

static const struct source_field {
	const char *name;
	size_t offset; /* of the const char * in struct text_source */
} source_fields[] = {
        {"title", offsetof(struct text_source, title)},
        {"url", offsetof(struct text_source, url)},
        {"version", offsetof(struct text_source, version)},
        {"licence", offsetof(struct text_source, licence)},
};

static void source_date(struct lexer *lexer, struct text_source *source,
                        struct place place)
{
	if (text_once(lexer, source->has_date ? source : NULL, "date", place))
		source->has_date = lexer_date(lexer, &source->date);
}

static void source_collection(struct lexer *lexer, struct text_source *source,
                              struct place place)
{
	text_once(lexer, source->collection ? source : NULL, "collection", place);
	source->collection = true;
}

static void source_text(struct lexer *lexer, struct text_source *source,
                        const struct source_field *field, struct place place)
{
	const char **value = (const char **)((char *)source + field->offset);
	if (text_once(lexer, *value, field->name, place))
		*value = lexer_string(lexer, "a \"text\"");
}

static void source_statement(void *context, struct lexer *lexer)
{
	struct text_source *source = context;
	struct place place = lexer->token.place;
	const struct source_field *field = NULL;
	for (size_t i = 0; i < sizeof(source_fields) / sizeof(*source_fields); i++)
		if (lexer_is(lexer, source_fields[i].name))
			field = &source_fields[i];
	if (field) {
		lexer_next(lexer);
		source_text(lexer, source, field, place);
	} else if (lexer_accept(lexer, "date")) {
		source_date(lexer, source, place);
	} else if (lexer_accept(lexer, "collection")) {
		source_collection(lexer, source, place);
	} else {
		lexer_expected(lexer, "title, url, version, date, licence or collection");
		return;
	}
	lexer_finish(lexer);
}

static void source_complete(struct lexer *lexer, const struct text_source *source)
{
	const char *missing = !source->title      ? "title"
	                      : !source->has_date ? "date"
	                      : !source->licence  ? "licence"
	                                          : NULL;
	if (missing)
		compat_problem_add(lexer->problems, lexer->file, source->place,
		                   "expected %s in source %s, found none", missing,
		                   source->id);
}

void text_read_source(struct compat_text *text, struct lexer *lexer, size_t first,
                      size_t end)
{
	struct text_source source = {.file = lexer->file, .place = lexer->token.place};
	source.id = lexer_id(lexer, "the id of a source");
	bool named = lexer_finish(lexer);
	size_t before = lexer->problems->n;
	text_each_statement(lexer, first, end, source_statement, &source);
	if (!named)
		return;
	if (lexer->problems->n == before)
		source_complete(lexer, &source);
	text->sources = memory_room(text->sources, text->source_count, &text->source_room,
	                            sizeof(*text->sources));
	text->sources[text->source_count++] = source;
}

static void set_statement(void *context, struct lexer *lexer)
{
	struct text_set *set = context;
	struct text_requirement requirement;
	if (!text_read_requirement(lexer, &requirement))
		return;
	set->requirements = memory_room(set->requirements, set->n, &set->room,
	                                sizeof(*set->requirements));
	set->requirements[set->n++] = requirement;
}

void text_read_set(struct compat_text *text, struct lexer *lexer, size_t first,
                   size_t end)
{
	struct text_set set = {.file = lexer->file, .place = lexer->token.place};
	set.name = lexer_id(lexer, "the name of a set");
	bool named = lexer_finish(lexer);
	size_t before = lexer->problems->n;
	text_each_statement(lexer, first, end, set_statement, &set);
	if (named && !set.n && lexer->problems->n == before)
		compat_problem_add(lexer->problems, lexer->file, set.place,
		                   "expected requirements in set %s, found none",
		                   set.name);
	if (!named) {
		free(set.requirements);
		return;
	}
	text->sets = memory_room(text->sets, text->set_count, &text->set_room,
	                         sizeof(*text->sets));
	text->sets[text->set_count++] = set;
}

static void read_block(struct compat_text *text, struct lexer *lexer, size_t first,
                       size_t end)
{
	/* Only the first line names the block; the others are its statements. */
	lexer_begin(lexer, first, first + 1);
	if (lexer->lines[first].indent)
		lexer_expected(lexer, "source, set or platform in column 1");
	else if (lexer_accept(lexer, "source"))
		text_read_source(text, lexer, first, end);
	else if (lexer_accept(lexer, "set"))
		text_read_set(text, lexer, first, end);
	else if (lexer_accept(lexer, "platform"))
		text_read_platform(text, lexer, first, end);
	else
		lexer_expected(lexer, "source, set or platform");
}

void compat_text_read(struct compat_text *text, const char *bytes, size_t n,
                      const char *file)
{
	struct lexer lexer;
	lexer_open(&lexer, &text->arena, text->problems,
	           arena_string(&text->problems->arena, file), bytes, n);
	for (size_t at = 0; at < lexer.line_count;) {
		size_t end = at + 1;
		while (end < lexer.line_count && lexer.lines[end].indent)
			end++;
		read_block(text, &lexer, at, end);
		at = end;
	}
	lexer_close(&lexer);
}

void compat_text_read_terms(struct compat_text *text, const char *bytes, size_t n,
                            const char *file)
{
	text->terms = memory_room(text->terms, text->terms_count, &text->terms_room,
	                          sizeof(*text->terms));
	text->terms[text->terms_count++] = (struct text_terms){
	        .file = arena_string(&text->problems->arena, file),
	        .bytes = arena_copy(&text->arena, bytes, n),
	        .n = n,
	};
}
