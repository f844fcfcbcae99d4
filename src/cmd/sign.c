/* SPDX-License-Identifier: GPL-3.0-or-later
 * Runs ssh-keygen -Y sign.
 * Source: ssh-keygen(1) */
#include "cmd/sign.h"

#include "base/buf.h"
#include "base/file.h"

#include <errno.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
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

int sign_check(const struct sign_check *check, char signer[SSHSIG_NAME_MAX],
               struct error *err)
{
	struct buf path = BUF_EMPTY, text = BUF_EMPTY;
	uint8_t key[SSHSIG_KEY];
	int failed = 0;
	bool there = !check->alone && strcmp(check->path, "-") != 0;
	if (there)
		buf_format(&path, "%s.sig", check->path);
	there = there && !access(path.text, F_OK);
	*signer = '\0';
	if (there) {
		failed = file_read(path.text, SSHSIG_MAX, &text, err) ||
		         sshsig_verify(check->bytes->text, check->bytes->n, text.text,
		                       text.n, SIGN_SPACE, key, err);
		if (!failed && check->signers &&
		    !sshsig_signer(check->signers->text, check->signers->n, key,
		                   SIGN_SPACE, time(NULL), signer)) {
			failed = error_set(err, EXIT_usage, check->path,
			                   "nobody who may sign signed it");
			error_remedy(err, "add who did to the file of --signers");
		}
	} else if (check->signers && !check->unsigned_too) {
		failed = error_set(err, EXIT_usage, check->path, "it is not signed");
		error_remedy(err, "sign it (hwfit scan --sign KEY -o FILE), or say "
		                  "--unsigned accept");
	}
	buf_done(&path);
	buf_done(&text);
	return failed ? -1 : 0;
}
