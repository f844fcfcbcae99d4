/* SPDX-License-Identifier: GPL-3.0-or-later
 * Service levels for programs, hwfit-sla/1. */
#ifndef HWFIT_SLA_REPORT_H
#define HWFIT_SLA_REPORT_H

#include "base/buf.h"
#include "procure/sla.h"

void sla_write_json(const struct sla *sla, struct buf *out);

#endif
