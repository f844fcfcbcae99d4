/* SPDX-License-Identifier: GPL-3.0-or-later
 * Importers for dmidecode: its text, and the file of --dump-bin.
 * Source: dmidecode(8); DMTF DSP0134 3.7 */
#include "import/dmi_table.h"
#include "import/import.h"
#include "probes/smbios.h"

#include <string.h>

enum {
	/* --dump-bin puts the entry point first and the table at byte 32. */
	DUMP_TABLE = 32,
};

bool import_dmidecode_is(const char *bytes, size_t n)
{
	return dmi_text_is(bytes, n);
}

/* Maps a table, and hands the scan on. A table without any structure is refused. */
static int hand_on(struct scan *scan, const struct import_document *doc,
                   const struct smbios_table *table, import_each *each, void *context,
                   struct error *err)
{
	bool any = false;
	for (size_t i = 0; i < table->n; i++)
		any |= table->items[i].type <= 4 || table->items[i].type == 17;
	if (!any) {
		scan_free(scan);
		error_set(err, EXIT_usage, doc->name,
		          "expected SMBIOS structures, found none");
		return error_remedy(err, "run dmidecode as root and save all it prints");
	}
	smbios_map(scan, table);
	import_finish(scan, doc);
	return each(context, scan);
}

int import_dmidecode_read(const struct import_document *doc, import_each *each,
                          void *context, struct error *err)
{
	if (doc->n > DMI_TEXT_MAX)
		return error_set(err, EXIT_usage, doc->name,
		                 "expected at most %d bytes, found more", DMI_TEXT_MAX);
	struct scan *scan = import_start(doc);
	struct dmi_text text;
	struct buf bytes = BUF_EMPTY;
	struct smbios_table table;
	dmi_text_open(&text, doc->bytes, doc->n);
	dmi_table_make(&text, &bytes);
	smbios_parse(scan, NULL, 0, (const uint8_t *)bytes.text, bytes.n, &table);
	if (text.cut)
		scan_note(scan, NULL,
		          "the text has more structures than any machine; the rest was "
		          "not read");
	dmi_text_close(&text);
	int result = hand_on(scan, doc, &table, each, context, err);
	buf_done(&bytes);
	return result;
}

bool import_dmidecode_bin_is(const char *bytes, size_t n)
{
	return n > DUMP_TABLE &&
	       (!memcmp(bytes, "_SM_", 4) || !memcmp(bytes, "_SM3_", 5));
}

int import_dmidecode_bin_read(const struct import_document *doc, import_each *each,
                              void *context, struct error *err)
{
	if (!import_dmidecode_bin_is(doc->bytes, doc->n) ||
	    doc->n > DUMP_TABLE + SMBIOS_TABLE_MAX)
		return error_set(err, EXIT_usage, doc->name,
		                 "expected an SMBIOS entry point and table, found %s",
		                 doc->n > DUMP_TABLE ? "something else" : "too little");
	struct scan *scan = import_start(doc);
	struct smbios_table table;
	const uint8_t *b = (const uint8_t *)doc->bytes;
	smbios_parse(scan, b, DUMP_TABLE, b + DUMP_TABLE, doc->n - DUMP_TABLE, &table);
	return hand_on(scan, doc, &table, each, context, err);
}
