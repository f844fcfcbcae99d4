/* SPDX-License-Identifier: GPL-3.0-or-later
 * Terms of reference as a person reads them back. */
#include "base/text.h"
#include "tor/tor.h"

#include <string.h>

static void line(struct buf *out, size_t width, const char *left, const char *right)
{
	size_t n = text_columns(left);
	buf_format(out, "%s%*s  %s\n", left, n < width ? (int)(width - n) : 0, "", right);
}

static void write_conditions(struct buf *out, const struct conditions *conditions)
{
	for (size_t i = 0; i < conditions->n; i++) {
		buf_add_string(out, i ? ", " : "");
		condition_print(out, &conditions->items[i]);
	}
}

static void write_headers(const struct tor_scope *scope, struct buf *out)
{
	static const char *const if_unknown[] = {"ask", "fail", "warn"};
	char day[DATE_TEXT_MAX];
	if (scope->title.en && scope->id)
		buf_format(out, "\nLot %s: %s\n", scope->id, scope->title.en);
	else if (scope->title.en)
		buf_format(out, "%s\n", scope->title.en);
	if (scope->title.et)
		buf_format(out, "%s\n", scope->title.et);
	if (scope->subject) {
		buf_format(out, "Applies to: %s%s", scope->subject,
		           scope->where.n ? " where " : "");
		write_conditions(out, &scope->where);
		buf_add_char(out, '\n');
	}
	if (scope->has_if_unknown)
		buf_format(out, "If unknown: %s\n", if_unknown[scope->if_unknown]);
	if (scope->has_quantity && scope->option)
		buf_format(out, "Quantity: %u, option %u\n", scope->quantity,
		           scope->option);
	else if (scope->has_quantity)
		buf_format(out, "Quantity: %u\n", scope->quantity);
	if (scope->has_delivery)
		buf_format(out, "Delivery: %s\n", date_text(scope->delivery, day));
	if (scope->cpv)
		buf_format(out, "CPV: %s\n", scope->cpv);
}

static void write_bilingual(struct buf *out, size_t width, const char *what,
                            const struct bilingual *text)
{
	struct buf both = BUF_EMPTY;
	if (!text->en)
		return;
	buf_format(&both, "%s: %s", what, text->en);
	if (text->et)
		buf_format(&both, " / %s", text->et);
	line(out, width, "", both.text);
	buf_done(&both);
}

static void write_award(struct buf *out, const struct award *award)
{
	char text[FIXED_TEXT_MAX];
	if (award->price)
		buf_add_string(out, "price");
	if (award->has_range)
		buf_format(out, " from %s (no points) to %s (all points)",
		           award->from.written, award->to.written);
	for (size_t i = 0; i < award->step_count; i++)
		buf_format(out, "%s%s = %s %%",
		           i ? ", " : " in steps: ", award->steps[i].value.written,
		           fixed_text(award->steps[i].percent, text));
	buf_format(out, "; weight %s", fixed_text(award->weight, text));
}

static void write_tails(const struct requirement *r, size_t width, struct buf *out)
{
	static const char *const how[] = {"", "scan", "look", "measure", "test", "paper"};
	static const char *const at[] = {"", "at offer", "at delivery"};
	struct buf text = BUF_EMPTY;
	if (r->if_present)
		line(out, width, "", "if present");
	if (r->if_conditions.n) {
		buf_add_string(&text, "if ");
		write_conditions(&text, &r->if_conditions);
		line(out, width, "", text.text);
		buf_clear(&text);
	}
	if (r->except.n) {
		buf_add_string(&text, "except ");
		write_conditions(&text, &r->except);
		line(out, width, "", text.text);
		buf_clear(&text);
	}
	write_bilingual(out, width, "because", &r->because);
	write_bilingual(out, width, "evidence", &r->evidence);
	if (r->check && r->check_text.en)
		write_bilingual(
		        out, width,
		        (buf_format(&text, "check by %s", how[r->check]), text.text),
		        &r->check_text);
	else if (r->check)
		line(out, width, "",
		     (buf_format(&text, "check by %s", how[r->check]), text.text));
	buf_clear(&text);
	if (r->at)
		line(out, width, "", at[r->at]);
	if (r->has_tolerance) {
		buf_format(&text, "tolerance %s", r->tolerance.written);
		line(out, width, "", text.text);
	}
	buf_done(&text);
}

static void write_requirement(const struct requirement *r, size_t width, struct buf *out)
{
	static const char *const levels[] = {"must", "should", "info", "award"};
	struct buf left = BUF_EMPTY, right = BUF_EMPTY;
	buf_format(&left, "  %-6s  %s", levels[r->level], r->id ? r->id : "");
	if (r->need)
		need_print(&right, r->need);
	if (r->need && r->need->type == NEED_confirm && r->need->statement.et)
		buf_format(&right, " / %s", r->need->statement.et);
	if (r->level == LEVEL_award)
		write_award(&right, &r->award);
	line(out, width, left.text, right.text);
	write_tails(r, width, out);
	buf_done(&left);
	buf_done(&right);
}

static void write_scope(const struct tor_scope *scope, struct buf *out)
{
	size_t width = 0;
	const char *section = NULL;
	write_headers(scope, out);
	for (size_t i = 0; i < scope->n; i++) {
		const char *id = scope->requirements[i].id;
		size_t n = 10 + (id ? text_columns(id) : 0);
		width = n > width ? n : width;
	}
	for (size_t i = 0; i < scope->n; i++) {
		const struct requirement *r = &scope->requirements[i];
		if (r->section && r->section != section)
			buf_format(out, "\n%s\n", r->section);
		else if (!i)
			buf_add_char(out, '\n');
		section = r->section;
		write_requirement(r, width, out);
	}
}

void tor_write_text(const struct tor *tor, struct buf *out)
{
	write_scope(&tor->common, out);
	for (size_t i = 0; i < tor->lot_count; i++)
		write_scope(&tor->lots[i], out);
}
