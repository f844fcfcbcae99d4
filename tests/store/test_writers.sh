#!/bin/bash
# shellcheck disable=SC2015
# Many writers at once, and imports that are cut: nothing is lost, nothing fails, verify is
# clean and a repetition completes. In a file and, where a server can be started, in
# PostgreSQL; then a role that reads, and moving an inventory both ways.
cd "$(dirname "$0")/../.." || exit 1
. tests/store/postgres.sh
work=$(mktemp -d)
trap 'postgres_stop; rm -rf "$work"' EXIT
ok() { echo "ok - $1"; }
no() { echo "not ok - $1"; }

# 640 documents of machines with serial numbers of their own, in 16 folders of 40; and in each
# folder ten of machines that all writers bring, so that they meet.
python3 - "$work/docs" <<'PYTHON'
import os, sys
where = sys.argv[1]
text = open("tests/import/optiplex.txt").read()
def write(path, serial, uuid):
    t = text.replace("ABC1234", serial).replace("4c4c4544-0042-4310-8031-c3c04f4d354a", uuid)
    open(path, "w").write(t)
for w in range(16):
    folder = f"{where}/{w:02}"
    os.makedirs(folder)
    for i in range(40):
        write(f"{folder}/m{i:02}.txt", f"SER{w:02}{i:03}", f"{w:08x}-{i:04x}-4000-8000-0123456789ab")
    for i in range(10):
        write(f"{folder}/shared{i}.txt", f"SHARED{i:03}", f"eeee{i:04x}-1111-4000-8000-0123456789ab")
PYTHON
machines=$((16 * 40 + 10))

