"""The journal: what outlives a run, however it ends, and what the next one makes of it."""

import json
import os
import random
import re
import signal
import sqlite3
import subprocess
import time

from hotswap_program import PROGRAM, TIMEOUT_S, V1, V2, Outcome, SystemTest, as_unprivileged, main

SWAP_LINE = re.compile(r"^\[HotUpdate\] score: ")
MORE_LINE = re.compile(r"^\[HotUpdate\] … and (\d+) more")


class JournalTest(SystemTest):
    def setUp(self) -> None:
        super().setUp()
        self.journal = self.folder / "state" / "hotswap" / "journal.db"

    def command(self, *arguments, status: int = 0) -> Outcome:
        ended = subprocess.run([str(PROGRAM), *map(str, arguments)], env=self.environment, cwd=self.folder,
                               capture_output=True, text=True, timeout=TIMEOUT_S, check=False)
        self.assertEqual(ended.returncode, status, ended.stderr or ended.stdout)
        return Outcome(ended.returncode, ended.stdout, ended.stderr)

    def entries(self, *arguments) -> list[dict]:
        return json.loads(self.command("journal", "--json", *arguments).stdout)["entries"]

    def versions(self, *arguments) -> dict:
        """The only slot's versions by number, and the slot itself under None."""
        slot = json.loads(self.command("versions", "--json", *arguments).stdout)["slots"][0]
        return {None: slot, **{version["number"]: version for version in slot["versions"]}}

    def make_permanent(self, operator) -> None:
        """A run in which the operator passes its trial."""
        running = self.start(operator, "--interval", "1ms", "--trial", "50ms", "--verbose")
        running.wait_for_requests()
        deadline = time.monotonic() + TIMEOUT_S
        while self.versions()[None]["permanent"] is None:
            self.assertLess(time.monotonic(), deadline, "it was never confirmed")
            time.sleep(0.05)  # only how often it is looked at
        self.assertEqual(running.end().status, 0)

    def crash_on_trial(self, *arguments) -> None:
        running = self.start(*arguments, "--interval", "1ms")
        running.wait_for_requests()
        running.signal(signal.SIGKILL)
        running.finish()

    def report_of(self, *arguments, **options) -> dict:
        self.hotswap(*arguments, "--rounds", 5, "--interval", "1ms", "--report", self.report_file, **options)
        return self.report()

    def answering(self, report: dict) -> str:
        return max(report["versions"], key=lambda version: version["requests"])["name"]

    def test_tells_swaps_errors_and_versions_and_nothing_yet_is_no_error(self):
        self.assertIn("nothing was written down yet", self.command("journal").stdout)
        self.assertEqual(self.entries(), [])
        self.assertEqual(json.loads(self.command("versions", "--json").stdout)["slots"], [])
        self.hotswap(V1, V2, "--swap-every", "20ms", "--duration", "200ms", "--interval", "1ms")
        swaps = self.entries("--kind", "swap")
        self.assertGreater(len(swaps), 3)
        self.assertEqual([swap["outcome"] for swap in swaps], ["published"] * len(swaps))
        self.assertEqual(swaps[0]["from"], None)
        self.assertEqual(swaps[0]["details"]["to"], 1)
        self.hotswap("missing.so", status=1)
        (error,) = self.entries("--kind", "error")
        self.assertIn("missing.so", error["text"])
        self.assertEqual([entry["outcome"] for entry in self.entries("--kind", "run")], ["started", "clean"] * 2)
        self.assertEqual(self.entries("--kind", "swap", "--since", "2999-01-01"), [])
        self.assertEqual(self.versions()[2]["name"], "ScoreOperatorV2")
        self.assertIn("[next start]", self.command("versions").stdout)
        self.assertEqual(self.journal.stat().st_mode & 0o777, 0o600)

    def test_bad_usage_is_status_2(self):
        for arguments in (("journal", "--since", "yesterday"), ("journal", "--kind", "gossip"), ("versions", "--release", "")):
            with self.subTest(arguments=arguments):
                self.assertIn("hotswap: ", self.command(*arguments, status=2).stderr)
        self.command("versions", "--release", "7", status=1)
        self.command("versions", "--slot", "nowhere", status=0)

    def test_kill_at_any_moment_loses_no_swap_that_was_told(self):
        chance = random.Random(4)
        for attempt in range(8):
            running = self.start(V1, V2, "--swap-every", "3ms", "--interval", "1ms")
            running.wait_for_line(SWAP_LINE.match)
            time.sleep(chance.uniform(0, 0.3))  # the moment of the kill is what is tried
            running.signal(signal.SIGKILL)
            lines = running.finish().stdout.splitlines(keepends=True)
            told = sum(1 for line in lines if line.endswith("\n") and SWAP_LINE.match(line))
            told += sum(int(more[1]) for more in map(MORE_LINE.match, lines) if more)
            run = max(entry["run"] for entry in self.entries("--kind", "run"))
            written = [entry for entry in self.entries("--kind", "swap") if entry["run"] == run]
            self.assertGreaterEqual(len(written), told, f"attempt {attempt}")
            self.assertGreater(told, 0)

    def test_a_version_on_trial_in_a_crash_is_refused_until_it_is_released(self):
        self.make_permanent(V1)
        self.crash_on_trial(V2)
        ended = self.hotswap("--rounds", 5, "--interval", "1ms", "--report", self.report_file)
        self.assertIn("ended while v2 was on trial", ended.stderr)
        self.assertEqual(self.answering(self.report()), "ScoreOperatorV1")
        refused = self.hotswap(V2, status=1)
        self.assertIn("quarantined in slot score", refused.stderr)
        self.assertIn("hotswap versions --slot score --release 2", refused.stderr)
        self.assertIn("quarantined", self.command("versions").stdout)
        self.assertEqual(len(self.entries("--kind", "quarantine")), 1)
        self.assertIn("v2 of slot score", self.command("versions", "--release", self.versions()[2]["sha256"][:10]).stdout)
        self.assertEqual(self.answering(self.report_of(V2)), "ScoreOperatorV2")

    def test_an_end_by_a_signal_quarantines_nothing_and_the_next_start_goes_on(self):
        self.make_permanent(V1)
        for number in (signal.SIGTERM, signal.SIGINT):
            running = self.start(V2, "--interval", "1ms")
            running.wait_for_requests()
            running.signal(number)
            self.assertEqual(running.finish().status, 0)
            report = self.report_of()
            self.assertEqual(self.answering(report), "ScoreOperatorV2")
            self.assertEqual([version["number"] for version in report["versions"]], [1, 2])
        self.assertEqual(self.entries("--kind", "quarantine"), [])

    def test_a_slots_only_version_is_never_quarantined(self):
        self.crash_on_trial(V1)
        self.assertEqual(self.answering(self.report_of()), "ScoreOperatorV1")
        self.crash_on_trial(V2)
        self.assertEqual(self.answering(self.report_of()), "ScoreOperatorV2")
        self.assertEqual(self.entries("--kind", "quarantine"), [])

    def test_a_second_process_does_not_take_a_living_one_for_dead(self):
        self.make_permanent(V1)
        living = self.start(V2, "--interval", "1ms")
        living.wait_for_requests()
        second = self.hotswap(V1, "--rounds", 3, "--interval", "1ms")
        self.assertNotIn("on trial", second.stderr)
        self.assertEqual(living.end().status, 0)
        self.assertEqual(self.entries("--kind", "quarantine"), [])

    def test_goes_on_from_the_store_when_the_file_is_gone_and_numbers_stay(self):
        mine = self.copy(V2, "mine.so")
        self.report_of(V1)
        self.report_of(mine)
        mine.unlink()
        report = self.report_of()
        self.assertEqual(self.answering(report), "ScoreOperatorV2")
        self.assertEqual(report["swaps"][0]["to"], 2)
        self.assertEqual(self.report_of(V1)["swaps"][0]["to"], 1)

    def test_what_is_named_goes_before_the_journal(self):
        self.report_of(V1)
        self.assertEqual(self.answering(self.report_of(V2)), "ScoreOperatorV2")
        scenario = self.scenario(operator=V1, duration="200ms")
        self.hotswap("--scenario", scenario, "--report", self.report_file)
        self.assertEqual(self.answering(self.report()), "ScoreOperatorV1")

    def test_with_a_named_store_the_journal_lies_in_it_and_the_store_does_not_mind(self):
        self.hotswap(V1, "--store", "mine", "--rounds", 1, "--interval", "1ms")
        self.assertTrue((self.folder / "mine" / "journal" / "journal.db").exists())
        self.assertFalse(self.journal.exists())
        self.command("store", "verify", "--store", "mine")
        self.command("store", "gc", "--store", "mine")
        self.assertTrue((self.folder / "mine" / "journal" / "journal.db").exists())
        self.assertEqual(json.loads(self.command("versions", "--json", "--store", "mine").stdout)["slots"][0]["next_start"], 1)

    def test_gc_keeps_what_a_rollback_needs(self):
        self.hotswap(V1, V2, "--rounds", 1, "--interval", "1ms")  # only the first is published
        long_ago = time.time() - 40 * 86400
        for entry in self.store.glob("*.so"):
            os.utime(entry, (long_ago, long_ago))
        self.assertIn("1 file,", self.command("store", "gc", "--older-than", "30d").stdout)
        self.assertEqual([entry.stem for entry in self.store.glob("*.so")], [self.versions()[1]["sha256"]])

    def test_a_damaged_journal_is_moved_aside_and_the_run_goes_on(self):
        self.report_of(V1)
        for file in self.journal.parent.glob("journal.db-*"):
            file.unlink()
        self.journal.write_bytes(b"no journal at all" * 1000)
        self.command("journal", status=1)
        ended = self.hotswap(V1, "--rounds", 1, "--interval", "1ms")
        self.assertEqual(ended.stderr.count("journal.db.broken-1"), 1, ended.stderr)
        self.assertTrue((self.journal.parent / "journal.db.broken-1").exists())
        self.assertEqual(self.versions()[None]["next_start"], 1)

    def test_a_journal_of_a_later_version_is_left_alone(self):
        self.report_of(V1)
        connection = sqlite3.connect(self.journal)
        connection.execute("PRAGMA user_version = 99")
        connection.close()
        ended = self.hotswap(V1, "--rounds", 1, "--interval", "1ms")
        self.assertIn("written by a later version", ended.stderr)
        self.assertIn("--journal", ended.stderr)
        self.assertIn("written by a later version", self.command("journal", status=1).stderr)

    def test_a_folder_that_cannot_be_written_is_one_warning(self):
        locked = self.folder / "locked"
        locked.mkdir()
        locked.chmod(0o555)
        self.folder.chmod(0o777)
        ended = self.hotswap(V1, "--rounds", 3, "--interval", "1ms", "--journal", locked / "journal.db", "--store",
                             self.folder / "store", "--report", self.report_file, **as_unprivileged())
        self.assertEqual(ended.stderr.count("is not written down"), 1, ended.stderr)
        self.assertEqual(self.report()["requests"], 12)

    def test_a_full_disk_is_one_warning(self):
        small = self.folder / "small"
        small.mkdir()
        mounted = os.geteuid() == 0 and subprocess.run(["mount", "-t", "tmpfs", "-o", "size=500k", "none", small], check=False,
                                                       capture_output=True).returncode == 0
        if not mounted:
            self.skipTest("needs a small file system of its own, which only root can mount")
        self.addCleanup(subprocess.run, ["umount", small], check=True)
        ended = self.hotswap(V1, V2, "--swap-every", "1ms", "--duration", "3s", "--interval", "1ms", "--journal",
                             small / "journal.db", "--report", self.report_file)
        self.assertEqual(ended.stderr.count("It is not written down any more"), 1, ended.stderr)
        self.assert_nothing_lost(self.report())


if __name__ == "__main__":
    main()
