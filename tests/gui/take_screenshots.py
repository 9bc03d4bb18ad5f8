#!/usr/bin/env python3
"""Takes the pictures of the README from the real window.

    take_screenshots.py --monitor build/bin/hotswap-monitor --fixtures build/tests/fixtures --out resources/screenshots

Each picture shows a minute of traffic with swaps in it, so the whole takes about two minutes.
"""

import argparse
import pathlib
import shutil
import sys
import tempfile
import time

from desktop import Desktop, DesktopError
from real_window_test import Session

# What happens in a picture, in seconds of traffic before each key.
GESTURES = [(12, "ctrl+Return"), (14, "ctrl+b"), (10, "ctrl+Return")]
REST_S = 14


def take(desktop, arguments, theme, folder):
    """A light and calm picture with 4 threads at human pace, or a dark and busy one with 16 threads and a refused file."""
    busy = ["--threads", "16", "--interval", "1ms"] if theme == "dark" else []
    command = [arguments.monitor, "--theme", theme, "--settings", str(folder / f"{theme}.ini"), "--store", str(folder / "store"), *busy]
    session = Session(desktop, command, None)
    for pause_s, key in GESTURES:
        time.sleep(pause_s)  # the traffic that the picture shows
        desktop.key(key)
    time.sleep(REST_S)
    if theme == "dark":
        session.load(shutil.copy(pathlib.Path(arguments.fixtures) / "no_create.so", folder))  # the picture shows the path
        time.sleep(2)
    desktop.picture(pathlib.Path(arguments.out) / f"monitor-{theme}.png")
    session.quit()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--monitor", required=True)
    parser.add_argument("--fixtures", required=True)
    parser.add_argument("--out", required=True)
    arguments = parser.parse_args()
    pathlib.Path(arguments.out).mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, Desktop() as desktop:
        for theme in ("light", "dark"):
            take(desktop, arguments, theme, pathlib.Path(folder))


if __name__ == "__main__":
    try:
        main()
    except DesktopError as error:
        sys.exit(f"take_screenshots: {error}")
