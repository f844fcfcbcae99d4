#!/bin/bash
# The README's "to add | do" is true: in a copy of the sources each is done as it says, one file
# and one row, and the program that is built from it has the fact, the probe, the line of the
# summary, the platform, the importer, the report format and the command.
cd "$(dirname "$0")/../.." || exit 1
. tests/cmd/lib.sh
[ -z "${SAN:-}" ] || { echo "ok - recipes # SKIP the same with and without sanitizers"; exit 0; }
copy=$where/copy
mkdir "$copy" && cp -a Makefile src probes man "$copy" && cp -a tests/compat/small "$copy/compat-db" || exit 1
add() { cat > "$copy/$1"; }                 # add FILE < text: the one file
row() { printf '%s\n' "$2" >> "$copy/$1"; } # row TABLE ROW: the one row, at its end

# ---- a fact: a row in src/facts/facts.def
row src/facts/facts.def 'KIND(shelf, one, "shelves", "What the machine stands on.")'
row src/facts/facts.def 'FACT(shelf, boards, INTEGER, none, scan, 0, NULL, "the recipe", "Boards of it.")'

# ---- a probe: probes/shelf.c and a row in probes/probes.def
add probes/shelf.c <<'END'
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "probes/table.h"

#include <stdlib.h>

void probe_shelf_run(struct probe_context *ctx, struct probe_outcome *outcome)
{
	char text[32] = "";
	struct component *shelf = scan_add(ctx->scan, KIND_shelf, NULL);
	(void)outcome;
	if (root_read(ctx->root, "etc/shelf", text, sizeof(text) - 1) > 0)
		fact_set_integer(ctx->scan, shelf, FACT_shelf_boards, atoi(text));
}
END
row probes/probes.def 'PROBE(shelf, "the shelf below")'

# ---- a file that a probe reads: a row in probes/capture.def is tried by tests/cmd/test_capture.sh

# ---- a line of the summary: a row in src/report/scan_sections.def
row src/report/scan_sections.def 'SECTION("Shelf", shelf, 0, "{boards} boards")'

# ---- an importer: src/import/shelf_list.c and a row in src/import/importers.def
add src/import/shelf_list.c <<'END'
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "import/import.h"

#include <stdlib.h>
#include <string.h>

bool import_shelf_list_is(const char *bytes, size_t n)
{
	return n > 6 && !memcmp(bytes, "shelf ", 6);
}

int import_shelf_list_read(const struct import_document *doc, import_each *each,
                           void *context, struct error *err)
{
	struct scan *scan = scan_new();
	char text[32] = "";
	(void)err;
	memcpy(text, doc->bytes + 6, doc->n - 6 < 31 ? doc->n - 6 : 31);
	fact_set_integer(scan, scan_add(scan, KIND_shelf, NULL), FACT_shelf_boards, atoi(text));
	import_finish(scan, doc);
	return each(context, scan);
}
END
row src/import/importers.def 'IMPORTER(shelf_list, "a list of shelves")'

# ---- a report format: src/report/scan_count.c and a row in src/report/scan_formats.def
add src/report/scan_count.c <<'END'
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/scan_report.h"

void scan_write_count(const struct scan *scan, const struct scan_report_options *options,
                      struct buf *out)
{
	size_t n = 0;
	(void)options;
	for (int kind = 0; kind < KIND_COUNT; kind++)
		n += scan->kinds[kind].n;
	buf_format(out, "%zu components\n", n);
}
END
row src/report/scan_formats.def 'SCAN_FORMAT(count, "how many components")'

# ---- a command: src/cmd/cmd_shelf.c and a row in src/cmd/commands.def
add src/cmd/cmd_shelf.c <<'END'
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmd/command.h"

const struct option_row command_shelf_options[] = {{0}};

enum exit_code command_shelf(struct invocation *call)
{
	struct buf out = BUF_EMPTY;
	buf_format(&out, "a shelf\n");
	enum exit_code code = command_write(call, &out, EXIT_ok);
	buf_done(&out);
	return code;
}
END
row src/cmd/commands.def 'COMMAND(shelf, "say what it stands on", "")'

# ---- a platform: lines in compat-db/platforms/
add compat-db/platforms/shelf-os.compat <<'END'
platform shelf-os-1
	name     "Shelf OS 1"
	kind     os
	family   shelf-os
	version  1
	released 2026-01-02 source made-up
	must boards: shelf.boards >= 2
		source made-up "1"
	complete "chapter 1" source made-up
END
source=$(grep -hom1 '^source [a-z0-9.-]*' "$copy"/compat-db/sources.compat | cut -d' ' -f2)
sed -i "s/made-up/$source/" "$copy/compat-db/platforms/shelf-os.compat"

if make -s -C "$copy" -j"$(nproc)" B=build CFLAGS=-O0 build/hwfit > "$where/log" 2>&1; then echo "ok - all of it builds"
else echo "not ok - it does not build: $(grep -m3 error "$where/log")"; exit 0; fi
HWFIT=$copy/build/hwfit
mkdir -p "$where/root/etc" && echo 3 > "$where/root/etc/shelf"

exits 0 "facts lists the fact" "$HWFIT" facts shelf
is "its sentence is there" says "Boards of it."
exits 0 "the probe runs on a recorded machine" "$HWFIT" scan --root "$where/root" --probe shelf -o "$where/scan.json"
is "its fact is in the document" [ "$(jq -r '.components.shelf[0].boards' "$where/scan.json")" = 3 ]
exits 0 "the summary is written" "$HWFIT" scan --root "$where/root" --probe shelf
is "the summary has its line" says "3 boards"
exits 0 "the new format is one of scan" "$HWFIT" scan --root "$where/root" --probe shelf --format count
is "it says what it should" says "components"
exits 0 "the database builds with the platform" "$HWFIT" compat build "$copy/compat-db" -o "$where/small.db" --pci-ids tests/compat/lists/pci.ids --usb-ids tests/compat/lists/usb.ids --pnp-ids tests/compat/lists/pnp.ids
printf 'tor 1\ntitle "t"\nfit: must run shelf-os-1\nboards: must shelf.boards >= 3\n' > "$where/need.tor"
exits 0 "a need may ask for the fact and the platform" "$HWFIT" check "$where/need.tor" "$where/scan.json" --compat "$where/small.db"
is "and the machine is suitable" says "suitable"
printf 'shelf 1\n' > "$where/list.txt"
exits 0 "the importer knows its format" "$HWFIT" inventory import --dry-run "$where/list.txt" -o "$where/imported.json"
is "and reads its fact" [ "$(jq -r '.components.shelf[0].boards' "$where/imported.json")" = 1 ]
exits 1 "the imported machine fails the need" "$HWFIT" check "$where/need.tor" "$where/imported.json" --compat "$where/small.db"
exits 0 "the command runs" "$HWFIT" shelf
exits 0 "help names the command" "$HWFIT" --help
is "with its summary" says "say what it stands on"
exits 0 "completion offers the command" "$HWFIT" --completion bash
is "by its name" says "shelf"
