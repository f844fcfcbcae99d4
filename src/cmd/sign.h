/* SPDX-License-Identifier: GPL-3.0-or-later
 * Signing documents with ssh-keygen, so that keys in agents and behind passphrases work.
 */
#ifndef HWFIT_CMD_SIGN_H
#define HWFIT_CMD_SIGN_H

#include "base/buf.h"
#include "base/error.h"
#include "base/sshsig.h"

#include <stdbool.h>

/* For what a signature of a scan is good. */
#define SIGN_SPACE "hwfit-scan"

/* Signs the file and writes FILE.sig beside it, in place of one that is there. key: a
 * private key, or a public one whose other half an agent holds. 0, or -1 with err. */
int sign_file(const char *path, const char *key, struct error *err);

/* A document that comes in, and who may have signed it. */
struct sign_check {
	const char *path; /* "-": standard input, which has no signature */
	const struct buf *bytes;
	bool alone;                /* it is known that there is no FILE.sig */
	const struct buf *signers; /* a file of allowed signers; NULL: it is not asked */
	bool unsigned_too;         /* with signers: without a signature it is good too */
};
/* 0 when it is signed as it should be: signer gets who did, "" for nobody that is known.
 * -1 with err. */
int sign_check(const struct sign_check *check, char signer[SSHSIG_NAME_MAX],
               struct error *err);

#endif
