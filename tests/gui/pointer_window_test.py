#!/usr/bin/env python3
"""Loads by the pointer alone and by drops from another program, and drops a file that is no library, in the real window.

    pointer_window_test.py --monitor build/bin/hotswap-monitor --plugins build/plugins --source build/tests/drag_source

No key is pressed and no place is written down: what to click is found by its name (AT-SPI).

Exit status: 0 passed, 1 failed, 77 skipped because a tool is missing.
"""

import json
import pathlib
import shutil
import sys

from accessibility import Accessibility, is_on_a_bus, run_on_a_bus
from desktop import stop, wait_until
from window_case import DIALOG, Session, argument_parser, check, run_case

LIST = "Files"  # Qt's own name for the list of its file dialog
CHART = ("filler", "Scores per thread")
GO_LIVE = "Go live"
REASON = "Is not an ELF file"
SOURCE = (1276, 728)  # beside the status line's texts


class Pointer:
    """A hand that does nothing but point, click and drag, at what has a name."""

    def __init__(self, desktop, accessibility, source, folder):
        self._desktop = desktop
        self._accessibility = accessibility
        self._source = source
        self._said = folder / "source.txt"
        self._dragged = None

    def click(self, node, times=1):
        self._desktop.click_at(self._accessibility.middle(node), times)

    def press(self, button):
        self.click(self._accessibility.wait_for("push button", button))

    def pick(self, name, times):
        self.click(self._accessibility.cell(LIST, name), times)

    def go_live(self, session, operator):
        """The verdict's button; it takes no press before it has stood still for a while, and goes when it has done its work."""

        def press_if_there():
            if button := self._accessibility.usable("push button", GO_LIVE):
                self.click(button)

        session.act_until_active(press_if_there, operator)

    def drop(self, file, onto):
        """Drags a file out of another program and lets it go over the accessible."""
        if self._dragged:  # Not right after its drop: the window asks for what was dropped when it gets round to it.
            stop(self._dragged)
        with open(self._said, "w") as said:
            self._dragged = self._desktop.start(self._source, *SOURCE, file, stdout=said)
        self._desktop.window("^Drag Source$", self._dragged)
        start = (SOURCE[0] + 40, SOURCE[1] + 15)
        self._desktop.drag(start, self._accessibility.middle(onto), lambda: "welcome" in self._said.read_text())
        wait_until(lambda: "taken\n" in self._said.read_text(), "the drag to end")
        check("not taken" not in self._said.read_text(), f"{file.name} to be taken by the window")


def load_by_pointer(desktop, pointer, session):
    """Into a folder and at a file by double clicks; the next by a click on it and on the dialog's button."""
    pointer.press("Load .so…")
    desktop.window(DIALOG, session.process)
    pointer.pick("shelf", times=2)
    pointer.pick("score_op_v2.so", times=2)
    wait_until(lambda: not desktop.is_visible(DIALOG), "the file dialog to close")
    pointer.go_live(session, "ScoreOperatorV2")
    pointer.press("Load .so…")
    desktop.window(DIALOG, session.process)
    pointer.pick("score_op_v1.so", times=1)
    session.picture("picked")
    pointer.press("Load")
    wait_until(lambda: not desktop.is_visible(DIALOG), "the file dialog to close")
    pointer.go_live(session, "ScoreOperatorV1")


def load_by_drop(accessibility, pointer, session, library):
    pointer.drop(library, onto=accessibility.wait_for(*CHART))
    pointer.go_live(session, "ScoreOperatorV2")


def refuse_a_drop(desktop, accessibility, pointer, session, bad):
    """The reason is told within the window, and what answers goes on to do so."""
    before = session.title()
    pointer.drop(bad, onto=accessibility.wait_for(*CHART))
    reason = wait_until(lambda: [text for text in accessibility.texts() if REASON in text], f"the reason '{REASON}' in the window")
    session.picture("refused")
    check(session.title() == before, f"the title to stay '{before}' after the refusal '{reason[0]}', not '{session.title()}'")
    check(desktop.windows_of(session.process) == [session.window], "no window beside the monitor's after a refusal")


def judge(report):
    """What only the end tells: every request was answered, and versions took over as they were told to."""
    told = json.loads(report.read_text())
    check(told["lost"] == 0 and told["errors"] == 0, f"no request lost or failed, not {told['lost']} and {told['errors']}")
    published = [swap["to"] for swap in told["swaps"] if swap["outcome"] == "published"]
    check(published == [1, 2, 1, 2], f"v1, v2, v1, v2 to have answered one after the other, not {published}")


def run(desktop, arguments, folder):
    accessibility = Accessibility(desktop)
    shelf = folder / "operators" / "shelf"  # The dialog opens one above.
    shelf.mkdir(parents=True)
    for name in ("score_op_v1.so", "score_op_v2.so"):
        shutil.copy(arguments.plugins / name, shelf)
    bad = folder / "bad_text.so"
    bad.write_text("this is no library\n")
    report = folder / "report.json"
    session = Session(desktop, [arguments.monitor, arguments.plugins / "score_op_v1.so", "--plugin-dir", shelf.parent, "--interval", "5ms",
                                "--threads", "2", "--store", folder / "store", "--settings", folder / "a.ini", "--no-socket",
                                "--report", report], arguments.pictures)
    wait_until(lambda: "ScoreOperatorV1" in session.title(), "V1 to answer")
    pointer = Pointer(desktop, accessibility, arguments.source.resolve(), folder)
    load_by_pointer(desktop, pointer, session)
    load_by_drop(accessibility, pointer, session, arguments.plugins / "score_op_v2.so")
    refuse_a_drop(desktop, accessibility, pointer, session, bad)
    check(session.quit() == 0, "status 0 at the end")
    judge(report)


def main():
    parser = argument_parser(__doc__)
    parser.add_argument("--source", required=True, type=pathlib.Path, help="the program that files are dragged from")
    arguments = parser.parse_args()
    return run_case(run, arguments) if is_on_a_bus() else run_on_a_bus()


if __name__ == "__main__":
    sys.exit(main())
