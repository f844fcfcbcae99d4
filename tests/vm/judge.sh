# shellcheck shell=bash disable=SC2154
# What the guest found, judged outside of it. Sourced by run.sh; needs $share, $variant, $work,
# $build; counts in $failed.
out=$share/out failed=0
HWFIT=$share/in/hwfit # the one that was there, whatever is built meanwhile
. tests/machines/compare.sh

is() { # SENTENCE CONDITION...
	if "${@:2}" > "$work/is" 2>&1; then echo "ok - $1"
	else
		echo "not ok - $1"
		grep . "$work/is" | head -n 20 | sed 's/^/  /'
		failed=$((failed + 1))
	fi
}
no_children() { # of the trace: what it started (threads aside) and wrote, besides its own output
	! grep -vE '/tmp/again\.json|CLONE_THREAD|resumed>' "$1" | sed 1d |
		grep -E 'execve|fork|vfork|clone|mount\(|init_module|mkdir|unlink|open.*O_(WRONLY|RDWR|CREAT)|creat\('
}
no_devices() { # folders of devices aside, and what is none
	! grep -E 'open(at)?\(.*"/dev/' "$1" | grep -vE '"/dev/(null|urandom|shm/)|O_DIRECTORY'
}

compared() {
	local who
	mkdir -p "$work/tree"
	is "the machine can be captured" [ "$(cat "$out/capture.status")" = 0 ]
	tar -xf "$out/capture.tar" -C "$work/tree"
	for who in root user; do
		is "a scan as $who succeeds" [ "$(cat "$out/$who/status")" = 0 ]
		compare_peers "$variant-$who" "$out/$who/scan.json" "$out/$who/peers" "$work/tree"
		compare "$variant-$who" "its maker" tests/vm/expect.py "tests/vm/$variant.vm" "$out/$who/scan.json" "$who"
	done
	compare "$variant-user" "root, or says why it cannot tell," python3 tests/vm/users.py "$out/root/scan.json" "$out/user/scan.json"
	"$HWFIT" scan --format json --root "$work/tree" > "$work/recorded.json"
	compare "$variant" "its recording" python3 tests/probes/scan_same.py "$out/root/scan.json" "$work/recorded.json" all
	is "a scan starts no process and writes nothing but its document" no_children "$out/strace"
	is "a scan opens no device" no_devices "$out/strace"
	is "a scan loads no module" [ ! -s "$out/modules.diff" ]
	if grep -q bluetooth "$share/in/tasks"; then
		is "without a service Bluetooth is not asked about, and says so" [ "$(jq '[.components.bluetooth[].unreadable.version.why | select(startswith("no Bluetooth service runs"))] | length' "$out/bluetooth-idle.json")" = 2 ]
		is "btmgmt has told of both" [ "$(grep -c "^hci" "$out/root/peers/btmgmt.txt")" = 2 ]
		is "the kernel was not asked" [ "$(cat "$out/bluetooth-idle.asked")" = 0 ]
	fi
	if grep -q deep "$share/in/tasks"; then
		is "a deep scan succeeds" [ "$(cat "$out/deep/status")" = 0 ]
		compare "$variant, deep," smartctl python3 tests/probes/smart_oracle.py "$out/deep/scan.json" "$out/deep"
		! jq -e '.components.phone[0]' "$out/root/scan.json" > /dev/null ||
			compare "$variant, deep," mtp-detect python3 tests/probes/mtp_oracle.py "$out/deep/scan.json" "$out/deep/mtp-detect.log"
	fi
	"$HWFIT" facts --format json > "$work/schema.json"
	is "both documents are valid" /usr/bin/python3 tests/facts/validate.py "$work/schema.json" "$out/root/scan.json" "$out/user/scan.json"
	echo "# $variant: $checked values compared, $((checked - explained - different)) equal, $different different, $explained explained"
	is "at least 1000 values were compared" [ "$checked" -ge 1000 ]
	is "none differs" [ "$different" = 0 ]
}

if grep -q compare "$share/in/tasks"; then compared; fi
if grep -q time "$share/in/tasks"; then is "a scan takes as little as it should" python3 tests/vm/times.py "$out/times" "$out/counts"; fi
