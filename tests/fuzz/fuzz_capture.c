/* SPDX-License-Identifier: GPL-3.0-or-later
 * Fuzzes what makes a capture anonymous. The first byte chooses the kind of the file. */
#include "probes/capture.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static const enum capture_kind kinds[] = {
	        CAPTURE_smbios, CAPTURE_edid,    CAPTURE_udev,    CAPTURE_uevent,
	        CAPTURE_mounts, CAPTURE_cmdline, CAPTURE_environ, CAPTURE_identity,
	        CAPTURE_mac,    CAPTURE_host,    CAPTURE_text,
	};
	static const uint8_t key[IDENTITY_KEY] = {1, 2, 3};
	if (!n || n > 65536)
		return 0;
	struct capture capture = {0};
	struct capture_entry entry = {
	        .path = "sys/devices/x/serial",
	        .kind = kinds[data[0] % (sizeof(kinds) / sizeof(*kinds))],
	        .type = CAPTURE_FILE,
	        .bytes = arena_copy(&capture.arena, (const char *)data + 1, n - 1),
	        .n = n - 1,
	};
	capture.entries = memory_get(sizeof(entry));
	capture.entries[0] = entry;
	capture.n = 1;
	size_t before = entry.n;
	capture_pseudonymise(&capture, key);
	/* Only files of which a part is kept change their size, and never grow by more
	 * than the end of a line. */
	if (capture.entries[0].n > before + 1)
		abort();
	if (entry.kind == CAPTURE_smbios && capture.entries[0].n != before)
		abort();
	capture_done(&capture);
	return 0;
}
