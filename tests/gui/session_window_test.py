#!/usr/bin/env python3
"""Saves a session by keyboard, opens it again and moves about in it, in the real window.

    session_window_test.py --monitor build/bin/hotswap-monitor --plugins build/plugins

Exit status: 0 passed, 1 failed, 77 skipped because a tool is missing.
"""

import argparse
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

from desktop import Desktop, DesktopError, wait_until

DIALOG = "^Save the session$"


def check(condition, what):
    if not condition:
        raise DesktopError(f"expected: {what}")


def title_of(desktop, window, pattern):
    wait_until(lambda: re.search(pattern, desktop.title(window)), f"the title {pattern}, which is {desktop.title(window)!r}")


def save_session(desktop, arguments, folder, file):
    """Two versions answer one after the other; then all is saved."""
    v1, v2 = (arguments.plugins / f"score_op_v{number}.so" for number in (1, 2))
    process = desktop.start(arguments.monitor, v1, v2, "--interval", "20ms", "--threads", "2", "--store", folder / "store",
                            "--settings", folder / "a.ini", "--no-socket")
    window = desktop.window("Hotswap Monitor$", process)
    desktop.activate(window)
    title_of(desktop, window, "^v1 ")
    # The key has no effect before the second version is ready.
    for _ in range(10):
        desktop.key("ctrl+Return")
        try:
            wait_until(lambda: desktop.title(window).startswith("v2 "), "v2", timeout_s=2)
            break
        except DesktopError:
            continue
    title_of(desktop, window, "^v2 ")
    desktop.key("ctrl+s")
    desktop.window(DIALOG, process)
    desktop.type(str(file))
    desktop.key("Return")
    wait_until(file.exists, "the saved session")
    desktop.activate(window)
    desktop.key("ctrl+q")
    check(process.wait(20) == 0, "status 0 at the end")


def open_session(desktop, arguments, folder, file):
    process = desktop.start(arguments.monitor, "--open", file, "--settings", folder / "b.ini")
    window = desktop.window("Hotswap Monitor$", process)
    desktop.activate(window)
    title_of(desktop, window, f"^v2 .*recording {file.name} — Hotswap Monitor$")
    if arguments.pictures:
        desktop.picture(pathlib.Path(arguments.pictures) / "recording.png")
    desktop.key("Home")
    title_of(desktop, window, f"^(v1 .*)?recording {file.name}")
    desktop.key("Right", "Right", "Right")
    desktop.key("End")
    title_of(desktop, window, "^v2 ")
    desktop.key("ctrl+q")
    check(process.wait(20) == 0, "status 0 at the end")


def refuse(desktop, arguments, folder):
    """What cannot be read ends the program with words and no window."""
    broken = folder / "broken.hsession"
    broken.write_text("nothing of the kind\n")
    for file, cause in ((broken, "is not a session"), (folder / "none", "No such file"), (folder, "is not a file")):
        done = subprocess.run([arguments.monitor, "--open", file], env=desktop.environment, capture_output=True, text=True, timeout=30)
        check(done.returncode == 1, f"status 1 for {file}, not {done.returncode}")
        check(str(file) in done.stderr and cause in done.stderr, f"{cause!r} in {done.stderr!r}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--monitor", required=True, type=pathlib.Path)
    parser.add_argument("--plugins", required=True, type=pathlib.Path)
    parser.add_argument("--pictures")
    arguments = parser.parse_args()
    missing = [tool for tool in ("Xvfb", "openbox", "xdotool") if shutil.which(tool) is None]
    if missing:
        print(f"skipped: {', '.join(missing)} is missing")
        return 77
    with tempfile.TemporaryDirectory() as name, Desktop() as desktop:
        folder = pathlib.Path(name)
        file = folder / "run.hsession"
        try:
            save_session(desktop, arguments, folder, file)
            header = json.loads(file.read_text().splitlines()[0])
            check(header["format"] == "hotswap-session", "the header of the format")
            open_session(desktop, arguments, folder, file)
            refuse(desktop, arguments, folder)
        except DesktopError as failure:
            print(f"failed: {failure}")
            return 1
    print("passed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
