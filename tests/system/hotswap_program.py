"""The `hotswap` program as its users meet it: started with arguments, read by its output, report and record."""

import dataclasses
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ.get("HOTSWAP_BUILD_DIR", ROOT / "build"))
PROGRAM = BUILD / "bin" / "hotswap"
JUDGE = BUILD / "tests" / "record_judge"
PLUGINS = BUILD / "plugins"
FIXTURES = BUILD / "tests" / "fixtures"
V1 = PLUGINS / "score_op_v1.so"
V2 = PLUGINS / "score_op_v2.so"

# Nothing here takes this long on any machine: a run that does hangs.
TIMEOUT_S = 120
# Nobody's number: what counts for it counts for these tests alone.
UNPRIVILEGED = 64123

REQUEST_LINE = re.compile(
    r"^\[Thread-(?P<thread>[ \d]\d)\] Round (?P<round>[ \d]\d+) \| Op: (?P<op>\S+)"
    r" \| Score: (?P<score>[ -]{0,7}\d+\.\d{3}| {5}nan) \| Time: (?P<time>[ \d]{3}\d+)μs(?P<error> \| ERROR)?$"
)
SECOND_LINE = re.compile(r"^\[ *[\d.]+ s\] .* requests/s \|.*\| hot updates (?P<swaps>\d+)$")


@dataclasses.dataclass
class Outcome:
    status: int
    stdout: str
    stderr: str

    @property
    def lines(self) -> list[str]:
        return self.stdout.splitlines()

    @property
    def requests(self) -> list[re.Match]:
        return [match for match in map(REQUEST_LINE.match, self.lines) if match]


class RunningProgram:
    """A started program whose output is read while it runs; killed at the latest when the test ends."""

    def __init__(self, arguments: list[str], **options):
        self.process = subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **options)
        self.pid = self.process.pid
        self._lines: list[str] = []
        self._timer = threading.Timer(TIMEOUT_S, self.process.kill)
        self._timer.start()

    def wait_for_line(self, wanted) -> str:
        """Reads on until `wanted` (a function of a line) says yes."""
        for line in self.process.stdout:
            self._lines.append(line)
            if wanted(line.rstrip("\n")):
                return line
        raise AssertionError(f"the program ended before: {''.join(self._lines)}{self.process.stderr.read()}")

    def wait_for_requests(self) -> None:
        self.wait_for_line(lambda line: REQUEST_LINE.match(line) or SECOND_LINE.match(line))

    def signal(self, number: signal.Signals) -> None:
        self.process.send_signal(number)

    def finish(self) -> Outcome:
        stdout, stderr = self.process.communicate()
        self._timer.cancel()
        return Outcome(self.process.returncode, "".join(self._lines) + stdout, stderr)

    def end(self) -> Outcome:
        self.signal(signal.SIGINT)
        return self.finish()

    def close(self) -> None:
        self._timer.cancel()
        if self.process.poll() is None:
            self.process.kill()
        self.process.communicate()

    def mapped_operators(self) -> set[str]:
        """The copies of operators that the process has in its memory."""
        maps = pathlib.Path(f"/proc/{self.pid}/maps").read_text()
        return set(re.findall(r"/([0-9a-f]{64})\.so\b", maps))


class SystemTest(unittest.TestCase):
    """Gives each test a folder of its own, with the store in it; other users may look in."""

    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory(prefix="hotswap-system-")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.folder.chmod(0o755)
        self.store = self.folder / "data" / "hotswap" / "store"
        self.report_file = self.folder / "report.json"
        self.record_file = self.folder / "record.bin"
        self.runtime = self.folder / "runtime"
        self.runtime.mkdir(mode=0o700)
        self.environment = {**os.environ, "HOME": str(self.folder), "XDG_DATA_HOME": str(self.folder / "data"),
                            "XDG_CACHE_HOME": str(self.folder / "cache"), "XDG_STATE_HOME": str(self.folder / "state"),
                            "XDG_CONFIG_HOME": str(self.folder / "config"), "LANGUAGE": "en",
                            "XDG_RUNTIME_DIR": str(self.runtime)}

    def hotswap(self, *arguments, status: int | None = 0, program: pathlib.Path = PROGRAM, **options) -> Outcome:
        """Runs `hotswap run` to its end and expects the exit status, unless it is None."""
        options = {"env": self.environment, "cwd": self.folder, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **options}
        ended = subprocess.run([str(program), "run", *map(str, arguments)], text=True, timeout=TIMEOUT_S, check=False, **options)
        outcome = Outcome(ended.returncode, ended.stdout or "", ended.stderr or "")
        if status is not None:
            self.assertEqual(outcome.status, status, outcome.stderr or outcome.stdout)
        return outcome

    def start(self, *arguments, **options) -> RunningProgram:
        options = {"env": self.environment, "cwd": self.folder, **options}
        running = RunningProgram([str(PROGRAM), "run", *map(str, arguments)], **options)
        self.addCleanup(running.close)
        return running

    def report(self) -> dict:
        return json.loads(self.report_file.read_text())

    def write(self, name: str, content: str | bytes) -> pathlib.Path:
        file = self.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)
        return file

    def copy(self, file: pathlib.Path, name: str) -> pathlib.Path:
        target = self.folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        return pathlib.Path(shutil.copy(file, target))

    def scenario(self, *, operator, swaps=(), workers="threads = 2\ninterval = \"20ms\"", duration=None, more="") -> pathlib.Path:
        """A scenario file of one slot; `swaps` are (milliseconds, operator)."""
        text = f'duration = "{duration}"\n' if duration else ""
        text += f'[workers]\n{workers}\n[[slot]]\nname = "score"\noperator = "{operator}"\n'
        for at_ms, library in swaps:
            text += f'[[swap]]\nat = "{at_ms}ms"\noperator = "{library}"\n'
        return self.write("scenario.toml", text + more)

    def judge(self, *, scores: bool = True) -> dict:
        """The judge's summary of the record; the test fails on any fault."""
        report = self.report()
        slots = list(dict.fromkeys(version["slot"] for version in report["versions"]))
        witnesses = [f"{slots.index(version['slot'])}:{version['number']}={version['path']}"
                     for version in report["versions"] if version["requests"] > 0]
        ended = subprocess.run([JUDGE, self.record_file, *(witnesses if scores else [])], capture_output=True, text=True,
                               timeout=TIMEOUT_S, cwd=self.folder, check=False)
        self.assertIn(ended.returncode, (0, 1), ended.stderr)
        summary = json.loads(ended.stdout)
        self.assertEqual(summary["faults"], {}, summary["first_fault"])
        self.assertEqual(summary["rows"], report["requests"])
        self.assertEqual(summary["errors"], report["errors"])
        return summary

    def assert_nothing_lost(self, report: dict, errors: int = 0) -> None:
        self.assertEqual((report["lost"], report["errors"]), (0, errors))
        self.assertEqual(sum(version["requests"] for version in report["versions"]), report["requests"])
        self.assertEqual([swap["lost"] for swap in report["swaps"]], [0] * len(report["swaps"]))


def as_unprivileged() -> dict:
    """Options of a program that must not be root; none where the tests are not root anyway."""
    return {"user": UNPRIVILEGED, "group": UNPRIVILEGED, "extra_groups": []} if os.geteuid() == 0 else {}


def main() -> None:
    for needed in (PROGRAM, JUDGE, V1, V2, FIXTURES):
        if not needed.exists():
            sys.exit(f"{needed} is not there: build it first, or name another build tree with HOTSWAP_BUILD_DIR")
    unittest.main(module="__main__", verbosity=2)
