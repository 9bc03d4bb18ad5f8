"""How a run is ended from outside, and what a violent end leaves behind."""

import signal
import time

from hotswap_program import FIXTURES, V1, V2, SystemTest, main
from operator_sources import LIVE_ONLY, build_operator


class SignalTest(SystemTest):
    def start_serving(self, *arguments):
        running = self.start(V1, "--interval", "10ms", "--report", self.report_file, *arguments)
        running.wait_for_requests()
        return running

    def test_interrupt_and_terminate_end_the_run_with_its_report(self):
        for number in (signal.SIGINT, signal.SIGTERM):
            with self.subTest(signal=number.name):
                running = self.start_serving("--record", self.record_file)
                running.signal(number)
                outcome = running.finish()
                self.assertEqual((outcome.status, outcome.stderr), (0, ""))
                self.assertIn("Statistics", outcome.stdout)
                self.assert_nothing_lost(self.report())
                self.judge()
                self.report_file.unlink()

    def test_a_second_one_ends_the_program_at_once(self):
        # The first gives the code of an operator that does not come back another moment.
        stuck = build_operator(self.folder, "stuck", "return 0;", "#include <cstdlib>\n#include <unistd.h>\nstatic const unsigned left = std::getenv(\"HOME\") != nullptr ? sleep(3600) : 0;")
        running = self.start("--scenario", self.scenario(operator=V1, swaps=[(0, stuck)]), "--report", self.report_file)
        running.wait_for_requests()
        running.signal(signal.SIGINT)
        while running.process.poll() is None:
            time.sleep(0.1)  # two signals within 50 ms are one gesture
            running.signal(signal.SIGTERM)
        outcome = running.finish()
        self.assertEqual(outcome.status, 128 + signal.SIGTERM)
        self.assertEqual(outcome.stderr, "hotswap: second signal: leaving at once, without a report\n")
        self.assertFalse(self.report_file.exists())

    def test_an_end_that_has_to_wait_for_a_request_says_so(self):
        # Long enough for a busy machine to notice that a second has passed.
        slow = build_operator(self.folder, "slow", "static int calls = 0; if (Live() && ++calls == 2) sleep(5); return 0;",
                              LIVE_ONLY + "#include <unistd.h>\n")
        running = self.start(slow, "--threads", 1, "--interval", "1ms", "--call-limit", "1m", "--report", self.report_file)
        running.wait_for_requests()
        outcome = running.end()
        self.assertEqual(outcome.status, 0)
        self.assert_nothing_lost(self.report())
        self.assertIn("hotswap: waiting for the requests in flight, or for a library that is being loaded; "
                      "press Ctrl+C again to leave at once\n", outcome.stderr)

    def test_an_operator_that_closes_what_is_not_its_own_makes_no_run_deaf(self):
        library = build_operator(self.folder, "closer", "if (Live()) for (int i = 3; i < 200; ++i) close(i); return 1;",
                                 LIVE_ONLY + "#include <unistd.h>\n")
        running = self.start(library, "--threads", 1, "--interval", "1ms", "--call-limit", "1m")
        running.wait_for_requests()
        time.sleep(1)  # by then it has closed what there is
        while running.process.poll() is None:
            running.signal(signal.SIGINT)
            time.sleep(0.1)  # two signals within 50 ms are one gesture
        self.assertIn(running.finish().status, (0, 128 + signal.SIGINT))

    def test_two_at_once_as_from_the_timeout_command_are_one(self):
        for _ in range(10):
            running = self.start_serving()
            running.signal(signal.SIGINT)
            running.signal(signal.SIGTERM)
            self.assertEqual((running.finish().status, self.report()["lost"]), (0, 0))

    def test_hang_up_does_not_end_the_run(self):
        running = self.start_serving()
        running.signal(signal.SIGHUP)
        self.assertRegex(running.process.stderr.readline(), "^hotswap: error: there is no configuration file .*; the present configuration stays")
        running.wait_for_requests()
        self.assertEqual(running.end().status, 0)

    def test_an_interrupt_while_the_first_operator_loads_ends_in_order(self):
        running = self.start(FIXTURES / "slow_create.so", "--verbose", "--report", self.report_file)
        running.process.stderr.readline()
        self.assertEqual(running.end().status, 0)
        self.assert_nothing_lost(self.report())

    def test_a_killed_run_leaves_a_store_that_the_next_one_uses(self):
        for _ in range(5):
            running = self.start(V1, V2, "--interval", 0, "--swap-every", "1ms", "--resident", 0)
            running.wait_for_line(lambda line: line.startswith("[HotUpdate]"))
            running.signal(signal.SIGKILL)
            self.assertEqual(running.finish().status, -signal.SIGKILL)
        self.hotswap(V1, V2, "--rounds", 5, "--interval", "1ms", "--report", self.report_file)
        self.assert_nothing_lost(self.report())
        self.assertEqual(len(list(self.store.glob("*.so"))), 2)

    def test_a_damaged_copy_in_the_store_is_made_anew(self):
        self.hotswap(V1, "--rounds", 1, "--interval", 0, "--report", self.report_file)
        copy = self.store / f"{self.report()['versions'][0]['sha256']}.so"
        copy.chmod(0o600)
        copy.write_bytes(copy.read_bytes()[:5000])
        self.hotswap(V1, "--rounds", 1, "--interval", 0)
        self.assertEqual(copy.read_bytes(), V1.read_bytes())


if __name__ == "__main__":
    main()
