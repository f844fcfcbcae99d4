/* SPDX-License-Identifier: GPL-3.0-or-later
 * Writes kernels, firmware and rules of devices into a new database, and packs the alias
 * patterns. */
#include "compat/write.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void write_kernels(struct db_writer *writer, const struct compat_text *text)
{
	sqlite3_stmt *insert =
	        writer_prepare(writer, "INSERT INTO kernel VALUES(?,?,?,?,?,?,?)");
	for (size_t i = 0; i < text->kernel_count; i++) {
		const struct text_kernel *k = &text->kernels[i];
		writer_bind(writer, insert, 1, "issssds", (int64_t)i, k->id, k->platform,
		            k->package, k->version, &k->day, k->from.source);
		writer_row(writer, insert);
	}
	writer_done(insert);
}

/* ---- how much there is of each kernel ---------------------------------------------- */

enum { KERNELS_MOST = 64, COUNTS_MOST = 32 };

/* "pci" of drivers/pci.tsv; what is not of a bus has "". */
struct kernel_tally {
	const char *what, *bus;
	size_t bus_length;
	int64_t n[KERNELS_MOST];
};

static struct kernel_tally *tally_of(struct kernel_tally *tallies, size_t *n,
                                     const char *what, const char *file)
{
	const char *slash = file ? strrchr(file, '/') : NULL,
	           *bus = slash ? slash + 1 : "";
	size_t length = strcspn(bus, ".");
	for (size_t i = 0; i < *n; i++)
		if (!strcmp(tallies[i].what, what) && tallies[i].bus_length == length &&
		    !memcmp(tallies[i].bus, bus, length))
			return &tallies[i];
	if (*n == COUNTS_MOST)
		return NULL;
	tallies[*n] =
	        (struct kernel_tally){.what = what, .bus = bus, .bus_length = length};
	return &tallies[(*n)++];
}

static void tally(struct kernel_tally *to, uint64_t kernels)
{
	for (int bit = 0; to && bit < KERNELS_MOST; bit++)
		to->n[bit] += kernels >> bit & 1;
}

static void write_tally(struct db_writer *writer, const struct kernel_tally *from,
                        size_t kernel_count)
{
	char bus[32];
	sqlite3_stmt *insert =
	        writer_prepare(writer, "INSERT INTO kernel_count VALUES(?,?,?,?)");
	snprintf(bus, sizeof(bus), "%.*s", (int)from->bus_length, from->bus);
	for (size_t k = 0; k < kernel_count && k < KERNELS_MOST; k++) {
		writer_bind(writer, insert, 1, "issi", (int64_t)k, from->what, bus,
		            from->n[k]);
		writer_row(writer, insert);
	}
	writer_done(insert);
}

static void write_counts(struct db_writer *writer, const struct compat_text *text)
{
	struct kernel_tally *tallies = memory_get(COUNTS_MOST * sizeof(*tallies));
	size_t n = 0;
	for (size_t i = 0; i < text->driver_count; i++) {
		const struct text_driver *d = &text->drivers[i];
		tally(tally_of(tallies, &n, "drivers", NULL), d->kernels);
		tally(tally_of(tallies, &n, "built_in", NULL), d->built_in);
	}
	/* A file that several drivers ask for is one; rows of a file stand together. */
	for (size_t i = 0; i < text->firmware_count;) {
		const char *file = text->firmware[i].text;
		uint64_t kernels = 0;
		for (; i < text->firmware_count && !strcmp(text->firmware[i].text, file);
		     i++)
			kernels |= text->firmware[i].kernels;
		tally(tally_of(tallies, &n, "firmware", NULL), kernels);
	}
	for (size_t i = 0; i < text->alias_count; i++)
		tally(tally_of(tallies, &n, "patterns", text->aliases[i].file),
		      text->aliases[i].kernels);
	for (size_t i = 0; i < n; i++)
		write_tally(writer, &tallies[i], text->kernel_count);
	free(tallies);
}

