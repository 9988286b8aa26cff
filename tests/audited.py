"""Runs the command line and notes what it does to the rest of the machine.

usage: python audited.py FOLDER ARGUMENT ...: only in FOLDER may files be written. What else is done
is written to standard error, and the process that does it, the worker too, ends with status 99.
"""

import os
import sys
from pathlib import Path

FOLDER = Path(sys.argv[1]).resolve()
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_TRUNC
NETWORK = ("socket.connect", "socket.get", "socket.send", "http.", "urllib.", "ftplib.", "smtplib.")
PROGRAMS = ("subprocess.", "os.system", "os.exec", "os.spawn", "os.posix_spawn", "pty.")
PICKLES = ("pickle.",)
"""How the events begin that are never right, by the table of audit events in Python's manual.

To make a socket is none: urllib3, which spaCy imports, makes one to see whether there is IPv6."""
CHANGES = {"os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.truncate", "os.chmod", "os.link"}


def inside(path: object) -> bool:
    """Whether a file may be written."""
    return isinstance(path, str | bytes | os.PathLike) and (
        FOLDER in Path(os.fsdecode(path)).absolute().parents
    )


def note(event: str, args: tuple[object, ...]) -> None:
    """End the process over an event that should not be."""
    if event == "open":
        path, _, flags = args
        wrong = isinstance(flags, int) and bool(flags & WRITING) and not inside(path)
    elif event in CHANGES:
        wrong = not inside(args[0])
    else:
        wrong = event.startswith((*NETWORK, *PROGRAMS, *PICKLES))
    if wrong:
        os.write(2, f"{event} {args!r}\n".encode(errors="replace"))
        os._exit(99)


if __name__ == "__main__":
    sys.addaudithook(note)
    from quotex.cli import main

    sys.argv = ["quotex", *sys.argv[2:]]
    main()
