/* SPDX-License-Identifier: GPL-3.0-or-later
 * Kernels of the compatibility database. */
#include "base/json.h"
#include "report/compat_report.h"

#include <string.h>

static long patterns(const struct compat_kernel_sheet *sheet)
{
	long sum = 0;
	for (size_t i = 0; i < sheet->bus_count; i++)
		sum += sheet->buses[i].patterns;
	return sum;
}

void compat_kernel_text(const struct compat_kernel_sheet *sheet, struct buf *out)
{
	const struct compat_kernel *k = &sheet->kernel;
	char day[DATE_TEXT_MAX];
	buf_format(out, "Kernel        %s\n", k->id);
	buf_format(out, "Platform      %s\n", k->platform);
	buf_format(out, "Package       %s %s\n", k->package, k->version);
	buf_format(out, "Read          %s [%s]\n", date_text(k->day, day), k->source->id);
	buf_format(out, "Drivers       %ld, of them %ld built in\n", sheet->drivers,
	           sheet->built_in);
	buf_format(out, "Firmware      %ld files that drivers may ask for\n",
	           sheet->firmware);
	buf_format(out, "Patterns      %ld", patterns(sheet));
	for (size_t i = 0; i < sheet->bus_count; i++)
		buf_format(out, "%s%s %ld", i ? ", " : ": ", sheet->buses[i].bus,
		           sheet->buses[i].patterns);
	buf_add_char(out, '\n');
}

json_t *compat_kernel_object(const struct compat_kernel_sheet *sheet)
{
	const struct compat_kernel *k = &sheet->kernel;
	char day[DATE_TEXT_MAX];
	json_t *object = json_object(), *by_bus = json_object();
	json_put_text(object, "kernel", k->id);
	json_put_text(object, "platform", k->platform);
	json_put_text(object, "package", k->package);
	json_put_text(object, "version", k->version);
	json_put_text(object, "date", date_text(k->day, day));
	json_put_text(object, "source", k->source->id);
	json_put(object, "drivers", json_integer(sheet->drivers));
	json_put(object, "built_in", json_integer(sheet->built_in));
	json_put(object, "firmware", json_integer(sheet->firmware));
	for (size_t i = 0; i < sheet->bus_count; i++)
		json_put(by_bus, sheet->buses[i].bus,
		         json_integer(sheet->buses[i].patterns));
	json_put(object, "patterns", by_bus);
	return object;
}

void compat_kernel_json(const struct compat_kernel_sheet *sheet, struct buf *out)
{
	json_t *object = json_object(), *kernel = compat_kernel_object(sheet);
	json_put_text(object, "format", "hwfit-kernel/1");
	json_object_update(object, kernel);
	json_write(object, out);
	json_decref(kernel);
	json_decref(object);
}

void compat_kernels_text(const struct compat_kernel_sheet *sheets, size_t n,
                         struct buf *out)
{
	char day[DATE_TEXT_MAX];
	size_t id = 0, package = 0, version = 0;
	for (size_t i = 0; i < n; i++) {
		const struct compat_kernel *k = &sheets[i].kernel;
		id = strlen(k->id) > id ? strlen(k->id) : id;
		package = strlen(k->package) > package ? strlen(k->package) : package;
		version = strlen(k->version) > version ? strlen(k->version) : version;
	}
	for (size_t i = 0; i < n; i++) {
		const struct compat_kernel *k = &sheets[i].kernel;
		buf_format(out, "%-*s  %-*s  %-*s  %s  %6ld drivers  %6ld patterns\n",
		           (int)id, k->id, (int)package, k->package, (int)version,
		           k->version, date_text(k->day, day), sheets[i].drivers,
		           patterns(&sheets[i]));
	}
}

void compat_kernels_json(const struct compat_kernel_sheet *sheets, size_t n,
                         struct buf *out)
{
	json_t *array = json_array();
	for (size_t i = 0; i < n; i++)
		json_array_append_new(array, compat_kernel_object(&sheets[i]));
	json_write(array, out);
	json_decref(array);
}
