/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/html.h"
#include "report/overview.h"

void overview_write_html(const struct overview *f, struct buf *out)
{
	html_begin(out, f->title, f->language->code);
	html_end(out);
}
