#!/usr/bin/env python3
"""Another language and another theme in the real window, by the palette and by the keys of the menus, while requests are answered.

    language_window_test.py --monitor build/bin/hotswap-monitor --plugins build/plugins [--pictures FOLDER]

Exit status: 0 passed, 1 failed, 77 skipped because a tool is missing.
"""

import configparser
import json
import sys

from desktop import wait_until
from window_case import TITLE, Session, argument_parser, check, run_case

SHEETS = {"en": "^Keyboard Shortcuts", "zh_CN": "^键盘快捷键"}
EMPTY_PLACE = (90, 240, 20, 10)  # in the list of operators, below the two


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
    session.find_action(words)
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
    v1, v2 = (arguments.plugins / f"score_op_v{number}.so" for number in (1, 2))
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


def run_both(desktop, arguments, folder):
    run(desktop, arguments, folder)
    run_configured(desktop, arguments, folder)


if __name__ == "__main__":
    sys.exit(run_case(run_both, argument_parser(__doc__).parse_args()))
