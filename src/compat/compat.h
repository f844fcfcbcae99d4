/* SPDX-License-Identifier: GPL-3.0-or-later
 * Reading the compatibility database: what is known of platforms, processors and names,
 * each row with its source. Nothing is judged here; that is rules/.
 *
 * The file is one SQLite database that `hwfit compat build` makes from compat-db/ (see
 * compat-db/FORMAT.md). It is opened read-only and never changes while it is open. One
 * struct compat serves one thread.
 *
 * Everything a function returns belongs to the arena given, where one is given. Functions
 * that read take an error: it is set only when the file is damaged or cannot be read
 * (EXIT_run), never because something is not in it. */
#ifndef HWFIT_COMPAT_H
#define HWFIT_COMPAT_H

#include "base/arena.h"
#include "base/date.h"
#include "base/error.h"
#include "compat/alias_index.h"
#include "facts/scan.h"
#include "tor/tor.h"

/* Bytes 68 and 60 of the file (https://www.sqlite.org/fileformat.html, section 1.3):
 * "hwfC", and the number of the schema. Another schema needs a new build. */
enum { COMPAT_APPLICATION_ID = 0x68776643, COMPAT_SCHEMA = 5 };

struct compat;

/* Opens the database file. NULL with err (EXIT_run) when there is none, when it is not a
 * compatibility database, or is one of another schema; the remedy says what to do. */
struct compat *compat_open(const char *path, struct error *err);
/* Accepts NULL. */
void compat_close(struct compat *compat);
/* The path it was opened by. */
const char *compat_path(const struct compat *compat);

/* ---- sources ---------------------------------------------------------------------- */

/* Where rows come from. */
struct compat_source {
	const char *id, *title;
	const char *url;     /* NULL: none is given */
	const char *version; /* NULL: it has none */
	bool has_date;    /* false only for a list of names that does not say its date */
	struct date date; /* of what was read */
	const char *licence; /* SPDX expression, or words */
};

struct compat_sources {
	const struct compat_source *items;
	size_t n;
};

/* All sources, by id. */
struct compat_sources compat_sources(const struct compat *compat, struct arena *arena,
                                     struct error *err);

/* What the database holds: a table and its number of rows, in a fixed order. */
struct compat_count {
	const char *what; /* "platforms" */
	long n;
};
struct compat_counts {
	const struct compat_count *items;
	size_t n;
};
struct compat_counts compat_counts(const struct compat *compat, struct arena *arena,
                                   struct error *err);

/* ---- platforms -------------------------------------------------------------------- */

/* A source as one row uses it. */
struct compat_from {
	const struct compat_source *source;
	const char *ref;       /* where in it: a section, a table; NULL: not said */
	struct bilingual note; /* what to know about the row; en NULL: nothing */
};

struct compat_release {
	struct date day;
	struct compat_from from;
};

enum compat_phase {
#define PHASE(name, paid, doc) PHASE_##name,
#include "compat/phases.def"
#undef PHASE
	PHASE_COUNT
};

struct compat_phase_row {
	const char *name;
	bool paid;
	const char *doc;
};
const struct compat_phase_row *compat_phase_row(enum compat_phase phase);

/* Until when a phase of support lasts; that day is the last. Two sources may state the
 * same phase with different days: both rows are here. */
struct compat_support {
	enum compat_phase phase;
	struct date until;
	struct compat_from from;
};

/* How much a requirement binds (FORMAT.md, "requirement"): advisory fails where it is
 * known not to be met, but is no more than a reservation where it is unknown. */
enum compat_level { COMPAT_must, COMPAT_advisory, COMPAT_should };
const char *compat_level_name(enum compat_level level);

