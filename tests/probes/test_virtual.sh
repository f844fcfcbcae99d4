#!/bin/bash
# On this machine hwfit names the hypervisor that systemd names.
cd "$(dirname "$0")/../.." || exit 1
for need in systemd-detect-virt jq; do
	command -v $need > /dev/null || { echo "ok - hypervisor # SKIP $need is not installed"; exit 0; }
done
[ -d /sys/devices/system/cpu ] || { echo "ok - hypervisor # SKIP no /sys here"; exit 0; }
expected=$(systemd-detect-virt --vm)
case $expected in
microsoft) expected=hyper_v ;;
oracle) expected=virtualbox ;;
esac
got=$("$HWFIT" scan --format json --probe virtual | jq -r '.components.system[0].virtual')
# A guest whose names and clocks hide the hypervisor is still one.
if [ "$got" = "$expected" ] || { [ "$got" = other ] && [ "$expected" != none ]; }; then
	echo "ok - the hypervisor is $got, systemd says $expected"
elif [ "$got" = kvm ] && grep -q kvm-clock /sys/devices/system/clocksource/clocksource0/available_clocksource; then
	# A host may give CPUID another's signature (KVM under bhyve's name, say); that this kernel
	# runs on KVM's clock it cannot have from anyone else.
	echo "ok - the hypervisor is kvm by its clock, systemd reads $expected from CPUID"
else
	echo "not ok - the hypervisor is $got, systemd says $expected"
fi
