/* SPDX-License-Identifier: GPL-3.0-or-later
 * Parts of statements that blocks of the text share. */
#ifndef HWFIT_COMPAT_TEXT_PARTS_H
#define HWFIT_COMPAT_TEXT_PARTS_H

#include "compat/lexer.h"
#include "compat/text.h"

/* `source ID ["where"] [note TEXT]`, which ends the statement. */
bool text_read_from(struct lexer *lexer, struct text_from *from);

/* Is the word a level (must, advisory, should)? */
bool text_level(const char *word, enum compat_level *level);

/* `LEVEL LABEL: NEEDS [if …] source …`; the token is the level. */
bool text_read_requirement(struct lexer *lexer, struct text_requirement *requirement);

/* The statements of a block, whose lines are [first, end). */
void text_read_source(struct compat_text *text, struct lexer *lexer, size_t first,
                      size_t end);
void text_read_set(struct compat_text *text, struct lexer *lexer, size_t first,
                   size_t end);
void text_read_platform(struct compat_text *text, struct lexer *lexer, size_t first,
                        size_t end);

/* Calls read(context, lexer), with the lexer at its first token, for every statement of
 * the block whose lines are [first, end); the first line is the block's own. */
void text_each_statement(struct lexer *lexer, size_t first, size_t end,
                         void (*read)(void *context, struct lexer *lexer), void *context);

/* Takes a value that may be given once: false with a problem when *field holds one. name
 * is the keyword that was just read, at place. */
bool text_once(struct lexer *lexer, const void *field, const char *name,
               struct place place);

#endif
