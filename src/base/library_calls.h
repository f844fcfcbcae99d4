/* SPDX-License-Identifier: GPL-3.0-or-later
 * A library that is loaded when it is needed, for the one file that uses it: `struct
 * calls` with a pointer to each function, to be filled by library_open(), and their
 * names. Before it stand the library's own header and LIBRARY_CALLS, the file with a
 * CALL(function) for each. */
#include "base/library.h"

struct calls {
	void *library;
#define CALL(name) __typeof__(&(name)) name; /* NOLINT(bugprone-macro-parentheses) */
#include LIBRARY_CALLS
#undef CALL
};

static const char *const names[] = {
#define CALL(name) #name,
#include LIBRARY_CALLS
#undef CALL
};
