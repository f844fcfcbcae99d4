/* SPDX-License-Identifier: GPL-3.0-or-later
 * The compatibility database for a person. */
#include "base/text.h"
#include "report/compat_report.h"

#include <string.h>

enum { TITLE_WIDTH = 14 };

static void add_title(struct buf *out, const char *title)
{
	buf_format(out, "%-*s", TITLE_WIDTH, title);
}

/* "[windows-11-requirements, Hardware requirements]" and a note behind it. */
static void add_from(struct buf *out, const struct compat_from *from)
{
	buf_format(out, "[%s%s%s]", from->source->id, from->ref ? ", " : "",
	           from->ref ? from->ref : "");
	if (from->note.en)
		buf_format(out, " %s", from->note.en);
	buf_add_char(out, '\n');
}

static void add_identity(const struct compat_platform *p, struct buf *out)
{
	buf_format(out, "%s\n", p->name);
	add_title(out, "Slug");
	buf_add_string(out, p->slug);
	for (size_t i = 0; p->aliases[i]; i++)
		buf_format(out, "%s%s", i ? ", " : ", also ", p->aliases[i]);
	buf_add_char(out, '\n');
	add_title(out, "Kind");
	buf_format(out, "%s, family %s, version %s%s%s\n", p->kind, p->family, p->version,
	           p->architecture ? ", on " : "",
	           p->architecture ? p->architecture : "");
	add_title(out, "Complete");
	if (p->complete.en) {
		buf_format(out, "%s ", p->complete.en);
		add_from(out, &p->complete_from);
	} else {
		buf_add_string(out, "no: a machine can fail here, and cannot pass\n");
	}
	for (size_t i = 0; i < p->missing_count; i++) {
		add_title(out, i ? "" : "Missing");
		buf_format(out, "%s\n", p->missing[i].en);
	}
}

static void add_dates(const struct compat_sheet *sheet, struct buf *out)
{
	const struct compat_platform *p = sheet->platform;
	char day[DATE_TEXT_MAX];
	for (size_t i = 0; i < p->release_count; i++) {
		add_title(out, i ? "" : "Released");
		buf_format(out, "%s ", date_text(p->releases[i].day, day));
		add_from(out, &p->releases[i].from);
	}
	for (size_t i = 0; i < p->support_count; i++) {
		const struct compat_support *s = &p->support[i];
		const struct compat_phase_row *phase = compat_phase_row(s->phase);
		add_title(out, i ? "" : "Supported");
		buf_format(out, "until %s: %s ", date_text(s->until, day), phase->doc);
		add_from(out, &s->from);
	}
	for (size_t i = 0; i < sheet->newer.n; i++) {
		add_title(out, i ? "" : "Newer");
		buf_format(out, "%s\n", sheet->newer.items[i].slug);
	}
}

/* Text of several lines, each behind so many blanks. */
static void add_lines(struct buf *out, const char *text, size_t indent)
{
	for (const char *line = text;;) {
		size_t n = strcspn(line, "\n");
		buf_add(out, line, n);
		buf_add_char(out, '\n');
		line += n;
		if (!*line++)
			return;
		buf_format(out, "%*s", (int)indent, "");
	}
}

static void add_requirements(const struct compat_platform *p, struct buf *out)
{
	size_t width = 0;
	for (size_t i = 0; i < p->requirement_count; i++) {
		size_t n = strlen(p->requirements[i].label);
		width = n > width ? n : width;
	}
	size_t indent = 2 + 9 + width + 2;
	buf_format(out, "\nRequires%s\n", p->requirement_count ? "" : " nothing known");
	for (size_t i = 0; i < p->requirement_count; i++) {
		const struct compat_requirement *r = &p->requirements[i];
		buf_format(out, "  %-9s%-*s  ", compat_level_name(r->level), (int)width,
		           r->label);
		add_lines(out, r->needs, indent);
		if (r->condition) {
			buf_format(out, "%*sif ", (int)indent, "");
			add_lines(out, r->condition, indent + 3);
		}
		buf_format(out, "%*s", (int)indent, "");
		add_from(out, &r->from);
		buf_format(out, "%*s%s:%d%s%s\n", (int)indent, "", r->file, r->line,
		           r->set ? ", set " : "", r->set ? r->set : "");
	}
}

