/* SPDX-License-Identifier: GPL-3.0-or-later
 * What checks of the text share: everything that can be referred to, by name. */
#ifndef HWFIT_COMPAT_TEXT_CHECK_H
#define HWFIT_COMPAT_TEXT_CHECK_H

#include "base/text.h"
#include "compat/ids.h"
#include "compat/text.h"

struct text_index_item {
	const char *name;
	size_t position; /* in its array of struct compat_text */
	const char *file;
	struct place place;
};

/* In order of the names, those alike in order of their positions. */
struct text_index {
	struct text_index_item *items;
	size_t n, room;
};

struct text_checker {
	struct compat_text *text;
	struct text_index sources, sets, slugs, processors;
};

/* The first with this name; NULL when there is none. */
const struct text_index_item *text_index_find(const struct text_index *index,
                                              const char *name);
const char *text_index_nearest(const struct text_index *index, const char *typed);

/* A source, or anything else, that a row names: a problem when it is not there. */
void text_check_from(struct text_checker *checker, const char *file,
                     const struct text_from *from);
void text_check_reference(struct text_checker *checker, const char *file,
                          struct place place, const struct text_index *index,
                          const char *what, const char *name);

/* Errors of the parser of terms of reference become problems of the file. */
void text_check_add(struct text_checker *checker, const char *file,
                    const struct problems *problems);

/* All ready-made terms of reference. */
void text_check_terms(struct text_checker *checker);

/* Needs and condition of a requirement. */
void text_check_needs(struct text_checker *checker,
                      const struct text_requirement *requirement);

void text_check_platforms(struct text_checker *checker);
void text_check_models(struct text_checker *checker);
/* Modules, drives and names of parts/. */
void text_check_hardware(struct text_checker *checker);
/* Kernels, drivers and their patterns. */
void text_check_drivers(struct text_checker *checker);

#endif
