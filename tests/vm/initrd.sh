#!/bin/bash
# The initial memory file system of the guest: initrd.sh ROOT FILE
# busybox, and the modules that it takes to mount the drive that is called ROOT.
set -euo pipefail
root=$1 file=$2
release=$(basename "$(ls -d "$root"/lib/modules/*)")
tree=$(mktemp -d) && trap 'rm -rf "$tree"' EXIT
mkdir -p "$tree"/{bin,proc,sys,dev,root,modules}
cp "$root/bin/busybox" "$tree/bin/"
for module in virtio_pci virtio_blk crc32c_generic ext4 9pnet_virtio 9p; do
	modprobe -d "$root" -S "$release" --show-depends "$module"
done | awk '$1 == "insmod" && !seen[$2]++ { print $2 }' | while read -r path; do
	cp "$path" "$tree/modules/"
	basename "$path" >> "$tree/modules/order"
done
cat > "$tree/init" <<'INIT'
#!/bin/busybox sh
/bin/busybox --install -s /bin
export PATH=/bin
mount -t proc none /proc
mount -t sysfs none /sys
mount -t devtmpfs none /dev
while read -r module; do insmod /modules/$module; done < /modules/order
tries=0
while [ $tries -lt 200 ]; do
	for serial in /sys/block/vd*/serial; do
		[ "$(cat $serial 2> /dev/null)" = ROOT ] && drive=${serial%/serial} && break 2
	done
	tries=$((tries + 1))
	sleep 0.1
done
mount -t ext4 -o noatime "/dev/${drive##*/}" /root || { echo "GUEST: no root"; poweroff -f; }
umount /sys
mount -o move /dev /root/dev
# The share holds the program that the guest is for.
mount -t 9p -o trans=virtio,version=9p2000.L,msize=512000 share /root/share || { echo "GUEST: no share"; poweroff -f; }
umount /proc
exec switch_root /root /bin/bash /share/in/guest.sh
INIT
chmod +x "$tree/init"
(cd "$tree" && find . | cpio -o -H newc --quiet) | gzip -6 > "$file"
