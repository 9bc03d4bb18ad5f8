"""What every test of a real window begins and ends with: a folder and a display of its own, a run of the program, and an exit status.

A test is a function `test(desktop, arguments, folder)` that raises DesktopError, or returns faults as sentences; run_case() does the
rest. Exit status: 0 passed, 1 failed, 77 skipped because a tool is missing.
"""

import argparse
import os
import pathlib
import shutil
import tempfile

from desktop import Desktop, DesktopError, wait_until

TITLE = "Hotswap Monitor$"
DIALOG = "^(Load operators|加载算子)$"
TOOLS = ("Xvfb", "openbox", "xdotool", "import")
SKIPPED = 77


def check(condition, what):
    if not condition:
        raise DesktopError(f"expected: {what}")


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

    def title(self):
        return self._desktop.title(self.window)

    def load(self, path):
        self._desktop.activate(self.window)
        self._desktop.key("ctrl+o")
        self._desktop.window(DIALOG, self.process)
        self._desktop.type(str(path))
        self._desktop.key("Return")
        wait_until(lambda: not self._desktop.is_visible(DIALOG), "the file dialog to close")
        self._desktop.activate(self.window)

    def find_action(self, words):
        """Does what the palette's first entry for these words does."""
        self._desktop.activate(self.window)
        self._desktop.key("ctrl+k")
        self._desktop.type(words)
        self._desktop.key("Return")

    def act_until_active(self, act, operator):
        """Acts until the title names the operator. Until a load is done a gesture has no effect, hence the repeats."""
        for _ in range(10):
            if operator in self.title():
                return
            act()
            try:
                wait_until(lambda: operator in self.title(), operator, timeout_s=2)
            except DesktopError:
                continue
        check(operator in self.title(), f"{operator} to answer; the title is '{self.title()}'")

    def press_until_active(self, key, operator):
        self.act_until_active(lambda: self._desktop.key(key), operator)

    def quit(self):
        self._desktop.key("ctrl+q")
        self.process.wait(timeout=60)
        return self.process.returncode


def argument_parser(description, plugins_required=True):
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--monitor", required=True, type=pathlib.Path, help="the program to drive")
    parser.add_argument("--plugins", required=plugins_required, type=pathlib.Path, help="where score_op_v1.so and score_op_v2.so are")
    parser.add_argument("--pictures", type=pathlib.Path, help="save screenshots in this folder, one of a failure too")
    return parser


def keep_apart(folder):
    """The user's own settings, store and journal stay untouched."""
    for variable in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR"):
        place = folder / variable.lower()
        place.mkdir(mode=0o700)
        os.environ[variable] = str(place)


def faults_of(test, arguments, folder):
    with Desktop() as desktop:
        try:
            return test(desktop, arguments, folder) or []
        except DesktopError as failure:
            if arguments.pictures:
                desktop.picture(arguments.pictures / "failure.png")
            return [str(failure)]


def run_case(test, arguments):
    """Runs the test and tells how it went; the exit status of its script."""
    if missing := [tool for tool in TOOLS if shutil.which(tool) is None]:
        print(f"skipped: {', '.join(missing)} not installed")
        return SKIPPED
    arguments.monitor = arguments.monitor.resolve()
    arguments.plugins = arguments.plugins and arguments.plugins.resolve()
    with tempfile.TemporaryDirectory(prefix="hotswap-gui-") as folder:
        keep_apart(pathlib.Path(folder))
        faults = faults_of(test, arguments, pathlib.Path(folder))
    for fault in faults:
        print(f"FAILED: {fault}")
    if not faults:
        print("passed")
    return 1 if faults else 0
