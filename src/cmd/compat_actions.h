/* SPDX-License-Identifier: GPL-3.0-or-later
 * What `hwfit compat` does, by its first word. argument is the second, or NULL; match
 * takes further ones. */
#ifndef HWFIT_COMPAT_ACTIONS_H
#define HWFIT_COMPAT_ACTIONS_H

#include "cmd/command.h"
#include "cmd/database.h"
#include "compat/build.h"

enum exit_code compat_action_build(struct invocation *call, const char *argument);
enum exit_code compat_action_check(struct invocation *call, const char *argument);
enum exit_code compat_action_show(struct invocation *call, const char *argument);
enum exit_code compat_action_list(struct invocation *call, const char *argument);
enum exit_code compat_action_info(struct invocation *call, const char *argument);
enum exit_code compat_action_match(struct invocation *call, const char *argument);
enum exit_code compat_action_add_kernel(struct invocation *call, const char *argument);

#endif
