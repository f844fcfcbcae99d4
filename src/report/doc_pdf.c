/* SPDX-License-Identifier: GPL-3.0-or-later
 * Documents as PDF, by the first program of the table that is installed. It works in a
 * folder of its own, which is removed with all that is in it. */
#include "base/arena.h"
#include "base/file.h"
#include "base/folder.h"
#include "base/process.h"
#include "report/doc_report.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PDF_MAX = 64 << 20, SECONDS_MAX = 120, ARGUMENTS_MAX = 8 };

/* "%" in an argument stands for the folder. */
static const struct converter {
	const char *program;
	const char *source; /* the file that it reads */
	doc_writer *write;
	const char *arguments[ARGUMENTS_MAX];
} converters[] = {
        {"weasyprint",
         "document.html",
         doc_write_html,
         {"weasyprint", "%/document.html", "%/document.pdf"}},
        {"soffice",
         "document.docx",
         doc_write_docx,
         {"soffice", "-env:UserInstallation=file://%/profile", "--headless",
          "--convert-to", "pdf", "--outdir", "%", "%/document.docx"}},
};

static const struct converter *installed(void)
{
	for (size_t i = 0; i < sizeof(converters) / sizeof(*converters); i++)
		if (process_there(converters[i].program))
			return &converters[i];
	return NULL;
}

static int convert(const struct converter *c, const char *folder, struct arena *arena,
                   struct error *err)
{
	const char *arguments[ARGUMENTS_MAX + 1] = {NULL};
	for (size_t i = 0; i < ARGUMENTS_MAX && c->arguments[i]; i++) {
		const char *text = c->arguments[i], *mark = strchr(text, '%');
		arguments[i] = mark ? arena_format(arena, "%.*s%s%s", (int)(mark - text),
		                                   text, folder, mark + 1)
		                    : text;
	}
	return process_run(arguments, arena_format(arena, "%s/log", folder), SECONDS_MAX,
	                   err);
}

static int convert_in(const struct converter *c, const char *folder,
                      const struct doc *doc, struct buf *out, struct error *err)
{
	struct arena arena = {0};
	struct buf source = BUF_EMPTY;
	const char *path = arena_format(&arena, "%s/document.pdf", folder);
	int failed = c->write(doc, &source, err);
	if (!failed)
		failed = file_write(arena_format(&arena, "%s/%s", folder, c->source),
		                    source.text, source.n, err);
	if (!failed)
		failed = convert(c, folder, &arena, err);
	if (!failed && access(path, R_OK))
		failed = error_set(err, EXIT_run, c->program,
		                   "it ended well, but wrote no PDF");
	else if (!failed)
		failed = file_read(path, PDF_MAX, out, err);
	buf_done(&source);
	arena_done(&arena);
	return failed;
}

int doc_write_pdf(const struct doc *doc, struct buf *out, struct error *err)
{
	const struct converter *c = installed();
	if (!c) {
		error_set(err, EXIT_run, "PDF",
		          "expected weasyprint or soffice, found neither");
		return error_remedy(err, "install the package weasyprint or "
		                         "libreoffice-writer, or write .html and print "
		                         "it from a browser");
	}
	char *folder = folder_make("hwfit-pdf", err);
	if (!folder)
		return -1;
	int failed = convert_in(c, folder, doc, out, err);
	folder_remove(folder);
	free(folder);
	return failed;
}