/* One requirement of a platform. Its texts were parsed when the file was built. */
struct compat_requirement {
	enum compat_level level;
	const char *label; /* "memory"; unique in its platform, sets included */
	const char *needs; /* for tor_parse_needs(), perhaps of several lines */
	/* Counts only if so: "present", or conditions for tor_parse_needs(); or NULL. */
	const char *condition;
	struct compat_from from;
	const char *set;  /* the set that it comes from; NULL: the platform's own */
	const char *file; /* where it is written, below compat-db/ */
	int line;
};

struct compat_platform {
	const char *slug, *name;
	const char *kind;    /* "os", "app", "hypervisor", "phone_system", "device" */
	const char *family;  /* releases that follow each other */
	const char *version; /* orders them; "rolling", "none": has no order */
	const char *architecture;   /* on which it runs: "x86_64"; NULL: any */
	const char *const *aliases; /* other slugs for it; ends with NULL */
	/* Set by hand after reading all that the maker requires: what was read. en NULL:
	 * what is known may be a part only, so that nothing passes because of it. */
	struct bilingual complete;
	struct compat_from complete_from; /* zeroed when not complete */
	const struct bilingual *missing;  /* what is known to be missing here */
	size_t missing_count;
	const struct compat_release *releases;
	size_t release_count; /* several when sources disagree */
	const struct compat_support *support;
	size_t support_count; /* in the order written */
	const struct compat_requirement *requirements;
	size_t requirement_count; /* in the order written, a set's at its `requires` */
};

/* A platform by slug or alias, compared without case; it lives as long as the database is
 * open. NULL when there is none. */
const struct compat_platform *compat_platform(const struct compat *compat,
                                              const char *slug, struct error *err);

/* A platform in a list. */
struct compat_platform_line {
	const char *slug, *name, *kind, *family, *version;
	bool complete;
	bool has_until;
	struct date until; /* the last day of any phase of support */
};
struct compat_platforms {
	const struct compat_platform_line *items;
	size_t n;
};

/* Platforms whose slug, name, family or alias contains word (compared as words are;
 * NULL: all), by slug in natural order. */
struct compat_platforms compat_platforms(const struct compat *compat, const char *word,
                                         struct arena *arena, struct error *err);

/* Releases that are newer than this one: of the same kind and family with a higher
 * version, oldest first. None of a rolling one. */
struct compat_platforms compat_newer(const struct compat *compat,
                                     const struct compat_platform *platform,
                                     struct arena *arena, struct error *err);

/* What the ToR parser asks about platforms; valid until compat_close(). compat NULL: both
 * functions are NULL, any name is accepted. */
struct platform_names compat_platform_names(const struct compat *compat);

/* ---- processors ------------------------------------------------------------------- */

enum compat_ruling { RULING_no, RULING_unknown, RULING_yes };

/* One row of a rule over processors. Ends of ranges are included; -1: nothing bounds
 * it. Rows are asked in their order, the first that fits decides. */
struct compat_processor_rule {
	const char *vendor; /* "Intel", as facts/vendors.def spells makers; "*": any */
	long family_min, family_max, model_min, model_max, stepping_min, stepping_max;
	enum compat_ruling ruling;
	const char *note; /* NULL: none */
	const struct compat_source *source;
	const char *file;
	int line;
};

/* What `processor_rule SET` refers to: a rule, published lists, or both. They are shown
 * side by side when they disagree. */
struct compat_processor_set {
	const char *name;
	const struct compat_processor_rule *rules;
	size_t rule_count;
	/* Makers that a published list of names covers, each with its source. */
	struct compat_name_list {
		const char *vendor;
		long names;
		const struct compat_source *source;
	} const *lists;
	size_t list_count;
};

/* It lives as long as the database is open. NULL when there is no such set. */
const struct compat_processor_set *
compat_processor_set(const struct compat *compat, const char *set, struct error *err);

/* A name on a published list of a set. */
struct compat_processor_name {
	const char *vendor, *name; /* as published */
	const char *release;       /* for which it was listed; NULL: not told apart */
	const char *note;          /* it counts under this condition only; NULL: always */
	const struct compat_source *source;
	const char *file;
	int line;
};
struct compat_processor_names {
	const struct compat_processor_name *items;
	size_t n; /* 0: on no list of the set */
};

