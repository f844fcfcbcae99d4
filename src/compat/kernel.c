/* SPDX-License-Identifier: GPL-3.0-or-later
 * Reads the drivers of a kernel from its folder of modules. */
#include "compat/kernel.h"

#include "base/file.h"
#include "base/text.h"
#include "compat/modinfo.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { MOST_DEPTH = 24 };

/* A module while it is read. */
struct reading {
	struct kernel_facts *facts;
	const char *driver;
	bool built_in;
};

void kernel_facts_done(struct kernel_facts *facts)
{
	free(facts->drivers);
	free(facts->aliases);
	free(facts->firmware);
	arena_done(&facts->arena);
	*facts = (struct kernel_facts){0};
}

bool kernel_alias_is_device(const char *alias)
{
	static const char *const others[] = {"symbol:", "devname:"};
	const char *colon = strchr(alias, ':');
	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++)
		if (text_starts(alias, others[i]))
			return false;
	return colon && colon != alias;
}

static void add_pair(struct reading *r, struct kernel_pair **items, size_t *n,
                     size_t *room, const char *text)
{
	*items = memory_room(*items, *n, room, sizeof(**items));
	(*items)[(*n)++] =
	        (struct kernel_pair){arena_string(&r->facts->arena, text), r->driver};
}

static void take(void *context, const char *name, const char *value)
{
	struct reading *r = context;
	struct kernel_facts *f = r->facts;
	if (!strcmp(name, "alias") && kernel_alias_is_device(value))
		add_pair(r, &f->aliases, &f->alias_n, &f->alias_room, value);
	else if (!strcmp(name, "firmware"))
		add_pair(r, &f->firmware, &f->firmware_n, &f->firmware_room, value);
}

static void begin_driver(struct reading *r, const char *name, size_t n)
{
	struct kernel_facts *f = r->facts;
	char *kept = arena_copy(&f->arena, name, n);
	for (char *c = kept; *c; c++)
		*c = *c == '-' ? '_' : *c;
	r->driver = kept;
	f->drivers = memory_room(f->drivers, f->driver_n, &f->driver_room,
	                         sizeof(*f->drivers));
	f->drivers[f->driver_n++] = (struct kernel_driver){kept, r->built_in};
}

static void begin_builtin(void *context, const char *module)
{
	begin_driver(context, module, strlen(module));
}

/* The length of a module's name without ".ko" and what packing adds; 0: it is none. */
static size_t module_name(const char *file)
{
	const char *ko = strstr(file, ".ko");
	bool ends = ko && (!ko[3] || !strcmp(ko, ".ko.xz") || !strcmp(ko, ".ko.zst") ||
	                   !strcmp(ko, ".ko.gz"));
	return ends ? (size_t)(ko - file) : 0;
}

static int read_module(struct reading *r, const char *path, const char *file, size_t n,
                       struct error *err)
{
	struct buf bytes = BUF_EMPTY;
	int result = file_read(path, MODULE_MAX_BYTES, &bytes, err);
	begin_driver(r, file, n);
	if (!result)
		result = modinfo_read(bytes.text, bytes.n, path, take, r, err);
	buf_done(&bytes);
	return result;
}

/* All modules below the folder. Links are not followed: the packages have none. */
static int read_folder(struct reading *r, const char *folder, int depth,
                       struct error *err)
{
	DIR *dir = opendir(folder);
	struct arena arena = {0};
	struct dirent *entry;
	int result = 0;
	if (!dir)
		return error_set(err, EXIT_usage, folder, "cannot open: %s",
		                 strerror(errno));
	while (!result && (entry = readdir(dir))) {
		const char *path = arena_format(&arena, "%s/%s", folder, entry->d_name);
		size_t n = module_name(entry->d_name);
		struct stat st;
		if (entry->d_name[0] == '.' || lstat(path, &st))
			continue;
		if (S_ISDIR(st.st_mode) && depth < MOST_DEPTH)
			result = read_folder(r, path, depth + 1, err);
		else if (S_ISREG(st.st_mode) && n)
			result = read_module(r, path, entry->d_name, n, err);
	}
	closedir(dir);
	arena_done(&arena);
	return result;
}

