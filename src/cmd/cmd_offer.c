/* SPDX-License-Identifier: GPL-3.0-or-later
 * hwfit offer: offers against a specification, side by side. */
#include "base/file.h"
#include "base/text.h"
#include "cmd/spec_files.h"
#include "cmd/terms.h"
#include "procure/offer.h"
#include "report/offer_report.h"

#include <stdlib.h>
#include <string.h>

const struct option_row command_offer_options[] = {
        {"output", 'o', "FILE", "write FILE.md, .html, .docx, .pdf or .json"},
        {"format", 0, "FORMAT",
         "md, html, docx, pdf or json (default: by the suffix, else md)"},
        LANGUAGE_OPTION,
        {"date", 0, "DAY", "date of the comparison (YYYY-MM-DD; default: today)"},
        DATABASE_OPTION,
        {0},
};

/* Declarations say so in their first words, as response forms never do. */
static bool is_declaration(const struct buf *bytes)
{
	const char *at = bytes->text;
	while (*at == '#' || strchr(" \t\r\n", *at)) {
		if (!*at)
			return false;
		at += *at == '#' ? strcspn(at, "\n") : 1;
	}
	return text_starts(at, "decl ");
}

static struct offer *load_declaration(const struct spec *spec, const char *path,
                                      const char *name, struct error *err)
{
	enum exit_code code = EXIT_ok;
	struct declaration *said = terms_load_declaration(NULL, path, &code);
	if (said)
		return offer_declared(spec, said, name, err);
	error_set(err, code, name, "the declaration cannot be read, as is said above");
	return NULL;
}

struct offer *offer_load(const struct spec *spec, const char *path, struct error *err)
{
	struct buf bytes = BUF_EMPTY;
	struct sheet sheet = {0};
	struct offer *offer = NULL;
	const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
	bool read = !file_read(path, SHEET_FILE_MAX, &bytes, err);
	if (read && is_declaration(&bytes))
		offer = load_declaration(spec, path, name, err);
	else if (read && !sheet_read(&sheet, bytes.text, bytes.n, name, err))
		offer = offer_match(spec, &sheet, name, err);
	sheet_done(&sheet);
	buf_done(&bytes);
	return offer;
}

/* The worst of all offers and lots. */
static enum exit_code outcome(const struct spec *spec, struct offer *const *offers,
                              size_t n)
{
	enum exit_code code = EXIT_ok;
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < spec->n; k++) {
			enum offer_verdict v = offers[i]->lots[k].overall;
			if (v == OFFER_non_conforming)
				code = exit_worst(code, EXIT_fail);
			else if (v == OFFER_unverified || v == OFFER_equivalent)
				code = exit_worst(code, EXIT_undecided);
		}
	return code;
}

static enum exit_code write_offers(const struct invocation *call, const struct spec *spec,
                                   struct offer *const *offers, size_t n)
{
	enum exit_code code = outcome(spec, offers, n);
	struct doc doc = {0};
	struct buf out = BUF_EMPTY;
	if (!strcmp(command_format(call, "md"), "json")) {
		offers_write_json(spec, offers, n, &out);
		code = command_write(call, &out, code);
	} else {
		offers_document(spec, offers, n, &doc);
		code = spec_files_write(call, &doc, code);
	}
	buf_done(&out);
	doc_done(&doc);
	return code;
}

enum exit_code command_offer(struct invocation *call)
{
	struct spec_files files = {0};
	struct error err = {0};
	struct offer **offers = memory_get((call->n + 1) * sizeof(*offers));
	size_t n = 0;
	if (call->n < 2) {
		free(offers);
		return command_usage(call,
		                     "expected a specification and one offer or more");
	}
	enum exit_code code = spec_files_open(&files, call, call->arguments, 1);
	for (size_t i = 1; i < call->n && !code; i++) {
		offers[n] = offer_load(files.spec, call->arguments[i], &err);
		if (offers[n])
			n++;
		else
			code = command_fail(call, &err);
	}
	if (!code) {
		offers_judge(files.spec, offers, n);
		code = write_offers(call, files.spec, offers, n);
	}
	for (size_t i = 0; i < n; i++)
		offer_free(offers[i]);
	free(offers);
	spec_files_done(&files);
	return code;
}
