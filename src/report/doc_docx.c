/* SPDX-License-Identifier: GPL-3.0-or-later
 * Documents as DOCX: five parts in a ZIP archive. */
#include "base/zip.h"
#include "report/doc_report.h"
#include "report/html.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#define XML_HEAD "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define W_SPACE  "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""

static const char content_types[] = XML_HEAD
        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
        "<Default Extension=\"rels\" ContentType=\"application/"
        "vnd.openxmlformats-package.relationships+xml\"/>"
        "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
        "<Override PartName=\"/word/document.xml\" ContentType=\"application/"
        "vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/>"
        "<Override PartName=\"/word/styles.xml\" ContentType=\"application/"
        "vnd.openxmlformats-officedocument.wordprocessingml.styles+xml\"/>"
        "</Types>";

static const char relations[] =
        XML_HEAD "<Relationships "
                 "xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
                 "<Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/"
                 "officeDocument/2006/relationships/officeDocument\" "
                 "Target=\"word/document.xml\"/></Relationships>";

static const char document_relations[] =
        XML_HEAD "<Relationships "
                 "xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
                 "<Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/"
                 "officeDocument/2006/relationships/styles\" Target=\"styles.xml\"/>"
                 "</Relationships>";

/* Sizes are in half points. */
static const struct {
	const char *id, *name;
	int size;
	const char *outline;
} styles[] = {
        {"Title", "Title", 36, ""},
        {"Heading1", "heading 1", 28, "<w:outlineLvl w:val=\"0\"/>"},
        {"Heading2", "heading 2", 24, "<w:outlineLvl w:val=\"1\"/>"},
        {"Heading3", "heading 3", 21, "<w:outlineLvl w:val=\"2\"/>"},
};

static void write_styles(const struct doc *doc, struct buf *out)
{
	buf_format(
	        out,
	        XML_HEAD
	        "<w:styles " W_SPACE "><w:docDefaults><w:rPrDefault><w:rPr>"
	        "<w:rFonts w:ascii=\"Arial\" w:hAnsi=\"Arial\" w:cs=\"Arial\"/>"
	        "<w:sz w:val=\"20\"/><w:lang w:val=\"%s\"/></w:rPr></w:rPrDefault>"
	        "<w:pPrDefault><w:pPr><w:spacing w:after=\"100\"/></w:pPr></w:pPrDefault>"
	        "</w:docDefaults><w:style w:type=\"paragraph\" w:default=\"1\" "
	        "w:styleId=\"Normal\"><w:name w:val=\"Normal\"/></w:style>",
	        strcmp(doc->language, "et") != 0 ? "en-GB" : "et-EE");
	for (size_t i = 0; i < sizeof(styles) / sizeof(*styles); i++)
		buf_format(
		        out,
		        "<w:style w:type=\"paragraph\" w:styleId=\"%s\"><w:name "
		        "w:val=\"%s\"/><w:basedOn w:val=\"Normal\"/><w:pPr><w:keepNext/>"
		        "<w:spacing w:before=\"240\" w:after=\"100\"/>%s</w:pPr><w:rPr>"
		        "<w:b/><w:sz w:val=\"%d\"/></w:rPr></w:style>",
		        styles[i].id, styles[i].name, styles[i].outline, styles[i].size);
	buf_add_string(out, "</w:styles>");
}

/* A number stays on the line of its unit, or of what it counts. */
static void keep_numbers(struct buf *out, const char *text)
{
	for (const char *at = text; *at; at++) {
		bool number = at > text && at[-1] >= '0' && at[-1] <= '9';
		bool word = at[1] == '%' || (unsigned char)at[1] >= 'A';
		if (*at == ' ' && number && word)
			buf_add_string(out, "\xc2\xa0");
		else
			buf_add_char(out, *at);
	}
}

/* One run of text. */
static void run(struct buf *out, const char *text, const char *properties)
{
	buf_format(out, "<w:r>%s%s%s<w:t xml:space=\"preserve\">",
	           *properties ? "<w:rPr>" : "", properties,
	           *properties ? "</w:rPr>" : "");
	struct buf kept = BUF_EMPTY;
	keep_numbers(&kept, text);
	html_text(out, kept.text);
	buf_done(&kept);
	buf_add_string(out, "</w:t></w:r>");
}

static void paragraph(struct buf *out, const char *properties, const char *text)
{
	buf_format(out, "<w:p><w:pPr>%s</w:pPr>", properties);
	run(out, text, "");
	buf_add_string(out, "</w:p>");
}

/* A head stays with the row below it: LibreOffice 7.4 loses the rows of a table of which
 * nothing but the head fits on a page. */
static void cell(struct buf *out, int width, const char *shade, bool head,
                 const char *text)
{
	buf_format(out,
	           "<w:tc><w:tcPr><w:tcW w:w=\"%d\" w:type=\"dxa\"/>%s</w:tcPr>"
	           "<w:p><w:pPr>%s<w:spacing w:after=\"20\"/></w:pPr>",
	           width, shade, head ? "<w:keepNext/>" : "");
	run(out, text, *shade ? "<w:b/><w:sz w:val=\"15\"/>" : "<w:sz w:val=\"15\"/>");
	buf_add_string(out, "</w:p></w:tc>");
}

#define SHADE(colour) "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"" colour "\"/>"

