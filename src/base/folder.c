/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/folder.h"

#include "base/buf.h"

#include <errno.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { OPEN_FOLDERS = 32 };

char *folder_make(const char *name, struct error *err)
{
	const char *parent = getenv("TMPDIR");
	struct buf path = BUF_EMPTY;
	char *real = realpath(parent && *parent ? parent : "/tmp", NULL);
	buf_format(&path, "%s/%s.XXXXXX", real ? real : "/tmp", name);
	free(real);
	if (mkdtemp(path.text))
		return path.text;
	error_set(err, EXIT_run, path.text, "cannot make a folder: %s", strerror(errno));
	error_remedy(err, "let TMPDIR name a folder with room");
	buf_done(&path);
	return NULL;
}

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *at)
{
	(void)st;
	(void)type;
	(void)at;
	remove(path);
	return 0;
}

void folder_remove(const char *folder)
{
	nftw(folder, remove_one, OPEN_FOLDERS, FTW_DEPTH | FTW_PHYS);
}