/* The names of a set that mean this processor: the words of compat_cpu_name() of the
 * name stand together, in order and whole, among those of model, which is cpu.model as
 * the processor tells it. */
struct compat_processor_names compat_processor_named(const struct compat *compat,
                                                     const char *set, const char *model,
                                                     struct arena *arena,
                                                     struct error *err);

/* The comparable form of a processor's name, the same for what a processor tells and what
 * a list prints: small letters, single blanks for "-", without marks, the words CPU and
 * processor, the maker, the clock rate, counts of cores and built-in graphics. "11th Gen
 * Intel(R) Core(TM) i5-1135G7 @ 2.40GHz" is "core i5 1135g7", "AMD Ryzen 5 PRO 4650U with
 * Radeon Graphics" is "ryzen 5 pro 4650u". "" when nothing is left. */
const char *compat_cpu_name(struct arena *arena, const char *name);

/* A model of a part, and what its maker states of it. */
enum { COMPAT_MODEL_FACTS = 8 };
struct compat_model {
	const char *name; /* as the table has it */
	enum fact_id facts[COMPAT_MODEL_FACTS];
	const char *values[COMPAT_MODEL_FACTS]; /* for tor_parse_needs(): "3.3 GHz" */
	const struct compat_source *sources[COMPAT_MODEL_FACTS]; /* of each fact */
	size_t n;
};

/* The model with this name, compared by compat_cpu_name(). False when there is none, or
 * with err. */
bool compat_model(const struct compat *compat, enum kind_id kind, const char *name,
                  struct compat_model *model, struct arena *arena, struct error *err);

/* ---- drivers ---------------------------------------------------------------------- */

/* A kernel whose drivers are known; its bit in a set of kernels is its place. */
struct compat_kernel {
	const char *id;       /* "debian-13" */
	const char *platform; /* the slug of the platform that it belongs to */
	const char *package, *version;
	struct date day; /* on which the package was read */
	const struct compat_source *source;
};
struct compat_kernels {
	const struct compat_kernel *items;
	size_t n;
};
/* All of them, in the order of their bits. */
struct compat_kernels compat_kernels(const struct compat *compat, struct arena *arena,
                                     struct error *err);

/* The drivers that claim a device by its module alias, as modprobe would find them: a
 * claim is not a proof that the device works. */
struct compat_drivers {
	struct alias_hit hits[ALIAS_MOST_HITS];
	size_t n;
};
/* 0, or -1 with err. */
int compat_drivers_of(const struct compat *compat, const char *alias,
                      struct compat_drivers *drivers, struct error *err);

enum driver_effect {
	DRIVER_EFFECT_none_expected, /* the device needs no driver of its own */
	DRIVER_EFFECT_user_space,    /* a program may drive it, or nothing does */
	DRIVER_EFFECT_beside,  /* the same where the device has another that is driven */
	DRIVER_EFFECT_ignored, /* the driver takes any device and drives none */
	DRIVER_EFFECT_unsure,  /* it claims devices that it may not know */
	DRIVER_EFFECT_removed, /* the platform's maker took it out */
	DRIVER_EFFECT_unmaintained, /* it is there, and the maker does not care for it */
	DRIVER_EFFECT_program,      /* a package has a program that drives the device */
	DRIVER_EFFECT_COUNT
};

/* What is known beyond the aliases: of devices that fit a pattern, or of a driver. */
struct compat_device_rule {
	const char *subject; /* the pattern, or the name of the driver */
	enum driver_effect effect;
	const char *reason;
	const struct compat_source *source;
};
/* The rule for an alias that has no driver, or of a driver; NULL when there is none, or
 * with err. Valid until compat_close(). */
const struct compat_device_rule *compat_no_driver(const struct compat *compat,
                                                  const char *alias, struct error *err);
