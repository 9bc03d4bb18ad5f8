"""Rollouts, shadows and moments of a scenario, proven from the report and from the record of every request."""

import collections

from hotswap_program import SystemTest, main
from operator_sources import LIVE_ONLY, build_operator
from record_file import read_record

FIRST_OF_BLOCK = 2  # the record's flag
HASH = ("unsigned long h = static_cast<unsigned>(feature.user_id) * 0x9E3779B97F4A7C15ul"
        " + static_cast<unsigned>(feature.item_id) * 0xC2B2AE3D27D4EB4Ful;"
        " h ^= h >> 29; h *= 0xBF58476D1CE4E5B9ul; h ^= h >> 32; double s = (h >> 11) * 0x1p-53; ")
WORK = "volatile double x = s; for (int i = 0; i < %d; ++i) x = x * 1.0000001; return s;"
STEPS = ("[{ share = 5, min_time = \"200ms\", min_requests = 1000 }, { share = 50, min_time = \"200ms\", min_requests = 1000 },"
         " { share = 100, min_time = \"100ms\" }]")
GUARDS = "{ max_error_rate = 0.001, max_nonfinite = 0, max_p99_ratio = 1.5, max_mean_shift = 0.05 }"
FLAT_OUT = "threads = 2\ninterval = \"0s\""
PACED = "threads = 3\ninterval = \"1ms\""
# The time of a rollout on a machine that others use; its own would be below a second.
LONG = "20s"


class Rollouts(SystemTest):
    def build(self, name: str, body: str, preamble: str = "") -> str:
        return build_operator(self.folder, name, HASH + body, preamble).name

    def roll_out(self, stable: str, candidate: str, *, steps=STEPS, guards=GUARDS, workers=FLAT_OUT, duration=LONG, more=()):
        text = (f'[[rollout]]\nat = "100ms"\nslot = "score"\noperator = "{candidate}"\nsteps = {steps}\nguards = {guards}\n')
        file = self.scenario(operator=stable, workers=workers, duration=duration, more=text)
        outcome = self.hotswap("--scenario", file, "--report", self.report_file, *more)
        report = self.report()
        self.assertEqual(report["lost"], 0)
        self.assertEqual(len(report["rollouts"]), 1, report)
        return report["rollouts"][0], outcome

    def test_an_identical_candidate_is_promoted_and_the_run_ends_when_that_is_decided(self):
        stable, twin = self.build("stable", "return s;"), self.build("twin", "return s;")
        row, outcome = self.roll_out(stable, twin, duration=None)
        self.assertEqual(row["outcome"], "promoted", row)
        self.assertEqual((row["steps_done"], row["operator"], row["version"]), (3, str(self.folder / twin), 2))
        self.assertGreaterEqual(row["decided_ms"], 500)
        self.assertIn("[Rollout] score: v2 (twin.so) | promoted", outcome.stdout)
        self.assert_nothing_lost(self.report())

    def test_a_candidate_that_throws_is_rolled_back_by_the_guard_on_errors(self):
        stable = self.build("stable", "return s;")
        throwing = self.build("throwing", "if (Live() && h % 10 == 0) throw 1; return s;", LIVE_ONLY)
        row, outcome = self.roll_out(stable, throwing, duration=None)
        self.assertEqual((row["outcome"], row["steps_done"]), ("rolled_back", 0), row)
        self.assertIn("max_error_rate", row["reason"])
        self.assertIn("rolled back", outcome.stderr)
        self.assertLess(row["decided_ms"], 5000)

    def test_a_candidate_with_other_scores_is_rolled_back_by_the_guard_on_their_mean(self):
        row, _ = self.roll_out(self.build("stable", "return s;"), self.build("shifted", "return s + 0.5;"), duration=None)
        self.assertEqual(row["outcome"], "rolled_back", row)
        self.assertIn("max_mean_shift", row["reason"])

    def test_a_candidate_of_twice_the_time_is_rolled_back_by_the_guard_on_latency(self):
        row, _ = self.roll_out(self.build("stable", WORK % 300), self.build("slow", WORK % 600), duration=None)
        self.assertEqual(row["outcome"], "rolled_back", row)
        self.assertIn("max_p99_ratio", row["reason"])

    def test_an_identical_candidate_that_answers_rarely_is_not_taken_for_a_slow_one(self):
        steps = '[{ share = 5, min_time = "1s", min_requests = 600 }, { share = 50, min_time = "500ms" }, { share = 100 }]'
        row, _ = self.roll_out(self.build("stable", "return s;"), self.build("twin", "return s;"), steps=steps, workers=PACED,
                               guards="{ max_p99_ratio = 1.5, max_throughput_drop = 0.2 }", duration=None)
        self.assertEqual(row["outcome"], "promoted", row)

    def test_too_few_requests_hold(self):
        steps = '[{ share = 50, min_requests = 100000000000 }, { share = 100 }]'
        row, _ = self.roll_out(self.build("stable", "return s;"), self.build("twin", "return s;"), steps=steps, duration="2s",
                               workers=PACED)
        self.assertEqual((row["outcome"], row["steps_done"]), ("held", 0), row)
        self.assertIn("requests", row["reason"])

    def test_a_scenario_with_a_rollout_that_makes_no_sense_is_refused_whole(self):
        text = '[[rollout]]\nat = "0s"\noperator = "twin.so"\nsteps = [{ share = 50 }, { share = 5 }]\n'
        file = self.scenario(operator=self.build("stable", "return s;"), more=text)
        outcome = self.hotswap("--scenario", file, "--report", self.report_file, status=2)
        self.assertRegex(outcome.stderr, r"\[\[rollout\]\] at 0 ns: rollout: step 2: 5 % after 50 %")
        self.assertFalse(self.report_file.exists(), "something ran")

    def test_a_user_never_flips_at_a_share_and_stays_with_the_candidate_when_it_grows(self):
        steps = '[{ share = 20, min_time = "400ms" }, { share = 60, min_time = "400ms" }, { share = 100, min_time = "100ms" }]'
        # The score names the user: the record has none.
        stable, twin = self.build("stable", "return feature.user_id;"), self.build("twin", "return feature.user_id;")
        row, _ = self.roll_out(stable, twin, steps=steps, guards="{ max_error_rate = 0.5 }", workers=PACED, duration=None,
                               more=("--record", self.record_file))
        self.assertEqual(row["outcome"], "promoted", row)
        by_user = collections.defaultdict(list)
        rows = sorted(read_record(self.record_file), key=lambda one: one.start_ns)
        for one in rows:
            by_user[one.score].append(one)
        for answers in by_user.values():
            # Threads look at a new route at different times; within one route a user has one version.
            for route in {one.route for one in answers}:
                self.assertEqual(len({one.version for one in answers if one.route == route}), 1)
            by_route = [version for _, version in sorted({(one.route, one.version) for one in answers})]
            self.assertEqual(by_route, sorted(by_route), "a user went back to the version before")
        self.assertEqual({one.version for one in rows}, {1, 2})
        self.judge(scores=False)

    def test_a_shadow_scores_beside_the_version_that_answers(self):
        shadow = '[[shadow]]\nat = "100ms"\noperator = "shifted.so"\nduration = "300ms"\n'
        self.build("shifted", "return s + 0.5;")
        file = self.scenario(operator=self.build("stable", "return s;"), workers=PACED, duration="2s", more=shadow)
        outcome = self.hotswap("--scenario", file, "--report", self.report_file)
        self.assertIn("[Shadow] score: v2 (shifted.so) | ended", outcome.stdout)
        self.assertIn("difference mean 0.5", outcome.stdout)
        self.assertEqual([version["requests"] > 0 for version in self.report()["versions"]], [True, False])
        (figures,) = self.report()["shadows"]
        self.assertEqual((figures["slot"], figures["version"], figures["stable"]), ("score", 2, 1))
        self.assertGreater(figures["scored"], 0)
        self.assertAlmostEqual(figures["mean_difference"], 0.5)
        self.assertIn("its time was over", figures["reason"])
        self.assert_nothing_lost(self.report())


