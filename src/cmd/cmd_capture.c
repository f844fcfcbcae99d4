/* SPDX-License-Identifier: GPL-3.0-or-later
 * hwfit capture: records this machine for --root. */
#include "base/file.h"
#include "cmd/command.h"
#include "probes/capture.h"

#include <sodium.h>
#include <stdio.h>

const struct option_row command_capture_options[] = {
        {"output", 'o', "FILE",
         "the tar archive to write; .tar.xz, .tar.gz or .tar.zst compresses it"},
        {"keep-identity", 0, NULL,
         "leave serial numbers, addresses, UUIDs and names as they are"},
        {"root", 0, "DIR", "capture a recorded machine, for removing its identity"},
        {0},
};

/* Tells on standard error, for the archive may go to standard output. */
static void report(const struct capture *capture, size_t bytes, bool kept)
{
	fprintf(stderr, "%zu files, links and folders, %zu bytes%s\n", capture->n, bytes,
	        kept ? "; with serial numbers, addresses and names"
	             : "; serial numbers, addresses and names replaced");
	if (capture->denied)
		fprintf(stderr,
		        "%zu files need root and are recorded as unreadable; run with "
		        "sudo for a whole recording\n",
		        capture->denied);
	if (capture->large)
		fprintf(stderr, "%zu files are larger than any real one and left out\n",
		        capture->large);
}

enum exit_code command_capture(struct invocation *call)
{
	const char *path = option_value(call, "output");
	bool kept = option_value(call, "keep-identity") != NULL;
	if (call->n)
		return command_usage(call, "expected no argument, found %s",
		                     call->arguments[0]);
	if (!path)
		return command_usage(call, "expected -o FILE.tar");
	struct error err = {0};
	struct root root;
	if (root_open(&root, option_value(call, "root"), &err))
		return command_fail(call, &err);
	struct capture capture = {0};
	struct buf out = BUF_EMPTY;
	uint8_t key[IDENTITY_KEY];
	capture_gather(&root, &capture);
	root_close(&root);
	if (!kept && sodium_init() < 0) {
		error_set(&err, EXIT_run, "", "cannot start libsodium");
	} else {
		randombytes_buf(key, sizeof(key));
		if (!kept)
			capture_pseudonymise(&capture, key);
		sodium_memzero(key, sizeof(key));
		if (!capture_write(&capture, path, &out, &err) &&
		    !file_write(path, out.text, out.n, &err))
			report(&capture, out.n, kept);
	}
	buf_done(&out);
	capture_done(&capture);
	return err.code == EXIT_ok ? EXIT_ok : command_fail(call, &err);
}
