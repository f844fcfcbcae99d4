/* SPDX-License-Identifier: GPL-3.0-or-later
 * A growing string. */
#include "base/buf.h"

#include "base/arena.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void make_room(struct buf *buf, size_t more)
{
	size_t need = buf->n + more + 1;
	if (need <= buf->room)
		return;
	size_t room = buf->room ? buf->room * 2 : 256;
	while (room < need)
		room *= 2;
	buf->text = memory_resize(buf->room ? buf->text : NULL, room);
	buf->room = room;
}

void buf_add(struct buf *buf, const char *text, size_t n)
{
	make_room(buf, n);
	if (n)
		memcpy(buf->text + buf->n, text, n);
	buf->n += n;
	buf->text[buf->n] = '\0';
}

char *buf_room(struct buf *buf, size_t least, size_t *room)
{
	make_room(buf, least);
	*room = buf->room - buf->n - 1;
	return buf->text + buf->n;
}

void buf_grow(struct buf *buf, size_t n)
{
	buf->n += n;
	buf->text[buf->n] = '\0';
}

void buf_add_string(struct buf *buf, const char *text)
{
	buf_add(buf, text, strlen(text));
}

/* Into the room that is there; again, with enough, only when it did not fit. */
void buf_format(struct buf *buf, const char *format, ...)
{
	va_list ap;
	va_list again;
	make_room(buf, 0);
	size_t room = buf->room - buf->n;
	va_start(ap, format);
	va_copy(again, ap);
	int n = vsnprintf(buf->text + buf->n, room, format, ap);
	va_end(ap);
	if (n > 0 && (size_t)n >= room) {
		make_room(buf, (size_t)n);
		vsnprintf(buf->text + buf->n, (size_t)n + 1, format, again);
	}
	buf->n += n > 0 ? (size_t)n : 0;
	buf->text[buf->n] = '\0';
	va_end(again);
}

void buf_clear(struct buf *buf)
{
	buf->n = 0;
	if (buf->room)
		buf->text[0] = '\0';
}

void buf_done(struct buf *buf)
{
	if (buf->room)
		free(buf->text);
	*buf = (struct buf)BUF_EMPTY;
}
