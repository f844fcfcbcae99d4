/* SPDX-License-Identifier: GPL-3.0-or-later
 * Signatures as ssh-keygen -Y sign makes them, by Ed25519 keys, and the list of people
 * who may sign.
 * Source: OpenSSH PROTOCOL.sshsig; ssh-keygen(1), ALLOWED SIGNERS; RFC 4251, section 5 */
#ifndef HWFIT_SSHSIG_H
#define HWFIT_SSHSIG_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

enum { SSHSIG_KEY = 32, SSHSIG_NAME_MAX = 128, SSHSIG_MAX = 8192 };

/* Does the signature (its armoured text) belong to these bytes and this namespace? The
 * key that made it is put into key; whose it is has yet to be asked. 0, or -1 with err
 * (EXIT_usage): no signature, of another kind of key, or of other bytes. */
int sshsig_verify(const char *message, size_t n, const char *signature,
                  size_t signature_n, const char *space, uint8_t key[SSHSIG_KEY],
                  struct error *err);

/* Who may sign with this key for this namespace at this time, by the lines of an
 * allowed_signers file; the first of the line's principals is put into name. False:
 * nobody. Lines of other kinds of keys, of authorities, and those that are not understood
 * allow nothing. */
bool sshsig_signer(const char *signers, size_t n, const uint8_t key[SSHSIG_KEY],
                   const char *space, time_t when, char name[SSHSIG_NAME_MAX]);

#endif
