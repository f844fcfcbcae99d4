/* SPDX-License-Identifier: GPL-3.0-or-later
 * The forms of needs that are over lists of components (need_list.c), each behind its
 * word. Internal to src/tor. */
#ifndef HWFIT_TOR_NEED_H
#define HWFIT_TOR_NEED_H

#include "tor/parser.h"

bool parse_have(struct parser *p, struct need *need);
bool parse_every(struct parser *p, struct need *need);
bool parse_total(struct parser *p, struct need *need);
bool parse_smallest(struct parser *p, struct need *need);
bool parse_largest(struct parser *p, struct need *need);
bool parse_count_need(struct parser *p, struct need *need);

/* [ "where" conds ] and [ "in" "lot" ]; true when there is none. */
bool parse_where(struct parser *p, enum kind_id kind, struct need *need);
bool parse_in_lot(struct parser *p, struct need *need);

#endif
