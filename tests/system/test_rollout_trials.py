"""Candidates on trial: what a crash during a rollout, a walk or a shadow does to them, and what an end in order does not."""

import signal
import subprocess

from hotswap_program import FIXTURES, PROGRAM, TIMEOUT_S, V1, V2, main
from remote_program import RemoteSystemTest

FOR_EVER = "50:1h,100"


class RolloutTrialTest(RemoteSystemTest):
    def setUp(self) -> None:
        super().setUp()
        running = self.serve()
        self.assertRegex(self.command("promote").stdout, "v1")
        self.end(running)
        self.assertEqual(self.versions()[None]["permanent"], 1)

    def next_start(self, *arguments, **options):
        """A short run, and which version answered most."""
        ended = self.hotswap(*arguments, "--rounds", 5, "--interval", "1ms", "--report", self.report_file, **options)
        return ended, max(self.report()["versions"], key=lambda version: version["requests"])["number"]

    def expect_quarantined(self) -> None:
        """The crash is told, v1 answers, and the bytes of v2 are refused."""
        ended, answering = self.next_start("--quiet")
        self.assertIn("ended while v2 was on trial", ended.stderr)
        self.assertIn("is refused until `hotswap versions --slot score --release 2`", ended.stderr)
        self.assertEqual(answering, 1)
        refused = self.hotswap(V2, status=1)
        self.assertIn("quarantined in slot score", refused.stderr)

    def expect_nothing_quarantined(self) -> None:
        ended, _ = self.next_start(V1)
        self.assertNotIn("on trial", ended.stderr)
        self.assertEqual(self.entries("quarantine"), [])

    def roll_out(self, running) -> None:
        """Until the candidate answers its part."""
        self.command("rollout", V2, "--steps", FOR_EVER)
        self.await_status(lambda status: status["slots"][0]["rollout"]["requests_candidate"] > 0)
        self.assertIsNotNone(self.versions()[2]["trial_since"])
        self.assertIsNone(running.process.poll())

    def test_a_candidate_that_the_process_died_with_is_refused_until_it_is_released(self):
        running = self.serve()
        self.roll_out(running)
        self.kill(running)
        self.expect_quarantined()
        started, rollout = self.entries("rollout")
        self.assertEqual((started["version"], started["outcome"]), (2, "started"))
        self.assertEqual((rollout["version"], rollout["outcome"]), (2, ""))
        self.assertIn("v2 came to no end: its run ended before it was decided", self.command("journal").stdout)
        self.command("versions", "--release", 2)
        self.assertEqual(self.next_start(V2)[1], 2)

    def test_an_end_in_order_during_a_rollout_quarantines_nothing(self):
        for number in (signal.SIGTERM, signal.SIGINT):
            with self.subTest(signal=number.name):
                running = self.serve()
                self.roll_out(running)
                running.signal(number)
                self.assertEqual(running.process.wait(TIMEOUT_S), 0)
                self.expect_nothing_quarantined()
        self.assertEqual([row["outcome"] for row in self.entries("rollout")], ["started", "held"] * 2)

    def test_the_trial_of_a_living_process_is_not_judged(self):
        running = self.serve()
        self.roll_out(running)
        self.expect_nothing_quarantined()
        self.assertIsNotNone(self.versions()[2]["trial_since"], "it is on trial as before")
        self.kill(running)
        self.expect_quarantined()

    def test_a_candidate_that_was_aborted_before_the_crash_is_not_to_blame(self):
        running = self.serve()
        self.roll_out(running)
        self.command("abort")
        self.await_status(lambda _: self.versions()[2]["trial_since"] is None)
        self.kill(running)
        self.expect_nothing_quarantined()
        self.assertEqual([row["outcome"] for row in self.entries("rollout")], ["started", "aborted"])

    def test_a_passed_rollout_makes_its_version_permanent_at_once(self):
        running = self.serve()
        self.command("rollout", V2, "--steps", "50::10,100::10", "--guard", "max_error_rate=0.5")
        self.await_status(lambda status: status["slots"][0]["active"] == 2)
        self.await_status(lambda _: self.versions()[None]["permanent"] == 2)
        self.kill(running)
        ended, answering = self.next_start()
        self.assertEqual((answering, self.entries("quarantine")), (2, []), ended.stderr)

    def test_a_person_who_promotes_makes_the_version_permanent(self):
        running = self.serve("--probation", "0")
        self.roll_out(running)
        self.command("promote")
        self.await_status(lambda _: self.versions()[None]["permanent"] == 2)
        refused = self.command("promote", status=1).stderr
        self.assertIn("slot score has nothing to promote: no rollout is under way, and no version is on probation or on trial", refused)
        self.kill(running)
        self.assertEqual(self.next_start()[1], 2)

    def test_a_version_whose_probation_is_over_can_still_be_promoted(self):
        running = self.serve("--probation", "0", "--trial", "0")
        self.command("swap", V2)
        self.assertEqual(self.status()["slots"][0]["active"], 2)
        self.command("promote")
        self.await_status(lambda _: self.versions()[None]["permanent"] == 2)
        self.end(running)

    def test_a_version_that_took_over_some_threads_is_on_trial(self):
        running = self.serve()
        with subprocess.Popen([PROGRAM, "swap", V2, "--moment", "thread_by_thread", "--period", "1h"], env=self.environment,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE) as swap:
            self.await_status(lambda status: any(version["number"] == 2 and version["requests"] > 0
                                                 for version in status["slots"][0]["versions"]))
            self.kill(running)
            swap.communicate(timeout=TIMEOUT_S)
        self.expect_quarantined()

    def test_a_shadow_runs_in_this_process_so_it_is_on_trial(self):
        running = self.serve()
        self.command("shadow", V2)
        self.await_status(lambda status: status["slots"][0]["shadow"]["scored"] > 0)
        self.kill(running)
        self.expect_quarantined()

    def test_the_journal_tells_each_decision_with_its_figures(self):
        running = self.serve()
        self.command("rollout", V2, "--steps", "10:100ms:10,50:1h,100", "--guard", "max_error_rate=0.5")
        self.await_status(lambda status: status["slots"][0]["rollout"]["step"] == 1)
        self.command("pause")
        self.command("resume")
        self.command("abort")
        self.end(running)
        decisions = self.entries("decision")
        verdicts = [decision["outcome"] for decision in decisions]
        self.assertEqual([verdict for verdict in verdicts if verdict != "hold"], ["next_step", "pause", "resume", "abort"])
        for decision in decisions:
            self.assertEqual((decision["version"], decision["slot"]), (2, "score"))
            self.assertEqual([guard["name"] for guard in decision["details"]["guards"]], ["max_error_rate"])
        left = decisions[verdicts.index("next_step")]["details"]
        self.assertGreaterEqual(left["requests_candidate"], 10)
        (guard,) = left["guards"]
        self.assertEqual((guard["limit"], guard["figure"], guard["verdict"]), (0.5, 0, "passing"))
        self.assertGreaterEqual(guard["sample"], guard["needed"])
        started, rollout = self.entries("rollout")
        self.assertEqual((started["outcome"], started["text"]), ("started", ""))
        self.assertLess(started["at"], rollout["at"], "it was aborted after a step of 100 ms")
        self.assertEqual(self.entries("rollout", "decision")[-1], rollout, "its last decision comes before it")
        self.assertEqual((rollout["outcome"], rollout["text"]), ("aborted", "a person aborted it"))
        self.assertEqual(rollout["details"]["steps"][0], {"share": 10, "min_time_ms": 100, "min_requests": 10})
        words = self.command("journal").stdout
        self.assertRegex(words, r"rollout +score: the rollout of v2 started\n")
        self.assertRegex(words, r"rollout +score: v2 was aborted after \d+ requests: a person aborted it\n")
        self.assertRegex(words, r"decision +score: v2 goes on to the next step: step 2 of 3 begins \[step 2 of 3, \d+ requests; "
                                r"max_error_rate: 0 \(at most 0\.5\) in \d+ requests: passing\]\n")

    def test_versions_tells_which_guard_or_gate_rolled_a_candidate_back_and_where_a_rollback_can_go(self):
        running = self.serve()
        self.command("rollout", FIXTURES / "throws_sometimes.so", "--steps", FOR_EVER)
        self.await_status(lambda status: status["slots"][0]["rollout"]["outcome"] == "rolled_back")
        self.command("swap", V2)
        self.end(running)
        versions = self.versions()
        self.assertIn("threw in compute_score", versions[2]["fault"]["reason"])
        self.assertEqual((versions[2]["fault"]["run"], versions[2]["published"]), (2, None))
        self.assertGreater(versions[2]["requests_candidate"], 0)
        self.assertIsNone(versions[1]["fault"])
        self.assertIsNotNone(versions[1]["published"])
        first, failed, last = self.command("versions").stdout.splitlines()[1:]
        self.assertRegex(first, r"published 20.* \[can be rolled back to\]")
        self.assertRegex(failed, r"never published .* as a candidate .*\[failed: rolled back: .* in run 2 at 20")
        self.assertNotIn("can be rolled back to", failed)
        self.assertIn("[next start]", last)

    def test_a_refused_candidate_leaves_its_rollout_and_the_reason(self):
        running = self.serve()
        self.write("bad.so", b"no library")
        self.command("rollout", "bad.so", "--steps", "50,100", status=1)
        self.end(running)
        started, rollout = self.entries("rollout")
        self.assertEqual(started["outcome"], "started")
        self.assertEqual((rollout["version"], rollout["outcome"]), (None, "rolled_back"))
        (decision,) = self.entries("decision")
        self.assertEqual((decision["outcome"], decision["text"]), ("roll_back", rollout["text"]))


if __name__ == "__main__":
    main()
