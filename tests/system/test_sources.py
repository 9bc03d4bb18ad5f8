"""Where requests come from, and when they end."""

import collections
import re
import time

from hotswap_program import V1, V2, SystemTest, main
from operator_sources import build_operator
from record_file import read_record

HEADER = "user_id,item_id,user_feature,item_feature"


def rows(count: int, first: int = 1) -> str:
    return "".join(f"{number},{number % 7},0.5,0.25\n" for number in range(first, first + count))


class EndTest(SystemTest):
    def test_rounds_end_the_run_by_themselves(self):
        self.hotswap(V1, "--threads", 3, "--rounds", 7, "--interval", "1ms", "--report", self.report_file, "--record",
                     self.record_file)
        self.assertEqual(self.judge()["rounds"], {"0": 7, "1": 7, "2": 7})

    def test_a_run_that_ends_by_itself_took_at_least_until_its_last_answer(self):
        scenario = self.scenario(operator=V1, workers='threads = 2\nrounds = 3\ninterval = "5ms"')
        for arguments in ([V1, "--threads", 2, "--rounds", 3, "--interval", "5ms"], ["--scenario", scenario]):
            self.hotswap(*arguments, "--report", self.report_file, "--record", self.record_file)
            rows = list(read_record(self.record_file))
            last_ns = max(row.end_ns for row in rows)
            self.assertGreaterEqual(self.report()["wall_ms"], (last_ns - min(row.start_ns for row in rows)) // 1_000_000)

    def test_a_run_whose_workers_never_started_took_no_time(self):
        self.hotswap(V1, "missing.so", "--report", self.report_file, status=1)
        self.assertEqual((self.report()["wall_ms"], self.report()["throughput_per_s"]), (0, 0))

    def test_a_duration_is_waited_for_when_the_rounds_are_done(self):
        began = time.monotonic()
        scenario = self.scenario(operator=V1, workers='threads = 2\nrounds = 3\ninterval = "0"', swaps=[(300, V2)], duration="500ms")
        for arguments in ([V1, "--threads", 2, "--rounds", 3, "--interval", 0, "--duration", "500ms"], ["--scenario", scenario]):
            self.hotswap(*arguments, "--report", self.report_file)
            self.assertEqual(self.report()["requests"], 6)
            self.assertGreaterEqual(self.report()["wall_ms"], 500)
        self.assertGreaterEqual(time.monotonic() - began, 1.0)
        # The second swap met no traffic any more; its receipt is there all the same.
        self.assertEqual([swap["outcome"] for swap in self.report()["swaps"]], ["published", "published"])

    def test_a_duration_ends_the_run_before_the_rounds_are_done(self):
        self.hotswap(V1, "--rounds", 10**15, "--interval", 0, "--duration", "100ms", "--report", self.report_file)
        self.assert_nothing_lost(self.report())


class CsvTest(SystemTest):
    def setUp(self) -> None:
        super().setUp()
        self.echo = build_operator(self.folder, "echo", "return feature.user_id;")

    def run_csv(self, text: str, *arguments, status: int = 0):
        self.write("requests.csv", text)
        return self.hotswap(self.echo, "--source", "csv:requests.csv", "--interval", 0, "--report", self.report_file, "--record",
                            self.record_file, *arguments, status=status)

    def answered(self) -> collections.Counter:
        return collections.Counter(int(row.score) for row in read_record(self.record_file))

    def test_every_row_is_asked_once_by_all_threads_together(self):
        self.run_csv(f"{HEADER}\n{rows(50_000)}")
        self.assertEqual(self.answered(), collections.Counter(range(1, 50_001)))
        self.judge(scores=False)
        self.assert_nothing_lost(self.report())

    def test_a_loop_starts_again_at_the_end(self):
        self.run_csv(f"{HEADER}\n{rows(10)}", "--loop", "--rounds", 100, "--threads", 2)
        self.assertEqual(self.answered(), collections.Counter({number: 20 for number in range(1, 11)}))

    def test_bad_rows_are_counted_and_the_first_are_told_with_their_lines(self):
        outcome = self.run_csv(f"{HEADER}\n1,1,0.5,0.5\nx,1,0.5,0.5\n2,2,0.5\n3,3,nan,0.5\n" + "bad\n" * 100 + "4,4,0.5,0.5\n")
        self.assertEqual(self.answered(), collections.Counter([1, 4]))
        self.assertEqual(self.report()["source_bad_rows"], 103)
        for line, cause in ((3, 'user_id is "x", not a whole number'), (4, "3 fields, but the header has 4"),
                            (5, 'user_feature is "nan", not a finite number')):
            self.assertRegex(outcome.stderr, rf"(?m)^hotswap: warning: requests\.csv:{line}: {cause}")
        self.assertLess(len(outcome.stderr.splitlines()), 50)
        self.assertRegex(outcome.stdout, r"Bad rows +103 in .*requests\.csv")

    def test_a_file_without_a_usable_row_ends_with_a_word(self):
        for text in (f"{HEADER}\n", f"{HEADER}\nbad\n"):
            outcome = self.run_csv(text, "--loop")
            self.assertIn("hotswap: warning: requests.csv: no row could be used; the source ends\n", outcome.stderr)
            self.assertEqual(self.report()["requests"], 0)

    def test_a_file_that_is_no_source_ends_the_program(self):
        self.write("other.csv", "user,item\n1,2\n")
        self.write("empty.csv", "")
        for file, cause in (("missing.csv", "No such file or directory"), (".", "is a directory"),
                            ("other.csv:1", "the header lacks user_id, item_id, user_feature, item_feature; it must name .*"),
                            ("empty.csv", "is empty; its first line must name .*")):
            outcome = self.hotswap(V1, "--source", f"csv:{file.removesuffix(':1')}", status=1)
            self.assertRegex(outcome.stderr, rf"^hotswap: source of requests: {re.escape(file)}: {cause}\n$")

    def test_a_long_file_streams_in_bounded_memory(self):
        resident = []
        for blocks in (1, 150):
            self.write("requests.csv", f"{HEADER}\n" + rows(10_000) * blocks)
            self.hotswap(V1, "--source", "csv:requests.csv", "--interval", 0, "--report", self.report_file)
            self.assertEqual(self.report()["requests"], 10_000 * blocks)
            resident.append(self.report()["resources"]["end"]["rss_kib"])
        self.assertLess(resident[1], resident[0] + 8192, "the file has 25 MB")

    def test_a_row_is_answered_by_the_slot_that_it_names(self):
        self.write("requests.csv", f"{HEADER},slot\n" + "".join(f"{i},{i},0.5,0.5,{'ctr' if i % 3 else 'score'}\n"
                                                                for i in range(1, 3001)))
        scenario = self.scenario(operator=V1, workers='threads = 2\ninterval = "0"',
                                 more=f'[[slot]]\nname = "ctr"\noperator = "{self.echo}"\n[source]\nkind = "csv"\nfile = "requests.csv"\n')
        self.hotswap("--scenario", scenario, "--report", self.report_file, "--record", self.record_file)
        versions = {version["slot"]: version["requests"] for version in self.report()["versions"]}
        self.assertEqual(versions, {"score": 1000, "ctr": 2000})
        self.judge(scores=False)
        self.assertEqual(sorted(int(row.score) for row in read_record(self.record_file) if row.slot == 1),
                         [i for i in range(1, 3001) if i % 3])
        self.assertEqual([swap["slot"] for swap in self.report()["swaps"]], ["score", "ctr"])

    def test_a_slot_that_no_operator_serves_makes_a_bad_row(self):
        outcome = self.run_csv(f"{HEADER},slot\n1,1,0.5,0.5,score\n2,2,0.5,0.5,ranking\n")
        self.assertIn('requests.csv:3: slot is "ranking", not the name of a slot', outcome.stderr)
        self.assertEqual(self.answered(), collections.Counter([1]))

    def test_an_empty_slot_is_the_first_and_an_empty_label_or_time_is_not_known(self):
        self.write("requests.csv", f"{HEADER},label,ts,slot\n1,1,0.5,0.5,,,\n2,2,0.5,0.5,1,,score\n3,3,0.5,0.5,,7,ctr\n")
        scenario = self.scenario(operator=self.echo, workers='threads = 2\ninterval = "0"',
                                 more=f'[[slot]]\nname = "ctr"\noperator = "{V1}"\n[source]\nkind = "csv"\nfile = "requests.csv"\n')
        outcome = self.hotswap("--scenario", scenario, "--report", self.report_file, "--record", self.record_file)
        self.assertEqual(self.report()["source_bad_rows"], 0)
        self.assertNotIn("requests.csv", outcome.stderr)
        self.assertEqual(sorted(int(row.score) for row in read_record(self.record_file) if row.slot == 0), [1, 2])

    def test_the_columns_of_a_file_are_told_where_the_option_is(self):
        told = " ".join(self.hotswap("--help").stdout.split())
        self.assertIn("csv:FILE (columns user_id,item_id,user_feature,item_feature[,label][,ts][,slot]; "
                      "an empty slot is the first one, an empty label or ts is not known)", told)

    def test_movielens_says_how_to_get_the_data(self):
        outcome = self.hotswap(V1, "--source", "movielens", status=1)
        self.assertRegex(outcome.stderr, r"^hotswap: source of requests: MovieLens ratings are not here yet \(.*\): run \./build\.sh data\n$")


if __name__ == "__main__":
    main()
