/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmd/pseudonymise.h"

#include "base/file.h"

enum { KEY_LEAST = 16, KEY_MOST = 65536 };

int pseudonymise_open(struct pseudonymise *p, const struct invocation *call,
                      struct error *err)
{
	const char *path = option_value(call, "pseudonymise");
	struct buf key = BUF_EMPTY;
	*p = (struct pseudonymise){.wanted = path != NULL};
	if (!path)
		return 0;
	int failed = file_read(path, KEY_MOST, &key, err);
	if (!failed && key.n < KEY_LEAST) {
		failed = error_set(err, EXIT_usage, path,
		                   "expected a key of at least %d bytes, found %zu",
		                   KEY_LEAST, key.n);
		error_remedy(err, "head -c 32 /dev/urandom > FILE makes one; keep it");
	}
	if (!failed)
		pseudonym_key(key.text, key.n, p->key);
	buf_done(&key);
	return failed;
}

void pseudonymise_scan(const struct pseudonymise *p, struct scan *scan)
{
	if (p->wanted)
		scan_pseudonymise(scan, p->key);
}
