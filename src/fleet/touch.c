/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a need looks at. Too much costs time, too little would be wrong: what is not
 * known here looks at everything. */
#include "fleet/fleet.h"

#include <string.h>

static void touch_fact(struct touch *touch, enum fact_id fact)
{
	unsigned flags = fact_row(fact)->flags;
	touch->kinds[fact_row(fact)->kind] = true;
	touch->units |= (flags & (FLAG_UNIT | FLAG_PERSON)) != 0;
	touch->changing |= (flags & FLAG_VOLATILE) != 0;
}

static void touch_label(struct touch *touch, const char *label)
{
	for (size_t i = 0; i < touch->label_count; i++)
		if (!strcmp(touch->labels[i], label))
			return;
	if (touch->label_count == TOUCH_LABELS_MAX)
		touch->units = true; /* every machine by itself, with all its labels */
	else
		touch->labels[touch->label_count++] = label;
}

void touch_conditions(struct touch *touch, const struct conditions *conditions)
{
	for (size_t i = 0; i < conditions->n; i++) {
		if (conditions->items[i].label)
			touch_label(touch, conditions->items[i].label);
		else
			touch_fact(touch, conditions->items[i].fact);
	}
}

void touch_need(struct touch *touch, const struct need *need)
{
	for (size_t i = 0; i < need->n; i++)
		touch_need(touch, need->parts[i]);
	touch_conditions(touch, &need->where);
	touch_conditions(touch, &need->conditions);
	for (size_t i = 0; i < need->fact_count; i++)
		touch_fact(touch, need->facts[i]);
	switch (need->type) {
	case NEED_and:
	case NEED_or:
	case NEED_not:
	case NEED_conditions:
	case NEED_same:
	case NEED_state:
	case NEED_confirm:
	case NEED_meets:
		break;
	case NEED_have:
	case NEED_every:
	case NEED_count:
		touch->kinds[need->kind] = true;
		break;
	case NEED_aggregate:
		touch_fact(touch, need->fact);
		break;
	default:
		touch->all = true;
	}
	/* The word "internal" of a display decides which displays count. */
	if (touch->kinds[KIND_display])
		touch->kinds[KIND_chassis] = true;
}

void touch_requirement(struct touch *touch, const struct requirement *requirement)
{
	touch_need(touch, requirement->need);
	touch_conditions(touch, &requirement->if_conditions);
	touch_conditions(touch, &requirement->except);
}
