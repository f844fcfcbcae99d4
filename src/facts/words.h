/* SPDX-License-Identifier: GPL-3.0-or-later
 * Kinds, facts and values in the words of a catalogue. Everywhere the catalogue may be
 * NULL: then they are in English, as fact.h and value.h name and print them. */
#ifndef HWFIT_WORDS_H
#define HWFIT_WORDS_H

#include "base/catalogue.h"
#include "facts/value.h"

/* A translation in a context ("kind", "fact", "word", "unit"); the name when there is
 * none.
 */
const char *name_in_words(const struct catalogue *words, const char *context,
                          const char *name);
/* The unit behind a number as it is written: "kuud", but "kuu" behind "1". */
const char *unit_of_number(const char *unit, const char *number,
                           const struct catalogue *words);
/* "muutmälu (RAM): paigaldatud maht", appended. */
void fact_words(struct buf *out, enum fact_id fact, const struct catalogue *words);
/* "paigaldatud maht" */
const char *fact_short_words(enum fact_id fact, const struct catalogue *words);
/* The unit's name as it counts in a fact: "GiB" of memory. */
const char *unit_of_fact(const struct unit *unit, enum fact_id fact);
/* A number with its unit as a file writes it, "15.6 inch"; memory counts in GiB. */
void written_words(struct buf *out, enum fact_id fact, const char *written,
                   const struct catalogue *words);
/* The value as value_print() has it. */
void value_words(struct buf *out, enum fact_id fact, const struct value *value,
                 const struct catalogue *words);
/* "disk/nvme0n1 size"; with a catalogue "salvestusseade nvme0n1, maht". Appended; fact
 * may be FACT_COUNT: none. */
void component_words(struct buf *out, const char *component, enum fact_id fact,
                     const struct catalogue *words);
/* 10.08.2027 */
void date_words(struct buf *out, struct date date, const struct catalogue *words);

#endif
