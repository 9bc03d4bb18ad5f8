"""Commands for a running engine, from other processes: what they do, and what a hostile client can not do."""

import json
import os
import pathlib
import shutil
import signal
import socket
import stat
import subprocess
import time
import unittest

from hotswap_program import PROGRAM, TIMEOUT_S, UNPRIVILEGED, V1, V2, main
from operator_sources import build_operator
from remote_program import RemoteSystemTest


class RemoteTest(RemoteSystemTest):
    def sockets(self) -> list[pathlib.Path]:
        return list(self.runtime.glob("hotswap/*"))

    def connect(self) -> socket.socket:
        client = socket.socket(socket.AF_UNIX)
        self.addCleanup(client.close)
        client.settimeout(TIMEOUT_S)
        folder = os.open(self.runtime / "hotswap", os.O_RDONLY)
        try:  # the path itself may be longer than an address holds
            client.connect(f"/proc/self/fd/{folder}/{self.sockets()[0].name}")
        finally:
            os.close(folder)
        return client

    def test_loads_swaps_and_rolls_back_a_running_engine(self):
        running = self.serve()
        first = self.command("load", V2).stdout
        self.assertRegex(first, r"^slot score: v2 \(.+\) is loaded and ready; `hotswap swap 2` lets it answer\n$")
        self.assertRegex(self.command("swap", 2).stdout, r"^slot score: v2 \(.+\) answers now, in place of v1\n$")
        self.assertRegex(self.command("rollback").stdout, r"^slot score: rolled back to v1 \(.+\) from v2\n$")
        shutil.copy(V2, self.folder / "mine.so")
        answer = json.loads(self.command("swap", "mine.so", "--json", "--slot", "score").stdout)
        self.assertEqual((answer["ok"], answer["version"], answer["slot"], answer["from"]), (True, 2, "score", 1))
        status = self.status()
        self.assertEqual(status["pid"], running.pid)
        self.assertEqual(status["slots"][0]["active"], 2)
        self.assertIn("slot score: v2 answers, a rollback goes to v1\n", self.command("status").stdout)
        report = self.end(running)
        self.assert_nothing_lost(report)
        self.assertEqual([(swap["from"], swap["to"]) for swap in report["swaps"]], [(None, 1), (1, 2), (2, 1), (1, 2)])
        self.assertEqual(self.sockets(), [], "a clean end leaves no socket")

    def test_a_refusal_is_told_with_the_path_as_it_was_given(self):
        running = self.serve()
        self.write("bad.so", b"no library")
        refused = self.command("swap", "./bad.so", status=1).stderr
        self.assertRegex(refused, r"^hotswap: \./bad\.so was not published: .* v1 kept answering\. \(gate G\d\)\n$")
        answer = json.loads(self.command("swap", "./bad.so", "--json", status=1).stdout)
        self.assertEqual((answer["ok"], answer["code"], answer["active"]), (False, "not_elf", 1))
        self.assertIn("./none.so", self.command("load", "./none.so", status=1).stderr)
        self.assertRegex(self.command("swap", 9, status=1).stderr, "no version 9")
        self.assertRegex(self.command("swap", V2, "--slot", "nope", status=1).stderr, "nope")
        self.assertRegex(self.command("rollback", status=1).stderr, "cannot be rolled back|no earlier|before")
        self.assertEqual(self.status()["slots"][0]["active"], 1)
        self.end(running)

    def test_bad_usage_is_told_without_an_engine(self):
        for arguments in (["swap"], ["swap", ""], ["swap", "0"], ["swap", "99999999999"], ["load", "2"], ["rollback", "x"],
                          ["swap", "2", "--moment", "soon"], ["swap", "2", "--moment", "thread_by_thread"],
                          ["swap", "2", "--period", "1s"], ["swap", "2", "--moment", "at_time", "--time", "soon"],
                          ["rollout", V2, "--steps", "0"], ["rollout", V2, "--steps", "5,x"],
                          ["rollout", V2, "--steps", "5:1:2"], ["rollout", V2, "--steps", "0t"], ["rollout", V2, "--steps", "5:1s:2:3"],
                          ["rollout", V2, "--steps", "5", "--guard", "max_fun=1"], ["rollout", V2, "--steps", "5", "--guard", "max_p99_ratio"],
                          ["rollout", V2, "--steps", "5", "--guard", "max_nonfinite=0", "--guard", "max_nonfinite=1"],
                          ["shadow"], ["shadow", V2, "--stop"], ["shadow", V2, "--duration", "0"], ["swap", "2", "--slot", ""], ["status", "--timeout", "1"], ["status", "--slot", "score"]):
            with self.subTest(arguments=arguments):
                self.assertTrue(self.command(*arguments, status=2).stderr.startswith("hotswap: "))

    def test_without_an_engine_it_is_said_so_and_what_to_do(self):
        for arguments in (["load", V1], ["swap", "2"], ["promote"], ["abort"], ["pause"], ["resume"], ["status"],
                          ["rollout", V2, "--steps", "5:500ms:1000,1t,100", "--guard", "max_error_rate=0.001"], ["shadow", V2],
                          ["shadow", "--stop"]):
            with self.subTest(arguments=arguments):
                error = self.command(*arguments, status=1).stderr
                self.assertIn(f"no engine runs on the store {self.store}; start one with `hotswap run`", error)
        answer = json.loads(self.command("status", "--json", status=1).stdout)
        self.assertEqual((answer["ok"], answer["code"]), (False, "not_found"))

    def test_a_rollback_without_an_engine_sets_the_next_start(self):
        self.assertIn("no engine runs", self.command("rollback", status=1).stderr)
        running = self.serve()
        self.command("swap", V2)
        self.end(running)
        said = self.command("rollback").stdout
        self.assertRegex(said, r"^no engine runs on this store; slot score: the next start uses v1 \(.+\) instead of v2\n$")
        self.assertIn("no version 7", self.command("rollback", 7, status=1).stderr)
        self.hotswap("--rounds", 5, "--interval", "1ms", "--report", self.report_file)
        answering = max(self.report()["versions"], key=lambda version: version["requests"])
        self.assertEqual(answering["number"], 1)

    def test_several_engines_on_one_store_are_told_apart(self):
        one, two = self.serve(), self.serve("--journal", self.folder / "second.db")
        error = self.command("status", status=1).stderr
        self.assertIn("several engines run", error)
        for running in (one, two):
            self.assertIn(str(running.pid), error)
            self.assertEqual(self.status("--pid", running.pid)["pid"], running.pid)
        self.assertIn("no engine with the process number 1 runs", self.command("status", "--pid", 1, status=1).stderr)
        other = self.folder / "other"
        third = self.serve("--store", other)
        self.assertEqual(self.status("--store", "other/")["pid"], third.pid)
        for running in (one, two, third):
            self.end(running)

    def test_what_a_killed_engine_left_harms_nobody(self):
        killed = self.serve()
        killed.signal(signal.SIGKILL)
        killed.finish()
        self.assertEqual(len(self.sockets()), 1)
        self.assertIn("no engine runs", self.command("status", status=1).stderr)
        self.assertEqual(self.sockets(), [])
        killed = self.serve()
        killed.signal(signal.SIGKILL)
        killed.finish()
        running = self.serve()
        self.assertEqual(len(self.sockets()), 1, "the next start cleans up as well")
        self.end(running)

    def test_an_engine_killed_in_mid_command_is_told(self):
        slow = build_operator(self.folder, "slow", "return 0;", "#include <unistd.h>\nstatic const unsigned left = sleep(1);")
        running = self.serve()
        client = self.connect()
        client.sendall(json.dumps({"v": 1, "command": "load", "path": str(slow)}).encode() + b"\n")
        waiting = subprocess.Popen([PROGRAM, "load", slow], env=self.environment, stderr=subprocess.PIPE, text=True)
        while "Loading" not in str(self.status()["activity"]) and "slow" not in str(self.status()["activity"]):
            time.sleep(0.01)  # only how often it is looked at
        running.signal(signal.SIGKILL)
        error = waiting.communicate(timeout=TIMEOUT_S)[1]
        self.assertEqual(waiting.returncode, 1)
        self.assertIn("the engine went away before it answered; `hotswap journal` tells", error)

    def test_a_run_that_ends_or_wants_no_socket_has_none(self):
        running = self.serve("--no-socket")
        self.assertEqual(self.sockets(), [])
        self.assertIn("no engine runs", self.command("status", status=1).stderr)
        self.end(running)

    def test_the_socket_is_for_its_user_alone(self):
        running = self.serve()
        file = self.sockets()[0]
        self.assertRegex(file.name, rf"^[0-9a-f]{{16}}-{running.pid}\.sock$")
        self.assertEqual(stat.S_IMODE(file.stat().st_mode), 0o600)
        self.assertEqual(stat.S_IMODE(file.parent.stat().st_mode), 0o700)
        if os.geteuid() == 0:
            # As if somebody had opened the way: the engine looks at who comes.
            self.runtime.chmod(0o755)
            file.parent.chmod(0o755)
            file.chmod(0o666)
            script = (f"import socket; s = socket.socket(socket.AF_UNIX); s.connect({str(file)!r});"
                      "print(s.recv(9999).decode())")
            foreign = subprocess.run(["/usr/bin/python3", "-c", script], user=UNPRIVILEGED, group=UNPRIVILEGED, extra_groups=[],
                                     capture_output=True, text=True, timeout=TIMEOUT_S, check=False)
            self.assertIn("obeys the user only who started it", foreign.stdout, foreign.stderr)
            self.assertNotIn("slots", foreign.stdout)
        self.end(running)

    def test_a_place_that_cannot_be_used_gives_way_to_the_next(self):
        fallback = pathlib.Path(f"/tmp/hotswap-{os.geteuid()}")
        for name, place in {"unset": None, "empty": "", "relative": "runtime", "missing": str(self.folder / "none"),
                            "long": str(self.runtime / ("d" * 200))}.items():
            with self.subTest(place=name):
                environment = {**self.environment, "XDG_RUNTIME_DIR": place or ""}
                if place is None:
                    del environment["XDG_RUNTIME_DIR"]
                if name == "long":
                    pathlib.Path(place).mkdir()
                running = self.serve(env=environment)
                status = json.loads(self.command("status", "--json", env=environment).stdout)["status"]
                self.assertEqual(status["pid"], running.pid)
                self.end(running)
                self.assertEqual(list(fallback.glob(f"*-{running.pid}.sock")), [])

    @unittest.skipIf(os.geteuid() != 0, "only root can make a folder of another user")
    def test_without_any_place_there_is_one_warning_and_the_run_goes_on(self):
        # A user whose place of last resort is somebody else's: one of this test alone, since others run beside it.
        user = UNPRIVILEGED + 1
        taken = pathlib.Path(f"/tmp/hotswap-{user}")
        taken.mkdir(mode=0o700)
        self.addCleanup(taken.rmdir)
        home = self.folder / "home"
        home.mkdir()
        os.chown(home, user, user)
        environment = {**self.environment, "HOME": str(home)}
        for variable in ("XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
            del environment[variable]
        outcome = self.hotswap(V1, "--rounds", 2, "--interval", "50ms", env=environment, user=user, group=user, extra_groups=[])
        self.assertEqual(outcome.stderr.count("Commands such as `hotswap swap` do not reach this run"), 1, outcome.stderr)
        self.assertIn(f"{taken} belongs to another user", outcome.stderr)
        self.assertEqual(len(outcome.requests), 8)

    def test_hostile_clients_harm_nobody(self):
        running = self.serve()
        for garbage in (b"\n", b"garbage\n", b"\0\0\0\n", b"\xff\xfe\n", b"[" * 60000 + b"\n", b'{"v":7,"command":"status"}\n',
                        b'{"v":1,"command":"load","path":"/\\u0000"}\n', b"x" * 1_000_000):
            client = self.connect()
            try:
                client.sendall(garbage)
            except (BrokenPipeError, ConnectionResetError):
                pass  # its line was too long already
            answer = json.loads(client.makefile("rb").readline())
            self.assertEqual(answer["ok"], False)
            client.close()
        partial = self.connect()
        partial.sendall(b'{"v":1,"comm')
        flood = []
        for _ in range(1000):
            try:
                flood.append(self.connect())
            except (BlockingIOError, ConnectionRefusedError):
                pass
        for client in flood:
            client.close()
        for _ in range(20):  # gone in mid-answer
            client = self.connect()
            try:
                client.sendall(b'{"v":1,"command":"status"}\n')
            except (BrokenPipeError, ConnectionResetError):
                pass
            client.close()
        deadline = time.monotonic() + TIMEOUT_S
        while True:  # places are free as soon as it is seen that the others went
            ended = subprocess.run([PROGRAM, "swap", V2], env=self.environment, capture_output=True, text=True, check=False)
            if ended.returncode == 0:
                break
            self.assertIn("clients already", ended.stderr)
            self.assertLess(time.monotonic(), deadline)
        descriptors = len(os.listdir(f"/proc/{running.pid}/fd"))
        self.assertLess(descriptors, 100)
        report = self.end(running)
        self.assert_nothing_lost(report)
        self.assertEqual(len(report["swaps"]), 2)

    def test_no_outcome_in_time_is_told(self):
        slow = build_operator(self.folder, "slow", "return 0;", "#include <unistd.h>\nstatic const unsigned left = sleep(1);")
        running = self.serve()
        error = self.command("load", slow, "--timeout", "1ms", status=1).stderr
        self.assertIn("there was no outcome within 1.0 ms; the command was not called off", error)
        self.end(running)


if __name__ == "__main__":
    main()
