"""Operators of strangers: built by hand, throwing, slow, or leaving something behind."""

import math
import re
import subprocess

from hotswap_program import FIXTURES, SECOND_LINE, V1, V2, SystemTest, main
from operator_sources import LIVE_ONLY, build_operator
from record_file import ERROR, read_record


class HandmadeOperatorTest(SystemTest):
    def test_answers_when_built_with_the_plain_compiler_against_one_header(self):
        library = build_operator(self.folder, "handmade", "return feature.user_feature * feature.item_id;")
        outcome = self.hotswap(library, "--rounds", 20, "--interval", "10ms", "--report", self.report_file, "--record",
                               self.record_file)
        self.assertEqual(self.judge()["errors"], 0)
        self.assertIn("| Op: handmade |", outcome.stdout)
        self.assertEqual(self.report()["versions"][0]["state"], "active")


class PerWorkerOperatorTest(SystemTest):
    def test_one_that_says_so_is_never_called_by_two_threads_at_once(self):
        # Its scores mix up requests as soon as two threads share an instance.
        self.hotswap(FIXTURES / "per_worker.so", "--threads", 4, "--rounds", 3000, "--interval", "20us", "--report", self.report_file,
                     "--record", self.record_file)
        self.assert_nothing_lost(self.report())
        self.judge()


class HangingOperatorTest(SystemTest):
    def test_one_that_hangs_only_outside_its_vetting_is_refused_and_holds_nothing_up(self):
        library = build_operator(self.folder, "shy", 'while (std::getenv("HOME") != nullptr) usleep(1000); return 1;',
                                 "#include <cstdlib>\n#include <unistd.h>\n")
        scenario = self.scenario(operator=V1, swaps=[(50, library), (100, V2)], duration="3s")
        outcome = self.hotswap("--scenario", scenario, "--report", self.report_file)
        report = self.report()
        self.assert_nothing_lost(report)
        self.assertEqual([(swap["outcome"], swap["gate"], swap["code"]) for swap in report["swaps"]],
                         [("published", "", ""), ("refused", "G5", "timed_out"), ("published", "", "")])
        self.assertGreater(report["swaps"][1]["parity_us"], 1_000_000)
        self.assertIn("does not come back from compute_score in this process", outcome.stderr)
        self.assertIn("environment variable HOME", outcome.stderr)

    def test_one_that_is_slow_only_outside_its_vetting_is_told_as_slow(self):
        library = build_operator(self.folder, "tired", 'if (std::getenv("HOME") != nullptr) usleep(20000); return 1;',
                                 "#include <cstdlib>\n#include <unistd.h>\n")
        scenario = self.scenario(operator=V1, swaps=[(50, library)], duration="2s")
        outcome = self.hotswap("--scenario", scenario, "--report", self.report_file)
        report = self.report()
        self.assert_nothing_lost(report)
        self.assertEqual([(swap["outcome"], swap["gate"], swap["code"]) for swap in report["swaps"]],
                         [("published", "", ""), ("refused", "G5", "too_slow")])
        self.assertRegex(outcome.stderr, r"is too slow in this process: it answers in \d+(\.\d+)? ms a request")
        self.assertIn("environment variable HOME", outcome.stderr)


class ExitingOperatorTest(SystemTest):
    def test_one_that_calls_exit_does_not_end_the_run_as_if_all_were_well(self):
        library = build_operator(self.folder, "leaver", "if (Live()) std::exit(0); return 1;", LIVE_ONLY)
        outcome = self.hotswap(library, "--rounds", 200, "--interval", "5ms", "--threads", 2, status=1)
        self.assertRegex(outcome.stderr, r"hotswap: code of an operator ended the program: exit\(\) was called on the thread hs-work-0\d")

    def test_nor_does_one_that_leaves_without_the_handlers_of_exit(self):
        for call in ("quick_exit", "_exit", "_Exit"):
            with self.subTest(call=call):
                library = build_operator(self.folder, call, f"if (Live()) {call}(0); return 1;", LIVE_ONLY + "#include <unistd.h>\n")
                outcome = self.hotswap(library, "--rounds", 200, "--interval", "5ms", "--threads", 2, status=1)
                self.assertRegex(outcome.stderr, rf"hotswap: code of an operator ended the program: {call}\(\) was called on the thread "
                                                 r"hs-work-0\d")


