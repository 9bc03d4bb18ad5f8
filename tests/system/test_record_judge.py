"""The judge itself: a record with one fault must be caught, by the name of the fault."""

import json
import subprocess

from hotswap_program import JUDGE, V1, V2, SystemTest, main
from record_file import ERROR, read_record, write_record


class RecordJudgeTest(SystemTest):
    def setUp(self) -> None:
        super().setUp()
        scenario = self.scenario(operator=V1, swaps=[(100, V2)], workers='threads = 2\nrounds = 50\ninterval = "5ms"')
        self.hotswap("--scenario", scenario, "--report", self.report_file, "--record", self.record_file)
        self.rows = read_record(self.record_file)
        self.second = next(i for i, row in enumerate(self.rows) if row.round == 2)

    def verdict(self, status: int) -> dict:
        ended = subprocess.run([JUDGE, self.record_file, f"0:1={V1}", f"0:2={V2}"], capture_output=True, text=True, check=False,
                               timeout=60)
        self.assertEqual(ended.returncode, status, ended.stderr)
        return json.loads(ended.stdout)

    def assert_caught(self, fault: str, **changes) -> None:
        rows = list(self.rows)
        rows[self.second] = rows[self.second]._replace(**changes)
        write_record(self.record_file, rows)
        self.assertIn(fault, self.verdict(1)["faults"])

    def test_finds_nothing_in_a_good_record(self):
        self.assertEqual(self.verdict(0)["faults"], {})
        self.judge()

    def test_finds_a_score_that_differs_in_its_last_bit(self):
        self.assert_caught("wrong_score", score=self.rows[self.second].score * (1 + 2**-52))

    def test_finds_the_score_of_another_version(self):
        self.assert_caught("wrong_score", version=2)

    def test_finds_a_version_that_nobody_vouches_for(self):
        self.assert_caught("unknown_version", version=3)

    def test_finds_an_older_route_after_a_newer_one(self):
        newer = next(i for i in reversed(range(len(self.rows))) if self.rows[i].version == 2)
        self.second = newer
        self.assert_caught("older_route_after_newer", route=1, version=1)

    def test_finds_one_route_with_two_versions(self):
        self.assert_caught("route_with_two_versions", version=2)

    def test_finds_rounds_that_are_missing_or_there_twice(self):
        self.assert_caught("missing_round", round=3)
        self.assert_caught("repeated_round", round=1)
        write_record(self.record_file, self.rows[:self.second] + self.rows[self.second + 1:])
        self.assertIn("missing_round", self.verdict(1)["faults"])

    def test_finds_times_that_run_backwards(self):
        row = self.rows[self.second]
        self.assert_caught("ends_before_start", end_ns=row.start_ns - 1)
        self.assert_caught("starts_before_the_last_ended", start_ns=0)

    def test_finds_wrong_error_marks(self):
        self.assert_caught("error_flag", flags=ERROR, score=float("nan"))
        self.assert_caught("error_with_a_score", flags=ERROR)

    def test_says_so_when_there_is_nothing_to_judge(self):
        self.record_file.write_bytes(b"no record")
        ended = subprocess.run([JUDGE, self.record_file], capture_output=True, text=True, check=False, timeout=60)
        self.assertEqual(ended.returncode, 2)
        self.assertIn("is not a request record", ended.stderr)


if __name__ == "__main__":
    main()
