/* SPDX-License-Identifier: GPL-3.0-or-later
 * Terms of reference and declarations as commands get them: from files, with every
 * problem printed. */
#ifndef HWFIT_TERMS_H
#define HWFIT_TERMS_H

#include "cmd/command.h"
#include "tor/declaration.h"
#include "tor/tor.h"

/* Prints "file:line:column: text" for each on standard error; warnings say so. Returns
 * EXIT_usage when there is an error among them, else EXIT_ok. */
enum exit_code terms_print_problems(const char *name, const struct problems *problems,
                                    bool warnings);

/* Reads a .tor file ("-": standard input) and prints its errors, with warnings too when
 * asked. platforms may be NULL. NULL with *code set when it cannot be used. */
struct tor *terms_load(const struct invocation *call, const char *path,
                       const struct platform_names *platforms, bool warnings,
                       enum exit_code *code);

/* The same for a declaration. */
struct declaration *terms_load_declaration(const struct invocation *call,
                                           const char *path, enum exit_code *code);

#endif
