/* SPDX-License-Identifier: GPL-3.0-or-later
 * Fills struct error; the first error wins. */
#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

int error_set(struct error *err, enum exit_code code, const char *where,
              const char *format, ...)
{
	if (!err || err->code != EXIT_ok)
		return -1;
	err->code = code;
	size_t n = where ? strlen(where) : 0;
	if (n < sizeof(err->where))
		snprintf(err->where, sizeof(err->where), "%s", where ? where : "");
	else
		snprintf(err->where, sizeof(err->where), "…%s",
		         where + n - (sizeof(err->where) - 4));
	va_list ap;
	va_start(ap, format);
	vsnprintf(err->text, sizeof(err->text), format, ap);
	va_end(ap);
	return -1;
}

int error_remedy(struct error *err, const char *format, ...)
{
	if (!err || err->remedy[0])
		return -1;
	va_list ap;
	va_start(ap, format);
	vsnprintf(err->remedy, sizeof(err->remedy), format, ap);
	va_end(ap);
	return -1;
}
