/* SPDX-License-Identifier: GPL-3.0-or-later
 * The response form as XLSX (ISO/IEC 29500-1, SpreadsheetML): one sheet, protected, the
 * bidder's cells unlocked, a list of answers to choose from. Texts are inline strings. */
#include "base/text.h"
#include "base/zip.h"
#include "procure/form.h"
#include "procure/spec_doc.h"
#include "report/html.h"
#include "report/spec_report.h"

#include <string.h>

#define XML_HEAD "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define S_SPACE  "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\""
#define R_SPACE                                                                          \
	"xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/"               \
	"relationships\""

/* Cell formats, in the order of cellXfs. */
enum style {
	STYLE_plain,
	STYLE_head,
	STYLE_locked,
	STYLE_group,
	STYLE_open,
	STYLE_title
};

static const char content_types[] = XML_HEAD
        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
        "<Default Extension=\"rels\" ContentType=\"application/"
        "vnd.openxmlformats-package.relationships+xml\"/>"
        "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
        "<Override PartName=\"/xl/workbook.xml\" ContentType=\"application/"
        "vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/>"
        "<Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"application/"
        "vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/>"
        "<Override PartName=\"/xl/styles.xml\" ContentType=\"application/"
        "vnd.openxmlformats-officedocument.spreadsheetml.styles+xml\"/></Types>";

static const char relations[] =
        XML_HEAD "<Relationships "
                 "xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
                 "<Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/"
                 "officeDocument/2006/relationships/officeDocument\" "
                 "Target=\"xl/workbook.xml\"/></Relationships>";

static const char workbook_relations[] = XML_HEAD
        "<Relationships "
        "xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
        "<Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/"
        "officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/>"
        "<Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/"
        "officeDocument/2006/relationships/styles\" Target=\"styles.xml\"/>"
        "</Relationships>";

#define FILL(colour)                                                                     \
	"<fill><patternFill patternType=\"solid\"><fgColor rgb=\"FF" colour              \
	"\"/><bgColor indexed=\"64\"/></patternFill></fill>"
#define XF(font, fill, locked)                                                           \
	"<xf numFmtId=\"0\" fontId=\"" font "\" fillId=\"" fill                          \
	"\" borderId=\"1\" xfId=\"0\" applyFont=\"1\" applyFill=\"1\" "                  \
	"applyBorder=\"1\" "                                                             \
	"applyAlignment=\"1\" applyProtection=\"1\"><alignment vertical=\"top\" "        \
	"wrapText=\"1\"/><protection locked=\"" locked "\"/></xf>"
#define SIDE(name) "<" name " style=\"thin\"><color rgb=\"FF999999\"/></" name ">"

static const char styles[] = XML_HEAD
        "<styleSheet " S_SPACE "><fonts count=\"3\">"
        "<font><sz val=\"10\"/><name val=\"Arial\"/></font>"
        "<font><b/><sz val=\"10\"/><name val=\"Arial\"/></font>"
        "<font><b/><sz val=\"14\"/><name val=\"Arial\"/></font></fonts>"
        "<fills count=\"5\"><fill><patternFill patternType=\"none\"/></fill>"
        "<fill><patternFill patternType=\"gray125\"/></fill>" FILL("DDE5EC") FILL(
                "F2F5F7")
                FILL("FFF8DC") "</fills>"
                               "<borders "
                               "count=\"2\"><border><left/><right/><top/><bottom/"
                               "><diagonal/></border>"
                               "<border>" SIDE("left") SIDE("right") SIDE("top") SIDE(
                                       "bottom") "<diagonal/></border></borders>"
                                                 "<cellStyleXfs count=\"1\"><xf "
                                                 "numFmtId=\"0\" fontId=\"0\" "
                                                 "fillId=\"0\" "
                                                 "borderId=\"0\"/></"
                                                 "cellStyleXfs><cellXfs count=\"6\">"
                                                 "<xf numFmtId=\"0\" fontId=\"0\" "
                                                 "fillId=\"0\" borderId=\"0\" "
                                                 "xfId=\"0\"/>" XF("1", "2", "1") XF(
                                                         "0", "0", "1") XF("1", "3", "1")
                                                         XF("0", "4",
                                                            "0") "<xf numFmtId=\"0\" "
                                                                 "fontId=\"2\" "
                                                                 "fillId=\"0\" "
                                                                 "borderId=\"0\" "
                                                                 "xfId=\"0\" "
                                                                 "applyFont=\"1\"/></"
                                                                 "cellXfs><cellStyles "
                                                                 "count=\"1\"><cellStyle "
                                                                 "name=\"Normal\" "
                                                                 "xfId=\"0\" "
                                                                 "builtinId=\"0\"/></"
                                                                 "cellStyles></"
                                                                 "styleSheet>";

