/* SPDX-License-Identifier: GPL-3.0-or-later
 * A recording of what the probes read of a machine, for --root: gathered by the patterns
 * of capture.def, made anonymous in memory, and only then written. */
#ifndef HWFIT_CAPTURE_H
#define HWFIT_CAPTURE_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "probes/identity.h"
#include "probes/root.h"

enum capture_kind {
	CAPTURE_skip,
	CAPTURE_plain,
	CAPTURE_text,
	CAPTURE_identity,
	CAPTURE_mac,
	CAPTURE_host,
	CAPTURE_udev,
	CAPTURE_uevent,
	CAPTURE_mounts,
	CAPTURE_cmdline,
	CAPTURE_environ,
	CAPTURE_mark,
	CAPTURE_config,
	CAPTURE_smbios,
	CAPTURE_edid,
	CAPTURE_large,
};

enum capture_type { CAPTURE_FILE, CAPTURE_LINK, CAPTURE_FOLDER };

struct capture_entry {
	const char *path; /* from the root, no slash before */
	enum capture_kind kind;
	enum capture_type type;
	char *bytes; /* of a file; where a link points; in the arena */
	size_t n;
	bool denied; /* the file is there and may not be read by this user */
};

/* Zeroed is valid and empty. */
struct capture {
	struct arena arena;
	struct capture_entry *entries; /* sorted by path once gathered */
	size_t n, room;
	size_t denied; /* how many entries are */
	size_t large;  /* files left out because they are larger than any real one */
};

/* Reads everything that capture.def names under the root. Reading is all it does. */
void capture_gather(const struct root *root, struct capture *capture);
/* Replaces what tells who or which unit this is, everywhere in contents, names and links,
 * the same by the same. key makes the replacements; who does not have it cannot find
 * them by trying. */
void capture_pseudonymise(struct capture *capture, const uint8_t key[IDENTITY_KEY]);
/* Appends the recording as a tar archive. filter_by: a file name whose suffix chooses the
 * compression (.tar.xz, .tar.gz, .tar.zst; else none). 0, or -1 with err. */
int capture_write(const struct capture *capture, const char *filter_by, struct buf *out,
                  struct error *err);
void capture_done(struct capture *capture);

/* ---- patterns (pure) ---- */

enum { CAPTURE_DEEP = 256 }; /* rows that can be under way at one folder */

/* How far each row of capture.def has come at a folder. */
struct capture_state {
	size_t n;
	struct {
		uint16_t row, part;
	} at[CAPTURE_DEEP];
};

/* The state at the root of the tree. */
void capture_state_start(struct capture_state *state);
/* The state inside `name` of a folder. *kind gets the kind of the first row that the name
 * completes; false when it completes none. */
bool capture_state_step(const struct capture_state *state, const char *name,
                        const char *release, struct capture_state *inside,
                        enum capture_kind *kind);
/* The names that can follow, when every row names its next part outright: at most room,
 * their number returned. -1: a row has a pattern there, and the folder must be listed. */
int capture_state_names(const struct capture_state *state, const char *release,
                        const char **names, size_t room);
/* Does a row name this one outright, so that a link of that name is followed? */
bool capture_state_has(const struct capture_state *state, const char *name);

/* ---- what is replaced inside one file (pure; takes bytes from strangers) ---- */

/* Collects the identities of an entry. */
void capture_collect(const struct capture_entry *entry, struct identities *ids);
/* Rewrites the content of an entry, in the arena. */
void capture_redact(struct capture_entry *entry, const struct identities *ids,
                    struct arena *arena);
/* Its parts: what a person wrote, in place; and files of which a part is kept. */
void capture_redact_person(const struct identities *ids, char *text, size_t n);
void capture_redact_mounts(struct capture_entry *entry, const struct identities *ids,
                           struct arena *arena);
void capture_redact_cmdline(struct capture_entry *entry, struct arena *arena);
void capture_redact_environ(struct capture_entry *entry, struct arena *arena);
/* An SMBIOS table, in place: collects or replaces its serial numbers, asset tags and
 * UUID; what makers keep in structures of their own is blanked. */
void capture_smbios_collect(const uint8_t *bytes, size_t n, struct identities *ids);
void capture_smbios_redact(uint8_t *bytes, size_t n, const struct identities *ids);
/* An EDID with its extensions, in place, checksums mended. */
void capture_edid_collect(const uint8_t *bytes, size_t n, struct identities *ids);
void capture_edid_redact(uint8_t *bytes, size_t n, const struct identities *ids);

#endif
