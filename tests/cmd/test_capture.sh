#!/bin/bash
# A capture holds the machine and not whose it is: captures of recorded machines and of this
# one give the same document, without identities in any form.
cd "$(dirname "$0")/../.." || exit 1
command -v python3 > /dev/null || { echo "ok - captures # SKIP python3 is not installed"; exit 0; }
. tests/cmd/lib.sh
work=$where
. tests/machines/lib.sh
oracle=tests/cmd/capture_oracle.py
secrets=0 values=0

# same SENTENCE ARGUMENT...: what the oracle finds
same() {
	if python3 $oracle "${@:2}" > "$where/found"; then echo "ok - $1"
	else
		echo "not ok - $1"
		grep . "$where/found" | head -n 12 | sed 's/^/  /'
	fi
	values=$((values + $(sed -n 's/^checked \([0-9]*\).*/\1/p' "$where/found")))
	secrets=$((secrets + $(sed -n 's/.*secrets \([0-9]*\)/\1/p' "$where/found")))
}

scan() { "$HWFIT" scan "$@" 2> "$where/err"; }

captures() { # NAME [--root TREE]: the scan of it is in $where/NAME.json
	local name=$1
	shift
	"$HWFIT" capture "$@" --keep-identity -o "$where/kept.tar" 2> "$where/err"
	"$HWFIT" capture "$@" -o "$where/other.tar" 2> "$where/err"
	mkdir "$where/kept" "$where/other"
	tar -xf "$where/kept.tar" -C "$where/kept"
	tar -xf "$where/other.tar" -C "$where/other"
	scan --root "$where/kept" -o "$where/kept.json"
	scan --root "$where/other" -o "$where/other.json"
}

for name in $(machines); do
	unpack "$name"
	scan --root "$work/$name" -o "$where/$name.json"
	captures "$name" --root "$work/$name"
	same "$name: the capture gives the same document" "$where/$name.json" "$where/kept.json"
	same "$name: without identities, all else is the same" "$where/$name.json" "$where/other.json" "$where/other"
	scan --root "$where/kept.tar" -o "$where/tar.json"
	same "$name: the archive itself can be scanned" "$where/kept.json" "$where/tar.json"
	chmod -R u+rwX "$where/kept" "$where/other"
	rm -rf "$where/kept" "$where/other"
done

# Of this machine. What only a running one tells: how large file systems are.
scan -o "$where/live.json"
captures live
python3 - "$where/live.json" "$where/kept.json" << 'X'
import json, sys
for path in sys.argv[1:]:
    scan = json.load(open(path))
    for c in scan["components"].get("filesystem", []):
        c.pop("size", None)
    for cs in scan["components"].values():
        for c in cs:
            c.pop("unreadable", None)
    json.dump(scan, open(path, "w"))
X
same "this machine: the capture gives the same document" "$where/live.json" "$where/kept.json"
chmod -R u+rwX "$where/kept" "$where/other"
is "what nobody may read stays unreadable" test -z "$(find "$where/kept" -type f -perm 0200)"

# The shared recordings, when they are there: machines of all makers.
corpus=$HWFIT_SHARED/corpus
if [ -d "$corpus/umockdev" ]; then
	for recording in "$corpus"/umockdev/*/*.umockdev; do
		rm -rf "$where/tree" "$where/kept" "$where/other"
		python3 tests/probes/umockdev2root.py "$recording" "$where/tree" > /dev/null 2>&1 || continue
		scan --root "$where/tree" -o "$where/m.json"
		captures m --root "$where/tree"
		same "$(basename "$recording"): the same document" "$where/m.json" "$where/kept.json"
		same "$(basename "$recording"): the same without identities" "$where/m.json" "$where/other.json" "$where/other"
		chmod -R u+rwX "$where/kept" "$where/other"
	done
else echo "ok - shared recordings # SKIP none in $corpus"; fi

exits 3 "a capture needs a file to write" "$HWFIT" capture
is "and says so" complains "-o FILE.tar"
printf 'no tar' > "$where/no.tar"
mkdir "$where/scratch" && export TMPDIR=$where/scratch
exits 3 "what is no archive is refused" "$HWFIT" scan --root "$where/no.tar"
mkdir -p "$where/evil/sys" && ln -s /etc "$where/evil/sys/link"
tar -C "$where/evil" -cf "$where/evil.tar" --transform 's,^sys/kernel,../up,' sys
mkdir -p "$where/evil/up" && : > "$where/evil/up/file"
tar -C "$where/evil" -rf "$where/evil.tar" --transform 's,^up,../hwfit-up,' -P up
exits 3 "an archive that leads out of its folder is refused" "$HWFIT" scan --root "$where/evil.tar"
is "and says where" complains "leads out"
is "nothing is left behind" test -z "$(find "$TMPDIR" -mindepth 1)"
echo "# $values values compared, $secrets names replaced"
is "there was something to compare" test "$values" -ge 2000 -a "$secrets" -ge 100
