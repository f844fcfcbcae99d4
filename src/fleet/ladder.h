/* SPDX-License-Identifier: GPL-3.0-or-later
 * Configurations of machines, looked at more or less closely: the levels and what each
 * looks at stand in ladder.def. A part is told by its kind and by what is known of it at
 * the level; two machines have the same configuration when they have the same parts, each
 * as often. Serial numbers and readings never count. */
#ifndef HWFIT_LADDER_H
#define HWFIT_LADDER_H

#include "base/map.h"
#include "fleet/fleet.h"

enum ladder_level {
#define LEVEL(name, text, words) LADDER_##name,
#define RUNG(level, kind, fact)
#include "fleet/ladder.def"
#undef LEVEL
#undef RUNG
	LADDER_LEVELS
};

/* "part_numbers"; and "part numbers", to be translated. */
const char *ladder_name(enum ladder_level level);
const char *ladder_words(enum ladder_level level);
/* LADDER_LEVELS: there is none of this name. */
enum ladder_level ladder_find(const char *name);

enum ladder_state {
	LADDER_told,     /* a component; text says what is known of it, "" nothing */
	LADDER_partial,  /* there may be more of the kind than was seen */
	LADDER_not_told, /* the machine's scan does not mention the kind */
};

/* A part as the level tells it. */
struct ladder_item {
	enum kind_id kind;
	enum ladder_state state;
	const char *text; /* "8 GiB ddr4 2.4 GT/s" */
	int64_t hash;     /* the same in every inventory */
};

/* So many of a part. */
struct ladder_part {
	size_t item, n;
};

/* The parts of one kind in a machine, by hash of items. */
struct ladder_view {
	int64_t hash;
	struct ladder_part *parts;
	size_t n;
	enum ladder_level level; /* at which it was made */
};

/* Machines of the same configuration. */
struct ladder_class {
	size_t first, count;              /* a machine, and how many there are */
	const struct ladder_view **views; /* as many as the level has kinds */
	int64_t hash; /* of all of them: the same in every inventory */
};

struct ladder {
	struct fleet *fleet;
	const bool *include; /* as given to ladder_make() */
	enum ladder_level level;
	enum kind_id kinds[KIND_COUNT]; /* that the level looks at */
	size_t kind_count;
	enum ladder_level
	        kind_levels[KIND_COUNT]; /* the last that told more of the kind */
	struct ladder_item
	        *items; /* after ladder_climb() also those of the levels below */
	size_t item_count, item_room;
	struct ladder_class *classes;
	size_t class_count, class_room;
	size_t *of;         /* the class of each machine; SIZE_MAX: it is left out */
	size_t *of_profile; /* the class of each profile; SIZE_MAX: no machine has it */
	struct map item_of, item_of_component, view_of, class_of;
	struct ladder_view **views;
	size_t view_count, view_room;
	struct arena arena;
};

/* Puts the machines for which include holds (NULL: all) into classes. -1 with err.
 * ladder_done() accepts a zeroed one; the fleet and include must live as long. */
int ladder_make(struct ladder *ladder, struct fleet *fleet, enum ladder_level level,
                const bool *include, struct error *err);
/* The same machines at the next level, in the same ladder: a kind that this level tells
 * no more of is not read again. Its classes replace those of before. -1 with err. */
int ladder_climb(struct ladder *ladder, struct error *err);
void ladder_done(struct ladder *ladder);

/* Orders numbers of classes, for qsort_r() with the classes as context: the most machines
 * first, then by hash. */
int ladder_class_order(const void *a, const void *b, void *classes);

/* What one configuration has of a kind that another has not, and the other way round. */
struct ladder_change {
	enum kind_id kind;
	struct ladder_part *more, *less;
	size_t more_count, less_count;
};
/* The changes from one class to another, by kind; in the arena. Returns how many. */
size_t ladder_changes(const struct ladder *ladder, const struct ladder_class *from,
                      const struct ladder_class *to, struct arena *arena,
                      struct ladder_change **changes);

#endif
