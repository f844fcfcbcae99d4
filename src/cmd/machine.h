/* SPDX-License-Identifier: GPL-3.0-or-later
 * Scans as commands get them: of this machine now, of a recorded one, or from a file. */
#ifndef HWFIT_MACHINE_H
#define HWFIT_MACHINE_H

#include "cmd/command.h"
#include "facts/scan.h"

/* The rows of options that say what to scan, for the tables of commands. */
#define MACHINE_OPTIONS                                                                  \
	{"root", 0, "DIR",                                                               \
	 "read a recorded machine (a folder or a tar) and nothing of this one"},         \
	        {"deep", 0, NULL,                                                        \
	         "also ask what costs time or disturbs, as health of disks"},            \
	        {"probe", 0, "LIST", "run these probes only"},                           \
	{                                                                                \
		"label", 0, "NAME=TEXT", "put a label into the scan; may be repeated"    \
	}

/* Scans as the options of the call say (root, deep, probe, label). NULL with err. Free
 * with scan_free(). */
struct scan *machine_scan(const struct invocation *call, struct error *err);

/* Reads a scan file ("-": standard input). NULL with err. */
struct scan *machine_load(const char *path, struct error *err);

#endif
