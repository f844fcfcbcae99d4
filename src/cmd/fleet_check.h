/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef HWFIT_CMD_FLEET_CHECK_H
#define HWFIT_CMD_FLEET_CHECK_H

#include "cmd/command.h"

/* hwfit check TOR --db DB --fleet WHERE: judges machines of an inventory. */
enum exit_code fleet_check_command(struct invocation *call);

#endif