static void table(const struct block *b, int room, struct buf *out)
{
	static const char *const sides[] = {"top",   "left",    "bottom",
	                                    "right", "insideH", "insideV"};
	int sum = 0, widths[DOC_COLUMNS_MAX];
	for (size_t c = 0; c < b->columns; c++)
		sum += b->widths[c];
	buf_format(out,
	           "<w:tbl><w:tblPr><w:tblW w:w=\"%d\" w:type=\"dxa\"/><w:tblBorders>",
	           room);
	for (size_t i = 0; i < 6; i++)
		buf_format(out,
		           "<w:%s w:val=\"single\" w:sz=\"4\" w:space=\"0\" "
		           "w:color=\"888888\"/>",
		           sides[i]);
	buf_add_string(out, "</w:tblBorders><w:tblLayout w:type=\"fixed\"/>"
	                    "<w:tblCellMar><w:top w:w=\"40\" w:type=\"dxa\"/>"
	                    "</w:tblCellMar></w:tblPr>"
	                    "<w:tblGrid>");
	for (size_t c = 0; c < b->columns; c++) {
		widths[c] = room * b->widths[c] / sum;
		buf_format(out, "<w:gridCol w:w=\"%d\"/>", widths[c]);
	}
	buf_add_string(out, "</w:tblGrid><w:tr><w:trPr><w:tblHeader/></w:trPr>");
	for (size_t c = 0; c < b->columns; c++)
		cell(out, widths[c], SHADE("DDE5EC"), true, b->heads[c]);
	buf_add_string(out, "</w:tr>");
	for (size_t r = 0; r < b->n; r++) {
		buf_add_string(out, "<w:tr><w:trPr><w:cantSplit/></w:trPr>");
		for (size_t c = 0; c < b->columns; c++)
			cell(out, widths[c], b->rows[r].strong ? SHADE("F2F5F7") : "",
			     false, b->rows[r].cells[c]);
		buf_add_string(out, "</w:tr>");
	}
	buf_add_string(out, "</w:tbl><w:p/>");
}

static void block(const struct block *b, int room, struct buf *out)
{
	char properties[64] = "";
	switch (b->type) {
	case BLOCK_table:
		table(b, room, out);
		return;
	case BLOCK_heading:
		snprintf(properties, sizeof(properties),
		         "<w:pStyle w:val=\"Heading%d\"/>", b->level);
		paragraph(out, properties, b->text);
		return;
	case BLOCK_bullet:
		buf_add_string(
		        out,
		        "<w:p><w:pPr><w:spacing w:after=\"40\"/><w:ind w:left=\"360\" "
		        "w:hanging=\"240\"/></w:pPr>");
		run(out, "•  ", "");
		run(out, b->text, "");
		buf_add_string(out, "</w:p>");
		return;
	case BLOCK_notice:
		paragraph(out,
		          "<w:pBdr><w:top w:val=\"single\" w:sz=\"8\" w:space=\"4\" "
		          "w:color=\"8A5A00\"/><w:bottom w:val=\"single\" w:sz=\"8\" "
		          "w:space=\"4\" w:color=\"8A5A00\"/></w:pBdr>",
		          b->text);
		return;
	default:
		paragraph(out, "", b->text);
	}
}

static void write_body(const struct doc *doc, struct buf *out)
{
	/* A4 in twentieths of a point, margins of 18 mm. */
	enum { LONG_SIDE = 16838, SHORT_SIDE = 11906, MARGIN = 1020 };
	int width = doc->landscape ? LONG_SIDE : SHORT_SIDE;
	int height = doc->landscape ? SHORT_SIDE : LONG_SIDE;
	buf_add_string(out, XML_HEAD "<w:document " W_SPACE "><w:body>");
	paragraph(out, "<w:pStyle w:val=\"Title\"/>", doc->title);
	for (size_t i = 0; i < doc->n; i++)
		block(&doc->blocks[i], width - 2 * MARGIN, out);
	buf_format(out,
	           "<w:sectPr><w:pgSz w:w=\"%d\" w:h=\"%d\"%s/><w:pgMar w:top=\"%d\" "
	           "w:right=\"%d\" w:bottom=\"%d\" w:left=\"%d\" w:header=\"500\" "
	           "w:footer=\"500\" w:gutter=\"0\"/></w:sectPr></w:body></w:document>",
	           width, height, doc->landscape ? " w:orient=\"landscape\"" : "", MARGIN,
	           MARGIN, MARGIN, MARGIN);
}

int doc_write_docx(const struct doc *doc, struct buf *out, struct error *err)
{
	(void)err;
	struct zip_writer zip = {BUF_EMPTY, BUF_EMPTY, 0};
	struct buf part = BUF_EMPTY;
	zip_add(&zip, "[Content_Types].xml", content_types, sizeof(content_types) - 1);
	zip_add(&zip, "_rels/.rels", relations, sizeof(relations) - 1);
	zip_add(&zip, "word/_rels/document.xml.rels", document_relations,
	        sizeof(document_relations) - 1);
	write_styles(doc, &part);
	zip_add(&zip, "word/styles.xml", part.text, part.n);
	buf_clear(&part);
	write_body(doc, &part);
	zip_add(&zip, "word/document.xml", part.text, part.n);
	buf_done(&part);
	zip_finish(&zip, out);
	return 0;
}
