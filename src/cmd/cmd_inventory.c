/* SPDX-License-Identifier: GPL-3.0-or-later
 * hwfit inventory: many machines in one file. */
#include "cmd/inventory.h"

#include "base/text.h"
#include "cmd/database.h"
#include "cmd/pseudonymise.h"
#include "cmd/terms.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const struct option_row command_inventory_options[] = {
        INVENTORY_OPTION,
        {"output", 'o', "FILE", "write to FILE instead of standard output"},
        {"format", 0, "FORMAT",
         "text, json or csv of list; text or json of show; json or glpi of export"},
        {"columns", 0, "LIST", "of list: name, number, taken, label.NAME or facts"},
        {"sort", 0, "COLUMN", "of list: order by this column; -COLUMN: descending"},
        {"limit", 0, "N", "of list: the first N machines only"},
        {"as", 0, "FORMAT", "of import: what the documents are (default: detected)"},
        {"jobs", 0, "N", "of add and import: read with N threads (default: processors)"},
        {"mapping", 0, "FILE",
         "of import: lines TITLE = FACT [UNIT] for the columns of a table"},
        {"signers", 0, "FILE",
         "of add and import: take what these people signed (allowed_signers)"},
        {"unsigned", 0, "POLICY",
         "with --signers: accept or refuse (default) what nobody signed"},
        {"keep-raw", 0, NULL, "of add and import: keep the documents too"},
        {"dry-run", 0, NULL, "of add and import: write the scans and store nothing"},
        {"partitions", 0, "N", "of init in a server: keep machines in N parts by hash"},
        {"readers", 0, "ROLE", "of init in a server: this role may read"},
        PSEUDONYMISE_OPTION,
        DATABASE_OPTION,
        {0},
};

static const struct inventory_action {
	const char *name, *arguments;
	size_t least, most;
	enum exit_code (*run)(struct invocation *call);
} actions[] = {
        {"init", "nothing", 0, 0, inventory_action_init},
        {"migrate", "nothing", 0, 0, inventory_action_migrate},
        {"add", "files or folders", 1, SIZE_MAX, inventory_action_add},
        {"import", "files or folders", 1, SIZE_MAX, inventory_action_import},
        {"export", "at most one expression", 0, 1, inventory_action_export},
        {"list", "at most one expression", 0, 1, inventory_action_list},
        {"show", "one machine", 1, 1, inventory_action_show},
        {"history", "one machine", 1, 1, inventory_action_history},
        {"set", "a machine and NAME=TEXT", 2, SIZE_MAX, inventory_action_set},
        {"quarantine", "nothing", 0, 0, inventory_action_quarantine},
        {"merge", "a document and a machine", 2, 2, inventory_action_merge},
        {"split", "a document", 1, 1, inventory_action_split},
        {"forget", "one machine", 1, 1, inventory_action_forget},
        {"verify", "nothing", 0, 0, inventory_action_verify},
};

enum { ACTIONS = sizeof(actions) / sizeof(*actions) };

enum exit_code command_inventory(struct invocation *call)
{
	const char *name = call->n ? call->arguments[0] : NULL;
	for (size_t i = 0; i < ACTIONS && name; i++) {
		if (strcmp(name, actions[i].name) != 0)
			continue;
		size_t n = call->n - 1;
		if (n < actions[i].least || n > actions[i].most)
			return command_usage(call, "%s takes %s, found %zu argument%s",
			                     name, actions[i].arguments, n,
			                     n == 1 ? "" : "s");
		return actions[i].run(call);
	}
	return command_usage(
	        call,
	        "expected init, migrate, add, import, export, list, show, history, set, "
	        "quarantine, merge, split, forget or verify, found %s",
	        name ? name : "nothing");
}

/* ---- opening ---------------------------------------------------------------------- */

static const char *inventory_place(const struct invocation *call)
{
	const char *where = option_value(call, "db");
	if (!where)
		where = getenv("HWFIT_DB");
	return where && *where ? where : NULL;
}

struct store *inventory_open(const struct invocation *call, enum store_mode mode,
                             enum exit_code *code)
{
	const char *where = inventory_place(call);
	struct error err = {0};
	if (!where) {
		*code = command_usage(call, "expected --db FILE or --db postgresql://…");
		return NULL;
	}
	struct store *store = store_open(where, mode, &err);
	if (!store)
		*code = command_fail(call, &err);
	return store;
}

bool inventory_where(const char *text, struct tor **where, enum exit_code *code)
{
	struct problems problems = {0};
	*where = NULL;
	if (!text || !*text)
		return true;
	*where = tor_parse_where(text, strlen(text), "WHERE", &problems);
	if (!*where)
		*code = terms_print_problems("WHERE", &problems, false);
	problems_done(&problems);
	return *where != NULL;
}

