/* SPDX-License-Identifier: GPL-3.0-or-later
 * Signing documents with ssh-keygen, so that keys in agents and behind passphrases work.
 */
#ifndef HWFIT_CMD_SIGN_H
#define HWFIT_CMD_SIGN_H

#include "base/error.h"

/* For what a signature of a scan is good. */
#define SIGN_SPACE "hwfit-scan"

/* Signs the file and writes FILE.sig beside it, in place of one that is there. key: a
 * private key, or a public one whose other half an agent holds. 0, or -1 with err. */
int sign_file(const char *path, const char *key, struct error *err);

#endif
