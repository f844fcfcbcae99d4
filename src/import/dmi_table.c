/* SPDX-License-Identifier: GPL-3.0-or-later
 * dmidecode's lines → SMBIOS structures: types 0 to 4 and 43.
 * Spec: DMTF DSP0134 3.7, sections 7.1 to 7.5, 7.44 */
#include "import/dmi_table.h"

#include "probes/smbios.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { STRING_MAX = 256 };

void dmi_put(struct dmi_made *m, size_t offset, size_t size, uint64_t number)
{
	if (offset + size > sizeof(m->bytes))
		return;
	for (size_t i = 0; i < size; i++)
		m->bytes[offset + i] = (uint8_t)(number >> 8 * i);
	if (offset + size > m->length)
		m->length = offset + size;
}

void dmi_put_string(struct dmi_made *m, size_t offset, const struct dmi_structure *s,
                    const char *label)
{
	const char *text = dmi_value(s, label);
	if (!text)
		return;
	size_t n = strlen(text);
	if (n > STRING_MAX)
		n = STRING_MAX;
	dmi_put(m, offset, 1, n ? ++m->count : 0);
	if (!n)
		return;
	buf_add(&m->strings, text, n);
	buf_add_char(&m->strings, '\0');
}

bool dmi_bytes(const char *text, uint64_t *bytes)
{
	static const struct {
		const char *unit;
		unsigned shift;
	} units[] = {{"bytes", 0}, {"kB", 10}, {"KB", 10}, {"MB", 20},
	             {"GB", 30},   {"TB", 40}, {"PB", 50}};
	char *rest;
	if (!text || !isdigit((unsigned char)*text))
		return false;
	unsigned long long n = strtoull(text, &rest, 10);
	rest += strspn(rest, " ");
	for (size_t i = 0; i < sizeof(units) / sizeof(*units); i++) {
		size_t length = strlen(units[i].unit);
		if (strncmp(rest, units[i].unit, length) != 0 ||
		    isalpha((unsigned char)rest[length]) ||
		    n >= (uint64_t)1 << (63 - units[i].shift))
			continue;
		*bytes = n << units[i].shift;
		return true;
	}
	return false;
}

uint64_t dmi_number(const char *text, uint64_t otherwise)
{
	return text && isdigit((unsigned char)*text) ? strtoull(text, NULL, 10)
	                                             : otherwise;
}

static void make_firmware(struct dmi_made *m, const struct dmi_structure *s)
{
	uint64_t size;
	char *rest;
	dmi_put_string(m, 0x04, s, "Vendor");
	dmi_put_string(m, 0x05, s, "Version");
	dmi_put_string(m, 0x08, s, "Release Date");
	if (dmi_bytes(dmi_value(s, "ROM Size"), &size)) {
		bool small = size && size <= (uint64_t)16 << 20 && !(size & 0xffff);
		dmi_put(m, 0x09, 1, small ? (size >> 16) - 1 : 0xff);
		if (size >= (uint64_t)16 << 20)
			dmi_put(m, 0x18, 2, size >> 20 & 0x3fff);
	}
	const char *release = dmi_value(s, "BIOS Revision");
	if (!release || !isdigit((unsigned char)*release))
		return;
	unsigned long major = strtoul(release, &rest, 10);
	if (*rest != '.' || major > 0xfe)
		return;
	dmi_put(m, 0x14, 1, major);
	dmi_put(m, 0x15, 1, strtoul(rest + 1, NULL, 10));
}

/* In the order in which it is printed: a table without version is read so. */
static void put_uuid(struct dmi_made *m, const char *text)
{
	uint8_t bytes[16] = {0};
	size_t n = 0;
	while (text && *text && n < 32) {
		if (*text == '-') {
			text++;
			continue;
		}
		if (!isxdigit((unsigned char)*text))
			break;
		unsigned digit = isdigit((unsigned char)*text)
		                         ? (unsigned)(*text - '0')
		                         : (unsigned)((*text | 0x20) - 'a' + 10);
		bytes[n / 2] = (uint8_t)(bytes[n / 2] << 4 | digit);
		n++;
		text++;
	}
	if (n != 32)
		memset(bytes, 0, sizeof(bytes));
	for (size_t i = 0; i < 16; i++)
		dmi_put(m, 0x08 + i, 1, bytes[i]);
}

static void make_system(struct dmi_made *m, const struct dmi_structure *s)
{
	dmi_put_string(m, 0x04, s, "Manufacturer");
	dmi_put_string(m, 0x05, s, "Product Name");
	dmi_put_string(m, 0x06, s, "Version");
	dmi_put_string(m, 0x07, s, "Serial Number");
	if (dmi_value(s, "UUID"))
		put_uuid(m, dmi_value(s, "UUID"));
	dmi_put_string(m, 0x19, s, "SKU Number");
	dmi_put_string(m, 0x1a, s, "Family");
}

static void make_board(struct dmi_made *m, const struct dmi_structure *s)
{
	enum { HOSTS = 1, MOTHERBOARD = 0x0a, OTHER_BOARD = 0x02 };
	dmi_put_string(m, 0x04, s, "Manufacturer");
	dmi_put_string(m, 0x05, s, "Product Name");
	dmi_put_string(m, 0x06, s, "Version");
	dmi_put_string(m, 0x07, s, "Serial Number");
	dmi_put_string(m, 0x08, s, "Asset Tag");
	if (dmi_value(s, "Features"))
		dmi_put(m, 0x09, 1,
		        dmi_has_item(s, "Board is a hosting board") ? HOSTS : 0);
	const char *chassis = dmi_value(s, "Chassis Handle");
	const char *type = dmi_value(s, "Type");
	if (chassis)
		dmi_put(m, 0x0b, 2, strtoul(chassis, NULL, 16));
	if (type)
		dmi_put(m, 0x0d, 1,
		        !strcmp(type, "Motherboard") ? MOTHERBOARD : OTHER_BOARD);
}

