/* SPDX-License-Identifier: GPL-3.0-or-later
 * Firmware settings and disks as remedies; and the copy of a machine to try them in. */
#include "fleet/plan.h"

#include <string.h>

struct scan *trial_copy(const struct trial *trial)
{
	const struct scan *from = trial->scan;
	struct scan *copy = scan_new();
	for (int k = 0; k < KIND_COUNT; k++) {
		const struct component_list *list = &from->kinds[k];
		if (!list->mentioned)
			continue;
		scan_mention(copy, (enum kind_id)k);
		if (list->partial)
			scan_partial(copy, (enum kind_id)k, list->partial);
		for (size_t i = 0; i < list->n; i++) {
			const struct component *c = list->items[i];
			struct component *to = scan_add(copy, (enum kind_id)k, c->key);
			for (size_t f = 0; f < c->n; f++) {
				const struct fact *fact = &c->facts[f];
				if (fact->state == STATE_known)
					fact_set(copy, to, fact->id, &fact->value);
				else if (fact->state == STATE_absent)
					fact_set_absent(copy, to, fact->id);
				else
					fact_set_unreadable(copy, to, fact->id, fact->why,
					                    fact->remedy);
			}
		}
	}
	return copy;
}

bool trial_passes(const struct trial *trial, struct scan *scan)
{
	struct check_options options = {.today = trial->today};
	scan_finish(scan);
	struct check_result *result =
	        check_run(trial->tor, scan, trial->compat, &options);
	bool passes = result->judgements[0].results[0].verdict == VERDICT_pass;
	(*trial->judged)++;
	check_free(result);
	return passes;
}

/* ---- firmware --------------------------------------------------------------------- */

/* What can be switched on, where another fact says that it is there. */
static const struct {
	enum fact_id fact, capable;
	const char *text;
} settings[] = {
        {FACT_tpm_enabled, FACT_tpm_present, "enable the TPM in the firmware setup"},
        {FACT_firmware_secure_boot, FACT_firmware_secure_boot_capable,
         "enable Secure Boot in the firmware setup"},
};

static bool is_yes(const struct scan *scan, enum fact_id fact, bool yes)
{
	const struct fact *f = scan_fact(scan, fact);
	return f && f->state == STATE_known && f->value.yes == yes;
}

bool remedy_firmware(const struct trial *trial, struct plan_step *step)
{
	for (size_t i = 0; i < sizeof(settings) / sizeof(*settings); i++) {
		if (!is_yes(trial->scan, settings[i].capable, true) ||
		    !is_yes(trial->scan, settings[i].fact, false))
			continue;
		struct scan *copy = trial_copy(trial);
		fact_set_bool(copy,
		              scan_find(copy, fact_row(settings[i].fact)->kind, NULL),
		              settings[i].fact, true);
		bool passes = trial_passes(trial, copy);
		scan_free(copy);
		if (!passes)
			continue;
		*step = (struct plan_step){.text = settings[i].text};
		return true;
	}
	return false;
}

/* ---- disks ------------------------------------------------------------------------ */

/* Sizes in which disks are sold, in GB of 10^9. */
static const unsigned disk_sizes[] = {240, 480, 960, 1920, 3840, 7680};

/* Only instead of a disk that is there: its transport is known to fit. */
static bool try_disk(const struct trial *trial, const char *key, unsigned size)
{
	struct scan *copy = trial_copy(trial);
	struct component *c = scan_find(copy, KIND_disk, key);
	fact_set_fixed(copy, c, FACT_disk_size,
	               fixed_from_int((int64_t)size * 1000000000));
	fact_set_string(copy, c, FACT_disk_medium, "ssd");
	fact_set_fixed(copy, c, FACT_disk_wear, 0);
	bool passes = trial_passes(trial, copy);
	scan_free(copy);
	return passes;
}

static void describe(const struct trial *trial, unsigned size, const char *transport,
                     struct plan_step *step)
{
	const struct plan_purchase part = {
	        .kind = KIND_disk,
	        .text = arena_format(trial->arena, "%u GB %s ssd", size, transport),
	        .size_gb = size,
	        .transport = arena_string(trial->arena, transport),
	};
	step->n = 1;
	step->part = arena_items(trial->arena, &part, 1, sizeof(part));
	step->text = arena_format(trial->arena, "replace disk by 1 x %s", part.text);
}

bool remedy_disk(const struct trial *trial, struct plan_step *step)
{
	const struct component_list *list = &trial->scan->kinds[KIND_disk];
	for (size_t s = 0; s < sizeof(disk_sizes) / sizeof(*disk_sizes); s++)
		for (size_t i = 0; i < list->n; i++) {
			const struct value *transport =
			        fact_value(list->items[i], FACT_disk_transport);
			if (!transport || !list->items[i]->key ||
			    !try_disk(trial, list->items[i]->key, disk_sizes[s]))
				continue;
			describe(trial, disk_sizes[s], transport->text, step);
			return true;
		}
	return false;
}
