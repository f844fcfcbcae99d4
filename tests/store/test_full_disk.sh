#!/bin/bash
# A disk that is full while machines come in: what was said to be in is in and whole, and with
# more room a repetition completes. The disk is a small tmpfs, which only root can mount.
cd "$(dirname "$0")/../.." || exit 1
work=$(mktemp -d)
disk=$work/disk
trap 'umount "$disk" 2> /dev/null; rm -rf "$work"' EXIT
ok() { echo "ok - $1"; }
no() { echo "not ok - $1"; }
mkdir "$disk" "$work/docs"
[ "$(id -u)" = 0 ] || { echo "ok - a full disk # SKIP only root can mount a small one"; exit 0; }
mount -t tmpfs -o size=600k tmpfs "$disk" 2> "$work/why" ||
	{ echo "ok - a full disk # SKIP a tmpfs cannot be mounted here: $(head -c 100 "$work/why")"; exit 0; }

# Machines of which each has something of its own.
machines=1500
python3 - "$work/docs" "$machines" <<'PYTHON'
import sys
text = open("tests/import/optiplex.txt").read()
for i in range(int(sys.argv[2])):
    t = text.replace("ABC1234", f"SER{i:05}").replace("4c4c4544-0042-4310-8031-c3c04f4d354a", f"{i:08x}-0000-4000-8000-0123456789ab")
    open(f"{sys.argv[1]}/m{i:05}.txt", "w").write(t)
PYTHON
db=$disk/i.db
listed() { "$HWFIT" inventory list --db "$db" --format json 2> /dev/null | jq length; }
"$HWFIT" inventory init --db "$db" || no "init"
"$HWFIT" inventory import --db "$db" "$work/docs" > "$work/out" 2> "$work/err"
status=$?
said=$(grep -oE '^accepted [0-9]+' "$work/out" | grep -oE '[0-9]+')
[ "$status" = 4 ] && grep -q 'make room on the disk and repeat the command' "$work/err" &&
	ok "a full disk is said, with what to do" || no "status $status: $(head -c 300 "$work/err")"
mount -o remount,size=64m "$disk"
"$HWFIT" inventory verify --db "$db" > "$work/verify" 2>&1 && [ "$(listed)" = "$said" ] &&
	ok "the $said machines that were said to be in are in and whole" ||
	no "said $said, listed $(listed); $(head -c 200 "$work/verify")"
"$HWFIT" inventory import --db "$db" "$work/docs" > "$work/out" 2>&1
[ "$(listed)" = "$machines" ] && "$HWFIT" inventory verify --db "$db" > /dev/null &&
	ok "with more room a repetition completes" || no "the repetition: $(tail -1 "$work/out"), $(listed) listed"
