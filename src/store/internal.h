/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the files of src/store share. */
#ifndef HWFIT_STORE_INTERNAL_H
#define HWFIT_STORE_INTERNAL_H

#include "base/buf.h"
#include "base/hash.h"
#include "store/body.h"
#include "store/db.h"
#include "store/pack.h"
#include "store/store.h"

/* A set or map of ids that are hashes already. */
struct id_map {
	int64_t *keys; /* 0: free */
	void **values;
	size_t n, room; /* room is a power of two, or 0 */
};
/* The place of the key's value, made when it is not there. */
void **id_map_at(struct id_map *map, int64_t key);
/* Puts the key there; false: it was. */
bool id_map_new(struct id_map *map, int64_t key);
/* The place of the key's value, or NULL. */
void **id_map_find(const struct id_map *map, int64_t key);
void id_map_done(struct id_map *map);

enum content {
	CONTENT_component,
	CONTENT_config,
	CONTENT_profile,
	CONTENT_detail,
	CONTENTS
};

struct content_row {
	const char *name;
	char what; /* the byte that is hashed before the body */
	enum statement put, get, all;
	bool swept;  /* goes when no machine has it any more */
	bool packed; /* kept deflated; the hash is of what was packed */
};
extern const struct content_row content_rows[CONTENTS];

struct store {
	struct db *db;
	struct packer *packer;         /* for scans that come alone */
	uint8_t key[HASH_KEY_BYTES];   /* of identities */
	struct id_map known[CONTENTS]; /* bodies that are in the database */
	uint8_t swept[HASH_BYTES];     /* the last sweep of content that is known of */
};

/* Keys of locks beside those of machines and their identities. */
enum { LOCK_content = -1 };
int store_lock(struct store *store, int64_t key, bool shared, struct error *err);
/* For who is about to remove content, and who relies on what is there. */
int store_note_swept(struct store *store, struct error *err);
int store_check_swept(struct store *store, struct error *err);

/* The hash of a body. */
void content_hash(enum content what, const char *body, size_t n,
                  uint8_t hash[HASH_BYTES]);
/* Appends the body that these bytes of the database are; false when they are damaged. */
bool content_unpack(enum content what, const void *bytes, size_t n, struct buf *out);
/* Appends the body to out. */
int content_get(struct store *store, enum content what, int64_t id, struct buf *out,
                struct error *err);

/* ---- a scan in parts (split.c) ---------------------------------------------------- */

/* A body on its way into the database, packed. */
struct split_item {
	enum content what;
	int64_t id;
	uint8_t hash[HASH_BYTES];
	size_t at, n; /* of split.bodies */
};

struct split {
	struct packer *packer;
	struct store_recent *recent;
	int64_t profile, detail;
	struct buf changing; /* the document of volatile facts; "" when there are none */
	struct buf bodies;
	struct split_item *items; /* each once */
	size_t n, room;
};
/* Asks no database, and may run beside others. What is in recent (may be NULL) was in a
 * split before this one, and is left out where nobody removes it. */
void split_scan(struct packer *packer, const struct scan *scan,
                struct store_recent *recent, struct split *result);
void split_done(struct split *split);

/* What packs for the thread that has it. */
struct packer *recent_packer(struct store_recent *recent);
/* The hash of a body, as content_hash(); true: recent had it. */
bool recent_hash(struct store_recent *recent, enum content what, const char *body,
                 size_t n, uint8_t hash[HASH_BYTES]);

/* Puts a body of the split into the database unless it is there. */
int content_put(struct store *store, const struct split *split,
                const struct split_item *item, struct error *err);

/* A config's body: kind NUL partial NUL, then links of 16 bytes: component, place. */
struct config_view {
	enum kind_id kind;   /* KIND_COUNT: a kind that this hwfit does not know */
	const char *partial; /* "" when it is complete */
	const uint8_t *links;
	size_t n;
};
bool config_read(const char *body, size_t n, struct config_view *view);

/* A profile's body: links of 10 bytes: code of kind, config. */
enum { PROFILE_LINK = 10, CONFIG_LINK = 16 };
void number_put(struct buf *out, uint64_t number, size_t size);
uint64_t number_get(const uint8_t *bytes, size_t size);

/* ---- identity (identity.c) -------------------------------------------------------- */

enum { IDENTITIES_MAX = 64 };

struct identity {
	int64_t value; /* keyed hash */
	const char *kind;
	int strength;
	bool contradicts; /* another value of the kind speaks against */
};
struct identities {
	const struct identity *items;
	size_t n;
};
/* In the arena. */
void identity_gather(const struct store *store, const struct scan *scan,
                     struct arena *arena, struct identities *result);

enum who { WHO_new, WHO_known, WHO_unclear };
/* Which machine these belong to; reason says why it is unclear. */
int identity_resolve(struct store *store, const struct identities *of, enum who *who,
                     int64_t *machine, char reason[256], struct error *err);

/* ---- adding (add.c) --------------------------------------------------------------- */

/* A scan that is made ready. */
struct store_prepared {
	struct scan *scan;
	const char *format; /* in the scan's arena, as raw */
	const char *raw;    /* the document; NULL: it is not kept */
	size_t raw_n;
	struct identities identities;
	struct split split;
	int64_t document, taken;
	const int64_t *decided; /* the machine that a person says it is; NULL: find out */
};
/* Adds one whose content is there. */
int add_prepared(struct store *store, const struct store_prepared *of,
                 struct store_added *result, struct error *err);

void chain_next(uint8_t chain[HASH_BYTES], const struct store_scan *scan);

#endif
