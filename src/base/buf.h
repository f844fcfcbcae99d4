/* SPDX-License-Identifier: GPL-3.0-or-later
 * A growing string. text is always NUL-terminated and never NULL, also when empty. */
#ifndef HWFIT_BUF_H
#define HWFIT_BUF_H

#include <stddef.h>

struct buf {
	char *text; /* valid until the next change */
	size_t n;   /* bytes without the NUL */
	size_t room;
};

/* `struct buf b = BUF_EMPTY;` is ready for use; release with buf_done(). */
#define BUF_EMPTY                                                                        \
	{                                                                                \
		(char *)"", 0, 0                                                         \
	}

void buf_add(struct buf *buf, const char *text, size_t n);
void buf_add_string(struct buf *buf, const char *text);
/* Most characters find room. */
static inline void buf_add_char(struct buf *buf, char c)
{
	if (buf->n + 1 < buf->room) {
		buf->text[buf->n++] = c;
		buf->text[buf->n] = '\0';
	} else {
		buf_add(buf, &c, 1);
	}
}
void buf_format(struct buf *buf, const char *format, ...)
        __attribute__((format(printf, 2, 3)));
/* Room for the caller to write behind what is there, for `least` bytes and *room of them;
 * and to say how many were written. */
char *buf_room(struct buf *buf, size_t least, size_t *room);
void buf_grow(struct buf *buf, size_t n);
/* Empties it but keeps the memory. */
void buf_clear(struct buf *buf);
/* Frees the memory; the buffer is empty and usable again. */
void buf_done(struct buf *buf);

#endif
