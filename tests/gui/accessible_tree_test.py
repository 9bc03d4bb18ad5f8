#!/usr/bin/env python3
"""Walks what the real window tells assistive technologies (AT-SPI), and swaps by it alone.

    accessible_tree_test.py --monitor build/bin/hotswap-monitor --plugins build/plugins [--dump]

Every control that can be used has a name, in the window as it opens, with a canary's form, the palette and the sheet of keys. A swap is
made without key, pointer or coordinate: by the button's name and its action.

Exit status: 0 passed, 1 failed, 77 skipped because a tool is missing.
"""

import argparse
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

LAUNCHERS = ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher")
PYTHON = "/usr/bin/python3"  # pyatspi is a package of the system's Python.
# What a person uses. Labels, panels and fillers may be nameless.
USED = {"push button", "toggle button", "check box", "radio button", "menu", "menu item", "check menu item", "radio menu item",
        "combo box", "spin button", "text", "password text", "table", "tree", "tree table", "list", "page tab", "slider", "dialog",
        "frame", "chart", "canvas", "drawing area"}
# Parts that Qt makes itself; the control around them has the name.
WITHIN = {"spin button", "combo box"}


def walk(node, above=()):
    """Each accessible below and including a node, with the roles above it."""
    yield node, above
    role = node.getRoleName()
    # The cells of a table are reached by the table's own interface, and there are thousands.
    if role in ("table", "tree table", "tree", "list"):
        return
    for i in range(node.childCount):
        child = node.getChildAtIndex(i)
        if child is not None:
            yield from walk(child, above + (role,))


def nameless(application, where):
    found = []
    used = 0
    for node, above in walk(application):
        role = node.getRoleName()
        if role not in USED or (above and above[-1] in WITHIN):
            continue
        if role == "frame" and above[-1] != "application":
            continue  # a part of a window that draws a line around itself
        used += 1
        if not node.name.strip():
            path = " > ".join(above + (role,))
            found.append(f"{where}: {path}: no name (description {node.description!r}, id {node.get_accessible_id()!r})")
    if used < 20:
        found.append(f"{where}: only {used} controls are told")
    return found


def find(application, role, name):
    for node, _ in walk(application):
        if node.getRoleName() == role and node.name == name:
            return node
    return None


def press(application, role, name):
    node = find(application, role, name)
    if node is None:
        raise AssertionError(f"no {role} {name!r} is told")
    node.queryAction().doAction(0)


def wait_until(condition, what, timeout_s=20.0):
    deadline = time.monotonic() + timeout_s
    while time.monotonic() < deadline:
        value = condition()
        if value:
            return value
        time.sleep(0.1)  # Only how often it is looked at.
    raise AssertionError(f"waited {timeout_s} s for {what}")


def program(desktop):
    for i in range(desktop.childCount):
        child = desktop.getChildAtIndex(i)
        if child is not None and "otswap" in child.name:
            return child
    return None


def inside(arguments):
    """Runs with a message bus and a display of its own."""
    import pyatspi  # Only the system's Python has it.

    launcher = next(path for path in LAUNCHERS if os.path.exists(path))
    bus = subprocess.Popen([launcher, "--launch-immediately"], stderr=subprocess.DEVNULL)
    folder = pathlib.Path(arguments.folder)
    v1, v2 = (arguments.plugins / f"score_op_v{number}.so" for number in (1, 2))
    environment = {**os.environ, "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}
    monitor = subprocess.Popen([arguments.monitor, v1, v2, "--interval", "20ms", "--threads", "2", "--store", folder / "store",
                                "--settings", folder / "a.ini", "--no-socket"],
                               env=environment)
    try:
        application = wait_until(lambda: program(pyatspi.Registry.getDesktop(0)), "the program among those that tell")
        return check(application, arguments)
    finally:
        monitor.terminate()
        monitor.wait(20)
        bus.terminate()
        bus.wait(20)


def title(application):
    return " | ".join(child.name for child in application if child is not None)


def check(application, arguments):
    wait_until(lambda: "v1 " in title(application), "v1 in the window's title")
    if arguments.dump:
        for node, above in walk(application):
            print("  " * len(above) + f"{node.getRoleName()}: {node.name!r}")
    faults = nameless(application, "as it opens")
    # The action answers as soon as the second operator is ready.
    swap = lambda: find(application, "push button", "Swap")
    wait_until(lambda: swap() is not None and swap().getState().contains(8), "a Swap button that is enabled")
    press(application, "push button", "Swap")
    wait_until(lambda: "v2 " in title(application), "v2 in the window's title after the action of the Swap button")
    for item, where in (("Canary…", "with a canary's form"), ("Find an Action…", "with the palette"),
                        ("Keyboard Shortcuts", "with the sheet of keys")):
        press(application, "menu item", item)
        time.sleep(0.5)  # The form opens within a turn of the event loop; nothing tells when.
        faults += nameless(application, where)
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


def missing():
    tools = [tool for tool in ("Xvfb", "openbox", "xdotool", "dbus-run-session") if shutil.which(tool) is None]
    if not any(os.path.exists(path) for path in LAUNCHERS):
        tools.append("at-spi-bus-launcher")
    if not os.path.exists(PYTHON) or subprocess.run([PYTHON, "-c", "import pyatspi"], capture_output=True).returncode != 0:
        tools.append("pyatspi")
    return tools


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--monitor", required=True, type=pathlib.Path)
    parser.add_argument("--plugins", required=True, type=pathlib.Path)
    parser.add_argument("--dump", action="store_true", help="print the tree")
    parser.add_argument("--folder", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.folder:
        return inside(arguments)
    if absent := missing():
        print(f"skipped: {', '.join(absent)} not found")
        return 77
    from desktop import Desktop

    with tempfile.TemporaryDirectory(prefix="hotswap-gui-") as folder, Desktop("1366x768") as desktop:
        command = ["dbus-run-session", "--", PYTHON, os.path.abspath(__file__), *sys.argv[1:], "--folder", folder]
        return subprocess.run(command, env=desktop.environment, timeout=100).returncode


if __name__ == "__main__":
    sys.exit(main())
