#!/bin/bash
# The flow of the data, held against every include: layers.sh
# A file may include its own folder and those before it in the flow. Libraries that touch a
# machine or a database are named only where they belong.
cd "$(dirname "$0")/../.." || exit 1
order="base facts tor compat rules store import fleet procure report cmd"
bad=0
complain() { echo "$1: includes \"$2\" against the flow"; bad=1; }

place() { local i=0 f; for f in $order; do i=$((i + 1)); [ "$f" = "$1" ] && { echo $i; return; }; done; echo 0; }

for file in src/*/*.[ch] probes/*.[ch]; do
	folder=${file#src/}
	folder=${folder%%/*}
	while read -r include; do
		target=${include%%/*}
		case $folder in
		probes) case $target in base | facts | probes) ;; *) complain "$file" "$include" ;; esac ;;
		*)
			if [ "$target" = probes ]; then
				# Importers map SMBIOS tables, and name classes of PCI, with the pure halves of the probes.
				case $folder:$include in cmd:* | import:probes/smbios.h | import:probes/pci.h) ;; *) complain "$file" "$include" ;; esac
			elif [ "$(place "$target")" = 0 ] || [ "$(place "$target")" -gt "$(place "$folder")" ]; then
				complain "$file" "$include"
			fi
			;;
		esac
	done < <(sed -nE 's/^#include "([^"]+)".*/\1/p' "$file")
	while read -r library; do
		case $library in
		pci/* | libusb* | libudev*) [[ $file == probes/* ]] || complain "$file" "$library" ;;
		sqlite3.h | postgresql/*) [[ $file == src/compat/* || $file == src/store/* ]] || complain "$file" "$library" ;;
		esac
	done < <(sed -nE 's/^#include <([^>]+)>.*/\1/p' "$file")
done
# What can run on another machine never looks at this one.
while read -r line; do
	echo "$line: src/ reads this machine"
	bad=1
done < <(grep -nE 'open[a-z]*\([^)]*"/(sys|proc)/' src/*/*.c)
exit $bad
