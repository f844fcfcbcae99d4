/* SPDX-License-Identifier: GPL-3.0-or-later
 * Holds paths against all rows of capture.def at once, part by part, so that one walk
 * enters only folders in which something can match. */
#include "probes/capture.h"

#include <fnmatch.h>
#include <string.h>

static const struct row {
	const char *pattern;
	enum capture_kind kind;
} rows[] = {
#define CAPTURE(pattern, kind) {pattern, CAPTURE_##kind},
#include "probes/capture.def"
#undef CAPTURE
};

enum { ROWS = sizeof(rows) / sizeof(*rows), PART_MAX = 512 };

/* The part of a pattern with this number. A slash inside "@(…)" cannot be: rows say each
 * path outright. False when there are not so many. */
static bool part_of(size_t row, size_t number, char part[PART_MAX], bool *last)
{
	const char *at = rows[row].pattern;
	for (; number; number--) {
		at = strchr(at, '/');
		if (!at)
			return false;
		at++;
	}
	size_t n = strcspn(at, "/");
	if (n >= PART_MAX)
		return false;
	memcpy(part, at, n);
	part[n] = '\0';
	*last = !at[n];
	return true;
}

static bool is_literal(const char *part)
{
	return !strpbrk(part, "*?[@");
}

static void add(struct capture_state *state, size_t row, size_t part)
{
	for (size_t i = 0; i < state->n; i++)
		if (state->at[i].row == row && state->at[i].part == part)
			return;
	if (state->n == CAPTURE_DEEP)
		return;
	state->at[state->n].row = (uint16_t)row;
	state->at[state->n++].part = (uint16_t)part;
}

void capture_state_start(struct capture_state *state)
{
	state->n = 0;
	for (size_t i = 0; i < ROWS; i++)
		add(state, i, 0);
}

static bool matches(const char *part, const char *name, const char *release)
{
	if (!strcmp(part, "%r"))
		return !strcmp(name, release);
	return is_literal(part) ? !strcmp(part, name)
	                        : !fnmatch(part, name, FNM_EXTMATCH);
}

bool capture_state_step(const struct capture_state *state, const char *name,
                        const char *release, struct capture_state *inside,
                        enum capture_kind *kind)
{
	char part[PART_MAX];
	size_t done = ROWS;
	inside->n = 0;
	for (size_t i = 0; i < state->n; i++) {
		size_t row = state->at[i].row, number = state->at[i].part;
		bool last;
		if (!part_of(row, number, part, &last))
			continue;
		if (!strcmp(part, "**")) {
			add(inside, row, number);
			number++;
			if (!part_of(row, number, part, &last))
				continue;
		}
		if (!matches(part, name, release))
			continue;
		if (!last)
			add(inside, row, number + 1);
		else if (row < done)
			done = row;
	}
	if (done == ROWS)
		return false;
	*kind = rows[done].kind;
	return true;
}

int capture_state_names(const struct capture_state *state, const char *release,
                        const char **names, size_t room)
{
	char part[PART_MAX];
	size_t n = 0;
	for (size_t i = 0; i < state->n; i++) {
		bool last, known = false;
		if (!part_of(state->at[i].row, state->at[i].part, part, &last))
			continue;
		if (!is_literal(part) || n == room)
			return -1;
		/* Names live in the rows; find this one's start again. */
		const char *at = rows[state->at[i].row].pattern;
		for (size_t k = state->at[i].part; k; k--)
			at = strchr(at, '/') + 1;
		const char *name = strcmp(part, "%r") ? at : release;
		for (size_t k = 0; k < n && !known; k++)
			known = !strncmp(names[k], name, strcspn(name, "/")) &&
			        strcspn(names[k], "/") == strcspn(name, "/");
		if (!known)
			names[n++] = name;
	}
	return (int)n;
}

bool capture_state_has(const struct capture_state *state, const char *name)
{
	char part[PART_MAX];
	for (size_t i = 0; i < state->n; i++) {
		bool last;
		if (part_of(state->at[i].row, state->at[i].part, part, &last) && !last &&
		    !strcmp(part, name))
			return true;
	}
	return false;
}
