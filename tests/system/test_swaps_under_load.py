"""Two thousand swaps under four busy threads: nothing lost, nothing wrong, nothing leaked."""

from hotswap_program import SECOND_LINE, V1, V2, SystemTest, main


class SwapsUnderLoadTest(SystemTest):
    def swap(self, times: int, *arguments) -> dict:
        """Ends the run by the swaps that it did and not by time: a busy machine only takes longer."""
        running = self.start(V1, V2, "--threads", 4, "--swap-every", "1ms", "--report", self.report_file, *arguments)
        running.wait_for_line(lambda line: (second := SECOND_LINE.match(line)) and int(second["swaps"]) >= times)
        outcome = running.end()
        self.assertEqual((outcome.status, outcome.stderr), (0, ""))
        report = self.report()
        self.assertGreater(len(report["swaps"]), times)
        self.assert_nothing_lost(report)
        self.assertEqual({swap["outcome"] for swap in report["swaps"]}, {"published"})
        self.assert_as_at_the_start(report["resources"])
        return report

    def assert_as_at_the_start(self, resources: dict) -> None:
        start, end = resources["start"], resources["end"]
        self.assertEqual(end["fds"], start["fds"])
        self.assertLessEqual(end["mappings"], start["mappings"] + 2)
        self.assertLessEqual(end["rss_kib"], start["rss_kib"] + 2048)

    def test_every_answer_is_right_in_two_thousand_swaps_that_each_load_and_unload(self):
        report = self.swap(2000, "--resident", 0, "--interval", "50us", "--record", self.record_file)
        summary = self.judge()
        self.assertEqual(len(summary["rounds"]), 4)
        self.assertGreater(summary["routes"], 100, "the requests met hardly any swap")
        self.assertEqual({swap["unload_proven"] for swap in report["swaps"][1:]}, {True})

    def test_every_answer_is_right_when_versions_stay_loaded(self):
        report = self.swap(300, "--interval", "50us", "--record", self.record_file)
        self.judge()
        self.assertEqual({swap["unload_note"] for swap in report["swaps"][1:]}, {"resident"})

    def test_nothing_is_lost_or_leaked_flat_out(self):
        self.swap(600, "--resident", 0, "--interval", 0)

    def test_swaps_that_fall_due_faster_than_they_can_be_made_do_not_delay_the_end(self):
        outcome = self.hotswap(V1, V2, "--swap-every", "1ns", "--resident", 0, "--interval", "1ms", "--duration", "300ms",
                               "--report", self.report_file)
        self.assertRegex(outcome.stdout, r"\[HotUpdate\] … and \d+ more")
        self.assert_nothing_lost(self.report())


if __name__ == "__main__":
    main()
