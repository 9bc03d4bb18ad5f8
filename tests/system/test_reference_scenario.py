"""The scenario that every release is judged by: two operators take turns under four threads."""

import re
import tomllib

from hotswap_program import PLUGINS, REQUEST_LINE, ROOT, SystemTest, main

SCENARIO = ROOT / "resources" / "scenarios" / "reference.toml"
SWAP_LINE = re.compile(r"^\[HotUpdate\] score: (v\d \S+ -> )?v\d \S+ \| load [\d.]+ \S+ \| published in [\d.]+ \S+$")


class ReferenceScenarioTest(SystemTest):
    def run_ten_times_faster(self, *arguments):
        def tenth(match: re.Match) -> str:
            milliseconds = int(match[1]) * {"s": 1000, "ms": 1}[match[2]]
            return f'"{milliseconds // 10}ms"'

        scenario = self.write("fast.toml", re.sub(r'"(\d+)(ms|s)"', tenth, SCENARIO.read_text()))
        return self.hotswap("--scenario", scenario, "--plugin-dir", PLUGINS, "--report", self.report_file, "--record",
                            self.record_file, *arguments)

    def test_the_shipped_file_has_the_agreed_times(self):
        scenario = tomllib.loads(SCENARIO.read_text())
        self.assertEqual(scenario["duration"], "12s")
        self.assertEqual(scenario["workers"], {"threads": 4, "rounds": 20, "interval": "300ms"})
        self.assertEqual(scenario["source"], {"kind": "synthetic"})
        self.assertEqual(scenario["slot"], [{"name": "score", "operator": "score_op_v1.so"}])
        self.assertEqual([(swap["at"], swap["slot"], swap["operator"]) for swap in scenario["swap"]],
                         [("2s", "score", "score_op_v2.so"), ("5s", "score", "score_op_v1.so"),
                          ("8s", "score", "score_op_v2.so")])

    def test_answers_eighty_requests_by_the_version_of_the_moment(self):
        self.run_ten_times_faster()
        report = self.report()
        self.assertEqual(report["requests"], 80)
        self.assertEqual(report["threads"], 4)
        self.assertGreaterEqual(report["wall_ms"], 1200)
        self.assert_nothing_lost(report)
        self.assertEqual([(swap["slot"], swap["from"], swap["to"], swap["outcome"], swap["reason"]) for swap in report["swaps"]],
                         [("score", None, 1, "published", ""), ("score", 1, 2, "published", ""),
                          ("score", 2, 1, "published", ""), ("score", 1, 2, "published", "")])
        self.assertEqual(self.judge()["rounds"], {str(thread): 20 for thread in range(4)})

    def test_keeps_the_previous_versions_loaded_by_default(self):
        self.run_ten_times_faster()
        report = self.report()
        self.assertEqual([(swap["unload_proven"], swap["unload_note"]) for swap in report["swaps"]],
                         [(None, "first"), (None, "resident"), (None, "resident"), (None, "resident")])
        self.assertEqual([(version["number"], version["name"], version["state"], version["loads"])
                          for version in report["versions"]],
                         [(1, "ScoreOperatorV1", "ready", 2), (2, "ScoreOperatorV2", "active", 2)])

    def test_proves_each_unload_when_no_version_may_stay(self):
        self.run_ten_times_faster("--resident", 0)
        report = self.report()
        self.assertEqual([(swap["unload_proven"], swap["unload_note"]) for swap in report["swaps"]],
                         [(None, "first"), (True, ""), (True, ""), (True, "")])
        self.assertEqual([(version["state"], version["loads"]) for version in report["versions"]],
                         [("unloaded", 2), ("active", 2)])
        self.judge()

    def test_prints_a_line_for_each_request_and_each_swap_and_the_statistics(self):
        outcome = self.run_ten_times_faster()
        self.assertEqual(sorted((int(line["thread"]), int(line["round"])) for line in outcome.requests),
                         [(thread, number) for thread in range(4) for number in range(1, 21)])
        self.assertIn("[Thread- 0] Round  7 | Op: ScoreOperatorV", outcome.stdout)
        swaps = [line for line in outcome.lines if line.startswith("[HotUpdate]")]
        self.assertEqual(len(swaps), 4)
        for line in swaps:
            self.assertRegex(line, SWAP_LINE)
        for statistic in (r"Run time +1\.\d s", r"Requests +80 \([\d.]+/s, 4 threads\)", r"v1 +ScoreOperatorV1 +\d+ requests, 0 errors",
                          r"v2 +ScoreOperatorV2 +\d+ requests, 0 errors", r"Hot updates +3", r"Errors +0", r"Lost +0"):
            self.assertRegex(outcome.stdout, rf"(?m)^ +{statistic}")
        self.assertEqual(outcome.stderr, "")

    def test_prints_swaps_and_requests_in_the_order_in_which_they_happened(self):
        seen, early, late = [], 0, 0
        for line in self.run_ten_times_faster().lines:
            if line.startswith("[HotUpdate]"):
                seen.append(re.search(r"(ScoreOperatorV\d) \|", line)[1])
                asked_since = set()
            elif (request := REQUEST_LINE.match(line)) and request["op"] != seen[-1]:
                # Each thread may end one request that began before the swap; another one belongs to the swap to come.
                early += request["thread"] in asked_since
                late += request["thread"] not in asked_since
                asked_since.add(request["thread"])
            elif request:
                asked_since.add(request["thread"])
        self.assertLessEqual(early, 3, "only a request that ends in the very moment of a swap may stand before it")
        self.assertLessEqual(late, 12)


if __name__ == "__main__":
    main()
