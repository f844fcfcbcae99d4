/* SPDX-License-Identifier: GPL-3.0-or-later
 * Runs ssh-keygen -Y sign.
 * Source: ssh-keygen(1) */
#include "cmd/sign.h"

#include "base/buf.h"

#include <errno.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

int sign_file(const char *path, const char *key, struct error *err)
{
	struct buf signature = BUF_EMPTY, plain = BUF_EMPTY;
	pid_t child;
	int status = 0;
	/* A path that begins with "-" is no option. */
	buf_format(&plain, "%s%s", *path == '-' ? "./" : "", path);
	buf_format(&signature, "%s.sig", path);
	const char *arguments[] = {"ssh-keygen", "-q", "-Y",       "sign",     "-f",
	                           key,          "-n", SIGN_SPACE, plain.text, NULL};
	unlink(signature.text); /* ssh-keygen would ask */
	int failed = posix_spawnp(&child, arguments[0], NULL, NULL,
	                          (char *const *)arguments, environ);
	while (!failed && waitpid(child, &status, 0) < 0 && errno == EINTR)
		;
	if (failed) {
		error_set(err, EXIT_run, path, "cannot run ssh-keygen: %s",
		          strerror(failed));
		error_remedy(err, "install the package openssh-client");
	} else if (status || access(signature.text, R_OK)) {
		error_set(err, EXIT_run, path, "ssh-keygen did not sign it with %s", key);
		error_remedy(err, "give the private key, or the public one whose other "
		                  "half your agent holds");
	}
	buf_done(&signature);
	buf_done(&plain);
	return err->code ? -1 : 0;
}
