/* SPDX-License-Identifier: GPL-3.0-or-later
 * What is read of platforms is what the text of the small database says. */
#include "small_db.h"

static struct arena arena;

static const struct compat_platform *read_one(const struct compat *compat,
                                              const char *slug)
{
	struct error err = {0};
	const struct compat_platform *p = compat_platform(compat, slug, &err);
	cr_assert_eq(err.code, EXIT_ok, "%s", err.text);
	return p;
}

static bool is_day(struct date day, const char *text)
{
	char own[DATE_TEXT_MAX];
	return !strcmp(date_text(day, own), text);
}

Test(compat_platform, a_platform_has_all_that_is_written)
{
	struct compat *compat = small_open();
	const struct compat_platform *p = read_one(compat, "debian-13");
	cr_assert(p);
	cr_assert_eq(read_one(compat, "DEBIAN-13"), p, "it is read once");
	cr_assert_str_eq(p->name, "Debian 13 (trixie)");
	cr_assert_str_eq(p->kind, "os");
	cr_assert_str_eq(p->family, "debian");
	cr_assert_str_eq(p->version, "13");
	cr_assert_str_eq(p->architecture, "x86_64");
	cr_assert_str_eq(p->aliases[0], "debian13");
	cr_assert_str_eq(p->aliases[1], "trixie");
	cr_assert_null(p->aliases[2]);
	cr_assert_str_eq(p->complete.en, "chapters 2 and 3");
	cr_assert_str_eq(p->complete.et, "peatükid 2 ja 3");
	cr_assert_str_eq(p->complete_from.source->id, "debian-13-guide");
	cr_assert_eq(p->missing_count, 0);
	cr_assert_eq(p->release_count, 1);
	cr_assert(is_day(p->releases[0].day, "2025-08-09"));
	cr_assert_str_eq(p->releases[0].from.ref, "debian.csv");
	cr_assert_eq(p->support_count, 2);
	cr_assert_eq(p->support[1].phase, PHASE_lts);
	cr_assert(is_day(p->support[1].until, "2030-06-30"));
	compat_close(compat);
}

Test(compat_platform, requirements_stand_in_their_order_with_sets_where_required)
{
	struct compat *compat = small_open();
	const struct compat_platform *p = read_one(compat, "debian-13");
	cr_assert_eq(p->requirement_count, 3);
	const struct compat_requirement *r = p->requirements;
	cr_assert_str_eq(r[0].label, "clock");
	cr_assert_eq(r[0].level, COMPAT_should);
	cr_assert_str_eq(r[0].set, "debian-desktop");
	cr_assert_str_eq(r[0].condition, "memory.installed >= 1 GB");
	cr_assert_str_eq(r[0].from.note.en, "with a desktop");
	cr_assert_null(r[0].from.note.et);
	cr_assert_str_eq(r[1].needs, "memory.installed >= 512 MB");
	cr_assert_eq(r[1].level, COMPAT_must);
	cr_assert_null(r[1].set);
	cr_assert_null(r[1].condition);
	cr_assert_str_eq(r[1].from.ref, "3.4, \"table 3.2\"");
	cr_assert_str_eq(r[1].from.note.et, "ilma töölauata");
	cr_assert_str_eq(r[1].file, "platforms/debian.compat");
	cr_assert_eq(r[1].line, 12);
	cr_assert_str_eq(r[2].needs, "have disk: size >= 4 GB\n"
	                             "or have disk: transport = nvme,\n"
	                             "size >= 4 GB");
	cr_assert_str_eq(r[2].condition, "present");
	cr_assert_null(r[2].from.ref);
	cr_assert_str_eq(r[2].from.source->licence, "GPL-2.0-only");
	compat_close(compat);
}

Test(compat_platform, kept_needs_can_be_parsed)
{
	struct compat *compat = small_open();
	const char *const slugs[] = {"debian-13", "windows-11-25h2-pro"};
	size_t n = 0;
	for (size_t i = 0; i < 2; i++) {
		const struct compat_platform *p = read_one(compat, slugs[i]);
		for (size_t k = 0; k < p->requirement_count; k++, n++) {
			const struct compat_requirement *r = &p->requirements[k];
			struct problems problems = {0};
			struct tor *tor = tor_parse_needs(r->needs, strlen(r->needs),
			                                  r->file, r->line, &problems);
			cr_assert(tor, "%s", r->needs);
			tor_free(tor);
			problems_done(&problems);
		}
	}
	cr_assert_eq(n, 5);
	compat_close(compat);
}

