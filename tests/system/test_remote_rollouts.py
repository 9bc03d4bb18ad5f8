"""Rollouts and shadows of a running engine, asked for and looked at from other processes."""

from hotswap_program import FIXTURES, V1, V2, main
from remote_program import RemoteSystemTest

FOR_EVER = "50:1h,100"


class RemoteRolloutsTest(RemoteSystemTest):
    def rollout(self) -> dict:
        return self.status()["slots"][0]["rollout"]

    def test_a_rollout_is_paused_resumed_and_promoted(self):
        running = self.serve()
        self.assertIn("v2", self.command("rollout", V2, "--steps", FOR_EVER, "--guard", "max_error_rate=0.5").stdout)
        self.await_status(lambda status: status["slots"][0]["rollout"]["requests_candidate"] > 0)
        self.assertIn("v1 answers, a rollback takes v2 back", self.command("status").stdout)
        self.command("pause")
        self.assertTrue(self.rollout()["paused"])
        self.assertIn("paused already", self.command("pause", status=1).stderr)
        self.assertRegex(self.command("status").stdout, "paused")
        self.command("resume")
        self.assertFalse(self.rollout()["paused"])
        self.assertIn("is not paused", self.command("resume", status=1).stderr)
        self.command("promote")
        slot = self.status()["slots"][0]
        self.assertEqual((slot["active"], slot["rollout"]["outcome"]), (2, "promoted"))
        self.assertIn("v2 answers, a rollback goes to v1", self.command("status").stdout)
        report = self.end(running)
        self.assert_nothing_lost(report)
        self.assertEqual([row["outcome"] for row in report["rollouts"]], ["promoted"])

    def test_an_aborted_rollout_leaves_the_version_before_and_nothing_to_act_on(self):
        running = self.serve()
        self.command("rollout", V2, "--steps", "1t:1h,2t")
        refused = self.command("rollout", FIXTURES / "constant.so", "--steps", FOR_EVER, status=1).stderr
        self.assertIn("has one under way", refused)
        self.command("abort")
        slot = self.status()["slots"][0]
        self.assertEqual((slot["active"], slot["rollout"]["outcome"]), (1, "aborted"))
        for word in ("abort", "pause", "resume"):
            with self.subTest(command=word):
                self.assertIn(f"has no rollout under way to {word}", self.command(word, status=1).stderr)
        self.assert_nothing_lost(self.end(running))

    def test_another_candidate_takes_the_place_of_the_one_before_when_it_is_asked_to(self):
        running = self.serve()
        self.command("rollout", V2, "--steps", FOR_EVER)
        self.command("rollout", FIXTURES / "constant.so", "--steps", FOR_EVER, "--restart")
        self.assertEqual((self.rollout()["candidate"], self.rollout()["step"]), (3, 0))
        report = self.end(running)
        self.assert_nothing_lost(report)
        self.assertEqual([row["outcome"] for row in report["rollouts"]], ["aborted", "held"])

    def test_a_candidate_that_the_gates_refuse_is_named_by_its_file_and_not_as_a_version(self):
        running = self.serve()
        library = FIXTURES / "no_create.so"
        self.command("rollout", library, "--steps", FOR_EVER, status=1)
        told = self.command("status").stdout
        self.assertIn(f"rollout of {library} beside v1: rolled_back before its first step; ", told)
        self.assertNotIn("v0", told)
        # What makes no sense is an error of who asked for it, and no rollout.
        self.command("rollout", V1, "--steps", FOR_EVER, status=1)
        self.assertEqual([(row["outcome"], row["steps_done"]) for row in self.end(running)["rollouts"]], [("rolled_back", 0)])

    def test_a_rollout_that_makes_no_sense_changes_nothing(self):
        running = self.serve()
        for arguments, why in (([V2, "--steps", "50,5"], "each step has to be larger"), ([9, "--steps", FOR_EVER], "no version 9"),
                               ([V1, "--steps", FOR_EVER], "already"), ([V2, "--steps", FOR_EVER, "--slot", "ctr"], "ctr")):
            with self.subTest(arguments=arguments):
                self.assertIn(why, self.command("rollout", *arguments, status=1).stderr)
        self.assertIn("--steps", self.command("rollout", V2, "--steps", "", status=2).stderr)
        self.assertIsNone(self.rollout())
        self.assertEqual(self.status()["slots"][0]["active"], 1)
        self.end(running)

    def test_a_shadow_runs_until_it_is_stopped_and_answers_nothing(self):
        running = self.serve()
        self.command("shadow", V2)
        status = self.await_status(lambda status: status["slots"][0]["shadow"]["scored"] > 10)
        self.assertEqual((status["slots"][0]["shadow"]["candidate"], status["slots"][0]["active"]), (2, 1))
        self.assertIn("has one already", self.command("shadow", FIXTURES / "constant.so", status=1).stderr)
        self.command("shadow", "--stop")
        self.await_status(lambda status: not status["slots"][0]["shadow"]["running"])
        ended = [entry for entry in self.entries("decision") if entry["outcome"] == "shadow"]
        self.assertEqual([entry["details"]["version"] for entry in ended], [2])
        self.assertGreater(ended[0]["details"]["scored"], 10)
        self.assertIn("no shadow to stop", self.command("shadow", "--stop", status=1).stderr)
        self.command("shadow", 2, "--duration", "50ms")
        self.await_status(lambda status: not status["slots"][0]["shadow"]["running"])
        report = self.end(running)
        self.assert_nothing_lost(report)
        self.assertEqual([row["requests"] for row in report["versions"] if row["number"] == 2], [0])


if __name__ == "__main__":
    main()
