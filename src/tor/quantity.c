/* SPDX-License-Identifier: GPL-3.0-or-later
 * Numbers with units. */
#include "tor/parser.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

/* "one of the units MB, GB, TB …" or "the unit %" */
static const char *unit_names(struct parser *p, enum dimension dimension)
{
	struct buf out = BUF_EMPTY;
	size_t n, count = 0;
	const struct unit *units = unit_table(&n);
	for (size_t i = 0; i < n; i++)
		if (unit_fits(&units[i], dimension))
			buf_format(&out, "%s%s", count++ ? ", " : "",
			           units[i].plural ? units[i].plural : units[i].name);
	const char *names =
	        arena_format(p->arena, "%s%s",
	                     count > 1 ? "one of the units " : "the unit ", out.text);
	buf_done(&out);
	return names;
}

/* What technicians write for a unit, and what to write instead. */
static const struct {
	const char *typed, *advice;
} unit_advice[] = {
        {"in", "write inch"},
        {"\"", "write inch"},
        {"tolli", "write inch"},
        {"working", "write working_day, in one word"},
        {"Mbps", "write Mbit/s"},
        {"Gbps", "write Gbit/s"},
        {"Mb/s", "write Mbit/s"},
        {"Gb/s", "write Gbit/s"},
        {"MBit/s", "write Mbit/s"},
        {"GBit/s", "write Gbit/s"},
        {"nits", "write cd/m2"},
        {"nit", "write cd/m2"},
        {"cd/m²", "write cd/m2"},
        {"kuu", "write months"},
        {"kuud", "write months"},
        {"aasta", "write years"},
        {"aastat", "write years"},
        {"päeva", "write days"},
        {"tundi", "write h"},
        {"hours", "write h"},
        {"hour", "write h"},
        {"minutes", "write min"},
        {"seconds", "write s"},
        {"°C", "write degC"},
        {"°", "write deg"},
        {"€", "write EUR"},
        {"pixels/s", "write fps"},
        {"Mpx", "write MP"},
        {"dBA", "write dB: it is A-weighted"},
        {"dB(A)", "write dB: it is A-weighted"},
};

/* Words that may stand behind a value, so that they are no misspelt unit. */
static bool may_follow_value(struct slice word)
{
	static const char *const words[] = {"to",        "at",      "if",       "where",
	                                    "weight",    "and",     "or",       "not",
	                                    "except",    "because", "evidence", "check",
	                                    "tolerance", "steps",   "from"};
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (slice_is(word, words[i]))
			return true;
	return false;
}

static const struct unit *unit_here(struct parser *p, size_t *used)
{
	parser_place(p);
	return unit_at(p->at, (size_t)(p->end - p->at), used);
}

static bool wrong_unit(struct parser *p, enum fact_id fact, enum dimension dimension,
                       const struct unit *unit)
{
	const char *hint = "";
	if (dimension == DIM_transfers && unit->dimension == DIM_hertz)
		hint = ": memory modules are compared in transfers, write MT/s";
	else if (dimension == DIM_energy && unit->dimension == DIM_charge)
		hint = ": a charge is compared by a fact in mAh, such as design_charge";
	return parser_error(p, parser_place(p), "expected %s in %s, found %s (%s)%s",
	                    fact_said(p, fact), unit_names(p, dimension), unit->name,
	                    dimension_doc(unit->dimension), hint);
}

/* The unit that is meant by one in other letters: gb is GB. */
static const char *unit_in_other_letters(const char *typed, enum dimension dimension)
{
	size_t n;
	const struct unit *units = unit_table(&n);
	for (size_t i = 0; i < n; i++)
		if (unit_fits(&units[i], dimension) &&
		    (!strcasecmp(typed, units[i].name) ||
		     (units[i].plural && !strcasecmp(typed, units[i].plural))))
			return units[i].name;
	return NULL;
}

/* "1 000 GB": blanks inside the number. */
static bool is_thousands(struct slice run)
{
	return run.n == 3 && isdigit((unsigned char)run.text[0]) &&
	       isdigit((unsigned char)run.text[1]) && isdigit((unsigned char)run.text[2]);
}

static const char *advice_on_unit(struct parser *p, enum dimension dimension,
                                  struct slice run)
{
	char *typed = slice_copy(p, run);
	for (size_t i = 0; i < sizeof(unit_advice) / sizeof(*unit_advice); i++)
		if (!strcmp(typed, unit_advice[i].typed))
			return arena_format(p->arena, ": %s", unit_advice[i].advice);
	if (is_thousands(run))
		return ": write the number without blanks";
	const char *meant = unit_in_other_letters(typed, dimension);
	return meant ? arena_format(p->arena, ": write %s", meant) : "";
}

