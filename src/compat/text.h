/* SPDX-License-Identifier: GPL-3.0-or-later
 * The text of the compatibility database as its files say it, before references between
 * them are followed (compat-db/FORMAT.md). */
#ifndef HWFIT_COMPAT_TEXT_H
#define HWFIT_COMPAT_TEXT_H

#include "base/date.h"
#include "compat/compat.h"
#include "compat/problem.h"

#include <stdint.h>

enum { TEXT_MODEL_FACTS = 8 };

/* A source as a row names it. */
struct text_from {
	const char *source; /* its id; NULL: the row has none */
	struct place place; /* of the id */
	const char *ref;    /* NULL: not said where */
	struct bilingual note;
};

struct text_source {
	const char *id, *title, *url, *version, *licence;
	bool collection; /* of what others say, so that no maker speaks in it */
	bool has_date;
	struct date date;
	const char *file;
	struct place place;
};

/* Needs or conditions: as they are kept, and with blanks and empty lines before them so
 * that they stand where they do in the file. */
struct text_needs {
	const char *kept;
	const char *placed;
	struct place place;
};

struct text_requirement {
	enum compat_level level;
	const char *label;
	struct text_needs needs, condition; /* condition.kept NULL: there is none */
	struct text_from from;
	const char *file;
	struct place place; /* of the label */
};

struct text_set {
	const char *name;
	struct text_requirement *requirements;
	size_t n, room;
	bool used; /* some platform requires it */
	const char *file;
	struct place place;
};

struct text_release {
	struct date day;
	struct text_from from;
	struct place place;
};

struct text_support {
	enum compat_phase phase;
	struct date until;
	struct text_from from;
	struct place place;
};

/* What stands in a platform in its order: a requirement, or the name of a set. */
struct text_entry {
	struct text_requirement requirement;
	const char *set; /* not NULL: `requires SET` */
	struct place place;
};

struct text_alias {
	const char *slug;
	struct place place;
};

struct text_platform {
	const char *slug, *name, *kind, *family, *version, *architecture;
	struct text_alias *aliases;
	size_t alias_count, alias_room;
	struct text_release *releases;
	size_t release_count, release_room;
	struct text_support *support;
	size_t support_count, support_room;
	struct text_entry *entries;
	size_t entry_count, entry_room;
	struct bilingual *missing;
	size_t missing_count, missing_room;
	struct bilingual complete;
	struct text_from complete_from;
	const char *file;
	struct place place;
};

/* Rows of cpu-rules/SET.tsv and cpu-names/SET.tsv. */
struct text_rule {
	const char *set, *vendor;
	long family[2], model[2], stepping[2]; /* ends included; -1: any */
	enum compat_ruling ruling;
	const char *note; /* NULL: none */
	struct text_from from;
	const char *file;
	int line;
};

struct text_name {
	const char *set, *vendor, *name;
	const char *words;          /* compat_cpu_name() of it */
	const char *release, *note; /* NULL: none */
	struct text_from from;
	const char *file;
	int line;
};

/* Rows of drivers/NAME.tsv. Kernels are numbered in the order of their rows, from bit 0.
 */
struct text_kernel {
	const char *id, *platform, *package, *version;
	struct date day; /* on which the package was read */
	struct text_from from;
	const char *file;
	struct place place;
};

/* A pattern or a firmware file of a driver, and the kernels that have it. */
struct text_driver_row {
	const char *text, *driver;
	uint64_t kernels;
	const char *file;
	struct place place;
};

struct text_driver {
	const char *name;
	uint64_t kernels, built_in; /* built_in: of kernels, those that need no module */
	const char *file;
	struct place place;
};

/* What is known of devices or drivers beyond the aliases: a word for it, and why. */
struct text_device_rule {
	const char *subject; /* a pattern, or the name of a driver */
	const char *effect, *reason;
	struct text_from from;
	const char *file;
	struct place place;
};

/* What a maker says of a driver on a platform. */
struct text_support_row {
	const char *driver, *pattern; /* pattern NULL: all its devices */
	const char *platform, *effect;
	struct text_from from;
	const char *file;
	struct place place;
};

/* A package that holds a file of firmware in the archives of some kernels. */
struct text_firmware_package {
	const char *name, *package, *area;
	uint64_t kernels;
	struct text_from from;
	const char *file;
	struct place place;
};

/* A row of models/KIND.tsv: a model by its name, and facts of it. */
struct text_model {
	enum kind_id kind;
	const char *name, *words; /* words: compat_cpu_name() of it */
	enum fact_id facts[TEXT_MODEL_FACTS];
	const char *values[TEXT_MODEL_FACTS]; /* as written; NULL: the row says nothing */
	size_t n;
	struct text_from from;
	const char *file;
	struct place place;
};