const struct compat_device_rule *
compat_driver_claim(const struct compat *compat, const char *driver, struct error *err);

/* What the maker of a platform says of a driver, or of one device of it. */
struct compat_driver_support {
	const char *driver;   /* of a program its package */
	const char *pattern;  /* the devices it is about; NULL: all of the driver */
	const char *platform; /* its slug */
	enum driver_effect effect;
	const struct compat_source *source;
};
struct compat_driver_supports {
	const struct compat_driver_support *items;
	size_t n;
};
/* The rows of a platform by its slug, of all when it is NULL: those of devices before
 * those of whole drivers. Valid until compat_close(). */
struct compat_driver_supports compat_driver_supports(const struct compat *compat,
                                                     const char *platform,
                                                     struct error *err);
/* Is the row about this device? Of a whole driver it is where the driver is that one. */
bool compat_support_fits(const struct compat_driver_support *row, const char *alias,
                         const char *driver);

/* Firmware that a driver may ask for, whichever device it drives. */
struct compat_firmware {
	const char *const *files; /* in order */
	size_t n;
};
/* A package that holds some of these files for the kernel. */
struct compat_firmware_package {
	const char *package, *area; /* of the archive: "non-free-firmware" */
	size_t files;
	const struct compat_source *source;
};
struct compat_firmware_packages {
	const struct compat_firmware_package *items;
	size_t n;
	size_t files, nowhere; /* that the driver may ask for; that no package holds */
};
/* Those of one kernel's driver, by name. */
struct compat_firmware_packages
compat_firmware_packages_of(const struct compat *compat, const char *driver,
                            size_t kernel, struct arena *arena, struct error *err);
/* Of one kernel, by its place. */
struct compat_firmware compat_firmware_of(const struct compat *compat, const char *driver,
                                          size_t kernel, struct arena *arena,
                                          struct error *err);

/* ---- names ------------------------------------------------------------------------ */

/* Names from pci.ids, usb.ids and pnp.ids, clean UTF-8. NULL when there is none. Valid
 * until the next call of the same function, or compat_close(). */
const char *compat_pci_vendor(const struct compat *compat, unsigned vendor,
                              struct error *err);
const char *compat_pci_device(const struct compat *compat, unsigned vendor,
                              unsigned device, struct error *err);
/* ids: vendor, device, subsystem vendor, subsystem device. */
const char *compat_pci_subsystem(const struct compat *compat, const unsigned ids[4],
                                 struct error *err);
/* Of the first 2, 4 or 6 hexadecimal digits of a class code: digits 4, code 0x0300 is
 * "VGA compatible controller". */
const char *compat_pci_class(const struct compat *compat, int digits, unsigned code,
                             struct error *err);
const char *compat_usb_vendor(const struct compat *compat, unsigned vendor,
                              struct error *err);
const char *compat_usb_product(const struct compat *compat, unsigned vendor,
                               unsigned product, struct error *err);
/* As compat_pci_class(): class, subclass, protocol. */
const char *compat_usb_class(const struct compat *compat, int digits, unsigned code,
                             struct error *err);
/* The maker with this three-letter PNP id (as in an EDID). */
const char *compat_pnp_vendor(const struct compat *compat, const char *id,
                              struct error *err);

/* Fills in the names of PCI and USB devices that the scan has by number: pci.vendor,
 * model, subsystem, class_name; usb.vendor, model. What is known already stands (a USB
 * device's own strings). The source of a name is its list with the version ("pci.ids
 * 2023.04.10"); a number without a name is unreadable and says so. A subsystem is "MAKER
 * NAME"; one of which only the maker is known is "MAKER device 0abc", only the name
 * "NAME". A class whose subclass has no name has that of its base class; a USB device
 * without a name is called what its own strings say. compat NULL, or damaged: unreadable,
 * with why and what to do. */
void compat_fill_names(const struct compat *compat, struct scan *scan);

#endif
