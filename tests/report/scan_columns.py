"""scan_columns.py HWFIT ROOT...: says in TAP whether titles and what stands beside them keep their columns."""
import fcntl
import os
import pty
import struct
import subprocess
import sys
import termios

WIDE = 80
hwfit, roots = sys.argv[1], sys.argv[2:]


def on_terminal(command):
    """What a command writes to a terminal of WIDE columns."""
    ours, its = pty.openpty()
    fcntl.ioctl(its, termios.TIOCSWINSZ, struct.pack("HHHH", 25, WIDE, 0, 0))
    with subprocess.Popen(command, stdout=its, stderr=subprocess.DEVNULL, env={**os.environ, "NO_COLOR": "1"}) as run:
        os.close(its)
        said = b""
        try:
            while part := os.read(ours, 65536):
                said += part
        except OSError:  # the end, on a terminal
            pass
    os.close(ours)
    return said.decode().replace("\r\n", "\n")


def faults_of(text, wide):
    """The lines of the first paragraph in which a title and its text are not apart, or too wide."""
    lines = text.split("\n\n")[0].splitlines()
    begins = [len(s) - len(s.lstrip(" ")) for s in lines if s.startswith(" ")]
    column = min(begins) if begins else None
    longest = 0
    faults = []
    for line in lines:
        if line.startswith(" "):
            continue
        if column is None or line[column - 2:column] != "  " or line[column] == " ":
            faults.append(line)
        longest = max(longest, len(line[:column].rstrip()))
    if column != longest + 2:
        faults.append(f"column {column} beside a title of {longest}")
    return faults + [s for s in lines if wide and len(s) > wide]


for root in roots:
    for lang in "en", "et":
        command = [hwfit, "scan", "--root", root, "--lang", lang]
        plain = subprocess.run(command, capture_output=True, check=True).stdout.decode()
        name = f"{root.split('/')[-2]} in {lang}"
        for how, text, wide in ("as a file", plain, 0), (f"on {WIDE} columns", on_terminal(command), WIDE):
            faults = faults_of(text, wide)
            print(f"{'not ok' if faults else 'ok'} - the summary of {name} keeps its columns, {how}" +
                  (f": {faults[:3]}" if faults else ""))