bool question_open(struct question *q, const struct invocation *call, const char *where,
                   enum exit_code *code)
{
	struct error err = {0};
	*q = (struct question){0};
	if (!inventory_where(where, &q->where, code))
		return false;
	q->store = inventory_open(call, STORE_read, code);
	if (!q->store)
		return false;
	q->compat = database_open(call, &err);
	if (!q->compat && option_value(call, "compat")) {
		*code = command_fail(call, &err);
		return false;
	}
	err = (struct error){0};
	if (fleet_open(&q->fleet, q->store, q->compat, date_today(), &err)) {
		*code = command_fail(call, &err);
		return false;
	}
	size_t n = q->fleet.all.n;
	enum truth *holds = memory_get((n + 1) * sizeof(*holds));
	q->include = memory_get(n + 1);
	int failed = fleet_where(&q->fleet, q->where, holds, &err);
	for (size_t i = 0; i < n && !failed; i++) {
		q->include[i] = holds[i] == TRUTH_yes;
		q->yes += holds[i] == TRUTH_yes;
		q->maybe += holds[i] == TRUTH_maybe;
	}
	free(holds);
	if (failed)
		*code = command_fail(call, &err);
	return !failed;
}

void question_done(struct question *q)
{
	free(q->include);
	fleet_close(&q->fleet);
	compat_close(q->compat);
	store_close(q->store);
	tor_free(q->where);
	*q = (struct question){0};
}

/* ---- small actions ---------------------------------------------------------------- */

enum exit_code inventory_action_init(struct invocation *call)
{
	enum { PARTITIONS_MAX = 1024 };
	const char *where = inventory_place(call);
	const char *parts = option_value(call, "partitions");
	struct store_layout layout = {.readers = option_value(call, "readers")};
	struct error err = {0};
	char *rest = NULL;
	if (!where)
		return command_usage(call, "expected --db FILE or --db postgresql://…");
	unsigned long n = parts ? strtoul(parts, &rest, 10) : 1;
	if (n < 1 || n > PARTITIONS_MAX || (rest && *rest))
		return command_usage(call,
		                     "--partitions: expected a number from 1 to "
		                     "%d, found %s",
		                     PARTITIONS_MAX, parts);
	layout.partitions = (unsigned)n;
	struct store *store = store_create(where, &layout, &err);
	if (!store)
		return command_fail(call, &err);
	store_close(store);
	return EXIT_ok;
}

/* Opening it for writing is all it takes. */
enum exit_code inventory_action_migrate(struct invocation *call)
{
	enum exit_code code = EXIT_ok;
	struct store *store = inventory_open(call, STORE_write, &code);
	store_close(store);
	return code;
}

/* "NAME=TEXT" in two; "NAME=" removes. */
static bool split_label(char *label, const char **text, struct error *err)
{
	char *is = strchr(label, '=');
	if (!is || is == label) {
		error_set(err, EXIT_usage, label, "expected NAME=TEXT, found no %s",
		          is ? "name" : "=");
		return false;
	}
	*is = '\0';
	*text = is[1] ? is + 1 : NULL;
	return true;
}

static int set_labels(struct store *store, struct invocation *call, struct error *err)
{
	struct arena arena = {0};
	int64_t machine = store_find(store, call->arguments[1], err);
	int failed = !machine || store_begin(store, err) ? -1 : 0;
	for (size_t i = 2; i < call->n && !failed; i++) {
		const char *text;
		if (!split_label(call->arguments[i], &text, err)) {
			failed = -1;
			break;
		}
		const char *name = text_clean_copy(&arena, call->arguments[i],
		                                   strlen(call->arguments[i]), NULL);
		if (text)
			text = text_clean_copy(&arena, text, strlen(text), NULL);
		failed = store_set_label(store, machine, name, text, err);
	}
	if (!failed)
		failed = store_commit(store, err);
	else
		store_rollback(store);
	arena_done(&arena);
	return failed;
}

enum exit_code inventory_action_set(struct invocation *call)
{
	enum exit_code code = EXIT_ok;
	struct error err = {0};
	struct store *store = inventory_open(call, STORE_write, &code);
	if (!store)
		return code;
	if (set_labels(store, call, &err))
		code = command_fail(call, &err);
	store_close(store);
	return code;
}

enum exit_code inventory_action_forget(struct invocation *call)
{
	enum exit_code code = EXIT_ok;
	struct error err = {0};
	struct store *store = inventory_open(call, STORE_write, &code);
	if (!store)
		return code;
	int64_t machine = store_find(store, call->arguments[1], &err);
	if (!machine || store_begin(store, &err) || store_forget(store, machine, &err) ||
	    store_commit(store, &err)) {
		code = command_fail(call, &err);
		store_rollback(store);
	}
	store_close(store);
	return code;
}

struct found {
	size_t n;
};

static void say_wrong(void *context, const char *text)
{
	struct found *found = context;
	found->n++;
	printf("%s\n", text);
}

enum exit_code inventory_action_verify(struct invocation *call)
{
	enum exit_code code = EXIT_ok;
	struct error err = {0};
	struct found found = {0};
	size_t checked;
	struct store *store = inventory_open(call, STORE_read, &code);
	if (!store)
		return code;
	if (store_verify(store, say_wrong, &found, &checked, &err)) {
		code = command_fail(call, &err);
	} else if (found.n) {
		printf("%zu thing%s wrong\n", found.n, found.n == 1 ? "" : "s");
		code = EXIT_fail;
	} else {
		printf("correct: %zu rows hashed and followed\n", checked);
	}
	store_close(store);
	return code;
}
