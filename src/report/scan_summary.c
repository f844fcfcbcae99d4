/* SPDX-License-Identifier: GPL-3.0-or-later
 * The lines of a summary, made from the templates of scan_sections.def. */
#include "report/scan_summary.h"

#include "facts/words.h"

#include <string.h>

struct section {
	const char *title;
	enum kind_id kind;
	size_t most;
	const char *template;
};

static const struct section sections[] = {
#define SECTION(title, kind, most, template) {title, KIND_##kind, most, template},
#include "report/scan_sections.def"
#undef SECTION
};

struct summary {
	const struct scan *scan;
	const struct catalogue *c;
	bool verbose;
	scan_summary_line line;
	void *context;
	bool empty; /* the title of the section is still to be written */
};

/* Fills one {…}; false when the fact is not known, or is a no. */
static bool add_fact(const struct component *c, const char *name, size_t n,
                     const struct catalogue *words, struct buf *out)
{
	bool rounded = *name == '+';
	name += rounded;
	n -= rounded;
	if (n == 3 && !strncmp(name, "key", 3)) {
		buf_add_string(out, c->key ? c->key : "");
		return c->key != NULL;
	}
	enum fact_id id = fact_find(c->kind, name, n);
	const struct value *v = id == FACT_COUNT ? NULL : fact_value(c, id);
	if (!v || (v->type == TYPE_BOOL && !v->yes) ||
	    (v->type == TYPE_LIST && !v->list.n))
		return false;
	if (v->type == TYPE_BOOL)
		return true;
	struct buf text = BUF_EMPTY;
	if (rounded)
		value_print_short(&text, id, v);
	if (rounded && v->number.min == v->number.max)
		written_words(out, id, text.text, words);
	else if (rounded && !words)
		buf_add_string(out, text.text);
	else
		value_words(out, id, v, words);
	buf_done(&text);
	return true;
}

/* One part of a template; false, with nothing added, when a fact in it is not known. A
 * "vendor model" pair keeps what is known of it. */
static bool add_part(const struct component *c, const char *part, size_t n,
                     const struct catalogue *words, struct buf *out)
{
	size_t start = out->n;
	bool any = false, all = true, pair = n > 9 && !strncmp(part, "{vendor} ", 9);
	for (size_t i = 0; i < n;) {
		const char *end = part[i] == '{' ? memchr(part + i, '}', n - i) : NULL;
		if (!end) {
			buf_add_char(out, part[i++]);
			continue;
		}
		bool known = add_fact(c, part + i + 1, (size_t)(end - part) - i - 1,
		                      words, out);
		any = any || known;
		all = all && known;
		i = (size_t)(end - part) + 1;
	}
	if (all || (pair && any)) {
		while (out->n > start && out->text[out->n - 1] == ' ')
			out->text[--out->n] = '\0';
		return out->n > start;
	}
	out->n = start;
	if (out->room)
		out->text[start] = '\0';
	return false;
}

/* An empty title goes on with the one before; a catalogue has its head there. */
static const char *title_of(const struct summary *w, const struct section *s)
{
	return *s->title ? tr(w->c, s->title) : "";
}

static void add_component(struct summary *w, const struct section *s,
                          const struct component *c)
{
	struct buf line = BUF_EMPTY, part = BUF_EMPTY, words = BUF_EMPTY;
	for (const char *t = s->template; *t;) {
		size_t n = strcspn(t, "|");
		buf_clear(&part);
		buf_clear(&words);
		buf_add(&words, t, n);
		const char *said = tr(w->c, words.text);
		if (add_part(c, said, strlen(said), w->c, &part))
			buf_format(&line, "%s%s", line.n ? ", " : "",
			           part.text + strspn(part.text, " "));
		t += n + (t[n] == '|');
	}
	if (line.n)
		w->line(w->context, w->empty ? title_of(w, s) : "", line.text);
	w->empty = w->empty && !line.n;
	buf_done(&line);
	buf_done(&part);
	buf_done(&words);
}

/* Bridges and buses carry others; a summary leaves them out. */
static bool is_plumbing(const struct component *c)
{
	const struct value *class = c->kind == KIND_pci   ? fact_value(c, FACT_pci_class)
	                            : c->kind == KIND_usb ? fact_value(c, FACT_usb_class)
	                                                  : NULL;
	return class && (strstr(class->text, "bridge") || !strcmp(class->text, "hub"));
}

static void add_section(struct summary *w, const struct section *s)
{
	const struct component_list *list = &w->scan->kinds[s->kind];
	size_t shown = 0, left = 0;
	w->empty = true;
	for (size_t i = 0; i < list->n; i++) {
		bool all = w->verbose || s->most == 0;
		if (!all && is_plumbing(list->items[i]))
			continue;
		if (!all && shown == s->most) {
			left++;
			continue;
		}
		add_component(w, s, list->items[i]);
		shown++;
	}
	if (left) {
		struct buf more = BUF_EMPTY;
		buf_format(&more, tr(w->c, "and %zu more"), left);
		w->line(w->context, "", more.text);
		buf_done(&more);
	}
	if (list->mentioned && !list->n && !list->partial && s->most && *s->title)
		w->line(w->context, title_of(w, s), tr(w->c, "none"));
}

static void add_host(struct summary *w)
{
	const struct scan *scan = w->scan;
	struct buf host = BUF_EMPTY;
	buf_add_string(&host, scan->hostname ? scan->hostname : tr(w->c, "no host name"));
	if (scan->taken)
		buf_format(&host, tr(w->c, ", scanned %s"), scan->taken);
	const struct fact *virtual = scan_fact(scan, FACT_system_virtual);
	if (virtual && virtual->state == STATE_known &&
	    strcmp(virtual->value.text, "none") != 0)
		buf_format(&host, tr(w->c, ", a virtual machine (%s)"),
		           virtual->value.text);
	const struct fact *container = scan_fact(scan, FACT_system_container);
	if (container && container->state == STATE_known &&
	    strcmp(container->value.text, "none") != 0)
		buf_format(&host, tr(w->c, ", inside a container (%s)"),
		           container->value.text);
	w->line(w->context, tr(w->c, "Host"), host.text);
	buf_done(&host);
}

void scan_summary(const struct scan *scan, bool verbose, const struct catalogue *c,
                  scan_summary_line line, void *context)
{
	struct summary w = {scan, c, verbose, line, context, true};
	add_host(&w);
	for (size_t i = 0; i < sizeof(sections) / sizeof(*sections); i++)
		add_section(&w, &sections[i]);
}