many_writers() { # NAME PLACE
	local failed=0 i
	"$HWFIT" inventory init --db "$2" || { no "$1: init"; return; }
	for i in "$work"/docs/*/; do
		"$HWFIT" inventory import --jobs 1 --db "$2" "$i" > "$work/w-$(basename "$i")" 2>&1 &
	done
	for i in $(jobs -p); do wait "$i" || failed=$((failed + 1)); done
	local listed
	listed=$("$HWFIT" inventory list --db "$2" --format json | jq length)
	if [ "$failed" = 0 ] && [ "$listed" = "$machines" ]; then
		ok "$1: 16 writers at once bring $machines machines, none fails"
	else
		no "$1: $failed of 16 writers failed, $listed of $machines machines"
		cat "$work"/w-* | grep -v '^accepted' | head -5 | sed 's/^/  /'
	fi
	"$HWFIT" inventory verify --db "$2" > "$work/verify" && ok "$1: verify is clean after them" ||
		no "$1: $(head -c 300 "$work/verify")"
}

# kill -9 at another moment each time; what is in then is whole, and the last run completes.
cut_imports() { # NAME PLACE TIMES
	local clean=0 i
	"$HWFIT" inventory init --db "$2"
	for ((i = 0; i < $3; i++)); do
		"$HWFIT" inventory import --jobs 2 --db "$2" "$work/docs" > /dev/null 2>&1 &
		local pid=$!
		sleep "0.$(printf %03d $((i * 7 % 200)))"
		kill -9 "$pid" 2> /dev/null
		wait "$pid" 2> /dev/null
		[ $((i % 10)) != 9 ] || "$HWFIT" inventory verify --db "$2" > /dev/null || clean=1
	done
	"$HWFIT" inventory verify --db "$2" > "$work/verify" || clean=1
	[ "$clean" = 0 ] && ok "$1: verify is clean after $3 imports that were killed" ||
		no "$1: after killed imports: $(head -c 300 "$work/verify")"
	"$HWFIT" inventory import --db "$2" "$work/docs" > "$work/again" 2>&1
	[ "$("$HWFIT" inventory list --db "$2" --format json | jq length)" = "$machines" ] &&
		ok "$1: a repetition completes it" || no "$1: the repetition: $(cat "$work/again")"
}

# Several people decide at once whose a document is: one of them does.
settle_at_once() { # NAME PLACE
	local document settled i
	"$HWFIT" inventory init --db "$2"
	"$HWFIT" inventory import --db "$2" "$work/docs/00/m00.txt" > /dev/null 2>&1
	sed 's/SER00000/SEROTHER/' "$work/docs/00/m00.txt" > "$work/other.txt"
	"$HWFIT" inventory import --db "$2" "$work/other.txt" > /dev/null 2>&1
	document=$("$HWFIT" inventory quarantine --db "$2" --format json | jq -r '.[0].document')
	local whose=(merge "$document" m00)
	for i in 1 2 3 4 5 6; do
		[ "$i" -lt 4 ] || whose=(split "$document")
		"$HWFIT" inventory "${whose[@]}" --db "$2" > "$work/settled-$i" 2> /dev/null || : > "$work/settled-$i" &
	done
	wait
	settled=$(find "$work" -name 'settled-*' -size +0 | wc -l)
	"$HWFIT" inventory verify --db "$2" > "$work/verify" && [ "$settled" = 1 ] &&
		[ "$("$HWFIT" inventory quarantine --db "$2" --format json | jq length)" = 0 ] &&
		ok "$1: of six who settle one document at once, one does" ||
		no "$1: $settled of six settled $document: $(head -c 200 "$work/verify")"
}

many_writers file "$work/many.db"
settle_at_once file "$work/settle.db"
cut_imports file "$work/cut.db" "${HWFIT_TEST_KILLS:-30}"

# SIGINT: the transaction that is open is finished, and said.
"$HWFIT" inventory init --db "$work/int.db"
for i in 1 2 3 4 5 6 7 8; do cp -r "$work/docs" "$work/more$i"; done
setsid "$HWFIT" inventory import --jobs 1 --db "$work/int.db" "$work"/more* > "$work/out" 2> "$work/err" &
pid=$!
sleep 0.25
kill -INT "$pid"
wait "$pid"
status=$?
said=$(grep -oE '^accepted [0-9]+' "$work/out" | grep -oE '[0-9]+')
in=$("$HWFIT" inventory list --db "$work/int.db" --format json | jq length)
if [ "$status" = 4 ] && grep -q 'interrupted after' "$work/err" && [ "$said" = "$in" ]; then
	ok "an interrupted import says what is in, and that is in"
elif [ "$status" = 0 ]; then
	ok "an interrupted import # SKIP it was done before the interruption"
else
	no "interrupted: status $status, said $said, in $in: $(head -c 200 "$work/err")"
fi

why=$(postgres_why)
[ -z "$why" ] || { echo "ok - PostgreSQL # SKIP $why"; exit 0; }
postgres_start || { no "the server does not start"; exit 1; }
sql() { psql -X -q -A -t -d "$PG_URL" -c "$1"; }
place() { echo "$PG_URL&options=-csearch_path%3D$1"; }
for s in many cut parts moved settle; do sql "CREATE SCHEMA $s"; done
many_writers server "$(place many)"
settle_at_once server "$(place settle)"
cut_imports server "$(place cut)" "${HWFIT_TEST_KILLS:-10}"

# A role that reads reads, and no more; not even the key of identities.
sql "CREATE ROLE reader LOGIN; GRANT USAGE ON SCHEMA parts TO reader"
"$HWFIT" inventory init --db "$(place parts)" --partitions 8 --readers reader &&
	[ "$(sql "SELECT count(*) FROM pg_inherits JOIN pg_class c ON c.oid = inhrelid WHERE relnamespace = 'parts'::regnamespace AND relkind = 'r'")" = 56 ] &&
	ok "the seven tables that bear machines are made in 8 parts" || no "partitions"
"$HWFIT" inventory import --db "$(place parts)" "$work/docs/00" > /dev/null 2>&1
as_reader=$(place parts | sed 's/hwfit@/reader@/')
[ "$("$HWFIT" inventory list --db "$as_reader" --format json | jq length)" = 50 ] &&
	ok "a role that reads lists the machines" || no "the role that reads cannot list"
"$HWFIT" inventory import --db "$as_reader" "$work/docs/01" > /dev/null 2> "$work/err"
[ $? = 4 ] && grep -q 'this role may not' "$work/err" && ok "it cannot add" || no "reader: $(cat "$work/err")"
psql -X -q -d "$PG_URL&user=reader" -c 'SELECT * FROM parts.secret' > /dev/null 2>&1 &&
	no "it sees the key of identities" || ok "it does not see the key of identities"

# Everything moves from the file to the server and back.
names() { "$HWFIT" inventory export --db "$1" | jq -S -c 'del(.tool)' | sort; }
"$HWFIT" inventory set --db "$work/many.db" "$("$HWFIT" inventory list --db "$work/many.db" --format json | jq -r '.[0].number')" site=Tartu
"$HWFIT" inventory init --db "$(place moved)"
"$HWFIT" inventory export --db "$work/many.db" | "$HWFIT" inventory import --db "$(place moved)" - > "$work/out" 2>&1
"$HWFIT" inventory init --db "$work/back.db"
"$HWFIT" inventory export --db "$(place moved)" | "$HWFIT" inventory import --db "$work/back.db" - >> "$work/out" 2>&1
names "$work/many.db" > "$work/a"; names "$(place moved)" > "$work/b"; names "$work/back.db" > "$work/c"
[ -s "$work/a" ] && cmp -s "$work/a" "$work/b" && cmp -s "$work/a" "$work/c" && grep -q Tartu "$work/c" &&
	ok "export | import moves all $(wc -l < "$work/a") machines into the server and back, labels too" ||
	no "moved: $(wc -l < "$work/a") $(wc -l < "$work/b") $(wc -l < "$work/c") machines differ; $(head -c 300 "$work/out")"
for c in list 'list memory.installed<16GB' verify; do
	"$HWFIT" inventory ${c%% *} --db "$(place moved)" ${c#"${c%% *}"} > "$work/b" 2>&1
	"$HWFIT" inventory ${c%% *} --db "$work/back.db" ${c#"${c%% *}"} > "$work/c" 2>&1
done
"$HWFIT" inventory list --db "$(place moved)" --format json --columns name,taken,label.site,memory.installed | jq -S -c '.[]' | sort > "$work/b"
"$HWFIT" inventory list --db "$work/back.db" --format json --columns name,taken,label.site,memory.installed | jq -S -c '.[]' | sort > "$work/c"
[ -s "$work/b" ] && cmp -s "$work/b" "$work/c" && ok "a list is the same from both" || no "the lists differ"
