#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Boots a virtual machine and waits until it is done: guest.py MACHINE.vm SHARE

The guest starts SHARE/in/guest.sh as its first process and leaves what it finds in
SHARE/out; its console is SHARE/console. Fails, with the last lines of the console, when
SHARE/out/done is not there at the end or the time is up. It starts from what make.sh made.

A machine is a file of lines. `#` starts a comment; a line that is indented goes on.
  include FILE              the lines of another
  drive ID SIZE             an empty drive of this size behind the next devices; its writes are kept
                            for this run
  nic ID                    a network that reaches nothing
  firmware secure           UEFI that insists on Secure Boot, with the keys that machines are sold with
  tpm MODEL                 a TPM 2.0 (swtpm) behind tpm-tis or tpm-crb
  smbios-raw TYPE HANDLE HEX "TEXT"...   an SMBIOS structure as bytes, and its strings
  repeat N LINE             the line N times, {n} counting from 0; {n:02x}, {n//8} and so on also
  task NAME                 what guest.sh does when devices are there, in this order
  limit SECONDS             after which it has failed
  expect ...                what the scan says of it: see expect.py
  anything else             an option of QEMU without its dash
Of the text, {share} is the folder, {run} one for the files of this run; {run}/phone is empty."""
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
OVMF = "/usr/share/OVMF"


def lines(path):
    """(number, line) of a machine, those that go on joined, includes in their place."""
    found, text = [], open(path, encoding="utf-8").read()
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if line[0] in " \t" and found:
            found[-1] = (found[-1][0], found[-1][1] + line.strip())
        else:
            found.append((number, line.strip()))
    for number, line in found:
        if line.startswith("include "):
            yield from lines(os.path.join(os.path.dirname(path), line.split()[1]))
        elif line.startswith("repeat "):
            _, count, rest = line.split(None, 2)
            for n in range(int(count)):
                yield number, re.sub(r"\{(n\b[^}:]*)(:[^}]*)?\}", lambda m, n=n: format(arithmetic(m[1], n), (m[2] or ":")[1:]), rest)
        else:
            yield number, line


def arithmetic(text, n):
    """n, n+3, n//8, n%8+1: from left to right, no more."""
    value, parts = n, re.findall(r"(//|[%+*])(\d+)", text)
    for operator, number in parts:
        number = int(number)
        value = {"//": value // number if number else 0, "%": value % (number or 1), "+": value + number, "*": value * number}[operator]
    return value


def raw_structure(kind, handle, body, strings):
    data = bytes.fromhex(body)
    out = bytes([int(kind), 4 + len(data)]) + int(handle, 16).to_bytes(2, "little") + data
    for text in strings:
        assert text, "an empty string would end the structure"
        out += text.encode("utf-8", "surrogateescape").decode("unicode_escape").encode("latin-1") + b"\0"
    return out + (b"\0" if strings else b"\0\0")


class Machine:
    def __init__(self, share, run):
        os.mkdir(f"{run}/phone")
        self.share, self.run, self.children, self.limit = share, run, [], 1200
        open(f"{share}/in/tasks", "w", encoding="utf-8").close()
        self.arguments = ["-nodefaults", "-no-user-config", "-no-reboot", "-monitor", "none", "-display", "none"]

    def add(self, path):
        for _, line in lines(path):
            word, _, rest = line.partition(" ")
            rest = rest.strip().replace("{share}", self.share).replace("{run}", self.run)
            method = getattr(self, "do_" + word.replace("-", "_"), None)
            if method:
                method(rest)
            elif word != "expect":
                self.arguments += ["-" + word, rest]

    def do_drive(self, rest):
        name, size, *more = rest.split()
        path = f"{self.run}/{name}.img"
        subprocess.run(["truncate", "-s", size, path], check=True)
        self.arguments += ["-drive", f"if=none,id={name},file={path},format=raw,discard=unmap,cache=unsafe" + "".join("," + m for m in more)]

    def do_task(self, name):
        with open(f"{self.share}/in/tasks", "a", encoding="utf-8") as f:
            f.write(name + "\n")

    def do_limit(self, seconds):
        self.limit = int(seconds)

    def do_nic(self, rest):
        self.arguments += ["-netdev", f"user,id={rest},restrict=on"]

    def do_firmware(self, _):
        shutil.copy(f"{OVMF}/OVMF_VARS_4M.ms.fd", f"{self.run}/vars.fd")
        self.arguments += ["-global", "driver=cfi.pflash01,property=secure,value=on", "-global", "ICH9-LPC.disable_s3=1",
                           "-drive", f"if=pflash,unit=0,format=raw,readonly=on,file={OVMF}/OVMF_CODE_4M.secboot.fd",
                           "-drive", f"if=pflash,unit=1,format=raw,file={self.run}/vars.fd"]

    def do_tpm(self, model):
        state = f"{self.run}/tpm"
        os.mkdir(state)
        subprocess.run(["swtpm_setup", "--tpm2", "--tpmstate", state, "--overwrite"], check=True, stdout=subprocess.DEVNULL)
        self.children.append(subprocess.Popen(["swtpm", "socket", "--tpm2", "--tpmstate", f"dir={state}", "--ctrl",
                                               f"type=unixio,path={self.run}/tpm.sock", "--terminate"], stdout=subprocess.DEVNULL))
        for _ in range(100):
            if os.path.exists(f"{self.run}/tpm.sock"):
                break
            time.sleep(0.1)
        self.arguments += ["-chardev", f"socket,id=tpmc,path={self.run}/tpm.sock", "-tpmdev", "emulator,id=tpm0,chardev=tpmc",
                           "-device", f"{model},tpmdev=tpm0"]

    def do_smbios_raw(self, rest):
        kind, handle, body, *strings = shlex.split(rest)
        path = f"{self.run}/smbios-{kind}-{handle}.bin"
        with open(path, "wb") as f:
            f.write(raw_structure(kind, handle, body, strings))
        self.arguments += ["-smbios", f"file={path}"]

    def end(self):
        for child in self.children:
            child.terminate()
            child.wait()


def accelerator():
    """KVM takes a processor that can; the device alone is not enough."""
    flags = set(open("/proc/cpuinfo", encoding="utf-8").read().split())
    if flags & {"svm", "vmx"} and os.access("/dev/kvm", os.R_OK | os.W_OK):
        return "kvm"
    return "tcg,thread=multi,tb-size=512"


def boot(machine, key, console):
    cache = os.path.realpath(os.environ.get("HWFIT_CACHE", os.path.join(HERE, "../../build/vm-cache")))
    command = ["qemu-system-x86_64", *machine.arguments, "-accel", accelerator(), "-kernel", f"{cache}/linux-{key}", "-initrd", f"{cache}/initrd-{key}",
               "-drive", f"if=none,id=root,file={cache}/root-{key}.img,format=raw,snapshot=on,file.locking=off",
               "-fsdev", f"local,id=share,path={machine.share},security_model=none,multidevs=remap", "-device", "virtio-9p-pci,fsdev=share,mount_tag=share",
               "-serial", f"file:{console}",
               "-append", "console=ttyS0 quiet loglevel=4 panic=-1 mitigations=off modprobe.blacklist=amdgpu,radeon"]
    with open(f"{machine.run}/log", "w+", encoding="utf-8") as log:
        try:
            code = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT, timeout=machine.limit, check=False).returncode
            end = f"QEMU ended with status {code}"
        except subprocess.TimeoutExpired:
            end = f"it was not done after {machine.limit} s"
        log.seek(0)
        said = [line for line in log if "TCG doesn't support" not in line]
    return end, said


def main():
    path, share = sys.argv[1], os.path.realpath(sys.argv[2])
    key = subprocess.run([f"{HERE}/make.sh"], check=True, stdout=subprocess.PIPE, text=True).stdout.strip()
    console = f"{share}/console"
    os.makedirs(f"{share}/out", exist_ok=True)
    start = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="hwfit-vm.") as run:
        machine = Machine(share, run)
        try:
            machine.add(path)
            end, said = boot(machine, key, console)
        finally:
            machine.end()
    print(f"# {os.path.basename(path)}, {accelerator().split(',')[0]}: {time.monotonic() - start:.0f} s from start to end")
    if os.path.exists(f"{share}/out/done"):
        return 0
    last = open(console, encoding="utf-8", errors="replace").read().split("\n")[-40:] if os.path.exists(console) else []
    print(f"the guest did not finish: {end}; QEMU said:", *said, "the last lines of its console:", *last, sep="\n  ", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
