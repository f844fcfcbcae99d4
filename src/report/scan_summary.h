/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a person wants to know of a machine first, line by line. */
#ifndef HWFIT_SCAN_SUMMARY_H
#define HWFIT_SCAN_SUMMARY_H

#include "base/catalogue.h"
#include "facts/scan.h"

/* One line: a title ("" when the one before goes on) and a text, valid during the call.
 */
typedef void (*scan_summary_line)(void *context, const char *title, const char *text);

/* Calls line for each line of the summary, in the order of scan_sections.def; verbose
 * leaves nothing out. c: of the language of titles and parts; NULL: English. */
void scan_summary(const struct scan *scan, bool verbose, const struct catalogue *c,
                  scan_summary_line line, void *context);

#endif
