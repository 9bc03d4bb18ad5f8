#!/usr/bin/env python3
"""Saves a session by keyboard, opens it again and moves about in it, in the real window.

    session_window_test.py --monitor build/bin/hotswap-monitor --plugins build/plugins

Exit status: 0 passed, 1 failed, 77 skipped because a tool is missing.
"""

import json
import re
import subprocess
import sys

from desktop import wait_until
from window_case import Session, argument_parser, check, run_case

DIALOG = "^Save the session$"


def title_of(session, pattern):
    wait_until(lambda: re.search(pattern, session.title()), f"the title {pattern}, which is {session.title()!r}")


def save_session(desktop, arguments, folder, file):
    """Two versions answer one after the other; then all is saved."""
    v1, v2 = (arguments.plugins / f"score_op_v{number}.so" for number in (1, 2))
    session = Session(desktop, [arguments.monitor, v1, v2, "--interval", "20ms", "--threads", "2", "--store", folder / "store",
                                "--settings", folder / "a.ini", "--no-socket"], arguments.pictures)
    title_of(session, "^v1 ")
    session.press_until_active("ctrl+Return", "v2 ")
    desktop.key("ctrl+s")
    desktop.window(DIALOG, session.process)
    desktop.type(str(file))
    desktop.key("Return")
    wait_until(file.exists, "the saved session")
    desktop.activate(session.window)
    check(session.quit() == 0, "status 0 at the end")


def open_session(desktop, arguments, folder, file):
    session = Session(desktop, [arguments.monitor, "--open", file, "--settings", folder / "b.ini"], arguments.pictures)
    title_of(session, f"^v2 .*recording {file.name} — Hotswap Monitor$")
    session.picture("recording")
    desktop.key("Home")
    title_of(session, f"^(v1 .*)?recording {file.name}")
    desktop.key("Right", "Right", "Right")
    desktop.key("End")
    title_of(session, "^v2 ")
    check(session.quit() == 0, "status 0 at the end")


def refuse(desktop, arguments, folder):
    """What cannot be read ends the program with words and no window."""
    broken = folder / "broken.hsession"
    broken.write_text("nothing of the kind\n")
    for file, cause in ((broken, "is not a session"), (folder / "none", "No such file"), (folder, "is not a file")):
        done = subprocess.run([arguments.monitor, "--open", file], env=desktop.environment, capture_output=True, text=True, timeout=30)
        check(done.returncode == 1, f"status 1 for {file}, not {done.returncode}")
        check(str(file) in done.stderr and cause in done.stderr, f"{cause!r} in {done.stderr!r}")


def run(desktop, arguments, folder):
    file = folder / "run.hsession"
    save_session(desktop, arguments, folder, file)
    header = json.loads(file.read_text().splitlines()[0])
    check(header["format"] == "hotswap-session", "the header of the format")
    open_session(desktop, arguments, folder, file)
    refuse(desktop, arguments, folder)


if __name__ == "__main__":
    sys.exit(run_case(run, argument_parser(__doc__).parse_args()))
