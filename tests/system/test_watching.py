"""Files that are watched: a rebuilt library is offered, swapped or rolled out, however it came to lie there, and nothing is lost."""

import json
import os
import pathlib
import shutil
import signal
import subprocess
import tempfile
import threading
import time

from hotswap_program import PROGRAM, TIMEOUT_S, Outcome, SystemTest, main
from operator_sources import build_operator

STRATEGY = ('[rollout.long]\nsteps = [{ share = 5, min_time = "1h" }, { share = 100 }]\nguards = { max_nonfinite = 3 }\n'
            '[rollout.brief]\nsteps = [{ share = 50, min_time = "50ms" }, { share = 100 }]\nguards = {}\n')


class WatchingTest(SystemTest):
    @classmethod
    def setUpClass(cls) -> None:
        cls.built = tempfile.TemporaryDirectory(prefix="hotswap-watching-")
        cls.addClassCleanup(cls.built.cleanup)
        cls.operators = [build_operator(pathlib.Path(cls.built.name), f"build_{i}", f"return {i};") for i in range(4)]

    def setUp(self) -> None:
        super().setUp()
        self.watched = self.folder / "out" / "op.so"
        self.put(0)

    def put(self, number: int, more: bytes = b"") -> None:
        """The finished build of this number, written in place."""
        self.write("out/op.so", self.operators[number].read_bytes() + more)

    def command(self, *arguments, status: int = 0) -> Outcome:
        ended = subprocess.run([str(PROGRAM), *map(str, arguments)], capture_output=True, text=True, timeout=TIMEOUT_S, check=False,
                               env=self.environment, cwd=self.folder)
        self.assertEqual(ended.returncode, status, ended.stderr or ended.stdout)
        return Outcome(ended.returncode, ended.stdout, ended.stderr)

    def slots(self) -> list[dict]:
        """None before the engine has its first version."""
        return json.loads(self.command("status", "--json").stdout)["status"]["slots"]

    def slot(self) -> dict:
        return self.slots()[0]

    def watch(self, *arguments, path=None, policy: str = "swap"):
        """A run on build 0 that watches, from when it does so."""
        options = ["--watch", path or self.watched, "--watch-policy", policy] if policy else []
        self.told: list[str] = []
        running = self.start(self.watched, "--interval", "1ms", "--verbose", "--no-cache", "--report", self.report_file, *options,
                             *arguments)
        threading.Thread(target=running.process.stdout.read, daemon=True).start()  # nobody reads its lines
        threading.Thread(target=lambda: self.told.extend(iter(running.process.stderr.readline, "")), daemon=True).start()
        if policy:
            self.await_told("is watched for slot score")
            time.sleep(0.5)  # what lies there is read once after 100 ms; what comes before that is news as well
        return running

    def await_true(self, condition, what: str) -> None:
        deadline = time.monotonic() + TIMEOUT_S / 2
        while not condition():
            self.assertLess(time.monotonic(), deadline, f"{what}; told: {''.join(self.told)}")
            time.sleep(0.02)  # only how often it is looked at

    def await_told(self, text: str) -> None:
        self.await_true(lambda: any(text in line for line in self.told), f"never told: {text}")

    def await_answers(self, name: str) -> None:
        def answers() -> bool:
            slot = self.slot()
            return any(v["number"] == slot["active"] and v["name"] == name for v in slot["versions"])
        self.await_true(answers, f"{name} never answers")

    def end(self, running) -> dict:
        running.signal(signal.SIGINT)
        self.assertEqual(running.process.wait(TIMEOUT_S), 0)
        self.assertEqual(self.report()["lost"], 0)
        return self.report()

    def names(self, report: dict) -> list[str]:
        """Who went live, in order."""
        by_number = {version["number"]: version["name"] for version in report["versions"]}
        return [by_number[swap["to"]] for swap in report["swaps"] if swap["outcome"] == "published"]

    def test_a_build_that_is_copied_slowly_goes_live_when_it_is_whole(self):
        running = self.watch()
        content = self.operators[1].read_bytes()
        with self.watched.open("wb") as file:
            for begin in range(0, len(content), len(content) // 5):
                file.write(content[begin:begin + len(content) // 5])
                file.flush()
                time.sleep(0.3)  # longer than a file must be at rest
        self.await_answers("build_1")
        report = self.end(running)
        self.assertEqual([swap["outcome"] for swap in report["swaps"]], ["published"] * 2, "no half of it was tried")
        self.assert_nothing_lost(report)

    def test_a_build_that_is_renamed_over_the_old_one_goes_live_and_a_deleted_one_keeps_answering(self):
        running = self.watch()
        shutil.copy(self.operators[1], self.folder / "out" / "op.so.tmp")
        os.rename(self.folder / "out" / "op.so.tmp", self.watched)
        self.await_answers("build_1")
        self.watched.unlink()
        time.sleep(1.5)  # a look that nobody told it to take comes each second
        self.await_answers("build_1")
        self.put(1)  # the same bytes again
        time.sleep(0.5)  # more than it takes to settle
        self.put(2)
        self.await_answers("build_2")
        report = self.end(running)
        self.assertEqual(self.names(report), ["build_0", "build_1", "build_2"])
        self.assert_nothing_lost(report)

    def test_a_flip_of_a_link_goes_live(self):
        for i in (0, 1):
            self.copy(self.operators[i], f"releases/{i}/op.so")
        (self.folder / "current").symlink_to("releases/0")
        running = self.watch(path=self.folder / "current" / "op.so")
        (self.folder / "next").symlink_to("releases/1")
        os.rename(self.folder / "next", self.folder / "current")
        self.await_answers("build_1")
        self.assert_nothing_lost(self.end(running))

    def test_of_fifty_builds_in_a_burst_the_last_one_answers(self):
        running = self.watch()
        for i in range(50):
            self.put(1 + i % 2, b"\n" * (i + 1))
            time.sleep(0.01)  # the pace of their writer
        self.put(3)
        self.await_answers("build_3")
        report = self.end(running)
        self.assertLess(len(report["swaps"]), 25, "they came in a burst")
        self.assertEqual(self.names(report)[-1], "build_3")
        self.assert_nothing_lost(report)

    def test_a_refused_build_is_told_once_and_the_next_good_one_goes_live(self):
        running = self.watch()
        self.write("out/op.so", b"no library at all")
        self.await_told("v1 kept answering")
        self.write("out/op.so", b"no library at all")
        time.sleep(0.5)  # more than it takes to settle
        self.put(1)
        self.await_answers("build_1")
        report = self.end(running)
        self.assertEqual([swap["outcome"] for swap in report["swaps"]], ["published", "refused", "published"])
        self.assertIn(str(self.watched), report["swaps"][1]["reason"])
        self.assert_nothing_lost(report)

    def test_a_folder_offers_each_library_and_a_person_takes_one_live(self):
        running = self.watch(path=self.folder / "out", policy="offer")
        self.copy(self.operators[1], "out/.hidden.so")
        self.copy(self.operators[1], "out/part.so.tmp")
        self.copy(self.operators[2], "out/second.so")
        self.await_told("second.so is offered as v2 of slot score: it is loaded and ready, and `hotswap swap 2` takes it live")
        slot = self.slot()
        self.assertEqual((slot["active"], len(slot["versions"])), (1, 2))
        self.assertEqual(slot["watch"], {"path": str(self.folder / "out"), "policy": "offer"})
        self.assertIn(f"  watches {self.folder}/out: a new library there is offered\n", self.command("status").stdout)
        self.command("swap", 2)
        self.await_answers("build_2")
        self.assert_nothing_lost(self.end(running))

    def test_a_rebuild_during_its_own_rollout_starts_again_at_the_first_step(self):
        config = self.write("c.toml", STRATEGY + f'[[slot]]\nname = "score"\noperator = "{self.watched}"\nwatch = "{self.watched}"\n'
                            'policy = "rollout"\nrollout = "long"\n')
        running = self.watch("--config", config, policy="rollout")
        self.put(1)
        self.await_true(lambda: (self.slot()["rollout"] or {}).get("candidate") == 2, "no rollout of v2")
        rollout = self.slot()["rollout"]
        self.assertEqual([(step.get("share"), step["min_time_ms"]) for step in rollout["steps"]], [(5, 3_600_000), (100, 0)])
        self.assertEqual([(guard["name"], guard["limit"]) for guard in rollout["guards"]], [("max_nonfinite", 3)])
        self.put(2)
        self.await_true(lambda: self.slot()["rollout"]["candidate"] == 3, "no rollout of v3")
        self.assertEqual((self.slot()["rollout"]["step"], self.slot()["rollout"]["outcome"]), (0, None))
        report = self.end(running)
        self.assertEqual([row["outcome"] for row in report["rollouts"]], ["aborted", "held"])
        self.assert_nothing_lost(report)

    def test_a_rebuild_undoes_no_pause_and_is_offered(self):
        config = self.write("c.toml", STRATEGY + f'[[slot]]\nname = "score"\noperator = "{self.watched}"\nwatch = "{self.watched}"\n'
                            'policy = "rollout"\nrollout = "long"\n')
        running = self.watch("--config", config, policy="rollout")
        self.put(1)
        self.await_true(lambda: (self.slot()["rollout"] or {}).get("candidate") == 2, "no rollout of v2")
        self.command("pause")
        self.put(2)
        self.await_told("is offered as v3")
        rollout = self.slot()["rollout"]
        self.assertEqual((rollout["candidate"], rollout["paused"], rollout["outcome"]), (2, True, None))
        self.assert_nothing_lost(self.end(running))

    def test_what_is_watched_and_what_becomes_of_it_changes_with_the_configuration(self):
        head = f'[[slot]]\nname = "score"\noperator = "{self.watched}"\n'
        config = self.write("c.toml", head)
        running = self.watch("--config", config, policy="")
        self.await_true(lambda: (self.runtime / "hotswap").exists() and [slot["active"] for slot in self.slots()] == [1], "never started")
        self.write("c.toml", head + f'watch = "{self.watched}"\npolicy = "swap"\n')
        self.await_told(f'slot.score.watch (not set) → "{self.watched}"; slot.score.policy "offer" → "swap"')
        self.await_told("is watched for slot score")
        time.sleep(0.5)  # what lies there is read once
        self.put(1)
        self.await_answers("build_1")
        self.write("c.toml", head + f'watch = "{self.watched}"\npolicy = "offer"\n')
        self.await_told('slot.score.policy "swap" → "offer"')
        self.put(2)
        self.await_told("is offered as v3")
        self.assertEqual(self.slot()["active"], 2)
        self.assertFalse([line for line in self.told if "needs a restart" in line])
        self.assert_nothing_lost(self.end(running))

    def test_a_rollout_of_a_person_goes_by_the_strategy_of_the_slot_or_the_one_that_is_named(self):
        config = self.write("c.toml", STRATEGY + f'[[slot]]\nname = "score"\noperator = "{self.watched}"\nrollout = "long"\n')
        running = self.watch("--config", config, policy="")
        self.await_true(lambda: (self.runtime / "hotswap").exists() and [slot["active"] for slot in self.slots()] == [1], "never started")
        self.command("rollout", self.operators[1])
        self.assertEqual(self.slot()["rollout"]["steps"][0]["share"], 5)
        self.command("rollout", self.operators[1], "--restart", "--guard", "max_error_rate=0.5")
        self.assertEqual([guard["name"] for guard in self.slot()["rollout"]["guards"]], ["max_error_rate"])
        refused = self.command("rollout", self.operators[1], "--restart", "--strategy", "none", status=1)
        self.assertIn('the configuration has no strategy "none"; it has brief, long, standard', refused.stderr)
        self.command("rollout", self.operators[1], "--restart", "--strategy", "brief")
        self.await_answers("build_1")
        usage = self.command("rollout", self.operators[1], "--steps", "5,100", "--strategy", "brief", status=2)
        self.assertIn("--steps and --strategy exclude each other", usage.stderr)
        self.assert_nothing_lost(self.end(running))

    def test_what_can_never_be_a_library_is_told_and_disturbs_nobody(self):
        os.mkfifo(self.folder / "fifo.so")
        (self.folder / "loop.so").symlink_to("loop.so")
        for path, text in ((self.folder / "fifo.so", "is a FIFO, not a file"), ("/dev/null", "is a device, not a file"),
                           (self.folder / "loop.so", "leads through more than 40 symbolic links"),
                           (self.folder / "no" / "such.so", "nothing is there yet")):
            with self.subTest(path=path):
                running = self.watch("--duration", "5s", path=path)
                self.await_told(text)
                self.assert_nothing_lost(self.end(running))

    def test_a_policy_without_anything_to_watch_is_bad_usage(self):
        outcome = self.hotswap(self.watched, "--watch-policy", "swap", status=2)
        self.assertIn("nothing is watched; name a file or folder with --watch", outcome.stderr)
        self.hotswap(self.watched, "--watch", self.watched, "--watch-policy", "sometimes", status=2)


if __name__ == "__main__":
    main()