/* Title, notice, the heads people read, and a hidden row of names that is read back. */
enum { ROW_title = 1, ROW_notice, ROW_heads, ROW_names, ROW_first };

/* The heads stand on every page that is printed. */
static void write_workbook(const struct spec *spec, struct buf *out)
{
	const char *name = tr(spec->language.catalogue, "Response form");
	buf_add_string(out, XML_HEAD "<workbook " S_SPACE " " R_SPACE
	                             "><sheets><sheet name=\"");
	html_text(out, name);
	buf_add_string(out, "\" sheetId=\"1\" r:id=\"rId1\"/></sheets><definedNames>"
	                    "<definedName name=\"_xlnm.Print_Titles\" "
	                    "localSheetId=\"0\">'");
	html_text(out, name);
	buf_format(out, "'!$%d:$%d</definedName></definedNames></workbook>", ROW_heads,
	           ROW_heads);
}

static void cell(struct buf *out, int column, unsigned row, enum style style,
                 const char *text)
{
	buf_format(out, "<c r=\"%c%u\" s=\"%d\"", 'A' + column, row, (int)style);
	if (!*text) {
		buf_add_string(out, "/>");
		return;
	}
	buf_add_string(out, " t=\"inlineStr\"><is><t xml:space=\"preserve\">");
	html_text(out, text);
	buf_add_string(out, "</t></is></c>");
}

static void write_heads(const struct spec *spec, struct buf *out)
{
	const struct catalogue *c = spec->language.catalogue;
	buf_format(out, "<row r=\"%d\">", ROW_title);
	cell(out, 0, ROW_title, STYLE_title, spec->title ? spec->title : "");
	buf_format(out, "</row><row r=\"%d\">", ROW_notice);
	cell(out, 0, ROW_notice, STYLE_plain, draft_notice(&spec->language));
	buf_format(out, "</row><row r=\"%d\" ht=\"42\" customHeight=\"1\">", ROW_heads);
	for (int i = 0; i < FORM_COLUMNS; i++)
		cell(out, i, ROW_heads, STYLE_head,
		     tr(c, form_column_row((enum form_column)i)->head));
	buf_format(out, "</row><row r=\"%d\" hidden=\"1\">", ROW_names);
	for (int i = 0; i < FORM_COLUMNS; i++)
		cell(out, i, ROW_names, STYLE_plain,
		     form_column_row((enum form_column)i)->name);
	buf_add_string(out, "</row>");
}

/* Points that a row needs so that its longest cell is read whole: programs do not agree
 * on growing rows by themselves. Some 13 points a line; letters are as wide as a unit. */
static unsigned row_height(const struct spec *spec, const struct spec_row *row)
{
	unsigned lines = 1;
	for (int c = 0; c < FORM_COLUMNS; c++) {
		enum form_column column = (enum form_column)c;
		const char *text = form_cell(spec, row, column);
		unsigned width = (unsigned)form_column_row(column)->width - 2;
		unsigned needs =
		        (unsigned)text_characters(text, strlen(text)) / width + 1;
		lines = needs > lines ? needs : lines;
	}
	return lines * 13 + 3;
}

