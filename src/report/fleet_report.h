/* SPDX-License-Identifier: GPL-3.0-or-later
 * What was found of a fleet, for a person and as JSON ("hwfit-fleet-check/1",
 * "hwfit-fleet-plan/1"). */
#ifndef HWFIT_FLEET_REPORT_H
#define HWFIT_FLEET_REPORT_H

#include "base/buf.h"
#include "fleet/plan.h"
#include "procure/spec.h"

void fleet_check_text(const struct fleet *fleet, const struct tor *tor,
                      const struct fleet_check *check, struct buf *out);
void fleet_check_json(const struct fleet *fleet, const struct tor *tor,
                      const struct fleet_check *check, struct buf *out);
/* One self-contained page. -1 with err when the store fails. */
int fleet_check_html(struct fleet *fleet, const struct tor *tor,
                     const struct fleet_check *check, const struct language *language,
                     struct buf *out, struct error *err);
void fleet_plan_text(const struct fleet *fleet, const struct fleet_plan *plan,
                     struct buf *out);
void fleet_plan_json(const struct fleet *fleet, const struct fleet_plan *plan,
                     struct buf *out);

#endif
