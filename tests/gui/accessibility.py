"""What a program tells assistive technologies (AT-SPI): the controls by role and name, their actions, texts and places.

Only the system's Python has pyatspi, and the bus of AT-SPI is that of a session: a script calls run_on_a_bus() before it does
anything else, which runs it once more with both.
"""

import os
import shutil
import subprocess
import sys

from desktop import wait_until
from window_case import SKIPPED

LAUNCHERS = ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher")
PYTHON = "/usr/bin/python3"
MARK = "HOTSWAP_GUI_ON_A_BUS"
ROWS = ("table", "tree table", "tree", "list")


def is_on_a_bus():
    return MARK in os.environ


def run_on_a_bus():
    """Runs this script again, with a bus of its own; returns its exit status."""
    missing = [] if shutil.which("dbus-run-session") else ["dbus-run-session"]
    if not any(os.path.exists(path) for path in LAUNCHERS):
        missing.append("at-spi-bus-launcher")
    if not os.path.exists(PYTHON) or subprocess.run([PYTHON, "-c", "import pyatspi"], capture_output=True).returncode != 0:
        missing.append("pyatspi")
    if missing:
        print(f"skipped: {', '.join(missing)} not found")
        return SKIPPED
    command = ["dbus-run-session", "--", PYTHON, os.path.abspath(sys.argv[0]), *sys.argv[1:]]
    return subprocess.run(command, env={**os.environ, MARK: "1"}).returncode


def walk(node, above=()):
    """Each accessible below and including a node, with the roles above it."""
    yield node, above
    role = node.getRoleName()
    # The cells of a table are reached by the table's own interface, and there are thousands.
    if role in ROWS:
        return
    for i in range(node.childCount):
        child = node.getChildAtIndex(i)
        if child is not None:
            yield from walk(child, above + (role,))


class Accessibility:
    """The bus on a desktop, and the monitor as it tells itself there. To be made before the monitor is started."""

    def __init__(self, desktop):
        # Programs say nothing of themselves unless somebody listens, or they are told to.
        desktop.environment["QT_LINUX_ACCESSIBILITY_ALWAYS_ON"] = "1"
        os.environ["DISPLAY"] = desktop.environment["DISPLAY"]
        desktop.start(next(path for path in LAUNCHERS if os.path.exists(path)), "--launch-immediately", stderr=subprocess.DEVNULL)
        import pyatspi  # It looks for the bus at once.
        from gi.repository import Atspi
        Atspi.set_timeout(10000, 10000)  # ms, instead of 800: a busy machine stands still for longer at times.
        self._pyatspi = pyatspi

    def application(self):
        return wait_until(self._program, "the program among those that tell of themselves")

    def _program(self):
        desktop = self._pyatspi.Registry.getDesktop(0)
        for i in range(desktop.childCount):
            child = desktop.getChildAtIndex(i)
            if child is not None and "otswap" in child.name:
                return child
        return None

    def find(self, role, name):
        """The accessible with this role and name, in sight or not; None where there is none."""
        return next((node for node, _ in walk(self.application()) if node.getRoleName() == role and node.name == name), None)

    def usable(self, role, name):
        """The same in sight, and not disabled."""
        return self._asked(lambda: self._usable(role, name))

    def _usable(self, role, name):
        node = self.find(role, name)
        return node if node is not None and self._shows(node) and node.getState().contains(self._pyatspi.STATE_ENABLED) else None

    def wait_for(self, role, name):
        return wait_until(lambda: self.usable(role, name), f"the {role} '{name}'")

    def press(self, role, name):
        self.wait_for(role, name).queryAction().doAction(0)

    def texts(self):
        """What is in sight and can be read, of whatever role."""
        return self._asked(lambda: [node.name for node, _ in walk(self.application()) if node.name and self._shows(node)]) or []

    @staticmethod
    def _asked(question):
        """The answer; None where the program changes meanwhile: what went away cannot say anything of itself."""
        from gi.repository import GLib
        try:
            return question()
        except GLib.Error:
            return None

    def _shows(self, node):
        return node.getState().contains(self._pyatspi.STATE_SHOWING)

    def middle(self, node):
        """Where on the display a pointer meets the accessible."""
        place = node.queryComponent().getExtents(self._pyatspi.DESKTOP_COORDS)
        return place.x + place.width // 2, place.y + place.height // 2

    def cell(self, table, text):
        """The cell with this text in a table with this name, once it is there."""

        def look():
            for node, _ in walk(self.application()):
                if node.getRoleName() in ROWS and node.name == table and self._shows(node):
                    cells = node.queryTable()
                    column = (cells.getAccessibleAt(row, 0) for row in range(cells.nRows))
                    return next((found for found in column if found is not None and found.name == text), None)
            return None

        return wait_until(lambda: self._asked(look), f"'{text}' in the table '{table}'")
