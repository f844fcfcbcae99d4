/* SPDX-License-Identifier: GPL-3.0-or-later
 * run PLATFORM, where the platform is a system of phones: makers state no requirements,
 * they bring the system to models. So it is judged by what each phone of the scan runs;
 * that a phone could be brought to a newer release, only its maker can tell. Fixes come
 * from the maker of the phone: the days of its model count, not those of the system. */
#include "rules/judge.h"

#include "base/text.h"
#include "rules/source.h"

#include <string.h>

/* "Google Pixel 8", else the key of the component. */
static const char *phone_name(struct judge *j, const struct component *phone)
{
	const struct value *vendor = fact_value(phone, FACT_phone_vendor);
	const struct value *model = fact_value(phone, FACT_phone_model);
	if (!model)
		return component_name(j, phone);
	return vendor && !text_contains_word(model->text, vendor->text)
	               ? explain_format(j, "%s %s", vendor->text, model->text)
	               : model->text;
}

/* ---- what it runs ----------------------------------------------------------------- */

static void decide_release(struct judge *j, struct explanation *e,
                           const struct need *need, const struct compat_platform *wanted,
                           const struct compat_platform *runs, const char *name)
{
	int order = version_order(runs->version, wanted->version);
	bool follows = !strcmp(runs->family, wanted->family);
	e->reason = explain_format(j, "it runs %s", runs->slug);
	if (strcmp(runs->kind, wanted->kind) != 0 || !follows) {
		e->verdict = VERDICT_fail;
		e->remedy = "choose another phone";
		return;
	}
	if (!order || (order > 0 && need->or_newer)) {
		e->verdict = VERDICT_pass;
		return;
	}
	e->verdict = VERDICT_unknown;
	explain_missing(
	        j, e,
	        (struct missing){
	                .what = explain_format(j, "whether %s can run %s", name,
	                                       wanted->slug),
	                .why = e->reason,
	                .remedy = order > 0
	                                  ? "where a newer release will do, say so: `or "
	                                    "newer`"
	                                  : "look at the maker's page of the model; "
	                                    "bring the phone up to date, and declare "
	                                    "what it runs then"});
}

static struct explanation *judge_release(struct judge *j, const struct need *need,
                                         const struct compat_platform *wanted,
                                         const struct component *phone)
{
	const struct fact *fact = fact_get(phone, FACT_phone_platform);
	struct explanation *e = explain_new(j, VERDICT_unknown);
	struct error err = {0};
	e->text = need->or_newer ? explain_format(j, "it runs %s or newer", wanted->slug)
	                         : explain_format(j, "it runs %s", wanted->slug);
	if (fact)
		explain_evidence(j, e, fact_evidence(j, phone, fact));
	if (!fact || fact->state == STATE_unreadable) {
		explain_missing(j, e, missing_fact(j, phone, fact, FACT_phone_platform));
		return e;
	}
	if (fact->state == STATE_absent) {
		e->verdict = VERDICT_fail;
		e->reason = "it runs no such system";
		return e;
	}
	const struct compat_platform *runs =
	        compat_platform(j->compat, fact->value.text, &err);
	if (runs) {
		decide_release(j, e, need, wanted, runs, phone_name(j, phone));
		return e;
	}
	explain_missing(
	        j, e,
	        (struct missing){
	                .what = explain_format(j, "what %s is", fact->value.text),
	                .why = err.code ? explain_format(j, "%s", err.text)
	                                : "the database does not know this release",
	                .remedy = "hwfit compat list shows those that it knows"});
	return e;
}

/* ---- until when it gets fixes ----------------------------------------------------- */

/* The model in the database, by its name with or without the maker's. NULL: not there. */
static const struct compat_platform *find_model(struct judge *j,
                                                const struct component *phone)
{
	const struct value *model = fact_value(phone, FACT_phone_model);
	struct error err = {0};
	if (!model)
		return NULL;
	struct compat_platforms found =
	        compat_platforms(j->compat, model->text, j->arena, &err);
	for (size_t i = 0; i < found.n; i++)
		if (!strcmp(found.items[i].kind, "device") &&
		    (text_same_word(found.items[i].name, phone_name(j, phone)) ||
		     text_same_word(found.items[i].name, model->text)))
			return compat_platform(j->compat, found.items[i].slug, &err);
	return NULL;
}