static unsigned write_rows(const struct spec *spec, struct buf *out)
{
	unsigned at = ROW_first;
	for (size_t i = 0; i < spec->n; i++) {
		const struct spec_lot *lot = &spec->lots[i];
		for (size_t r = 0; r < lot->n; r++, at++) {
			const struct spec_row *row = &lot->rows[r];
			buf_format(out, "<row r=\"%u\" ht=\"%u\" customHeight=\"1\">", at,
			           row_height(spec, row));
			for (int c = 0; c < FORM_COLUMNS; c++) {
				enum form_column column = (enum form_column)c;
				bool open =
				        form_answers(row) &&
				        form_column_row(column)->owner == OWNER_bidder;
				cell(out, c, at,
				     open                    ? STYLE_open
				     : row->join != ROW_leaf ? STYLE_group
				                             : STYLE_locked,
				     form_cell(spec, row, column));
			}
			buf_add_string(out, "</row>");
		}
	}
	return at - 1;
}

static void write_sheet(const struct spec *spec, struct buf *out)
{
	const struct catalogue *c = spec->language.catalogue;
	buf_format(out,
	           XML_HEAD
	           "<worksheet " S_SPACE "><sheetPr><pageSetUpPr "
	           "fitToPage=\"1\"/></sheetPr><sheetViews><sheetView "
	           "workbookViewId=\"0\"><pane ySplit=\"%d\" topLeftCell=\"A%d\" "
	           "activePane=\"bottomLeft\" state=\"frozen\"/></sheetView>"
	           "</sheetViews><cols>",
	           ROW_names, ROW_first);
	for (int i = 0; i < FORM_COLUMNS; i++)
		buf_format(out,
		           "<col min=\"%d\" max=\"%d\" width=\"%d\" customWidth=\"1\"/>",
		           i + 1, i + 1, form_column_row((enum form_column)i)->width);
	buf_add_string(out, "</cols><sheetData>");
	write_heads(spec, out);
	unsigned last = write_rows(spec, out);
	buf_format(
	        out,
	        "</sheetData><sheetProtection sheet=\"1\" objects=\"1\" scenarios=\"1\" "
	        "formatColumns=\"0\" formatRows=\"0\"/><dataValidations count=\"1\">"
	        "<dataValidation type=\"list\" allowBlank=\"1\" showErrorMessage=\"1\" "
	        "sqref=\"%c%d:%c%u\"><formula1>\"%s,%s,%s\"</formula1></dataValidation>"
	        "</dataValidations><pageMargins left=\"0.4\" right=\"0.4\" top=\"0.5\" "
	        "bottom=\"0.5\" header=\"0.3\" footer=\"0.3\"/><pageSetup "
	        "paperSize=\"9\" "
	        "orientation=\"landscape\" fitToHeight=\"0\"/></worksheet>",
	        'A' + FORM_complies, ROW_first, 'A' + FORM_complies,
	        last < ROW_first ? (unsigned)ROW_first : last, tr(c, "yes"), tr(c, "no"),
	        tr(c, "equivalent"));
}

int spec_write_xlsx(const struct spec *spec, struct buf *out, struct error *err)
{
	(void)err;
	struct zip_writer zip = {BUF_EMPTY, BUF_EMPTY, 0};
	struct buf part = BUF_EMPTY;
	zip_add(&zip, "[Content_Types].xml", content_types, sizeof(content_types) - 1);
	zip_add(&zip, "_rels/.rels", relations, sizeof(relations) - 1);
	write_workbook(spec, &part);
	zip_add(&zip, "xl/workbook.xml", part.text, part.n);
	zip_add(&zip, "xl/_rels/workbook.xml.rels", workbook_relations,
	        sizeof(workbook_relations) - 1);
	zip_add(&zip, "xl/styles.xml", styles, sizeof(styles) - 1);
	buf_clear(&part);
	write_sheet(spec, &part);
	zip_add(&zip, "xl/worksheets/sheet1.xml", part.text, part.n);
	buf_done(&part);
	zip_finish(&zip, out);
	return 0;
}
