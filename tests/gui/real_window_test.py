#!/usr/bin/env python3
"""Drives the real window by the keyboard alone, as a person does, and judges the report that it leaves.

    real_window_test.py --monitor build/bin/hotswap-monitor --plugins build/plugins
    real_window_test.py --monitor build/tests/window_demo --no-report

Exit status: 0 passed, 1 failed, 77 skipped because a tool is missing.
"""

import json
import pathlib
import sys
import time

from desktop import DesktopError
from window_case import Session, argument_parser, run_case


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


def close_while_loading(desktop, command, slow, pictures):
    """Quits while a library is being judged that takes seconds to make its operator."""
    session = Session(desktop, command, pictures)
    session.load(slow)
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


def make_plugins(folder):
    """Stand-ins for a program that does not load them."""
    for name in ("score_op_v1.so", "score_op_v2.so"):
        (folder / name).touch()
    return folder


def run(desktop, arguments, folder):
    plugins = arguments.plugins or make_plugins(folder)
    bad = folder / "bad_text.so"
    bad.write_text("this is no library\n")
    slow = arguments.slow.resolve() if arguments.slow else plugins / "score_op_v1.so"
    report = folder / "report.json"
    program = [arguments.monitor]
    extra = [] if arguments.no_report else ["--report", report, "--store", folder / "store", "--interval", "20ms"]
    gestures = [
        ("swap_and_roll_back", lambda: swap_and_roll_back(desktop, program + extra, plugins, arguments.pictures)),
        ("refuse_and_go_on", lambda: refuse_and_go_on(desktop, program + extra[2:], bad, arguments.pictures)),
        ("close_while_loading", lambda: close_while_loading(desktop, program + extra[2:], slow, arguments.pictures)),
    ]
    if not arguments.no_report:
        gestures.append(("start_without_operators", lambda: start_without_operators(desktop, program + extra[2:], plugins, folder)))
    faults = []
    for name, gesture in gestures:
        status = gesture()
        print(f"{name}: exit status {status}", flush=True)
        if status != 0:
            faults.append(f"{name} ended with {status}")
    return faults if arguments.no_report else faults + judge(report)


def main():
    parser = argument_parser(__doc__, plugins_required=False)
    parser.add_argument("--slow", type=pathlib.Path, help="a library that takes its time to load")
    parser.add_argument("--no-report", action="store_true", help="judge by the window and the exit status alone")
    return run_case(run, parser.parse_args())


if __name__ == "__main__":
    sys.exit(main())