static void make_chassis(struct dmi_made *m, const struct dmi_structure *s)
{
	const char *type = dmi_value(s, "Type");
	unsigned number = type ? smbios_value(SMBIOS_chassis, type, 2) : 2;
	dmi_put_string(m, 0x04, s, "Manufacturer");
	dmi_put(m, 0x05, 1, number);
	dmi_put_string(m, 0x06, s, "Version");
	dmi_put_string(m, 0x07, s, "Serial Number");
	dmi_put_string(m, 0x08, s, "Asset Tag");
}

static void make_processor(struct dmi_made *m, const struct dmi_structure *s)
{
	enum { CENTRAL = 3, OTHER_PROCESSOR = 1, POPULATED = 0x40 };
	enum { IS_64_BIT = 0x04, VIRTUALIZE = 0x40 };
	bool wide = dmi_has_item(s, "64-bit capable");
	bool virtual = dmi_has_item(s, "Hardware Virtualization");
	const char *type = dmi_value(s, "Type"), *status = dmi_value(s, "Status");
	uint64_t cores = dmi_number(dmi_value(s, "Core Count"), 0);
	uint64_t threads = dmi_number(dmi_value(s, "Thread Count"), 0);
	dmi_put_string(m, 0x04, s, "Socket Designation");
	dmi_put(m, 0x05, 1,
	        !type || !strcmp(type, "Central Processor") ? CENTRAL : OTHER_PROCESSOR);
	dmi_put_string(m, 0x07, s, "Manufacturer");
	dmi_put_string(m, 0x10, s, "Version");
	dmi_put(m, 0x18, 1,
	        !status || strncmp(status, "Unpopulated", 11) != 0 ? POPULATED : 0);
	dmi_put_string(m, 0x20, s, "Serial Number");
	dmi_put_string(m, 0x22, s, "Part Number");
	if (cores || threads) {
		dmi_put(m, 0x23, 1, cores < 0xff ? cores : 0xff);
		dmi_put(m, 0x25, 1, threads < 0xff ? threads : 0xff);
		dmi_put(m, 0x2a, 2, cores < 0xffff ? cores : 0);
		dmi_put(m, 0x2e, 2, threads < 0xffff ? threads : 0);
	}
	if (wide || virtual)
		dmi_put(m, 0x26, 2,
		        (wide ? IS_64_BIT : 0u) | (virtual ? VIRTUALIZE : 0u));
}

static void make_tpm(struct dmi_made *m, const struct dmi_structure *s)
{
	const char *vendor = dmi_value(s, "Vendor ID");
	const char *version = dmi_value(s, "Specification Version");
	const char *firmware = dmi_value(s, "Firmware Revision");
	char *rest;
	for (size_t i = 0; i < 4; i++)
		dmi_put(m, 0x04 + i, 1,
		        vendor && strlen(vendor) > i ? (uint8_t)vendor[i] : 0);
	unsigned long major = version ? strtoul(version, &rest, 10) : 0;
	dmi_put(m, 0x08, 1, major);
	dmi_put(m, 0x09, 1, major && *rest == '.' ? strtoul(rest + 1, NULL, 10) : 0);
	unsigned long high = firmware ? strtoul(firmware, &rest, 10) : 0;
	unsigned long low = firmware && *rest == '.' ? strtoul(rest + 1, NULL, 10) : 0;
	dmi_put(m, 0x0a, 4,
	        major == 1 ? (high & 0xff) << 16 | (low & 0xff) << 24
	                   : (high & 0xffff) << 16 | (low & 0xffff));
	dmi_put(m, 0x0e, 4, 0);
	dmi_put(m, 0x12, 1, 0);
}

static const struct {
	unsigned type;
	size_t least; /* bytes of the formatted part in the oldest standard */
	void (*make)(struct dmi_made *m, const struct dmi_structure *s);
} makers[] = {
        {0, 0x12, make_firmware},    {1, 0x08, make_system},
        {2, 0x08, make_board},       {3, 0x09, make_chassis},
        {4, 0x1a, make_processor},   {16, 0x0f, dmi_make_array},
        {17, 0x15, dmi_make_device}, {43, 0x12, make_tpm},
};

static void append(struct dmi_made *m, unsigned type, uint16_t handle, struct buf *table)
{
	m->bytes[0] = (uint8_t)type;
	m->bytes[1] = (uint8_t)m->length;
	m->bytes[2] = (uint8_t)handle;
	m->bytes[3] = (uint8_t)(handle >> 8);
	buf_add(table, (const char *)m->bytes, m->length);
	buf_add(table, m->strings.text, m->strings.n);
	buf_add(table, "\0\0", m->strings.n ? 1 : 2);
}

void dmi_table_make(struct dmi_text *text, struct buf *table)
{
	const struct dmi_structure *s;
	struct dmi_made made = {.strings = BUF_EMPTY};
	while ((s = dmi_text_next(text)))
		for (size_t k = 0; k < sizeof(makers) / sizeof(*makers); k++) {
			if (makers[k].type != s->type)
				continue;
			memset(made.bytes, 0, sizeof(made.bytes));
			made.length = makers[k].least;
			made.count = 0;
			buf_clear(&made.strings);
			makers[k].make(&made, s);
			append(&made, s->type, s->handle, table);
		}
	buf_done(&made.strings);
	buf_add(table, "\177\4\377\376\0\0", 6);
}