Test(compat_platform, a_platform_is_found_by_alias_and_without_case)
{
	struct compat *compat = small_open();
	cr_assert_str_eq(read_one(compat, "Trixie")->slug, "debian-13");
	cr_assert_str_eq(read_one(compat, "DEBIAN-12")->slug, "debian-12");
	cr_assert_null(read_one(compat, "debian-14"));
	cr_assert_null(read_one(compat, ""));
	cr_assert_null(read_one(compat, "' OR 1 --"));
	struct platform_names names = compat_platform_names(compat);
	cr_assert(names.exists(names.context, "bookworm"));
	cr_assert(names.exists(names.context, "BookWorm"));
	cr_assert_not(names.exists(names.context, "debian"));
	cr_assert_str_eq(names.nearest(names.context, "debain-13"), "debian-13");
	cr_assert_null(names.nearest(names.context, "zzzzzzzz"));
	cr_assert_null(compat_platform_names(NULL).exists);
	cr_assert_null(compat_platform_names(NULL).nearest);
	compat_close(compat);
}

Test(compat_platform, sources_that_disagree_are_both_there)
{
	struct compat *compat = small_open();
	const struct compat_platform *p = read_one(compat, "debian-12");
	cr_assert_eq(p->support_count, 3);
	cr_assert_eq(p->support[0].phase, p->support[1].phase);
	cr_assert(is_day(p->support[0].until, "2026-07-11"));
	cr_assert(is_day(p->support[1].until, "2026-06-10"));
	cr_assert_str_eq(p->support[1].from.source->title, "endoflife.date");
	cr_assert_str_eq(p->support[1].from.note.en, "the day differs");
	cr_assert_null(p->complete.en);
	cr_assert_null(p->complete_from.source);
	cr_assert_eq(p->missing_count, 2);
	cr_assert_str_eq(p->missing[1].et, "ketas");
	compat_close(compat);
}

static void check_list(struct compat_platforms list, const char *slugs)
{
	struct buf found = BUF_EMPTY;
	for (size_t i = 0; i < list.n; i++)
		buf_format(&found, "%s%s", i ? " " : "", list.items[i].slug);
	cr_assert_str_eq(found.text, slugs);
	buf_done(&found);
}

Test(compat_platform, newer_releases_follow_in_family_and_kind)
{
	struct compat *compat = small_open();
	struct error err = {0};
	check_list(compat_newer(compat, read_one(compat, "debian-12"), &arena, &err),
	           "debian-13");
	check_list(compat_newer(compat, read_one(compat, "debian-13"), &arena, &err), "");
	check_list(compat_newer(compat, read_one(compat, "debian-sid"), &arena, &err),
	           "");
	check_list(compat_newer(compat, read_one(compat, "windows-11-24h2-pro"), &arena,
	                        &err),
	           "windows-11-25h2-pro");
	cr_assert_eq(err.code, EXIT_ok);
	compat_close(compat);
}

Test(compat_platform, lists_are_of_words_in_slug_name_family_or_alias)
{
	struct compat *compat = small_open();
	struct error err = {0};
	check_list(compat_platforms(compat, NULL, &arena, &err),
	           "debian-12 debian-13 debian-sid windows-11-24h2-pro "
	           "windows-11-25h2-pro");
	check_list(compat_platforms(compat, "Book Worm", &arena, &err), "debian-12");
	check_list(compat_platforms(compat, "unstable", &arena, &err), "debian-sid");
	check_list(compat_platforms(compat, "windows 11 pro", &arena, &err),
	           "windows-11-24h2-pro windows-11-25h2-pro");
	check_list(compat_platforms(compat, "nothing like it", &arena, &err), "");
	struct compat_platforms all = compat_platforms(compat, "debian-1", &arena, &err);
	cr_assert_not(all.items[0].complete);
	cr_assert(all.items[0].has_until);
	cr_assert(is_day(all.items[0].until, "2028-06-30"));
	cr_assert(all.items[1].complete);
	cr_assert_eq(err.code, EXIT_ok);
	compat_close(compat);
}

Test(compat_platform, sources_and_counts)
{
	struct compat *compat = small_open();
	struct error err = {0};
	struct compat_sources sources = compat_sources(compat, &arena, &err);
	cr_assert_eq(sources.n, 8);
	for (size_t i = 1; i < sources.n; i++)
		cr_assert_lt(strcmp(sources.items[i - 1].id, sources.items[i].id), 0);
	for (size_t i = 0; i < sources.n; i++)
		cr_assert_eq(sources.items[i].has_date,
		             strcmp(sources.items[i].id, "pnp.ids") != 0);
	struct compat_counts counts = compat_counts(compat, &arena, &err);
	cr_assert_str_eq(counts.items[1].what, "platforms");
	cr_assert_eq(counts.items[1].n, 5);
	cr_assert_eq(err.code, EXIT_ok);
	compat_close(compat);
	compat_close(NULL);
}
