/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/overview_chart.h"

#include "base/text.h"
#include "report/html.h"

#include <stdlib.h>
#include <string.h>

enum {
	WIDTH = 720,
	PLOT_HEIGHT = 160,
	LABEL_ROOM = 96, /* under the bars, for slanted labels */
	TOP = 18,        /* above the bars, for their numbers */
	LEFT = 8,
	BARS_MOST = 40,
	LABEL_LETTERS = 22,
	ROW = 22, /* of a heat map */
	HEAT_LEFT = 150,
	HEAT_TOP = 96,
};

size_t overview_charted(const struct overview_table *t)
{
	size_t c = 0;
	while (c < t->column_count && t->columns[c].type != CELL_count)
		c++;
	return c;
}

static const struct overview_cell *cell_at(const struct overview_table *t, size_t row,
                                           size_t column)
{
	return &t->cells[row * t->column_count + column];
}

/* A label that fits: cut at a whole character. */
static void label(struct buf *out, const char *text)
{
	size_t n = 0, letters = 0, all = strlen(text);
	while (n < all && letters < LABEL_LETTERS) {
		size_t step = text_utf8_length(text + n, all - n);
		n += step ? step : 1;
		letters++;
	}
	char *copy = strndup(text, n);
	html_text(out, copy ? copy : "");
	if (n < all)
		buf_add_string(out, "\u2026");
	free(copy);
}

static void begin(struct buf *out, int width, int height)
{
	buf_format(out,
	           "<svg class=\"chart\" viewBox=\"0 0 %d %d\" width=\"%d\" "
	           "height=\"%d\" aria-hidden=\"true\">\n",
	           width, height, width, height);
}

static void slanted(struct buf *out, double x, double y, const char *text, int angle)
{
	buf_format(out, "<text x=\"%.1f\" y=\"%.1f\" transform=\"rotate(%d %.1f %.1f)\">",
	           x, y, angle, x, y);
	label(out, text ? text : "?");
	buf_add_string(out, "</text>\n");
}

/* ---- bars ------------------------------------------------------------------------- */

static void bar(const struct overview_table *t, size_t row, double most, double step,
                struct buf *out)
{
	double n = cell_at(t, row, overview_charted(t))->number;
	double high = most > 0 ? n / most * PLOT_HEIGHT : 0;
	double x = LEFT + (double)row * step;
	buf_format(out,
	           "<rect class=\"value\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" "
	           "height=\"%.1f\"><title>",
	           x, TOP + PLOT_HEIGHT - high, step * 0.8, high);
	html_text(out, cell_at(t, row, 0)->text ? cell_at(t, row, 0)->text : "?");
	buf_format(out, ": %.0f</title></rect>\n", n);
	buf_format(out, "<text class=\"count\" x=\"%.1f\" y=\"%.1f\">%.0f</text>\n",
	           x + step * 0.4, TOP + PLOT_HEIGHT - high - 4, n);
	slanted(out, x + step * 0.3, TOP + PLOT_HEIGHT + 12, cell_at(t, row, 0)->text,
	        40);
}

/* The running share: the last column of a Pareto table. */
static void running(const struct overview_table *t, size_t bars, double step,
                    struct buf *out)
{
	buf_add_string(out, "<polyline class=\"running\" points=\"");
	for (size_t r = 0; r < bars; r++)
		buf_format(
		        out, "%s%.1f,%.1f", r ? " " : "", LEFT + ((double)r + 0.4) * step,
		        TOP + PLOT_HEIGHT *
		                        (1 - cell_at(t, r, t->column_count - 1)->number));
	buf_add_string(out, "\"/>\n");
}

static void bars(const struct overview_table *t, struct buf *out)
{
	size_t n = overview_rows(t) - t->plain;
	double most = 0;
	if (n > BARS_MOST)
		n = BARS_MOST;
	if (!n || overview_charted(t) == t->column_count)
		return;
	for (size_t r = 0; r < n; r++)
		if (cell_at(t, r, overview_charted(t))->number > most)
			most = cell_at(t, r, overview_charted(t))->number;
	double step = (double)(WIDTH - 2 * LEFT - LABEL_ROOM) / (double)(n < 6 ? 6 : n);
	begin(out, WIDTH, TOP + PLOT_HEIGHT + LABEL_ROOM);
	for (size_t r = 0; r < n; r++)
		bar(t, r, most, step, out);
	if (t->chart == CHART_pareto)
		running(t, n, step, out);
	buf_format(
	        out,
	        "<line class=\"axis\" x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/></svg>\n",
	        LEFT, TOP + PLOT_HEIGHT, WIDTH - LABEL_ROOM, TOP + PLOT_HEIGHT);
}

/* ---- heat maps -------------------------------------------------------------------- */

static void heat_row(const struct overview_table *t, size_t row, double most, double step,
                     struct buf *out)
{
	double y = HEAT_TOP + (double)row * ROW;
	buf_format(out, "<text x=\"4\" y=\"%.1f\">", y + ROW * 0.7);
	label(out, cell_at(t, row, 0)->text ? cell_at(t, row, 0)->text : "?");
	buf_add_string(out, "</text>\n");
	for (size_t c = 1; c < t->column_count; c++) {
		double n = cell_at(t, row, c)->number;
		double x = HEAT_LEFT + (double)(c - 1) * step;
		buf_format(out,
		           "<rect class=\"heat\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" "
		           "height=\"%d\" fill-opacity=\"%.3f\"/>"
		           "<text class=\"count\" x=\"%.1f\" y=\"%.1f\">%.0f</text>\n",
		           x, y, step - 2, ROW - 2, most > 0 ? n / most * 0.7 : 0,
		           x + step / 2, y + ROW * 0.65, n);
	}
}

static void heat(const struct overview_table *t, struct buf *out)
{
	size_t rows = overview_rows(t), columns = t->column_count - 1;
	double most = 0, step;
	if (rows > BARS_MOST)
		rows = BARS_MOST;
	if (!rows || !columns)
		return;
	for (size_t r = 0; r < rows; r++)
		for (size_t c = 1; c < t->column_count; c++)
			if (cell_at(t, r, c)->number > most)
				most = cell_at(t, r, c)->number;
	step = (double)(WIDTH - HEAT_LEFT - LABEL_ROOM) /
	       (double)(columns < 4 ? 4 : columns);
	begin(out, WIDTH, HEAT_TOP + (int)rows * ROW + 4);
	for (size_t c = 0; c < columns; c++)
		slanted(out, HEAT_LEFT + ((double)c + 0.4) * step, HEAT_TOP - 6,
		        t->columns[c + 1].title, -40);
	for (size_t r = 0; r < rows; r++)
		heat_row(t, r, most, step, out);
	buf_add_string(out, "</svg>\n");
}

void overview_chart(const struct overview_table *table, struct buf *out)
{
	if (table->chart == CHART_heat)
		heat(table, out);
	else if (table->chart != CHART_none)
		bars(table, out);
}