class Moments(SystemTest):
    def swap(self, moment: str, *, threads: int = 3) -> list:
        old, new = build_operator(self.folder, "old", "return 1;").name, build_operator(self.folder, "new", "return 2;").name
        more = f'[[swap]]\nat = "100ms"\noperator = "{new}"\n{moment}\n'
        file = self.scenario(operator=old, workers=f"threads = {threads}\ninterval = \"1ms\"", duration="3s", more=more)
        self.hotswap("--quiet", "--scenario", file, "--report", self.report_file, "--record", self.record_file)
        report = self.report()
        self.assert_nothing_lost(report)
        self.assertEqual([swap["outcome"] for swap in report["swaps"]], ["published"] * 2)
        self.assertIn(f'moment = "{report["swaps"][1]["moment"]}"', moment)
        self.judge()
        return sorted(read_record(self.record_file), key=lambda row: row.start_ns)

    def test_no_request_of_the_new_version_starts_before_the_last_of_the_old_has_ended(self):
        rows = self.swap('moment = "barrier"')
        last = max(row.end_ns for row in rows if row.version == 1)
        self.assertGreaterEqual(min(row.start_ns for row in rows if row.version == 2), last)

    def test_threads_go_over_one_after_another(self):
        rows = self.swap('moment = "thread_by_thread"\nperiod = "100ms"')
        first = {row.thread: row.start_ns for row in reversed(rows) if row.version == 2}
        self.assertEqual(sorted(first), [0, 1, 2])
        # The routes are published a period apart; a thread sees its own a little after that.
        for thread in (1, 2):
            self.assertGreaterEqual(first[thread], first[0] + thread * 90_000_000)
        for thread in range(3):
            versions = [row.version for row in rows if row.thread == thread]
            self.assertEqual(versions, sorted(versions), "a thread went back")

    def test_a_request_is_waited_for(self):
        rows = self.swap('moment = "at_request"\nrequest = 1200')
        start = min(row.start_ns for row in rows if row.version == 2)
        self.assertGreaterEqual(sum(row.start_ns <= start and row.version == 1 for row in rows), 1200)

    def test_a_time_is_waited_for(self):
        rows = self.swap('moment = "at_time"\ntime = "1500ms"')
        began = rows[0].start_ns
        self.assertGreaterEqual(min(row.start_ns for row in rows if row.version == 2) - began, 1_450_000_000)

    def test_high_load_is_waited_out_until_the_deadline(self):
        self.swap('moment = "low_load"\nrequests_per_s = 10\ndeadline = "700ms"')
        self.assertGreaterEqual(self.report()["swaps"][1]["at_ms"], 800)

    def test_low_load_is_taken_at_once(self):
        self.swap('moment = "low_load"\nrequests_per_s = 1000000\ndeadline = "1h"')

    def test_a_block_is_answered_whole_by_the_version_that_began_it(self):
        rows = self.swap('moment = "batch_boundary"')
        blocks = collections.defaultdict(set)
        count = collections.Counter()
        for row in sorted(rows, key=lambda one: (one.thread, one.start_ns)):
            count[row.thread] += row.flags & FIRST_OF_BLOCK != 0
            blocks[row.thread, count[row.thread]].add(row.version)
        self.assertTrue(all(len(versions) == 1 for versions in blocks.values()))


if __name__ == "__main__":
    main()
