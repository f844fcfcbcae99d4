/* SPDX-License-Identifier: GPL-3.0-or-later
 * Reads the blocks of platforms. */
#include "compat/text_parts.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static const char *const kinds[] = {"os", "app", "hypervisor", "phone_system", "device"};

struct statement {
	const char *keyword;
	/* The keyword is read; it stood at place. */
	void (*read)(struct lexer *lexer, struct text_platform *platform,
	             struct place place);
};

static void read_name(struct lexer *lexer, struct text_platform *p, struct place place)
{
	if (text_once(lexer, p->name, "name", place))
		p->name = lexer_string(lexer, "a \"name\"");
}

static void read_kind(struct lexer *lexer, struct text_platform *p, struct place place)
{
	if (!text_once(lexer, p->kind, "kind", place))
		return;
	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
		if (lexer_is(lexer, kinds[i]))
			p->kind = kinds[i];
	if (p->kind)
		lexer_next(lexer);
	else
		lexer_expected(lexer, "os, app, hypervisor, phone_system or device");
}

static void read_family(struct lexer *lexer, struct text_platform *p, struct place place)
{
	if (text_once(lexer, p->family, "family", place))
		p->family = lexer_id(lexer, "a family");
}

static void read_version(struct lexer *lexer, struct text_platform *p, struct place place)
{
	if (!text_once(lexer, p->version, "version", place))
		return;
	const char *text = lexer->token.text;
	static const char wanted[] =
	        "a version that begins with a digit, rolling or none";
	if (isdigit((unsigned char)*text) || lexer_is(lexer, "rolling") ||
	    lexer_is(lexer, "none"))
		p->version = lexer_word(lexer, wanted);
	else
		lexer_expected(lexer, wanted);
}

static void read_architecture(struct lexer *lexer, struct text_platform *p,
                              struct place place)
{
	if (text_once(lexer, p->architecture, "architecture", place))
		p->architecture = lexer_id(lexer, "an architecture");
}

static void read_alias(struct lexer *lexer, struct text_platform *p, struct place place)
{
	(void)place;
	do {
		struct text_alias alias = {.place = lexer->token.place};
		alias.slug = lexer_id(lexer, "a slug");
		if (!alias.slug)
			return;
		p->aliases = memory_room(p->aliases, p->alias_count, &p->alias_room,
		                         sizeof(*p->aliases));
		p->aliases[p->alias_count++] = alias;
	} while (lexer->token.type != TOKEN_end);
}

static void read_released(struct lexer *lexer, struct text_platform *p,
                          struct place place)
{
	struct text_release release = {.place = place};
	if (!lexer_date(lexer, &release.day) || !text_read_from(lexer, &release.from))
		return;
	p->releases = memory_room(p->releases, p->release_count, &p->release_room,
	                          sizeof(*p->releases));
	p->releases[p->release_count++] = release;
}

static bool read_phase(struct lexer *lexer, enum compat_phase *phase)
{
	for (int i = 0; i < PHASE_COUNT; i++)
		if (lexer_is(lexer, compat_phase_row(i)->name)) {
			*phase = i;
			lexer_next(lexer);
			return true;
		}
	return lexer_expected(lexer, "a phase (one of"
#define PHASE(name, paid, doc) " " #name
#include "compat/phases.def"
#undef PHASE
	                             ")");
}

static void read_support(struct lexer *lexer, struct text_platform *p, struct place place)
{
	struct text_support support = {.place = place};
	if (!read_phase(lexer, &support.phase))
		return;
	if (!lexer_accept(lexer, "until")) {
		lexer_expected(lexer, "until");
		return;
	}
	if (!lexer_date(lexer, &support.until) || !text_read_from(lexer, &support.from))
		return;
	p->support = memory_room(p->support, p->support_count, &p->support_room,
	                         sizeof(*p->support));
	p->support[p->support_count++] = support;
}

static void add_entry(struct text_platform *p, const struct text_entry *entry)
{
	p->entries = memory_room(p->entries, p->entry_count, &p->entry_room,
	                         sizeof(*p->entries));
	p->entries[p->entry_count++] = *entry;
}

static void read_requires(struct lexer *lexer, struct text_platform *p,
                          struct place place)
{
	(void)place;
	struct text_entry entry = {.place = lexer->token.place};
	entry.set = lexer_id(lexer, "the name of a set");
	if (entry.set && lexer_finish(lexer))
		add_entry(p, &entry);
}

static void read_missing(struct lexer *lexer, struct text_platform *p, struct place place)
{
	(void)place;
	struct bilingual text = {0};
	if (!lexer_text(lexer, &text))
		return;
	p->missing = memory_room(p->missing, p->missing_count, &p->missing_room,
	                         sizeof(*p->missing));
	p->missing[p->missing_count++] = text;
}

static void read_complete(struct lexer *lexer, struct text_platform *p,
                          struct place place)
{
	if (text_once(lexer, p->complete.en, "complete", place) &&
	    lexer_text(lexer, &p->complete))
		text_read_from(lexer, &p->complete_from);
}

static const struct statement statements[] = {
        {"name", read_name},         {"kind", read_kind},
        {"family", read_family},     {"version", read_version},
        {"alias", read_alias},       {"architecture", read_architecture},
        {"released", read_released}, {"support", read_support},
        {"requires", read_requires}, {"missing", read_missing},
        {"complete", read_complete},
};

static void platform_statement(void *context, struct lexer *lexer)
{
	struct text_platform *platform = context;
	enum compat_level level;
	struct place place = lexer->token.place;
	if (lexer->token.type == TOKEN_word && text_level(lexer->token.text, &level)) {
		struct text_entry entry = {.place = place};
		if (text_read_requirement(lexer, &entry.requirement))
			add_entry(platform, &entry);
		return;
	}
	for (size_t i = 0; i < sizeof(statements) / sizeof(*statements); i++)
		if (lexer_accept(lexer, statements[i].keyword)) {
			statements[i].read(lexer, platform, place);
			lexer_finish(lexer);
			return;
		}
	lexer_expected(lexer, "name, kind, family, version, architecture, alias, "
	                      "released, support, requires, must, advisory, should, "
	                      "missing or complete");
}

void text_read_platform(struct compat_text *text, struct lexer *lexer, size_t first,
                        size_t end)
{
	struct text_platform p = {.file = lexer->file, .place = lexer->token.place};
	p.slug = lexer_id(lexer, "the slug of a platform");
	if (!lexer_finish(lexer))
		p.slug = NULL;
	size_t before = lexer->problems->n;
	text_each_statement(lexer, first, end, platform_statement, &p);
	const char *lacks = !p.name      ? "name"
	                    : !p.kind    ? "kind"
	                    : !p.family  ? "family"
	                    : !p.version ? "version"
	                                 : NULL;
	if (p.slug && lacks && lexer->problems->n == before)
		compat_problem_add(lexer->problems, lexer->file, p.place,
		                   "expected %s in platform %s, found none", lacks,
		                   p.slug);
	text->platforms = memory_room(text->platforms, text->platform_count,
	                              &text->platform_room, sizeof(*text->platforms));
	text->platforms[text->platform_count++] = p;
}