static void decide_stated_day(struct judge *j, struct explanation *e, struct date day,
                              const struct fact *until)
{
	e->verdict =
	        date_order(until->value.date, day) >= 0 ? VERDICT_pass : VERDICT_fail;
	if (e->verdict == VERDICT_fail) {
		e->reason = explain_format(j, "security updates end on %s",
		                           day_text(j, until->value.date));
		e->remedy = "choose a phone with longer updates";
	}
}

static struct explanation *judge_phone_support(struct judge *j, const struct need *need,
                                               const struct component *phone)
{
	const struct fact *until = fact_get(phone, FACT_phone_security_support_until);
	const struct compat_platform *model = find_model(j, phone);
	struct date day = support_day(j, need);
	struct explanation *e;
	if (model && model->support_count && (!until || until->state != STATE_known)) {
		e = judge_platform_support(j, need, model);
		if (e->verdict == VERDICT_fail)
			e->remedy = "choose a phone with longer updates";
		return e;
	}
	e = explain_new(j, VERDICT_unknown);
	e->text = explain_format(j, "supported until %s", day_text(j, day));
	if (until && until->state == STATE_known) {
		explain_evidence(j, e, fact_evidence(j, phone, until));
		decide_stated_day(j, e, day, until);
		return e;
	}
	explain_missing(
	        j, e,
	        (struct missing){
	                .what = explain_format(j, "until when %s gets security updates",
	                                       phone_name(j, phone)),
	                .why = model ? "the database has no day for this model"
	                             : "the database does not know this model",
	                .remedy = "look at the maker's page, and declare "
	                          "phone.security_support_until"});
	return e;
}

/* ---- the phones ------------------------------------------------------------------- */

static struct explanation *judge_phone(struct judge *j, const struct need *need,
                                       const struct compat_platform *wanted,
                                       const struct component *phone)
{
	struct explanation *e = explain_new(j, VERDICT_pass);
	e->text = phone_name(j, phone);
	explain_part(j, e, judge_release(j, need, wanted, phone));
	if (need->supported_until)
		explain_part(j, e, judge_phone_support(j, need, phone));
	for (size_t i = 0; i < e->part_count; i++) {
		const struct explanation *part = e->parts[i];
		e->verdict = verdict_and(e->verdict, part->verdict);
		if (part->verdict != VERDICT_fail)
			continue;
		e->gap = e->gap ? explain_format(j, "%s; %s", e->gap, part->reason)
		                : part->reason;
		e->remedy = part->remedy;
	}
	if (e->verdict == VERDICT_unknown)
		explain_gather_missing(j, e);
	return e;
}

static const char *phones_reason(struct judge *j, size_t n, size_t good, bool closed)
{
	const char *words = kind_words(j, KIND_phone, n ? n : 1);
	if (!n)
		return closed ? explain_format(j, "there is no %s", words)
		              : explain_format(j, "no %s is known", words);
	return good == 1 ? explain_format(j, "%zu of %zu %s meets it", good, n, words)
	                 : explain_format(j, "%zu of %zu %s meet it", good, n, words);
}

struct explanation *judge_phones(struct judge *j, const struct need *need,
                                 const struct compat_platform *system)
{
	const struct component_list *phones = &j->scan->kinds[KIND_phone];
	struct explanation *e = explain_new(j, VERDICT_pass);
	struct missing why;
	size_t counts[4] = {0};
	e->text = need_text(j, need);
	for (size_t i = 0; i < phones->n; i++) {
		struct explanation *part = judge_phone(j, need, system, phones->items[i]);
		counts[part->verdict]++;
		e->verdict = verdict_and(e->verdict, part->verdict);
		if (part->verdict == VERDICT_fail && !e->gap) {
			e->gap = explain_format(j, "%s: %s", part->text, part->gap);
			e->remedy = part->remedy;
		}
		explain_part(j, e, part);
	}
	bool closed = list_is_closed(j, KIND_phone, &why);
	if (!closed)
		e->verdict = verdict_and(e->verdict, VERDICT_unknown);
	else if (!phones->n)
		e->verdict = VERDICT_fail;
	e->reason = phones_reason(j, phones->n, counts[VERDICT_pass], closed);
	if (e->verdict == VERDICT_unknown) {
		explain_gather_missing(j, e);
		if (!closed)
			explain_missing(j, e, why);
	}
	return e;
}