static void write_firmware(struct db_writer *writer, const struct compat_text *text)
{
	sqlite3_stmt *insert =
	        writer_prepare(writer, "INSERT INTO firmware VALUES(?,?,?)");
	for (size_t i = 0; i < text->firmware_count; i++) {
		const struct text_driver_row *f = &text->firmware[i];
		writer_bind(writer, insert, 1, "ssi", f->driver, f->text,
		            (int64_t)f->kernels);
		writer_row(writer, insert);
	}
	writer_done(insert);
}

static void write_rules(struct db_writer *writer, const struct text_device_rule *rules,
                        size_t n, int64_t of_driver)
{
	sqlite3_stmt *insert =
	        writer_prepare(writer, "INSERT INTO device_rule VALUES(?,?,?,?,?,?)");
	for (size_t i = 0; i < n; i++) {
		writer_bind(writer, insert, 1, "iissss", of_driver, (int64_t)i,
		            rules[i].subject, rules[i].effect, rules[i].reason,
		            rules[i].from.source);
		writer_row(writer, insert);
	}
	writer_done(insert);
}

static void write_supports(struct db_writer *writer, const struct compat_text *text)
{
	sqlite3_stmt *insert =
	        writer_prepare(writer, "INSERT INTO driver_support VALUES(?,?,?,?,?,?)");
	for (size_t i = 0; i < text->support_count; i++) {
		const struct text_support_row *r = &text->supports[i];
		writer_bind(writer, insert, 1, "isssss", (int64_t)i, r->driver,
		            r->pattern, r->platform, r->effect, r->from.source);
		writer_row(writer, insert);
	}
	writer_done(insert);
}

static void write_packages(struct db_writer *writer, const struct compat_text *text)
{
	sqlite3_stmt *insert =
	        writer_prepare(writer, "INSERT INTO firmware_package VALUES(?,?,?,?,?)");
	for (size_t i = 0; i < text->firmware_package_count; i++) {
		const struct text_firmware_package *r = &text->firmware_packages[i];
		writer_bind(writer, insert, 1, "sssis", r->name, r->package, r->area,
		            (int64_t)r->kernels, r->from.source);
		writer_row(writer, insert);
	}
	writer_done(insert);
}

static void write_index(struct db_writer *writer, const struct compat_text *text)
{
	struct buf bytes = BUF_EMPTY;
	size_t n = text->alias_count + text->chip_count;
	struct alias_row *rows = memory_get((n + 1) * sizeof(*rows));
	struct alias_driver *drivers =
	        memory_get((text->driver_count + 1) * sizeof(*drivers));
	for (size_t i = 0; i < n; i++) {
		const struct text_driver_row *r =
		        i < text->alias_count ? &text->aliases[i]
		                              : &text->chips[i - text->alias_count];
		rows[i] = (struct alias_row){r->text, r->driver, r->kernels};
	}
	for (size_t i = 0; i < text->driver_count; i++)
		drivers[i] = (struct alias_driver){text->drivers[i].name,
		                                   text->drivers[i].built_in};
	sqlite3_stmt *insert =
	        writer_prepare(writer, "INSERT INTO alias_index VALUES(1, ?)");
	if (!alias_index_build(&bytes, rows, n, drivers, text->driver_count)) {
		writer->failed = true;
		error_set(writer->err, EXIT_run, "compatibility database",
		          "expected fewer than 65535 drivers and sets of kernels, found "
		          "more");
	}
	if (!writer->failed) {
		sqlite3_bind_blob64(insert, 1, bytes.text, bytes.n, SQLITE_STATIC);
		writer_row(writer, insert);
	}
	writer_done(insert);
	buf_done(&bytes);
	free(rows);
	free(drivers);
}

void write_drivers(struct db_writer *writer, const struct compat_text *text)
{
	write_kernels(writer, text);
	write_counts(writer, text);
	write_firmware(writer, text);
	write_rules(writer, text->no_drivers, text->no_driver_count, 0);
	write_rules(writer, text->claims, text->claim_count, 1);
	write_supports(writer, text);
	write_packages(writer, text);
	write_index(writer, text);
}