/* No known unit stands where one must. */
static bool no_unit(struct parser *p, enum fact_id fact, enum dimension dimension)
{
	struct place place = parser_place(p);
	struct parser look = *p;
	struct slice word = parser_run(&look);
	bool follows = may_follow_value(parser_peek(p)) && !slice_is(word, "in");
	if (!word.n || follows)
		return parser_expected(p, "%s behind the number for %s",
		                       unit_names(p, dimension), fact_said(p, fact));
	return parser_error(p, place, "expected %s, found '%.*s'%s",
	                    unit_names(p, dimension), (int)word.n, word.text,
	                    advice_on_unit(p, dimension, word));
}

static bool read_unit(struct parser *p, enum fact_id fact, enum dimension dimension,
                      fixed_t number, struct value *value)
{
	size_t used;
	const struct unit *unit = unit_here(p, &used);
	bool memory = fact < FACT_COUNT && fact_is_memory(fact);
	if (dimension == DIM_none) {
		if (unit && !may_follow_value(parser_peek(p)))
			return parser_error(p, parser_place(p),
			                    "expected a plain number, found %s: %s has "
			                    "no unit",
			                    unit->name, fact_said(p, fact));
	} else if (!unit) {
		return no_unit(p, fact, dimension);
	} else if (!unit_fits(unit, dimension)) {
		return wrong_unit(p, fact, dimension, unit);
	} else {
		p->at += used;
		p->comma = false;
		number = unit_to_base(unit, number, memory);
		if (dimension == DIM_service_time)
			dimension = unit->dimension;
	}
	*value = value_number(number, dimension);
	return true;
}

static bool is_about(struct slice word)
{
	static const char *const words[] = {"about", "approx", "ca",
	                                    "ca.",   "circa",  "umbes"};
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (slice_is(word, words[i]))
			return true;
	return false;
}

static bool read_number(struct parser *p, fixed_t *number)
{
	struct place place = parser_place(p);
	size_t used = fixed_parse(p->at, (size_t)(p->end - p->at), number);
	if (!used && p->at < p->end && (isdigit((unsigned char)*p->at) || *p->at == '-'))
		return parser_error(p, place,
		                    "expected a number of at most 18 digits and 9 "
		                    "decimals, found %s",
		                    parser_found(p));
	if (!used) {
		if (parser_peek_is(p, "NBD") || parser_peek_is(p, "nbd"))
			return parser_expected(p, "a number with a unit, such as 1 "
			                          "working_day");
		if (parser_peek_char(p, '~') || is_about(parser_peek(p)))
			return parser_error(p, place,
			                    "expected a number, found %s: write from … "
			                    "to …",
			                    parser_found(p));
		return parser_expected(p, parser_peek_char(p, '"')
		                                  ? "a number without quotes"
		                                  : "a number");
	}
	p->at += used;
	p->comma = false;
	if (p->at + 1 < p->end && *p->at == ',' && isdigit((unsigned char)p->at[1])) {
		const char *whole = p->at - used, *comma = p->at++;
		while (p->at < p->end && isdigit((unsigned char)*p->at))
			p->at++;
		int n = (int)(p->at - comma - 1), digits = (int)used;
		const char *other = "";
		if (n == 3)
			other = arena_format(p->arena, ", or %.*s%.3s", digits, whole,
			                     comma + 1);
		return parser_error(p, place,
		                    "expected a decimal point, found a comma: write "
		                    "%.*s.%.*s%s",
		                    digits, whole, n, comma + 1, other);
	}
	return true;
}

bool parse_quantity(struct parser *p, enum fact_id fact, enum dimension dimension,
                    bool integer, struct value *value)
{
	fixed_t number;
	struct place place = parser_place(p);
	if (!read_number(p, &number))
		return false;
	if (integer && number % FIXED_ONE)
		return parser_error(p, place,
		                    "expected a whole number for %s, found a "
		                    "fraction",
		                    fact_said(p, fact));
	if (!read_unit(p, fact, dimension, number, value))
		return false;
	if (integer)
		value->type = TYPE_INTEGER;
	return true;
}

bool parse_percent(struct parser *p, fixed_t *percent)
{
	if (!read_number(p, percent))
		return false;
	return parser_take_char(p, '%') || parser_expected(p, "%%");
}