class ThrowingOperatorTest(SystemTest):
    def setUp(self) -> None:
        super().setUp()
        self.throwing = build_operator(self.folder, "throwing",
                                       'if (Live() && feature.user_id % 4 == 0) throw std::runtime_error("user is a square"); return 1;',
                                       LIVE_ONLY + "#include <stdexcept>\n")

    def test_its_exceptions_are_counted_and_the_run_goes_on(self):
        scenario = self.scenario(operator=V1, swaps=[(100, self.throwing), (300, V1)], workers='threads = 4\nrounds = 800\ninterval = "2ms"')
        outcome = self.hotswap("--scenario", scenario, "--probation", 0, "--report", self.report_file, "--record", self.record_file)
        report = self.report()
        errors = report["errors"]
        self.assertGreater(errors, 0)
        self.assert_nothing_lost(report, errors)
        self.assertEqual([version["errors"] for version in report["versions"]], [0, errors])
        self.assertEqual(report["requests"], 3200)
        self.judge(scores=False)
        failed = [row for row in read_record(self.record_file) if row.flags & ERROR]
        self.assertEqual((len(failed), {row.version for row in failed}), (errors, {2}))
        self.assertTrue(all(math.isnan(row.score) for row in failed))
        told = [line for line in outcome.stderr.splitlines() if "threw in compute_score" in line]
        self.assertEqual(len(told), 1, outcome.stderr)
        self.assertRegex(told[0], "v2 throwing threw in compute_score: user is a square. Its requests are counted as errors")

    def test_on_probation_the_first_one_takes_it_back(self):
        scenario = self.scenario(operator=V1, swaps=[(100, self.throwing)], workers='threads = 4\nrounds = 800\ninterval = "2ms"')
        outcome = self.hotswap("--scenario", scenario, "--report", self.report_file, "--record", self.record_file)
        report = self.report()
        self.assert_nothing_lost(report, report["errors"])
        row = report["swaps"][-1]
        self.assertEqual((row["outcome"], row["from"], row["to"], row["gate"], row["code"]), ("rolled_back", 2, 1, "G7", "threw"))
        self.assertIn("user is a square", row["reason"])
        self.assertEqual(report["versions"][1]["state"], "failed")
        self.judge(scores=False)
        self.assertRegex(outcome.stderr, "error: v2 throwing threw in compute_score on .*: user is a square. v1 .* answers again, after v2. .gate G7.")

    def test_a_probation_is_not_over_before_the_first_request(self):
        tired = build_operator(self.folder, "tired", "if (std::chrono::steady_clock::now() > late) throw 1; return 1;",
                               "#include <chrono>\nconst auto late = std::chrono::steady_clock::now() + std::chrono::seconds(2);\n")
        scenario = self.scenario(operator=V1, swaps=[(100, tired)], workers='threads = 1\ninterval = "3s"', duration="7s")
        self.hotswap("--scenario", scenario, "--probation", "500ms", "--report", self.report_file)
        report = self.report()
        row = report["swaps"][-1]
        self.assertEqual((row["outcome"], row["gate"], row["code"]), ("rolled_back", "G7", "threw"), report["swaps"])
        self.assertEqual(report["errors"], 1)

    def test_one_that_throws_when_it_is_vetted_answers_no_request(self):
        library = build_operator(self.folder, "always", "throw feature.user_id;")
        outcome = self.hotswap(library, "--rounds", 1, status=1)
        self.assertRegex(outcome.stderr, r"always\.so: throws out of compute_score: .* \(gate G3\)")

    def test_a_request_that_failed_is_marked_in_its_line_and_counted_in_the_statistics(self):
        outcome = self.hotswap(self.throwing, "--rounds", 30, "--interval", "10ms", "--report", self.report_file)
        errors = self.report()["errors"]
        self.assertEqual(sum(line["error"] is not None for line in outcome.requests), errors)
        self.assertEqual(sum("nan" in line["score"] for line in outcome.requests), errors)
        self.assertRegex(outcome.stdout, rf"Errors +{errors}\n")

    def test_every_kind_of_exception_is_caught_flat_out(self):
        library = build_operator(self.folder, "wild", "if (Live()) throw feature.user_id; return 1;", LIVE_ONLY)
        outcome = self.hotswap(library, "--duration", "300ms", "--interval", 0, "--report", self.report_file)
        self.assertGreater(self.report()["errors"], 8000)
        self.assert_nothing_lost(self.report(), self.report()["errors"])
        self.assertIn("is not a std::exception", outcome.stderr)


