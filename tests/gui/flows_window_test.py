#!/usr/bin/env python3
"""The flows of a person's day in the real window: palette, double click, zoom and export, several windows, what is remembered.

    flows_window_test.py --monitor build/bin/hotswap-monitor --plugins build/plugins [--pictures FOLDER]

Exit status: 0 passed, 1 failed, 77 skipped because a tool is missing.
"""

import configparser
import csv
import json
import pathlib
import sys

from desktop import wait_until
from window_case import Session, argument_parser, check, run_case

EXPORT = "^Export: Scores"


def swap_by_palette_and_mouse(desktop, command):
    session = Session(desktop, command, None)
    wait_until(lambda: "ScoreOperatorV1" in session.title(), "V1")
    session.act_until_active(lambda: session.find_action("swap v2"), "ScoreOperatorV2")
    # The first row of the list, below the menu, the bar and the dock's title: a double click swaps.
    session.act_until_active(lambda: desktop.click(session.window, 100, 82, times=2), "ScoreOperatorV1")
    return session


def zoom_and_export(desktop, session, file):
    """The wheel stops the picture around a moment; what is exported is what is in sight."""
    desktop._run("xdotool", "mousemove", "--window", session.window, "1345", "250")
    for _ in range(8):
        desktop._run("xdotool", "click", "4")
    session.find_action("export scores csv")
    dialog = desktop.window(EXPORT, session.process)
    desktop.activate(dialog)
    desktop.type(str(file))
    desktop.key("Return")
    wait_until(file.exists, "the exported file")
    rows = list(csv.DictReader(file.open(newline="")))
    check(rows, "bars in the export")
    shown = max(float(row["end_s"]) for row in rows) - min(float(row["start_s"]) for row in rows)
    check(shown < 50, f"less than the span of 60 s, not {shown} s")
    desktop.activate(session.window)
    desktop.key("Escape")


def use_two_windows(desktop, session):
    """Another window of the run; the first stays when it is closed."""
    desktop.activate(session.window)
    desktop.key("ctrl+shift+n")

    def windows():
        return desktop._run("xdotool", "search", "--onlyvisible", "--name", "Hotswap Monitor$", check=False).split()

    wait_until(lambda: len(windows()) == 2, "two windows")
    other = next(window for window in windows() if window != session.window)
    desktop.activate(other)
    desktop.key("ctrl+w")
    wait_until(lambda: windows() == [session.window], "one window")


def end(desktop, session, settings):
    session.find_action("theme dark")
    desktop.activate(session.window)
    check(session.quit() == 0, "status 0 at the end")
    saved = configparser.ConfigParser()
    saved.read(settings)
    check(saved["window"]["theme"] == "dark", "the theme is remembered")
    check(saved["hints"]["first_steps_over"] == "true", "the first steps are over")


def load_again(desktop, command, library, settings):
    """A library of the run before is in the menu of recent files."""
    session = Session(desktop, command, None)
    session.load(library)
    wait_until(lambda: library.name in pathlib.Path(settings).read_text(), "the library among the recent files")
    desktop.activate(session.window)
    check(session.quit() == 0, "status 0 at the end")
    session = Session(desktop, command, None)
    session.act_until_active(lambda: (session.find_action(f"recent {library.name}"), session.find_action("swap v2")), "ScoreOperatorV2")
    check(session.quit() == 0, "status 0 at the end")


def run(desktop, arguments, folder):
    v1, v2 = (arguments.plugins / f"score_op_v{number}.so" for number in (1, 2))
    settings = folder / "a.ini"
    report = folder / "report.json"
    command = [arguments.monitor, v1, v2, "--interval", "5ms", "--threads", "2", "--store", folder / "store", "--settings", settings,
               "--no-socket", "--report", report]
    session = swap_by_palette_and_mouse(desktop, command)
    zoom_and_export(desktop, session, folder / "scores.csv")
    use_two_windows(desktop, session)
    end(desktop, session, settings)
    told = json.loads(report.read_text())
    check(told["lost"] == 0 and told["errors"] == 0, "no request lost or failed")
    again = [arguments.monitor, v1, "--threads", "2", "--store", folder / "second", "--settings", folder / "b.ini", "--no-socket"]
    load_again(desktop, again, v2, folder / "b.ini")


if __name__ == "__main__":
    sys.exit(run_case(run, argument_parser(__doc__).parse_args()))
