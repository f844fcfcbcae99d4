/* SPDX-License-Identifier: GPL-3.0-or-later
 * The words of compat-db/drivers/. */
#include "compat/driver_words.h"

#include "base/text.h"

#include <string.h>

static const char *const files[] = {
        [DRIVER_FILE_kernels] = "kernels",
        [DRIVER_FILE_drivers] = "drivers",
        [DRIVER_FILE_firmware] = "firmware",
        [DRIVER_FILE_no_driver] = "no-driver",
        [DRIVER_FILE_claims] = "claims",
        [DRIVER_FILE_support] = "support",
        [DRIVER_FILE_firmware_packages] = "firmware-packages",
        [DRIVER_FILE_chips] = "chips",
};

enum driver_file driver_file_of(const char *name)
{
	int i = 0;
	while (i < DRIVER_FILE_aliases && strcmp(files[i], name) != 0)
		i++;
	return i;
}

static const struct driver_effect_row effects[DRIVER_EFFECT_COUNT] = {
        [DRIVER_EFFECT_none_expected] = {"none_expected", DRIVER_FILE_no_driver},
        [DRIVER_EFFECT_user_space] = {"user_space", DRIVER_FILE_no_driver},
        [DRIVER_EFFECT_beside] = {"beside", DRIVER_FILE_no_driver},
        [DRIVER_EFFECT_ignored] = {"ignored", DRIVER_FILE_claims},
        [DRIVER_EFFECT_unsure] = {"unsure", DRIVER_FILE_claims},
        [DRIVER_EFFECT_removed] = {"removed", DRIVER_FILE_support},
        [DRIVER_EFFECT_unmaintained] = {"unmaintained", DRIVER_FILE_support},
        [DRIVER_EFFECT_program] = {"program", DRIVER_FILE_support},
};

const struct driver_effect_row *driver_effect_row(enum driver_effect effect)
{
	return &effects[effect];
}

const char *driver_alias_file(const char *pattern)
{
	static const char *const buses[] = {"pci", "usb", "hid", "of", "i2c", "acpi"};
	for (size_t i = 0; i < sizeof(buses) / sizeof(*buses); i++) {
		size_t n = strlen(buses[i]);
		if (text_starts(pattern, buses[i]) &&
		    (pattern[n] == ':' || !strncmp(pattern + n, "*:", 2)))
			return buses[i];
	}
	return "other";
}
