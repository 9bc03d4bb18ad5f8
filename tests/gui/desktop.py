"""A private X display with a window manager, and the keys, eyes and hands to drive a program on it.

Standard library only. Needs Xvfb, openbox, xdotool and ImageMagick's import. Everything that is started is stopped again by
its process id, also when a test fails.
"""

import os
import pathlib
import signal
import subprocess
import tempfile
import time


class DesktopError(Exception):
    """The display, the window manager or the program did not do what it must."""


def stop(process, grace_s=5.0):
    """Ends a process that this test started; kills it when it does not listen."""
    if process.poll() is not None:
        return
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(grace_s)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def wait_until(condition, what, timeout_s=60.0):
    """Polls until condition() is truthy and returns its value; DesktopError names `what` after the timeout."""
    deadline = time.monotonic() + timeout_s
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > deadline:
            raise DesktopError(f"timed out after {timeout_s:g} s waiting for {what}")
        time.sleep(0.05)


class Desktop:
    """Xvfb and openbox for the time of a with block."""

    def __init__(self, size="1366x768"):
        self._size = size
        self._started = []
        self.environment = None

    def __enter__(self):
        try:
            self._start_display()
            self._start_window_manager()
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def __exit__(self, *_):
        for process in reversed(self._started):
            stop(process)

    def _start_display(self):
        read_end, write_end = os.pipe()
        command = ["Xvfb", "-displayfd", str(write_end), "-screen", "0", f"{self._size}x24", "-nolisten", "tcp"]
        self._started.append(subprocess.Popen(command, pass_fds=[write_end], stderr=subprocess.DEVNULL))
        os.close(write_end)
        with os.fdopen(read_end) as answer:
            number = answer.readline().strip()
        if not number:
            raise DesktopError("Xvfb did not start")
        self.environment = {**os.environ, "DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb", "LC_ALL": "C.UTF-8"}
        self.environment.pop("WAYLAND_DISPLAY", None)

    def _start_window_manager(self):
        # It claims the display before it minds windows: one that is mapped in between stays hidden. So it says itself when it is
        # done.
        with tempfile.TemporaryDirectory(prefix="hotswap-wm-") as folder:
            ready = pathlib.Path(folder) / "ready"
            self._started.append(
                subprocess.Popen(["openbox", "--startup", f"touch {ready}"],
                                 env=self.environment,
                                 stdout=subprocess.DEVNULL,
                                 stderr=subprocess.DEVNULL))
            wait_until(ready.exists, "openbox to manage the display")

    def _run(self, *command, check=True):
        done = subprocess.run(command, env=self.environment, capture_output=True, text=True, timeout=30)
        if check and done.returncode != 0:
            raise DesktopError(f"{' '.join(command)}: {done.stderr.strip()}")
        return done.stdout

    def start(self, *command, **options):
        """Starts a program on this display; it is stopped with the desktop."""
        process = subprocess.Popen([str(part) for part in command], env=self.environment, **options)
        self._started.append(process)
        return process

    def window(self, title, process=None, timeout_s=60.0):
        """The id of the visible window whose title matches this regular expression, once it is there."""

        def look():
            if process is not None and process.poll() is not None:
                raise DesktopError(f"the program ended with {process.returncode} before it showed '{title}'")
            return self._run("xdotool", "search", "--onlyvisible", "--name", title, check=False).split()

        return wait_until(look, f"the window '{title}'", timeout_s)[0]

    def title(self, window):
        return self._run("xdotool", "getwindowname", window, check=False).strip()

    def is_visible(self, title):
        return bool(self._run("xdotool", "search", "--onlyvisible", "--name", title, check=False).strip())

    def windows_of(self, process):
        """The ids of a program's windows that are in sight."""
        return self._run("xdotool", "search", "--all", "--onlyvisible", "--pid", str(process.pid), "--name", ".", check=False).split()

    def activate(self, window):
        self._run("xdotool", "windowactivate", "--sync", window)

    def maximise(self, window):
        self._run("xdotool", "windowsize", "--sync", window, "100%", "100%")
        self._run("xdotool", "windowmove", window, "0", "0")

    def key(self, *keys):
        """Presses keys as xdotool spells them ("ctrl+Return") in the active window."""
        self._run("xdotool", "key", "--clearmodifiers", "--delay", "40", *keys)

    def type(self, text):
        self._run("xdotool", "type", "--delay", "8", text)

    def click(self, window, x, y, times=1):
        """Clicks at a place within the window."""
        self._run("xdotool", "mousemove", "--window", window, str(x), str(y))
        self._run("xdotool", "click", "--repeat", str(times), "--delay", "60", "1")

    def click_at(self, place, times=1):
        """Clicks at a place on the display."""
        self._run("xdotool", "mousemove", *map(str, place))
        self._run("xdotool", "click", "--repeat", str(times), "--delay", "60", "1")

    def drag(self, start, end, until):
        """Presses the button at one place of the display, moves to another and lets go there once until() is truthy."""

        def stir():  # As a hand does: a program asks the place below at each move, and not again while an answer is due.
            for off in (1, 0):
                self._run("xdotool", "mousemove", str(end[0] + off), str(end[1]))
            return until()

        self._run("xdotool", "mousemove", *map(str, start), "mousedown", "1")
        try:
            for part in (0.1, 0.5, 0.9):  # A jump would be one event: a drag begins with one and goes on with others.
                self._run("xdotool", "mousemove", *(str(round(a + part * (b - a))) for a, b in zip(start, end)))
            wait_until(stir, "the place to welcome what is dragged there")
        finally:
            self._run("xdotool", "mouseup", "1")

    def darkest(self, window_area):
        """The darkest grey, 0 to 255, within (x, y, width, height) of the display."""
        x, y, width, height = window_area
        done = subprocess.run(["import", "-window", "root", "-crop", f"{width}x{height}+{x}+{y}", "-colorspace", "Gray",
                               "-depth", "8", "gray:-"],
                              env=self.environment, capture_output=True, timeout=30)
        if done.returncode != 0 or not done.stdout:
            raise DesktopError(f"import: {done.stderr.decode().strip()}")
        return min(done.stdout)

    def picture(self, path):
        """Saves what the display shows."""
        self._run("import", "-window", "root", str(path))
