/* SPDX-License-Identifier: GPL-3.0-or-later
 * Merges a kernel into drivers/NAME.tsv. */
#include "compat/kernel_text.h"

#include "base/file.h"
#include "base/text.h"
#include "compat/driver_words.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { MOST_FILES = 16, MOST_KERNELS = 64 };

/* The rows of all kernels, while one is put among them. */
struct merge {
	struct compat_text text;
	struct kernel_addition *addition;
	struct arena arena;
	uint64_t bit;
};

/* The file being written, and whether anything could not be. */
struct output {
	struct merge *merge;
	const char *name; /* NULL: none yet */
	struct buf bytes;
	struct error *err;
	int result;
};

static int driver_row_order(const void *a, const void *b)
{
	const struct text_driver *x = a, *y = b;
	return strcmp(x->name, y->name);
}

static int row_order(const void *a, const void *b)
{
	const struct text_driver_row *x = a, *y = b;
	int text = strcmp(x->text, y->text);
	return text ? text : strcmp(x->driver, y->driver);
}

/* The bit of the kernel: that of its old row, or the next one. */
static int take_bit(struct merge *m, struct error *err)
{
	struct kernel_addition *a = m->addition;
	struct compat_text *t = &m->text;
	size_t i = 0;
	while (i < t->kernel_count && strcmp(t->kernels[i].id, a->id) != 0)
		i++;
	if (i >= MOST_KERNELS)
		return error_set(err, EXIT_usage, a->folder,
		                 "expected at most %d kernels, found more", MOST_KERNELS);
	if (i == t->kernel_count) {
		t->kernels = memory_room(t->kernels, t->kernel_count, &t->kernel_room,
		                         sizeof(*t->kernels));
		t->kernel_count++;
	}
	t->kernels[i] = (struct text_kernel){.id = a->id,
	                                     .platform = a->platform,
	                                     .package = a->package,
	                                     .version = a->version,
	                                     .day = a->day,
	                                     .from.source = a->source};
	m->bit = 1ULL << i;
	return 0;
}

static void merge_drivers(struct merge *m)
{
	struct compat_text *t = &m->text;
	const struct kernel_facts *f = m->addition->facts;
	size_t kept = 0;
	for (size_t i = 0; i < t->driver_count; i++) {
		t->drivers[i].kernels &= ~m->bit;
		t->drivers[i].built_in &= ~m->bit;
	}
	for (size_t i = 0; i < f->driver_n; i++) {
		t->drivers = memory_room(t->drivers, t->driver_count, &t->driver_room,
		                         sizeof(*t->drivers));
		t->drivers[t->driver_count++] = (struct text_driver){
		        .name = f->drivers[i].name,
		        .kernels = m->bit,
		        .built_in = f->drivers[i].built_in ? m->bit : 0};
	}
	if (t->driver_count)
		qsort(t->drivers, t->driver_count, sizeof(*t->drivers), driver_row_order);
	for (size_t i = 0; i < t->driver_count; i++) {
		struct text_driver *d = &t->drivers[i];
		if (!d->kernels)
			continue;
		if (kept && !strcmp(t->drivers[kept - 1].name, d->name)) {
			t->drivers[kept - 1].kernels |= d->kernels;
			t->drivers[kept - 1].built_in |= d->built_in;
		} else {
			t->drivers[kept++] = *d;
		}
	}
	t->driver_count = kept;
}

/* Rows of text and driver: those of the kernel anew, those that no kernel has any more
 * left out. */
struct row_list {
	struct text_driver_row *items;
	size_t n, room;
};

static void merge_rows(struct merge *m, struct row_list *list,
                       const struct kernel_pair *pairs, size_t n)
{
	size_t kept = 0;
	for (size_t i = 0; i < list->n; i++)
		list->items[i].kernels &= ~m->bit;
	for (size_t i = 0; i < n; i++) {
		list->items = memory_room(list->items, list->n, &list->room,
		                          sizeof(*list->items));
		list->items[list->n++] =
		        (struct text_driver_row){.text = pairs[i].text,
		                                 .driver = pairs[i].driver,
		                                 .kernels = m->bit};
	}
	if (list->n)
		qsort(list->items, list->n, sizeof(*list->items), row_order);
	for (size_t i = 0; i < list->n; i++) {
		struct text_driver_row *r = &list->items[i];
		if (!r->kernels)
			continue;
		if (kept && !row_order(&list->items[kept - 1], r))
			list->items[kept - 1].kernels |= r->kernels;
		else
			list->items[kept++] = *r;
	}
	list->n = kept;
}

