#!/usr/bin/env python3
"""Drives the real window by the keyboard alone, as a person does, and judges the report that it leaves.

    real_window_test.py --monitor build/bin/hotswap-monitor --plugins build/plugins
    real_window_test.py --monitor build/tests/window_demo --no-report

Exit status: 0 passed, 1 failed, 77 skipped because a tool is missing.
"""

import argparse
import json
import os
import pathlib
import shutil
import sys
import tempfile
import time

from desktop import Desktop, DesktopError, wait_until

TITLE = "Hotswap Monitor$"
DIALOG = "^(Load operators|加载算子)$"


class Session:
    """One run of the program on a desktop, with the gestures in the user's words."""

    def __init__(self, desktop, command, pictures):
        self._desktop = desktop
        self._pictures = pictures
        self.process = desktop.start(*command)
        self.window = desktop.window(TITLE, self.process)
        desktop.activate(self.window)
        desktop.maximise(self.window)

    def picture(self, name):
        if self._pictures:
            self._desktop.picture(pathlib.Path(self._pictures) / f"{name}.png")

    def load(self, path):
        self._desktop.activate(self.window)
        self._desktop.key("ctrl+o")
        self._desktop.window(DIALOG, self.process)
        self._desktop.type(str(path))
        self._desktop.key("Return")
        wait_until(lambda: not self._desktop.is_visible(DIALOG), "the file dialog to close")
        self._desktop.activate(self.window)

    def press_until_active(self, key, operator):
        """Presses the key until the title names the operator. Until a load is done the key has no effect, hence the repeats."""

        def answers():
            return operator in self._desktop.title(self.window)

        for _ in range(10):
            if answers():
                return
            self._desktop.key(key)
            try:
                wait_until(answers, operator, timeout_s=2)
            except DesktopError:
                continue
        raise DesktopError(f"{key} did not make {operator} answer; the title is '{self._desktop.title(self.window)}'")

    def quit(self):
        self._desktop.key("ctrl+q")
        self.process.wait(timeout=60)
        return self.process.returncode


def swap_and_roll_back(desktop, command, plugins, pictures):
    """Loads V1 and V2 by typing their paths, swaps to each, rolls back, quits."""
    session = Session(desktop, command, pictures)
    session.load(plugins / "score_op_v1.so")
    session.press_until_active("ctrl+Return", "ScoreOperatorV1")
    session.load(plugins / "score_op_v2.so")
    session.press_until_active("ctrl+Return", "ScoreOperatorV2")
    session.picture("swapped")
    session.press_until_active("ctrl+b", "ScoreOperatorV1")
    session.picture("rolled_back")
    return session.quit()


def refuse_and_go_on(desktop, command, bad, pictures):
    """Loads a file that is no library; the window stays and still quits."""
    session = Session(desktop, command, pictures)
    session.load(bad)
    time.sleep(1)  # The notice has no sign outside the picture; a crash would show by now.
    session.picture("refused")
    if session.process.poll() is not None:
        raise DesktopError(f"the program ended with {session.process.returncode} after a bad load")
    return session.quit()


def close_while_loading(desktop, command, plugins, pictures):
    """Quits right behind the gesture that loads."""
    session = Session(desktop, command, pictures)
    session.load(plugins / "score_op_v1.so")
    return session.quit()


def start_without_operators(desktop, command, plugins, folder):
    """Opens where no operator is shipped, as a program that was copied alone does; what is loaded answers."""
    nothing = folder / "no_plugins"
    nothing.mkdir()
    session = Session(desktop, command + ["--plugin-dir", nothing], None)
    session.load(plugins / "score_op_v1.so")
    session.press_until_active("ctrl+Return", "ScoreOperatorV1")
    return session.quit()


def judge(report_path):
    """The faults in the report of swap_and_roll_back, as sentences."""
    report = json.loads(report_path.read_text())
    outcomes = [swap["outcome"] for swap in report["swaps"]]
    faults = []
    if report["lost"] != 0:
        faults.append(f"{report['lost']} requests were lost")
    if report["errors"] != 0:
        faults.append(f"{report['errors']} requests failed")
    if outcomes.count("published") < 2:
        faults.append(f"two publications were expected, the swaps are {outcomes}")
    if not outcomes or outcomes[-1] != "rolled_back":
        faults.append(f"the last swap should be the roll back, the swaps are {outcomes}")
    if report["requests"] == 0:
        faults.append("no request was answered")
    return faults


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--monitor", required=True, type=pathlib.Path, help="the program to drive")
    parser.add_argument("--plugins", type=pathlib.Path, help="where score_op_v1.so and score_op_v2.so are")
    parser.add_argument("--no-report", action="store_true", help="judge by the window and the exit status alone")
    parser.add_argument("--pictures", help="save screenshots in this folder")
    return parser.parse_args()


def make_plugins(folder):
    """Stand-ins for a program that does not load them."""
    for name in ("score_op_v1.so", "score_op_v2.so"):
        (folder / name).touch()
    return folder


def run(arguments, folder):
    plugins = arguments.plugins.resolve() if arguments.plugins else make_plugins(folder)
    bad = folder / "bad_text.so"
    bad.write_text("this is no library\n")
    # The user's own settings, store and journal stay untouched.
    for variable in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR"):
        place = folder / variable.lower()
        place.mkdir(mode=0o700)
        os.environ[variable] = str(place)

    report = folder / "report.json"
    program = [arguments.monitor.resolve()]
    extra = [] if arguments.no_report else ["--report", report, "--store", folder / "store", "--interval", "20ms"]
    faults = []
    with Desktop() as desktop:
        gestures = [
            ("swap_and_roll_back", lambda: swap_and_roll_back(desktop, program + extra, plugins, arguments.pictures)),
            ("refuse_and_go_on", lambda: refuse_and_go_on(desktop, program + extra[2:], bad, arguments.pictures)),
            ("close_while_loading", lambda: close_while_loading(desktop, program + extra[2:], plugins, arguments.pictures)),
        ]
        if not arguments.no_report:
            gestures.append(("start_without_operators", lambda: start_without_operators(desktop, program + extra[2:], plugins, folder)))
        for name, gesture in gestures:
            status = gesture()
            print(f"{name}: exit status {status}", flush=True)
            if status != 0:
                faults.append(f"{name} ended with {status}")
    if not arguments.no_report:
        faults += judge(report)
    return faults


def main():
    arguments = parse_arguments()
    missing = [tool for tool in ("Xvfb", "openbox", "xdotool", "import") if shutil.which(tool) is None]
    if missing:
        print(f"skipped: {', '.join(missing)} not installed")
        return 77
    with tempfile.TemporaryDirectory(prefix="hotswap-gui-") as folder:
        try:
            faults = run(arguments, pathlib.Path(folder))
        except DesktopError as error:
            faults = [str(error)]
    for fault in faults:
        print(f"FAILED: {fault}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
