/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/library.h"

#include <dlfcn.h>

int library_open(const struct library *library, void *calls, const char *where,
                 struct error *err)
{
	void **slots = calls; /* POSIX: a pointer to a function fits in one to data */
	bool all = true;
	slots[0] = dlopen(library->file,
	                  RTLD_NOW | RTLD_LOCAL | (library->stays ? RTLD_NODELETE : 0));
	for (size_t i = 0; slots[0] && all && i < library->n; i++) {
		slots[1 + i] = dlsym(slots[0], library->names[i]);
		all = slots[1 + i] != NULL;
	}
	if (slots[0] && all)
		return 0;
	error_set(err, EXIT_run, where, "%s: %s", library->purpose, dlerror());
	library_close(calls);
	return error_remedy(err, "install the package %s", library->package);
}

void library_close(void *calls)
{
	void **slots = calls;
	if (slots[0])
		dlclose(slots[0]);
	slots[0] = NULL;
}
