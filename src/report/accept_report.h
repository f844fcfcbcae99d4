/* SPDX-License-Identifier: GPL-3.0-or-later
 * Acceptance for programs, hwfit-accept/1, and the register and deviations as tables. */
#ifndef HWFIT_ACCEPT_REPORT_H
#define HWFIT_ACCEPT_REPORT_H

#include "base/buf.h"
#include "procure/accept.h"

void acceptance_write_json(const struct acceptance *acceptance, struct buf *out);
/* The register of the machines: ";" between fields, UTF-8 with a byte order mark. */
void acceptance_write_register(const struct acceptance *acceptance, struct buf *out);

#endif
