"""A running engine and commands for it from other processes."""

import json
import signal
import subprocess
import threading
import time

from hotswap_program import PROGRAM, TIMEOUT_S, V1, Outcome, SystemTest


class RemoteSystemTest(SystemTest):
    def command(self, *arguments, status: int = 0, **options) -> Outcome:
        options = {"env": self.environment, "cwd": self.folder, **options}
        ended = subprocess.run([str(PROGRAM), *map(str, arguments)], capture_output=True, text=True, timeout=TIMEOUT_S,
                               check=False, **options)
        self.assertEqual(ended.returncode, status, ended.stderr or ended.stdout)
        return Outcome(ended.returncode, ended.stdout, ended.stderr)

    def status(self, *arguments) -> dict:
        return json.loads(self.command("status", "--json", *arguments).stdout)["status"]

    def serve(self, *arguments, operators=(V1,), **options):
        running = self.start(*operators, "--interval", "1ms", "--report", self.report_file, *arguments, **options)
        running.wait_for_requests()
        # Nobody reads its lines from now on.
        threading.Thread(target=running.process.stdout.read, daemon=True).start()
        return running

    def end(self, running) -> dict:
        running.signal(signal.SIGINT)
        self.assertEqual(running.process.wait(TIMEOUT_S), 0)
        return self.report()

    def kill(self, running) -> None:
        running.signal(signal.SIGKILL)
        running.process.wait(TIMEOUT_S)

    def await_status(self, condition) -> dict:
        """The first status of the running engine for which `condition` holds."""
        deadline = time.monotonic() + TIMEOUT_S
        while not condition(status := self.status()):
            self.assertLess(time.monotonic(), deadline, status)
            time.sleep(0.02)  # only how often it is looked at
        return status

    def entries(self, *kinds) -> list[dict]:
        """What the journal says, of these kinds."""
        wanted = [word for kind in kinds for word in ("--kind", kind)]
        return json.loads(self.command("journal", "--json", *wanted).stdout)["entries"]

    def versions(self) -> dict:
        """The only slot's versions by number, and the slot itself under None."""
        slot = json.loads(self.command("versions", "--json").stdout)["slots"][0]
        return {None: slot, **{version["number"]: version for version in slot["versions"]}}
