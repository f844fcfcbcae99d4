#!/bin/bash
# The English sentences that documents are made of, as a template of a catalogue, on
# standard output: sentences.sh
cd "$(dirname "$0")/../.." || exit 1
extract() { xgettext --from-code=UTF-8 --language=C --no-location --omit-header -o - --keyword= "$@"; }
files=(src/procure/*.[ch] src/report/*.[ch] src/cmd/*.[ch])
tables=(src/procure/*.def)
{
	extract --keyword=tr:2 --keyword=say:2 --keyword=N_ --keyword=heading:3 \
		--keyword=write_chapter:2 --keyword=page_heading:3 --keyword=page_field:2 --keyword=input_row:2 "${files[@]}"
	extract --keyword=COLUMN:2 --keyword=BY_OBTAINED:3 --keyword=BY_KIND:3 --keyword=BY_FACT:3 \
		"${tables[@]}"
	extract --keyword=BY_OBTAINED:4 --keyword=BY_KIND:4 --keyword=BY_FACT:4 "${tables[@]}"
} | msguniq --no-wrap --to-code=UTF-8
