/* SPDX-License-Identifier: GPL-3.0-or-later
 * Makers of TPMs by the four letters that their chips tell.
 * Spec: TCG TPM Vendor ID Registry 1.06 */
#include "probes/tpm.h"

#include <stddef.h>

static const struct {
	char id[5]; /* short ones end in blanks or NULs */
	const char *name;
} vendors[] = {
        {"AMD ", "AMD"},
        {"ANT ", "Ant Group"},
        {"ATML", "Atmel"},
        {"BRCM", "Broadcom"},
        {"CSCO", "Cisco"},
        {"FLYS", "Flyslice Technologies"},
        {"GOOG", "Google"},
        {"HISI", "Huawei"},
        {"HPE ", "HPE"},
        {"HPI ", "HP"},
        {"IBM ", "IBM"},
        {"IFX ", "Infineon"},
        {"INTC", "Intel"},
        {"LEN ", "Lenovo"},
        {"MSFT", "Microsoft"},
        {"NSG ", "NSING"},
        {"NSM ", "National Semiconductor"},
        {"NTC ", "Nuvoton"},
        {"NTZ ", "Nationz"},
        {"QCOM", "Qualcomm"},
        {"ROCC", "Rockchip"},
        {"SEAL", "WISeKey"},
        {"SECE", "SecEdge"},
        {"SMSC", "SMSC"},
        {"SMSN", "Samsung"},
        {"SNS ", "Sinosun"},
        {"STM ", "STMicroelectronics"},
        {"TXN ", "Texas Instruments"},
        {"WEC ", "Winbond"},
};

static bool is_same(const char *known, const char id[4], bool backwards)
{
	for (int i = 0; i < 4; i++) {
		char c = id[backwards ? 3 - i : i];
		if (c != known[i] && (c || known[i] != ' '))
			return false;
	}
	return true;
}

const char *tpm_vendor(const char id[4])
{
	for (int backwards = 0; backwards < 2; backwards++)
		for (size_t i = 0; i < sizeof(vendors) / sizeof(*vendors); i++)
			if (is_same(vendors[i].id, id, backwards))
				return vendors[i].name;
	return NULL;
}
