#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes a recorded machine of so many devices: tree.py DIRECTORY DEVICES
Half are PCI functions with 256 bytes of configuration space, three eighths USB devices with
descriptors, an eighth NVMe drives with two partitions each and a record in udev's database. The
links are those of sysfs. hwfit scan --root DIRECTORY reads it."""
import os
import struct
import sys


def put(path, content):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as f:
        f.write(content if isinstance(content, bytes) else content.encode())


def uevent(root, home, **values):
    put(f"{root}/{home}/uevent", "".join(f"{name}={value}\n" for name, value in values.items()))


def link(root, at, to):
    path = os.path.join(root, at)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    os.symlink(os.path.relpath(os.path.join(root, to), os.path.dirname(path)), path)


def pci(root, n):
    """The n-th function: 8 functions a device, 32 devices a bus."""
    address = f"0000:{n // 256:02x}:{n // 8 % 32:02x}.{n % 8}"
    home = f"sys/devices/pci0000:00/{address}"
    values = {"vendor": 0x8086, "device": 0x1521, "subsystem_vendor": 0x8086, "subsystem_device": 0x0001, "revision": 1}
    for name, value in values.items():
        put(f"{root}/{home}/{name}", f"0x{value:04x}\n")
    alias = "pci:v00008086d00001521sv00008086sd00000001bc02sc00i00"
    for name, text in {"class": "0x020000", "numa_node": 0, "modalias": alias, "power_state": "D0"}.items():
        put(f"{root}/{home}/{name}", f"{text}\n")
    uevent(root, home, DRIVER="igb", PCI_CLASS="20000", PCI_ID="8086:1521", PCI_SUBSYS_ID="8086:0001", PCI_SLOT_NAME=address, MODALIAS=alias)
    config = struct.pack("<HHHHB3sB", 0x8086, 0x1521, 0, 0, 1, b"\0\0\2", 0).ljust(256, b"\0")
    put(f"{root}/{home}/config", config)
    link(root, f"{home}/driver", "sys/bus/pci/drivers/igb")
    link(root, f"sys/bus/pci/devices/{address}", home)
    return home


def usb(root, n):
    """The n-th device: 120 a bus, each with one interface."""
    bus, number = n // 120 + 1, n % 120 + 1
    name = f"usb{bus}" if number == 1 else f"{bus}-{number - 1}"
    home = f"sys/devices/pci0000:00/usb{bus}" + ("" if number == 1 else f"/{name}")
    device = struct.pack("<BBHBBBBHHHBBBB", 18, 1, 0x0200, 0, 0, 0, 64, 0x046D, 0xC31C, 0x0100, 1, 2, 3, 1)
    configuration = struct.pack("<BBHBBBBB", 9, 2, 18, 1, 1, 0, 0xA0, 50) + struct.pack("<BBBBBBBBB", 9, 4, 0, 0, 0, 3, 1, 1, 0)
    put(f"{root}/{home}/descriptors", device + configuration)
    for attribute, text in {"busnum": bus, "devnum": number, "speed": 480, "idVendor": "046d", "idProduct": "c31c", "bcdDevice": "0100",
                            "version": " 2.00", "bConfigurationValue": 1, "manufacturer": "Made", "product": "Keyboard",
                            "serial": f"SN{n:06}", "removable": "removable"}.items():
        put(f"{root}/{home}/{attribute}", f"{text}\n")
    minor = (bus - 1) * 128 + number - 1
    put(f"{root}/{home}/dev", f"189:{minor}\n")
    uevent(root, home, MAJOR=189, MINOR=minor, DEVNAME=f"bus/usb/{bus:03}/{number:03}", DEVTYPE="usb_device", DRIVER="usb",
           PRODUCT="46d/c31c/100", TYPE="0/0/0", BUSNUM=f"{bus:03}", DEVNUM=f"{number:03}")
    interface = f"{name}:1.0" if number > 1 else f"{bus}-0:1.0"
    alias = "usb:v046DpC31Cd0100dc00dsc00dp00ic03isc01ip01in00"
    for attribute, text in {"bInterfaceClass": "03", "bInterfaceSubClass": "01", "bInterfaceProtocol": "01", "modalias": alias}.items():
        put(f"{root}/{home}/{interface}/{attribute}", f"{text}\n")
    uevent(root, f"{home}/{interface}", DEVTYPE="usb_interface", DRIVER="usbhid", PRODUCT="46d/c31c/100", TYPE="0/0/0", INTERFACE="3/1/1",
           MODALIAS=alias)
    link(root, f"{home}/subsystem", "sys/bus/usb")
    link(root, f"{home}/{interface}/subsystem", "sys/bus/usb")
    link(root, f"{home}/{interface}/driver", "sys/bus/usb/drivers/usbhid")
    link(root, f"sys/bus/usb/devices/{name}", home)
    link(root, f"sys/bus/usb/devices/{interface}", f"{home}/{interface}")


def drive(root, n, behind):
    name = f"nvme{n}n1"
    home = f"{behind}/nvme/nvme{n}/{name}"
    for attribute, text in {"size": 1000215216, "removable": 0, "ro": 0, "dev": f"259:{n * 3}", "queue/rotational": 0, "queue/logical_block_size": 512,
                            "queue/physical_block_size": 512, "wwid": f"eui.{n:016x}"}.items():
        put(f"{root}/{home}/{attribute}", f"{text}\n")
    for attribute, text in {"model": "Made NVMe", "serial": f"NV{n:06}", "firmware_rev": "1.0", "transport": "pcie"}.items():
        put(f"{root}/{behind}/nvme/nvme{n}/{attribute}", f"{text}\n")
    link(root, f"{home}/device", f"{behind}/nvme/nvme{n}")
    link(root, f"{home}/subsystem", "sys/class/block")
    uevent(root, home, MAJOR=259, MINOR=n * 3, DEVNAME=name, DEVTYPE="disk")
    record = f"I:1\nE:DEVTYPE=disk\nE:ID_MODEL=Made_NVMe\nE:ID_SERIAL_SHORT=NV{n:06}\nE:ID_PART_TABLE_TYPE=gpt\n"
    put(f"{root}/run/udev/data/b259:{n * 3}", record)
    for part in (1, 2):
        for attribute, text in {"size": 2048 * 1000, "start": 2048 * 1001 * part, "partition": part, "ro": 0, "dev": f"259:{n * 3 + part}"}.items():
            put(f"{root}/{home}/{name}p{part}/{attribute}", f"{text}\n")
        uevent(root, f"{home}/{name}p{part}", MAJOR=259, MINOR=n * 3 + part, DEVNAME=f"{name}p{part}", DEVTYPE="partition", PARTN=part)
        put(f"{root}/run/udev/data/b259:{n * 3 + part}", f"I:1\nE:DEVTYPE=partition\nE:ID_FS_TYPE=ext4\nE:ID_FS_USAGE=filesystem\nE:ID_FS_UUID={n:08x}-0000-4000-8000-{part:012x}\n")
        link(root, f"sys/class/block/{name}p{part}", f"{home}/{name}p{part}")
    link(root, f"sys/class/block/{name}", home)
    link(root, f"sys/block/{name}", home)


def make(root, devices):
    functions = [pci(root, n) for n in range(devices // 2)]
    for n in range(devices * 3 // 8):
        usb(root, n)
    for n in range(devices // 8):
        drive(root, n, functions[n])
    for place in ("sys/class/dmi", "proc/self"):
        os.makedirs(f"{root}/{place}", exist_ok=True)
    put(f"{root}/proc/self/mountinfo", "")


if __name__ == "__main__":
    make(sys.argv[1], int(sys.argv[2]))
