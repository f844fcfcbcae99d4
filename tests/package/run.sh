#!/bin/bash
# A Debian package installed, used as its manual says, and removed, in fresh roots of
# Debian 12 and 13: run.sh DEB   (as root)
set -euo pipefail
deb=$(realpath "$1")
cd "$(dirname "$0")/../.."
lintian --fail-on error --suppress-tags bogus-mail-host "$deb"
export CLEAN_ROOT_FILE=$deb
export CLEAN_ROOT_COMMANDS='mv /src/hwfit/tests /tests; rm -rf /src/hwfit; cd /src
	apt-get update -q > /dev/null
	apt-get install -y -q --no-install-recommends zsh fish > /dev/null
	find / -xdev -type f -not -path "/proc/*" -not -path "/var/*" | sort > /var/before
	apt-get install -y -q --no-install-recommends ./hwfit_*.deb > /dev/null
	hwfit --version
	hwfit scan
	code=0; hwfit check /usr/share/hwfit/tor/office-pc.tor -o /tmp/check.html || code=$?
	[ "$code" -le 2 ]
	[ "$(dpkg -V hwfit)" = "" ]
	for page in hwfit.1 hwfit-scan.1 hwfit-check.1 hwfit-tor.5 hwfit-facts.7; do
		[ -e "/usr/share/man/man${page##*.}/$page.gz" ]
	done
	bash -n /usr/share/bash-completion/completions/hwfit
	HWFIT=/usr/bin/hwfit /tests/cmd/test_completion.sh | tee /tmp/completion
	if grep -E "^not ok|SKIP" /tmp/completion; then exit 1; fi
	HOME=/root fish -c "complete -C \"hwfit sc\"" | grep -q "^scan"
	rm -rf /tmp/completion /root/.config /root/.local /root/.cache
	apt-get purge -y -q hwfit > /dev/null
	apt-get autoremove -y -q --purge > /dev/null
	rm /tmp/check.html
	find / -xdev -type f -not -path "/proc/*" -not -path "/var/*" | sort > /var/after
	diff /var/before /var/after | grep hwfit && exit 1 || echo "nothing of it is left"'
for suite in bookworm trixie; do
	tests/clean-root.sh "$suite"
	echo "ok - installed, used and removed in $suite"
done