class CycleTest(SystemTest):
    def test_a_cycle_leaves_out_what_misbehaves_and_says_once_that_it_rests(self):
        broken = build_operator(self.folder, "broken", "if (Live()) throw feature.user_id; return 1;", LIVE_ONLY)
        running = self.start(V1, broken, "--swap-every", "20ms", "--interval", "1ms", "--report", self.report_file)
        told = next(line for line in running.process.stderr if "The cycle has no version left to swap to" in line)
        self.assertRegex(told, r"it leaves out what was taken back or refused \(v2 broken\)\. v1 ScoreOperatorV1 goes on answering\. ")
        for _ in range(2):  # a hundred turns
            running.wait_for_line(SECOND_LINE.match)
        outcome = running.end()
        self.assertNotIn("The cycle", outcome.stderr)
        swaps = self.report()["swaps"]
        # It throws when its minute of probation has just been cut short by the next swap, too: then its next load is refused.
        self.assertIn((swaps[-1]["outcome"], swaps[-1]["to"]), [("rolled_back", 1), ("refused", 2)])
        self.assertEqual([row["outcome"] for row in swaps[:-1]], ["published"] * (len(swaps) - 1))
        self.assertTrue(all(row["from"] != row["to"] for row in swaps))


class StubbornOperatorTest(SystemTest):
    def test_a_library_that_stays_mapped_is_told_with_the_remedy_and_serves_again(self):
        library = build_operator(self.folder, "pinned", "return Shared<int>::value;",
                                 "template <class T> struct Shared { static inline double value = 1; };")
        if "UNIQUE" not in subprocess.run(["readelf", "-sW", library], capture_output=True, text=True, check=True).stdout:
            self.skipTest("this compiler makes no unique symbols")
        scenario = self.scenario(operator=library, swaps=[(50, V1), (150, library)], duration="300ms")
        outcome = self.hotswap("--scenario", scenario, "--resident", 0, "--report", self.report_file, "--record", self.record_file)
        self.assert_nothing_lost(self.report())
        swap = self.report()["swaps"][1]
        self.assertEqual(swap["unload_proven"], False)
        self.assertRegex(swap["unload_note"], "still mapped: it has the unique symbol .*compile it with -fno-gnu-unique")
        self.assertTrue(any(re.search("warning: .*stays mapped .*-fno-gnu-unique", line) for line in outcome.stderr.splitlines()))
        self.judge()

    def test_a_slow_creation_does_not_delay_a_request(self):
        scenario = self.scenario(operator=V1, swaps=[(50, FIXTURES / "slow_create.so")], workers='threads = 2\nrounds = 800\ninterval = "2ms"')
        self.hotswap("--scenario", scenario, "--report", self.report_file, "--record", self.record_file)
        swap = self.report()["swaps"][1]
        self.assertGreaterEqual(swap["load_us"], 1_000_000)
        self.assertLess(swap["publish_us"], 500_000)
        # During the second that the load takes, each thread answers by the old version.
        self.assertGreater(self.report()["versions"][0]["requests"], 400)

    def test_a_slow_first_load_takes_no_time_from_the_scenario(self):
        scenario = self.scenario(operator=FIXTURES / "slow_create.so", swaps=[(300, V1)], duration="400ms")
        self.hotswap("--scenario", scenario, "--report", self.report_file)
        self.assertGreater(self.report()["versions"][0]["requests"], 10)

    def test_an_operator_that_throws_when_destroyed_does_no_harm(self):
        library = build_operator(self.folder, "torn", "return 1;", LIVE_ONLY + '#include <stdexcept>\n',
                                 destroy='delete instance; if (Live()) throw std::runtime_error("could not save its state");')
        scenario = self.scenario(operator=library, swaps=[(100, V1)], duration="200ms")
        outcome = self.hotswap("--scenario", scenario, "--resident", 0, "--report", self.report_file)
        self.assert_nothing_lost(self.report())
        self.assertRegex(outcome.stderr, r"warning: v1 .* is unloaded: destroy_operator threw")


if __name__ == "__main__":
    main()
