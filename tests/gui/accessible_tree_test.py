#!/usr/bin/env python3
"""Walks what the real window tells assistive technologies (AT-SPI), and swaps by it alone.

    accessible_tree_test.py --monitor build/bin/hotswap-monitor --plugins build/plugins [--dump]

Every control that can be used has a name, in the window as it opens, with a canary's form, the palette and the sheet of keys. A swap is
made without key, pointer or coordinate: by the button's name and its action.

Exit status: 0 passed, 1 failed, 77 skipped because a tool is missing.
"""

import sys
import time

from accessibility import Accessibility, is_on_a_bus, run_on_a_bus, walk
from desktop import wait_until
from window_case import argument_parser, run_case

# What a person uses. Labels, panels and fillers may be nameless.
USED = {"push button", "toggle button", "check box", "radio button", "menu", "menu item", "check menu item", "radio menu item",
        "combo box", "spin button", "text", "password text", "table", "tree", "tree table", "list", "page tab", "slider", "dialog",
        "frame", "chart", "canvas", "drawing area"}
# Parts that Qt makes itself; the control around them has the name.
WITHIN = {"spin button", "combo box"}


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


def title(application):
    return " | ".join(child.name for child in application if child is not None)


def run(desktop, arguments, folder):
    accessibility = Accessibility(desktop)
    v1, v2 = (arguments.plugins / f"score_op_v{number}.so" for number in (1, 2))
    desktop.start(arguments.monitor, v1, v2, "--interval", "20ms", "--threads", "2", "--store", folder / "store",
                  "--settings", folder / "a.ini", "--no-socket")
    application = accessibility.application()
    wait_until(lambda: "v1 " in title(application), "v1 in the window's title")
    if arguments.dump:
        for node, above in walk(application):
            print("  " * len(above) + f"{node.getRoleName()}: {node.name!r}")
    faults = nameless(application, "as it opens")
    # The action answers as soon as the second operator is ready.
    accessibility.wait_for("push button", "Swap")
    accessibility.press("push button", "Swap")
    wait_until(lambda: "v2 " in title(application), "v2 in the window's title after the action of the Swap button")
    for item, where in (("Canary…", "with a canary's form"), ("Find an Action…", "with the palette"),
                        ("Keyboard Shortcuts", "with the sheet of keys")):
        accessibility.find("menu item", item).queryAction().doAction(0)
        time.sleep(0.5)  # The form opens within a turn of the event loop; nothing tells when.
        faults += nameless(application, where)
    return faults


def main():
    parser = argument_parser(__doc__)
    parser.add_argument("--dump", action="store_true", help="print the tree")
    arguments = parser.parse_args()
    return run_case(run, arguments) if is_on_a_bus() else run_on_a_bus()


if __name__ == "__main__":
    sys.exit(main())
