#!/usr/bin/env python3
"""Starts, promotes and aborts a canary, rolls back to a version of the history and turns to another slot, in the real window.

    rollout_window_test.py --monitor build/bin/hotswap-monitor --plugins build/plugins

Exit status: 0 passed, 1 failed, 77 skipped because a tool is missing.
"""

import json
import sys

from desktop import wait_until
from window_case import Session, argument_parser, run_case

# The step lasts until somebody decides; the guard cannot break.
STRATEGY = """
[rollout.standard]
steps = [{ share = 50, min_time = "1h" }, { share = 100 }]
guards = { max_nonfinite = 0 }
"""
# Places in the window when it fills a display of 1366x768: (x, y) and (x, y, width, height).
SLOT = (114, 27, 26, 16)
CANARY = (440, 27, 54, 16)
ABORT = (204, 726, 32, 15)
VERSIONS_TAB = (968, 530)
OLDEST_VERSION = (330, 619)
ROLL_BACK_TO_THIS = (340, 559)
ROLL_BACK_TEXT = (302, 551, 90, 16)
DARK = 64


def wait_for(desktop, button, enabled, what):
    """A button's text is nearly black in the light theme while it can be pressed, and grey while it cannot."""
    wait_until(lambda: (desktop.darkest(button) < DARK) == enabled, what)


def start_canary(desktop, session):
    wait_for(desktop, CANARY, True, "the target to be ready for a canary")
    desktop.key("ctrl+shift+k")
    wait_for(desktop, CANARY, False, "the form of the canary")
    session.picture("form")
    desktop.key("ctrl+Return")
    wait_for(desktop, ABORT, True, "the first step of the canary")
    session.picture("canary")


def promote_abort_roll_back(desktop, command, pictures):
    """V2 is promoted from a canary, one of V1 is aborted, and the history leads back to V1."""
    session = Session(desktop, command, pictures)
    desktop.window("ScoreOperatorV1", session.process)
    wait_until(lambda: "ScoreOperatorV1" in session.title(), "V1 to answer")
    start_canary(desktop, session)
    session.press_until_active("ctrl+p", "ScoreOperatorV2")
    wait_for(desktop, ABORT, False, "the end of the promoted canary")
    desktop.key("alt+t", "Up")  # The target is still what was promoted: nothing that nobody chose takes its place.
    start_canary(desktop, session)
    desktop.key("ctrl+shift+a")
    wait_for(desktop, ABORT, False, "the end of the aborted canary")
    session.picture("aborted")
    desktop.click(session.window, *VERSIONS_TAB)
    desktop.click(session.window, *OLDEST_VERSION)
    wait_for(desktop, ROLL_BACK_TEXT, True, "the oldest version to be selected")
    session.picture("versions")
    desktop.click(session.window, *ROLL_BACK_TO_THIS)
    wait_until(lambda: "ScoreOperatorV1" in session.title(), "the history to lead back to V1")
    return session.quit()


def turn_to_another_slot(desktop, command, pictures):
    """The title names what answers in the slot that is chosen."""
    session = Session(desktop, command, pictures)
    wait_until(lambda: "ScoreOperatorV1" in session.title(), "the first slot's V1 to answer")
    wait_until(lambda: desktop.darkest(SLOT) < DARK, "the selector")
    desktop.key("alt+l", "Down")
    wait_until(lambda: "ScoreOperatorV2" in session.title(), "the second slot's V2 to be shown")
    session.picture("slots")
    return session.quit()


def judge(report_path):
    """The faults in the report of promote_abort_roll_back, as sentences."""
    report = json.loads(report_path.read_text())
    outcomes = [rollout["outcome"] for rollout in report["rollouts"]]
    faults = []
    if outcomes != ["promoted", "aborted"]:
        faults.append(f"a promoted and an aborted rollout were expected, the report has {outcomes}")
    if report["swaps"][-1]["outcome"] != "rolled_back" or report["swaps"][-1]["to"] != 1:
        faults.append(f"the last swap should lead back to v1, it is {report['swaps'][-1]}")
    if report["lost"] != 0:
        faults.append(f"{report['lost']} requests were lost")
    return faults


def slots_of(plugins):
    return "".join(f'\n[[slot]]\nname = "{name}"\noperator = "{plugins / library}"\n'
                   for name, library in (("ranking", "score_op_v1.so"), ("ctr", "score_op_v2.so")))


def run(desktop, arguments, folder):
    one_slot = folder / "one.toml"
    one_slot.write_text(STRATEGY)
    two_slots = folder / "two.toml"
    two_slots.write_text(slots_of(arguments.plugins) + STRATEGY)
    report = folder / "report.json"
    program = [arguments.monitor, "--interval", "5ms", "--theme", "light"]
    one = program + ["--config", one_slot, "--store", folder / "one", "--settings", folder / "one.ini", "--report", report]
    two = program + ["--config", two_slots, "--store", folder / "two", "--settings", folder / "two.ini"]
    gestures = [("promote_abort_roll_back", lambda: promote_abort_roll_back(desktop, one, arguments.pictures)),
                ("turn_to_another_slot", lambda: turn_to_another_slot(desktop, two, arguments.pictures))]
    faults = []
    for name, gesture in gestures:
        status = gesture()
        print(f"{name}: exit status {status}", flush=True)
        if status != 0:
            faults.append(f"{name} ended with {status}")
    return faults + judge(report)


if __name__ == "__main__":
    sys.exit(run_case(run, argument_parser(__doc__).parse_args()))
