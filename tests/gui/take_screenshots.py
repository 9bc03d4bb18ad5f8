#!/usr/bin/env python3
"""Takes the pictures of the README from the real window.

    take_screenshots.py --monitor build/bin/hotswap-monitor --fixtures build/tests/fixtures --out resources/screenshots

Each picture shows up to a minute of traffic with swaps in it, in both themes and languages, so the whole takes about six minutes.
`--language en` takes those of one language.
"""

import argparse
import math
import pathlib
import random
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


def write_labelled_requests(file, rows=200_000):
    """Requests with labels that the second feature tells more of than the first one, the same in each picture."""
    draw = random.Random(1)
    with open(file, "w", encoding="ascii") as out:
        out.write("user_id,item_id,user_feature,item_feature,label\n")
        for row in range(rows):
            user, item = draw.random(), draw.random()
            yes = draw.random() < 1 / (1 + math.exp(-4 * (0.3 * user + 0.7 * item - 0.5)))
            out.write(f"{draw.randrange(400)},{row},{user:.4f},{item:.4f},{int(yes)}\n")


def take_comparison(desktop, arguments, language, folder):
    """Labelled requests for two versions, one after the other: what each foretells, and how its scores are spread."""
    labelled = folder / "labelled.csv"
    if not labelled.exists():
        write_labelled_requests(labelled)
    command = [arguments.monitor, "--theme", "light", "--language", language, "--settings", str(folder / f"compare{language}.ini"),
               "--store", str(folder / f"store-compare{language}"), "--source", f"csv:{labelled}", "--interval", "1ms"]
    session = Session(desktop, command, None)
    time.sleep(17)
    desktop.key("ctrl+Return")
    time.sleep(20)
    for key, name in (("F6", "compared"), ("shift+F6", "quality")):
        desktop.key(key)
        time.sleep(2)  # until the panel is painted
        desktop.picture(pathlib.Path(arguments.out) / f"{name}-light{SUFFIXES[language]}.png")
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
            take_comparison(desktop, arguments, language, pathlib.Path(folder))


if __name__ == "__main__":
    try:
        main()
    except DesktopError as error:
        sys.exit(f"take_screenshots: {error}")
