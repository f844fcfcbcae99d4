#!/bin/bash
# --platforms DIR: a site's own applications beside those of the database.
cd "$(dirname "$0")/../.." || exit 1
. tests/cmd/lib.sh
db=$(dirname "$HWFIT")/compat.db site=$where/site
mkdir -p "$site/platforms"
printf 'source handbook\n\ttitle "IT handbook"\n\tdate 2026-01-15\n\tlicence "internal"\n' > "$site/sources.compat"
write() { # SLUG SOURCE
	printf 'platform %s\n\tname "Records client 4"\n\tkind app\n\tfamily records-client\n\tversion 4\n\tmust memory: memory.installed >= 8 GB\n\t\tsource %s "3.2"\n\tmust system: run debian-13\n\t\tsource handbook\n\tcomplete "chapter 3" source handbook\n' "$1" "$2" > "$site/platforms/site.compat"
}
printf '{"format":"hwfit-scan/1","tool":{"name":"hwfit","version":"0"},"taken":"2026-01-01T00:00:00Z","components":{"memory":[{"installed":4294967296}]}}' > "$where/scan.json"
printf 'tor 1\ntitle "site"\napp: must run records-client-4\n' > "$where/site.tor"
before=$(sha256sum < "$db")
write records-client-4 handbook
exits 1 "a site's application is judged" "$HWFIT" check "$where/site.tor" "$where/scan.json" --compat "$db" --platforms "$site"
is "with its source and day" says '(IT handbook, 3.2, 2026-01-15)'
exits 0 "it is shown" "$HWFIT" compat show records-client-4 --compat "$db" --platforms "$site"
is "with the line of its text" says 'platforms/site.compat:6'
exits 0 "platforms of the database are there too" "$HWFIT" compat show debian-13 --compat "$db" --platforms "$site"
exits 3 "without the option nobody knows it" "$HWFIT" check "$where/site.tor" "$where/scan.json" --compat "$db"
write debian-13 handbook
exits 3 "a slug of the database is not defined again" "$HWFIT" compat list --compat "$db" --platforms "$site"
is "and it is said where" complains 'platforms/site.compat:1:10: expected another slug, found debian-13, which the database has already'
write records-client-4 hndbook
exits 3 "a source that is nowhere is an error" "$HWFIT" compat list --compat "$db" --platforms "$site"
is "with the nearest one" complains 'did you mean handbook?'
mkdir "$site/models" && printf 'model\tcores\tsource\nIntel Core i5-0\t2\thandbook\n' > "$site/models/cpu.tsv" && write records-client-4 handbook
exits 3 "other tables are not a site's" "$HWFIT" compat list --compat "$db" --platforms "$site"
exits 3 "a folder that is not there is an error" "$HWFIT" compat list --compat "$db" --platforms "$where/nothing"
is "the database never changes" [ "$before" = "$(sha256sum < "$db")" ]
