/* SPDX-License-Identifier: GPL-3.0-or-later
 * Until when a platform is supported, by the phases that its sources state. */
#include "rules/judge.h"

#include "facts/words.h"
#include "rules/source.h"

struct date support_day(struct judge *j, const struct need *need)
{
	return date_term_resolve(&need->supported_until->date, j->today, j->delivery);
}

/* Sources that disagree are side by side: a row that says yes beside one of the same
 * phase that says no leaves it open. */
static enum verdict support_verdict(const struct compat_platform *platform,
                                    struct date day, const struct compat_support **paid)
{
	bool reached[PHASE_COUNT] = {false}, missed[PHASE_COUNT] = {false};
	bool any = false;
	enum verdict verdict = VERDICT_fail;
	*paid = NULL;
	for (size_t i = 0; i < platform->support_count; i++) {
		const struct compat_support *s = &platform->support[i];
		bool lasts = date_order(s->until, day) >= 0;
		if (compat_phase_row(s->phase)->paid) {
			*paid = lasts && !*paid ? s : *paid;
			continue;
		}
		any = true;
		reached[s->phase] = reached[s->phase] || lasts;
		missed[s->phase] = missed[s->phase] || !lasts;
	}
	for (size_t i = 0; i < PHASE_COUNT; i++) {
		if (reached[i] && missed[i])
			verdict = verdict_or(verdict, VERDICT_unknown);
		else if (reached[i])
			verdict = VERDICT_pass;
	}
	return any ? verdict : VERDICT_unknown;
}

static const char *phase_words(struct judge *j, enum compat_phase phase)
{
	return name_in_words(j->options->words, "phase", compat_phase_row(phase)->name);
}

void explain_support(struct judge *j, struct explanation *e,
                     const struct compat_platform *platform)
{
	for (size_t i = 0; i < platform->support_count; i++) {
		const struct compat_support *s = &platform->support[i];
		const struct compat_phase_row *phase = compat_phase_row(s->phase);
		const char *until = day_text(j, s->until);
		explain_evidence(
		        j, e,
		        (struct evidence){
		                .fact = FACT_COUNT,
		                .value =
		                        phase->paid
		                                ? explain_format(
		                                          j, "%s support until %s, paid",
		                                          phase_words(j, s->phase), until)
		                                : explain_format(j, "%s support until %s",
		                                                 phase_words(j, s->phase),
		                                                 until),
		                .source = source_words(j, &s->from)});
	}
}

struct explanation *judge_platform_support(struct judge *j, const struct need *need,
                                           const struct compat_platform *platform)
{
	struct date day = support_day(j, need);
	const char *until = day_text(j, day);
	const struct compat_support *paid;
	struct explanation *e = explain_new(j, support_verdict(platform, day, &paid));
	e->text = explain_format(j, "supported until %s", until);
	explain_support(j, e, platform);
	if (e->verdict == VERDICT_unknown)
		explain_missing(
		        j, e,
		        (struct missing){.what = explain_format(j,
		                                                "support of %s until %s",
		                                                platform->slug, until),
		                         .why = platform->support_count
		                                        ? "the sources do not agree"
		                                        : "the database does not say",
		                         .remedy = "look at the maker's page"});
	if (e->verdict != VERDICT_fail)
		return e;
	e->reason = "no free support lasts until then";
	if (paid)
		e->remedy = explain_format(j, "buy %s support, until %s",
		                           phase_words(j, paid->phase),
		                           day_text(j, paid->until));
	else
		e->remedy = "choose a newer release";
	return e;
}