static int read_builtin(struct reading *r, const char *folder, struct error *err)
{
	struct buf bytes = BUF_EMPTY;
	struct arena arena = {0};
	const char *path = arena_format(&arena, "%s/modules.builtin.modinfo", folder);
	struct modinfo_builtin reader = {begin_builtin, take, r};
	int result = file_read(path, MODULE_MAX_BYTES, &bytes, err);
	r->built_in = true;
	if (!result)
		modinfo_read_builtin(bytes.text, bytes.n, &reader);
	buf_done(&bytes);
	arena_done(&arena);
	return result;
}

static bool is_folder(const char *path)
{
	struct stat st;
	return !stat(path, &st) && S_ISDIR(st.st_mode);
}

/* The one folder below lib/modules of an unpacked package; NULL with err. */
static const char *find_modules(struct arena *arena, const char *root, struct error *err)
{
	static const char *const places[] = {"usr/lib/modules", "lib/modules"};
	const char *found = NULL;
	int n = 0;
	if (is_folder(arena_format(arena, "%s/kernel", root)))
		return root;
	for (size_t i = 0; i < 2 && !n; i++) {
		const char *place = arena_format(arena, "%s/%s", root, places[i]);
		DIR *dir = opendir(place);
		struct dirent *entry;
		while (dir && (entry = readdir(dir)))
			if (entry->d_name[0] != '.') {
				found = arena_format(arena, "%s/%s", place,
				                     entry->d_name);
				n++;
			}
		if (dir)
			closedir(dir);
	}
	if (n == 1)
		return found;
	error_set(err, EXIT_usage, root,
	          n ? "expected the modules of one kernel, found %d kernels"
	            : "expected the modules of a kernel, found none",
	          n);
	error_remedy(err, "name a folder such as lib/modules/6.1.0-50-amd64");
	return NULL;
}

static int pair_order(const void *a, const void *b)
{
	const struct kernel_pair *x = a, *y = b;
	int text = strcmp(x->text, y->text);
	return text ? text : strcmp(x->driver, y->driver);
}

static void sort_pairs(struct kernel_pair *items, size_t *n)
{
	size_t kept = 0;
	if (*n)
		qsort(items, *n, sizeof(*items), pair_order);
	for (size_t i = 0; i < *n; i++)
		if (!kept || pair_order(&items[kept - 1], &items[i]) != 0)
			items[kept++] = items[i];
	*n = kept;
}

/* Of one that is both, the module stands: it is what is loaded. */
static int driver_order(const void *a, const void *b)
{
	const struct kernel_driver *x = a, *y = b;
	int name = strcmp(x->name, y->name);
	return name ? name : x->built_in - y->built_in;
}

static void sort_drivers(struct kernel_facts *f)
{
	size_t kept = 0;
	if (f->driver_n)
		qsort(f->drivers, f->driver_n, sizeof(*f->drivers), driver_order);
	for (size_t i = 0; i < f->driver_n; i++)
		if (!kept || strcmp(f->drivers[kept - 1].name, f->drivers[i].name) != 0)
			f->drivers[kept++] = f->drivers[i];
	f->driver_n = kept;
}

int kernel_read(struct kernel_facts *facts, const char *folder, struct error *err)
{
	struct reading r = {.facts = facts};
	*facts = (struct kernel_facts){0};
	const char *modules = find_modules(&facts->arena, folder, err);
	int result = modules ? read_folder(&r, modules, 0, err) : -1;
	if (!result && !facts->driver_n)
		result = error_set(err, EXIT_usage, modules,
		                   "expected kernel modules, found none");
	if (!result)
		result = read_builtin(&r, modules, err);
	if (result)
		return result;
	char *name = arena_string(&facts->arena, modules);
	for (size_t n = strlen(name); n > 1 && name[n - 1] == '/'; n--)
		name[n - 1] = '\0';
	const char *slash = strrchr(name, '/');
	facts->release = slash ? slash + 1 : name;
	sort_pairs(facts->aliases, &facts->alias_n);
	sort_pairs(facts->firmware, &facts->firmware_n);
	sort_drivers(facts);
	return 0;
}
