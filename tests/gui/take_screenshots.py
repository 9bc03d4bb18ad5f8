#!/usr/bin/env python3
"""Takes the pictures of the README from the real window.

    take_screenshots.py --monitor build/bin/hotswap-monitor --fixtures build/tests/fixtures --out resources/screenshots

Each picture shows a minute of traffic with swaps in it, in both themes and languages, so the whole takes about five minutes.
`--language en` takes those of one language.
"""

import argparse
import pathlib
import shutil
import sys
import tempfile
import time

from desktop import Desktop, DesktopError
from window_case import Session

# What happens in a picture, in seconds of traffic before each key.
GESTURES = [(12, "ctrl+Return"), (14, "ctrl+b"), (10, "ctrl+Return")]
REST_S = 14
SUFFIXES = {"en": "", "zh_CN": "-zh"}


def take(desktop, arguments, theme, language, folder):
    """A light and calm picture with 4 threads at human pace, or a dark and busy one with 16 threads and a refused file."""
    busy = ["--threads", "16", "--interval", "1ms"] if theme == "dark" else []
    command = [arguments.monitor, "--theme", theme, "--language", language, "--settings", str(folder / f"{theme}{language}.ini"),
               "--store", str(folder / f"store-{theme}{language}"), *busy]
    session = Session(desktop, command, None)
    for pause_s, key in GESTURES:
        time.sleep(pause_s)  # the traffic that the picture shows
        desktop.key(key)
    time.sleep(REST_S)
    if theme == "dark":
        session.load(shutil.copy(pathlib.Path(arguments.fixtures) / "no_create.so", folder))  # the picture shows the path
        time.sleep(2)
    desktop.picture(pathlib.Path(arguments.out) / f"monitor-{theme}{SUFFIXES[language]}.png")
    if theme == "light":
        desktop.key("alt+t", "Up", "ctrl+shift+k")  # of the version that does not answer now
        time.sleep(1)  # until the form is painted
        desktop.picture(pathlib.Path(arguments.out) / f"canary-{theme}{SUFFIXES[language]}.png")
        desktop.key("Escape")
    session.quit()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--monitor", required=True)
    parser.add_argument("--fixtures", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--language", choices=SUFFIXES, action="append")
    arguments = parser.parse_args()
    pathlib.Path(arguments.out).mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, Desktop() as desktop:
        for language in arguments.language or SUFFIXES:
            for theme in ("light", "dark"):
                take(desktop, arguments, theme, language, pathlib.Path(folder))


if __name__ == "__main__":
    try:
        main()
    except DesktopError as error:
        sys.exit(f"take_screenshots: {error}")
