/* SPDX-License-Identifier: GPL-3.0-or-later
 * The run functions of all probes; each is in the file of its name. */
#ifndef HWFIT_PROBE_TABLE_H
#define HWFIT_PROBE_TABLE_H

#include "probes/probe.h"

void probe_os_run(struct probe_context *ctx, struct probe_outcome *outcome);
void probe_pci_run(struct probe_context *ctx, struct probe_outcome *outcome);
void probe_cpu_run(struct probe_context *ctx, struct probe_outcome *outcome);
void probe_virtual_run(struct probe_context *ctx, struct probe_outcome *outcome);
void probe_usb_run(struct probe_context *ctx, struct probe_outcome *outcome);
void probe_display_run(struct probe_context *ctx, struct probe_outcome *outcome);
void probe_battery_run(struct probe_context *ctx, struct probe_outcome *outcome);
void probe_block_run(struct probe_context *ctx, struct probe_outcome *outcome);
void probe_smbios_run(struct probe_context *ctx, struct probe_outcome *outcome);
void probe_firmware_run(struct probe_context *ctx, struct probe_outcome *outcome);
void probe_tpm_run(struct probe_context *ctx, struct probe_outcome *outcome);
void probe_network_run(struct probe_context *ctx, struct probe_outcome *outcome);
void probe_drivers_run(struct probe_context *ctx, struct probe_outcome *outcome);
void probe_input_run(struct probe_context *ctx, struct probe_outcome *outcome);
void probe_parts_run(struct probe_context *ctx, struct probe_outcome *outcome);
void probe_memory_run(struct probe_context *ctx, struct probe_outcome *outcome);

#endif
