/* SPDX-License-Identifier: GPL-3.0-or-later
 * The frame of HTML pages; page.css and page.js stand in the program as they are. */
#include "report/html.h"

#include "base/embed.h"
#include "base/version.h"

#include <sodium.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

EMBED("html_page_css", "src/report/page.css");
EMBED("html_page_js", "src/report/page.js");
extern const char html_page_css[] __attribute__((visibility("hidden")));
extern const char html_page_js[] __attribute__((visibility("hidden")));

void html_text(struct buf *out, const char *text)
{
	for (; *text; text++) {
		size_t n = strcspn(text, "&<>\"'");
		buf_add(out, text, n);
		text += n;
		if (!*text)
			return;
		switch (*text) {
		case '&':
			buf_add_string(out, "&amp;");
			break;
		case '<':
			buf_add_string(out, "&lt;");
			break;
		case '>':
			buf_add_string(out, "&gt;");
			break;
		default:
			buf_format(out, "&#%d;", *text);
		}
	}
}

/* The policy names the one script that may run by its hash: text that slips in cannot. */
static void add_policy(struct buf *out)
{
	unsigned char hash[crypto_hash_sha256_BYTES];
	char coded[sodium_base64_ENCODED_LEN(sizeof(hash),
	                                     sodium_base64_VARIANT_ORIGINAL)];
	struct buf script = BUF_EMPTY;
	buf_format(&script, "\n%s", html_page_js);
	crypto_hash_sha256(hash, (const unsigned char *)script.text, script.n);
	sodium_bin2base64(coded, sizeof(coded), hash, sizeof(hash),
	                  sodium_base64_VARIANT_ORIGINAL);
	buf_format(out,
	           "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src "
	           "'none'; style-src 'unsafe-inline'; script-src 'sha256-%s'\">\n",
	           coded);
	buf_done(&script);
}

void html_begin(struct buf *out, const char *title, const char *language)
{
	buf_format(
	        out,
	        "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n"
	        "<meta name=\"viewport\" content=\"width=device-width, "
	        "initial-scale=1\">\n"
	        "<meta name=\"generator\" content=\"hwfit " HWFIT_VERSION "\">\n",
	        language);
	add_policy(out);
	buf_add_string(out, "<title>");
	html_text(out, title);
	buf_format(out, "</title>\n<style>\n%s</style>\n</head>\n<body>\n<main>\n<h1>",
	           html_page_css);
	html_text(out, title);
	buf_add_string(out, "</h1>\n");
}

void html_end(struct buf *out)
{
	buf_format(out, "</main>\n<script>\n%s</script>\n</body>\n</html>\n",
	           html_page_js);
}

void html_bar(struct buf *out, const struct html_share *shares, size_t n)
{
	enum { WIDTH = 240 };
	size_t all = 0, before = 0;
	for (size_t i = 0; i < n; i++)
		all += shares[i].n;
	if (!all)
		return;
	buf_format(out,
	           "<figure class=\"bar\"><svg viewBox=\"0 0 %d 12\" width=\"%d\" "
	           "height=\"12\" aria-hidden=\"true\">",
	           WIDTH, WIDTH);
	for (size_t i = 0; i < n; i++) {
		double x = (double)before * WIDTH / (double)all;
		double wide = (double)shares[i].n * WIDTH / (double)all;
		before += shares[i].n;
		if (shares[i].n)
			buf_format(out,
			           "<rect class=\"%s\" x=\"%.2f\" width=\"%.2f\" "
			           "height=\"12\"/>",
			           shares[i].class, x, wide);
	}
	buf_add_string(out, "</svg><figcaption>");
	bool first = true;
	for (size_t i = 0; i < n; i++) {
		if (!shares[i].n)
			continue;
		buf_format(out, "%s<span class=\"%s\">%zu ", first ? "" : ", ",
		           shares[i].class, shares[i].n);
		html_text(out, shares[i].word);
		buf_add_string(out, "</span>");
		first = false;
	}
	buf_add_string(out, "</figcaption></figure>\n");
}

void html_table_begin(struct buf *out, const char *name, const char *const *columns,
                      size_t n)
{
	buf_add_string(out, "<div class=\"table\"><table data-name=\"");
	html_text(out, name);
	buf_add_string(out, "\">\n<thead><tr>");
	for (size_t i = 0; i < n; i++) {
		bool number = columns[i][0] == '#';
		buf_format(out, "<th scope=\"col\"%s>",
		           number ? " class=\"number\"" : "");
		html_text(out, columns[i] + number);
		buf_add_string(out, "</th>");
	}
	buf_add_string(out, "</tr></thead>\n<tbody>\n");
}

void html_table_end(struct buf *out)
{
	buf_add_string(out, "</tbody></table></div>\n");
}
