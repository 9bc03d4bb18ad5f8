#!/usr/bin/env python3
"""Another language and another theme in the real window, by the palette and by the keys of the menus, while requests are answered.

    language_window_test.py --monitor build/bin/hotswap-monitor --plugins build/plugins [--pictures FOLDER]

Exit status: 0 passed, 1 failed, 77 skipped because a tool is missing.
"""

import argparse
import configparser
import json
import pathlib
import shutil
import sys
import tempfile

from desktop import Desktop, DesktopError, wait_until
from real_window_test import TITLE, Session

SHEETS = {"en": "^Keyboard Shortcuts", "zh_CN": "^键盘快捷键"}
EMPTY_PLACE = (90, 240, 20, 10)  # in the list of operators, below the two


def check(condition, what):
    if not condition:
        raise DesktopError(f"expected: {what}")


def expect_language(desktop, session, language):
    """The sheet of shortcuts has its title in the language that is spoken."""
    desktop.activate(session.window)
    desktop.key("F1")
    sheet = desktop.window(SHEETS[language], session.process)
    desktop.activate(sheet)
    desktop.key("Escape")
    wait_until(lambda: not desktop.is_visible(SHEETS[language]), "the sheet to close")


def speak(desktop, session, words, language):
    """Chooses a language by the palette; each is found by its own name in any of them."""
    before = session.window
    desktop.activate(before)
    desktop.key("ctrl+k")
    desktop.type(words)
    desktop.key("Return")
    session.window = wait_until(lambda: another(desktop, session, before), "the window in another language")
    expect_language(desktop, session, language)


def another(desktop, session, before):
    window = desktop.window(TITLE, session.process)
    return window if window != before else None


def become(desktop, session, key, is_dark):
    """Chooses a theme by View > Theme, whose keys are the same in all languages."""
    desktop.activate(session.window)
    desktop.key("alt+v", "e", key)
    wait_until(lambda: (desktop.darkest(EMPTY_PLACE) < 80) == is_dark, "the theme to change")


def run(desktop, arguments, folder):
    v1, v2 = (arguments.plugins.resolve() / f"score_op_v{number}.so" for number in (1, 2))
    settings, report = folder / "window.ini", folder / "report.json"
    session = Session(desktop, [arguments.monitor, v1, v2, "--interval", "1ms", "--threads", "2", "--store", folder / "store",
                                "--settings", settings, "--no-socket", "--report", report, "--theme", "light"], None)
    session.press_until_active("ctrl+Return", "ScoreOperatorV2")
    speak(desktop, session, "chinese", "zh_CN")
    become(desktop, session, "d", True)
    session.press_until_active("ctrl+b", "ScoreOperatorV1")
    speak(desktop, session, "english", "en")
    become(desktop, session, "l", False)
    speak(desktop, session, "chinese", "zh_CN")
    desktop.activate(session.window)
    check(session.quit() == 0, "status 0 at the end")
    saved = configparser.ConfigParser()
    saved.read(settings)
    check(saved["window"]["language"] == "zh_CN" and saved["window"]["theme"] == "light", "language and theme are remembered")
    told = json.loads(report.read_text())
    check(told["lost"] == 0 and told["errors"] == 0, "no request lost or failed")
    outcomes = [swap["outcome"] for swap in told["swaps"]]
    check(outcomes.count("rolled_back") == 1, f"one roll back for one key, not {outcomes}")


def run_configured(desktop, arguments, folder):
    """Who never chose a language has that of the configuration, also when it changes while the window is open."""
    config, settings = folder / "config.toml", folder / "fresh.ini"
    config.write_text('[window]\nlanguage = "zh_CN"\n')
    session = Session(desktop, [arguments.monitor, arguments.plugins.resolve() / "score_op_v1.so", "--config", config, "--store",
                                folder / "other_store", "--settings", settings, "--no-socket"], None)
    expect_language(desktop, session, "zh_CN")
    before = session.window
    config.write_text('[window]\nlanguage = "en"\n')
    session.window = wait_until(lambda: another(desktop, session, before), "the window in the file's new language")
    expect_language(desktop, session, "en")
    desktop.activate(session.window)
    check(session.quit() == 0, "status 0 at the end")
    check("language" not in settings.read_text(), "what a file says is not remembered as a choice")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--monitor", required=True, type=pathlib.Path)
    parser.add_argument("--plugins", required=True, type=pathlib.Path)
    parser.add_argument("--pictures", type=pathlib.Path, help="save what the display shows at a failure in this folder")
    arguments = parser.parse_args()
    missing = [tool for tool in ("Xvfb", "openbox", "xdotool", "import") if shutil.which(tool) is None]
    if missing:
        print(f"skipped: {', '.join(missing)} is missing")
        return 77
    with tempfile.TemporaryDirectory(prefix="hotswap-gui-") as name, Desktop("1366x768") as desktop:
        try:
            run(desktop, arguments, pathlib.Path(name))
            run_configured(desktop, arguments, pathlib.Path(name))
        except DesktopError as failure:
            if arguments.pictures:
                desktop.picture(arguments.pictures / "failure.png")
            print(f"failed: {failure}")
            return 1
    print("passed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
