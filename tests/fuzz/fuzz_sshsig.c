/* SPDX-License-Identifier: GPL-3.0-or-later
 * A signature and a list of signers from strangers: never taken for one of these bytes.
 */
#include "base/sshsig.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char message[] = "nobody ever signed this";
	uint8_t key[SSHSIG_KEY] = {0};
	char name[SSHSIG_NAME_MAX];
	struct error err = {0};
	if (!sshsig_verify(message, sizeof(message), (const char *)data, size,
	                   "hwfit-scan", key, &err))
		abort();
	sshsig_signer((const char *)data, size, key, "hwfit-scan", 1, name);
	return 0;
}