/* ---- writing ---------------------------------------------------------------------- */

static void end_file(struct output *o)
{
	if (o->name && !o->result)
		o->result = file_write(arena_format(&o->merge->arena, "%s/drivers/%s.tsv",
		                                    o->merge->addition->folder, o->name),
		                       o->bytes.text, o->bytes.n, o->err);
	buf_clear(&o->bytes);
}

static void begin_file(struct output *o, const char *name, enum driver_file which)
{
	end_file(o);
	o->name = name;
	for (int i = 0; driver_file_columns[which][i]; i++)
		buf_format(&o->bytes, "%s%s", i ? "\t" : "",
		           driver_file_columns[which][i]);
	buf_add_char(&o->bytes, '\n');
}

static void write_rows(struct output *o, const struct text_driver_row *rows, size_t n,
                       const char *of)
{
	for (size_t i = 0; i < n; i++)
		if (!of || !strcmp(driver_alias_file(rows[i].text), of))
			buf_format(&o->bytes, "%s\t%s\t%llx\n", rows[i].text,
			           rows[i].driver, (unsigned long long)rows[i].kernels);
}

static void write_kernels(struct output *o, const struct compat_text *t)
{
	char day[DATE_TEXT_MAX];
	for (size_t i = 0; i < t->kernel_count; i++) {
		const struct text_kernel *k = &t->kernels[i];
		buf_format(&o->bytes, "%s\t%s\t%s\t%s\t%s\t%s\n", k->id, k->platform,
		           k->package, k->version, date_text(k->day, day),
		           k->from.source);
	}
}

static void write_drivers(struct output *o, const struct compat_text *t)
{
	for (size_t i = 0; i < t->driver_count; i++) {
		const struct text_driver *d = &t->drivers[i];
		buf_format(&o->bytes, "%s\t%llx\t", d->name,
		           (unsigned long long)d->kernels);
		if (d->built_in)
			buf_format(&o->bytes, "%llx", (unsigned long long)d->built_in);
		buf_add_char(&o->bytes, '\n');
	}
}

static int write_files(struct merge *m, struct error *err)
{
	static const char *const alias_files[] = {"acpi",  "hid", "i2c", "of",
	                                          "other", "pci", "usb"};
	struct output o = {.merge = m, .bytes = BUF_EMPTY, .err = err};
	const struct compat_text *t = &m->text;
	const char *folder = arena_format(&m->arena, "%s/drivers", m->addition->folder);
	if (mkdir(folder, 0777) && errno != EEXIST)
		return error_set(err, EXIT_run, folder, "cannot create: %s",
		                 strerror(errno));
	begin_file(&o, "kernels", DRIVER_FILE_kernels);
	write_kernels(&o, t);
	begin_file(&o, "drivers", DRIVER_FILE_drivers);
	write_drivers(&o, t);
	begin_file(&o, "firmware", DRIVER_FILE_firmware);
	write_rows(&o, t->firmware, t->firmware_count, NULL);
	for (size_t i = 0; i < sizeof(alias_files) / sizeof(*alias_files); i++) {
		begin_file(&o, alias_files[i], DRIVER_FILE_aliases);
		write_rows(&o, t->aliases, t->alias_count, alias_files[i]);
	}
	end_file(&o);
	buf_done(&o.bytes);
	return o.result;
}

int kernel_text_add(struct kernel_addition *addition, struct error *err)
{
	struct merge m = {.addition = addition};
	const struct kernel_facts *f = addition->facts;
	struct compat_text *t = &m.text;
	compat_text_init(t, &addition->problems);
	int result = compat_text_read_folder(t, addition->folder, err);
	if (!result && addition->problems.n)
		result = -1;
	if (!result)
		result = take_bit(&m, err);
	if (!result) {
		struct row_list aliases = {t->aliases, t->alias_count, t->alias_room};
		struct row_list firmware = {t->firmware, t->firmware_count,
		                            t->firmware_room};
		merge_drivers(&m);
		merge_rows(&m, &aliases, f->aliases, f->alias_n);
		merge_rows(&m, &firmware, f->firmware, f->firmware_n);
		t->aliases = aliases.items;
		t->alias_count = aliases.n;
		t->firmware = firmware.items;
		t->firmware_count = firmware.n;
		result = write_files(&m, err);
	}
	compat_text_done(t);
	arena_done(&m.arena);
	return result;
}
