/* SPDX-License-Identifier: GPL-3.0-or-later
 * Tape drives, and the generation that their names tell. */
#include "probes/tape.h"

#include "probe_made.h"
#include "probes/table.h"

Test(tape, names_tell_the_generation)
{
	static const struct {
		const char *model;
		unsigned generation;
	} rows[] = {
	        {"Ultrium 6-SCSI", 6},  {"ULTRIUM-HH7", 7},
	        {"ULT3580-TD8", 8},     {"ULTRIUM-TD4", 4},
	        {"LTO-9 HH", 9},        {"Ultrium 1-SCSI", 1},
	        {"DAT160", 0},          {"Ultrium", 0},
	        {"Ultrium 99-SCSI", 0}, {"", 0},
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		cr_assert_eq(tape_generation(rows[i].model), rows[i].generation, "%s",
		             rows[i].model);
}

#define DRIVE "sys/bus/scsi/devices/6:0:0:0/"
#define DISK  "sys/bus/scsi/devices/2:0:0:0/"

static void make_drive(bool driven)
{
	tree_make();
	tree_text(DISK "type", "0\n");
	tree_text(DISK "model", "ST4000\n");
	tree_text(DRIVE "type", "1\n");
	tree_text(DRIVE "vendor", "HPE     \n");
	tree_text(DRIVE "model", "Ultrium 8-SCSI  \n");
	tree_text(DRIVE "rev", "P381\n");
	if (!driven)
		return;
	tree_text(DRIVE "scsi_tape/nst0/dev", "9:128\n");
	tree_text(DRIVE "scsi_tape/st0/dev", "9:0\n");
	tree_text("run/udev/data/c9:0", "E:ID_SERIAL=35001\nE:ID_SCSI_SERIAL=CZ1234\n");
}

Test(tape, a_drive_with_its_driver)
{
	struct made m;
	make_drive(true);
	tree_scan(&m, probe_tape_run);
	tree_remove();
	cr_assert_eq(m.scan->kinds[KIND_tape_drive].n, 1);
	cr_assert_str_eq(made_fact(&m, "st0", FACT_tape_drive_model),
	                 "\"Ultrium 8-SCSI\"");
	cr_assert_str_eq(made_fact(&m, "st0", FACT_tape_drive_firmware), "\"P381\"");
	cr_assert_str_eq(made_fact(&m, "st0", FACT_tape_drive_serial), "\"CZ1234\"");
	cr_assert_str_eq(made_fact(&m, "st0", FACT_tape_drive_generation), "lto8");
	cr_assert_str_eq(made_fact(&m, "st0", FACT_tape_drive_driver), "\"st\"");
	made_done(&m);
}

Test(tape, only_a_recording_that_shows_devices_can_have_no_drive)
{
	struct made m;
	tree_make();
	tree_scan(&m, probe_tape_run);
	cr_assert(m.scan->kinds[KIND_tape_drive].partial);
	made_done(&m);
	tree_text("sys/class/net/lo/uevent", "");
	tree_scan(&m, probe_tape_run);
	cr_assert(m.scan->kinds[KIND_tape_drive].mentioned);
	cr_assert_null(m.scan->kinds[KIND_tape_drive].partial);
	made_done(&m);
	tree_remove();
}

Test(tape, a_drive_that_no_driver_has_is_there_all_the_same)
{
	struct made m;
	make_drive(false);
	tree_scan(&m, probe_tape_run);
	tree_remove();
	cr_assert_str_eq(made_fact(&m, "6:0:0:0", FACT_tape_drive_driver), "absent");
	cr_assert_str_eq(made_fact(&m, "6:0:0:0", FACT_tape_drive_generation), "lto8");
	cr_assert(strstr(made_fact(&m, "6:0:0:0", FACT_tape_drive_serial), "unreadable"));
	made_done(&m);
}