/* " family 6", " models 0 to 84"; nothing when nothing bounds it. */
static void add_range(struct buf *out, const char *what, long least, long most)
{
	if (least < 0)
		return;
	buf_format(out, ", %s %ld", what, least);
	if (most != least)
		buf_format(out, " to %ld", most);
}

static void add_rule(const struct compat_processor_rule *r, struct buf *out)
{
	static const char *const rulings[] = {"no", "unknown", "yes"};
	buf_format(out, "  %-8s%s", rulings[r->ruling],
	           strcmp(r->vendor, "*") ? r->vendor : "any maker");
	add_range(out, "family", r->family_min, r->family_max);
	add_range(out, "model", r->model_min, r->model_max);
	add_range(out, "stepping", r->stepping_min, r->stepping_max);
	buf_format(out, " [%s, %s:%d]%s%s\n", r->source->id, r->file, r->line,
	           r->note ? " " : "", r->note ? r->note : "");
}

static void add_processors(const struct compat_processor_set *set, struct buf *out)
{
	buf_format(out, "\nProcessors of %s: the first row that fits decides\n",
	           set->name);
	for (size_t i = 0; i < set->rule_count; i++)
		add_rule(&set->rules[i], out);
	for (size_t i = 0; i < set->list_count; i++)
		buf_format(out, "  list    %ld name%s of %s [%s]\n", set->lists[i].names,
		           set->lists[i].names == 1 ? "" : "s", set->lists[i].vendor,
		           set->lists[i].source->id);
}

static void add_sources(const struct compat_sources *sources, struct buf *out)
{
	char day[DATE_TEXT_MAX];
	buf_add_string(out, "\nSources\n");
	for (size_t i = 0; i < sources->n; i++) {
		const struct compat_source *s = &sources->items[i];
		buf_format(out, "  %s: %s", s->id, s->title);
		if (s->version)
			buf_format(out, ", %s", s->version);
		if (s->has_date)
			buf_format(out, ", %s", date_text(s->date, day));
		buf_format(out, " (%s)\n", s->licence);
		if (s->url)
			buf_format(out, "      %s\n", s->url);
	}
}

void compat_sheet_text(const struct compat_sheet *sheet, struct buf *out)
{
	add_identity(sheet->platform, out);
	add_dates(sheet, out);
	add_requirements(sheet->platform, out);
	for (size_t i = 0; i < sheet->processor_count; i++)
		add_processors(sheet->processors[i], out);
	for (size_t i = 0; i < sheet->kernel_count; i++) {
		buf_add_char(out, '\n');
		compat_kernel_text(&sheet->kernels[i], out);
	}
	add_sources(&sheet->sources, out);
}

void compat_list_text(const struct compat_platforms *list, struct buf *out)
{
	char day[DATE_TEXT_MAX];
	size_t slug = 0, name = 0;
	for (size_t i = 0; i < list->n; i++) {
		size_t n = strlen(list->items[i].slug);
		slug = n > slug ? n : slug;
		n = text_columns(list->items[i].name);
		name = n > name ? n : name;
	}
	for (size_t i = 0; i < list->n; i++) {
		const struct compat_platform_line *p = &list->items[i];
		buf_format(out, "%-*s  %s%*s  %-10s  %s\n", (int)slug, p->slug, p->name,
		           (int)(name - text_columns(p->name)), "",
		           p->has_until ? date_text(p->until, day) : "-",
		           p->complete ? "complete" : "in part");
	}
}

void compat_info_text(const struct compat_info *info, struct buf *out)
{
	buf_format(out, "%s\n", info->path);
	for (size_t i = 0; i < info->counts.n; i++)
		buf_format(out, "%8ld %s\n", info->counts.items[i].n,
		           info->counts.items[i].what);
	add_sources(&info->sources, out);
}