/* A row of parts/memory.tsv: a module that is sold, by type and form. */
struct text_memory {
	const char *type, *form, *name;
	long millivolts, highest, plain, registered; /* MT/s, GB; 0: none is sold */
	struct text_from from;
	const char *file;
	struct place place;
};

/* A row of parts/drives.tsv: a form that a drive of this bus has. */
struct text_drive {
	const char *transport, *form;
	struct bilingual name;
	struct text_from from;
	const char *file;
	struct place place;
};

/* A row of parts/names.tsv: a value of a fact, by its name in trade and in words that
 * favour nobody. */
struct text_trade {
	enum fact_id fact;
	const char *word, *trade;
	struct bilingual neutral;
	struct text_from from;
	const char *file;
	struct place place;
};

/* A ready-made .tor file, which is checked and not part of the database. */
struct text_terms {
	const char *file, *bytes;
	size_t n;
};

struct compat_text {
	struct arena arena; /* owns all text; the arrays are freed one by one */
	struct compat_problems *problems;
	struct text_source *sources;
	size_t source_count, source_room;
	struct text_set *sets;
	size_t set_count, set_room;
	struct text_platform *platforms;
	size_t platform_count, platform_room;
	struct text_rule *rules;
	size_t rule_count, rule_room;
	struct text_name *names;
	size_t name_count, name_room;
	struct text_kernel *kernels;
	size_t kernel_count, kernel_room;
	struct text_driver *drivers;
	size_t driver_count, driver_room;
	struct text_driver_row *aliases;
	size_t alias_count, alias_room;
	struct text_driver_row *chips; /* patterns of devices whose chip a driver names */
	size_t chip_count, chip_room;
	struct text_driver_row *firmware;
	size_t firmware_count, firmware_room;
	struct text_device_rule *no_drivers; /* devices without a driver of their own */
	size_t no_driver_count, no_driver_room;
	struct text_device_rule
	        *claims; /* drivers whose patterns say less than they seem */
	size_t claim_count, claim_room;
	struct text_support_row *supports;
	size_t support_count, support_room;
	struct text_firmware_package *firmware_packages;
	size_t firmware_package_count, firmware_package_room;
	struct text_model *models;
	size_t model_count, model_room;
	struct text_memory *memories;
	size_t memory_count, memory_room;
	struct text_drive *drives;
	size_t drive_count, drive_room;
	struct text_trade *trades;
	size_t trade_count, trade_room;
	struct text_terms *terms;
	size_t terms_count, terms_room;
};

/* Empty, with problems going there. */
void compat_text_init(struct compat_text *text, struct compat_problems *problems);
void compat_text_done(struct compat_text *text);

/* Reads the n bytes of a .compat file. file is what problems call it: its path below
 * compat-db/; it and the bytes need not live on. */
void compat_text_read(struct compat_text *text, const char *bytes, size_t n,
                      const char *file);
/* The same of cpu-rules/SET.tsv and cpu-names/SET.tsv. */
void compat_text_read_rules(struct compat_text *text, const char *bytes, size_t n,
                            const char *set, const char *file);
void compat_text_read_names(struct compat_text *text, const char *bytes, size_t n,
                            const char *set, const char *file);

/* The same of drivers/NAME.tsv, by its name. */
void compat_text_read_drivers(struct compat_text *text, const char *bytes, size_t n,
                              const char *name, const char *file);

/* The same of models/KIND.tsv, by the name of the kind. */
void compat_text_read_models(struct compat_text *text, const char *bytes, size_t n,
                             const char *kind, const char *file);

/* The same of parts/NAME.tsv, by its name. */
void compat_text_read_hardware(struct compat_text *text, const char *bytes, size_t n,
                               const char *name, const char *file);

/* Keeps the n bytes of a .tor file for the check. */
void compat_text_read_terms(struct compat_text *text, const char *bytes, size_t n,
                            const char *file);

/* Reads all files of a folder that has the shape of compat-db/. 0, or -1 with err when
 * one of them cannot be read (EXIT_usage). */
int compat_text_read_folder(struct compat_text *text, const char *folder,
                            struct error *err);

/* Follows all references and checks what one file cannot tell: ids that are there once,
 * sources and sets that exist, labels, the order of dates. */
void compat_text_check(struct compat_text *text);

/* Names that a database has beside this text: its sources, slugs of platforms and sets of
 * processors. */
struct known {
	const char **names;
	size_t n;
};
struct compat_known {
	struct known sources, slugs, processors;
};
/* The same of the text of a site, which may refer to them and not define them again. */
void compat_text_check_beside(struct compat_text *text, const struct compat_known *known);

/* A set by its name; NULL when there is none. */
const struct text_set *compat_text_set(const struct compat_text *text, const char *name);

#endif
