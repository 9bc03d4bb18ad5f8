"""Libraries that hang outside compute_score, and only here, not where they are vetted: the program goes on without them."""

import pathlib
import signal
import time

from hotswap_program import SECOND_LINE, V1, V2, SystemTest, main
from operator_sources import build_operator

# HOME is set here and not where a library is vetted.
HANG = '#include <cstdlib>\n#include <unistd.h>\nstatic void Hang() { while (std::getenv("HOME") != nullptr) pause(); }\n'
IN_CONSTRUCTOR = HANG + "struct AtLoad { AtLoad() { Hang(); } };\nstatic AtLoad at_load;\n"
IN_DESTRUCTOR = HANG + "struct AtUnload { ~AtUnload() { Hang(); } };\nstatic AtUnload at_unload;\n"
# Calls hang from the moment at which a file "hang" is in the working directory.
ON_DEMAND = '#include <unistd.h>\nstatic void Hang() { while (access("hang", F_OK) == 0) pause(); }\n'

LIGHT = 'threads = 2\ninterval = "1ms"'
# Far beyond what the end takes on any machine, and far from for ever.
END_S = 60


class HangingLibraryTest(SystemTest):
    def build(self, name: str, preamble: str = HANG, *, body: str = "return 1;", **parts) -> pathlib.Path:
        return build_operator(self.folder, name, body, preamble, **parts)

    def run_swaps(self, operator: pathlib.Path, *swaps: pathlib.Path, resident: int = 2):
        scenario = self.scenario(operator=operator, swaps=[(50 + i, library) for i, library in enumerate(swaps)], workers=LIGHT)
        return self.start("--scenario", scenario, "--report", self.report_file, "--store", self.store, "--resident", resident)

    def wait_for_error(self, running, *parts: str) -> str:
        """The first line of standard error that has all `parts`."""
        for line in running.process.stderr:
            if all(part in line for part in parts):
                return line
        raise AssertionError(f"the program ended without a word of {parts}")

    def end(self, running) -> dict:
        """One signal ends the run, with its report."""
        running.wait_for_requests()
        asked = time.monotonic()
        running.signal(signal.SIGTERM)
        self.outcome = running.finish()
        self.assertLess(time.monotonic() - asked, END_S)
        self.assertEqual(self.outcome.status, 0, self.outcome.stderr)
        report = self.report()
        self.assert_nothing_lost(report)
        return report

    def assert_told_at_the_end(self, library: pathlib.Path, where: str) -> None:
        self.assertRegex(self.outcome.stderr, rf"hotswap: {library} has not come back from {where}( \(\w+\))? for .*; ask who wrote it\n")

    def test_one_that_hangs_in_a_static_constructor_is_refused_and_what_is_loaded_goes_on(self):
        hanging = self.build("hanging", IN_CONSTRUCTOR)
        running = self.run_swaps(V1, hanging, V2)
        self.wait_for_error(running, f"{hanging} was not published: it does not come back from its static constructors",
                            "restart the program without it", "v1 kept answering. (gate G4)")
        self.wait_for_error(running, f"{V2} was not published: it is not loaded, because {hanging}", "restart the program without it",
                            "(gate G4)")
        report = self.end(running)
        self.assertEqual([(row["outcome"], row["code"]) for row in report["swaps"][1:]],
                         [("refused", "timed_out"), ("refused", "unavailable")])
        self.assertEqual([version["state"] for version in report["versions"]], ["active", "zombie", "failed"])
        self.assert_told_at_the_end(hanging, "its static constructors")

    def test_a_rollback_to_what_is_resident_needs_no_dynamic_loader(self):
        hanging = self.build("hanging", IN_CONSTRUCTOR)
        sticky = self.build("sticky", ON_DEMAND, body="Hang(); return 1;")
        running = self.run_swaps(V1, sticky, hanging)
        self.wait_for_error(running, f"{hanging} was not published")
        self.write("hang", "")
        # Threads that are started now answer the requests of those that are stuck.
        self.wait_for_error(running, "v1 ScoreOperatorV1 answers again, after v2")
        running.wait_for_line(lambda line: SECOND_LINE.match(line) and " v1 100 %" in line)
        report = self.end(running)
        self.assertEqual(report["swaps"][-1]["outcome"], "rolled_back")

    def test_one_that_hangs_in_create_operator_hinders_nothing_else(self):
        hanging = self.build("hanging", create="Hang(); return new Handmade;")
        running = self.run_swaps(V1, hanging, V2, hanging)
        self.wait_for_error(running, f"{hanging} was not published: it does not come back from create_operator", "(gate G4)")
        self.wait_for_error(running, f"{hanging} was not published: it does not come back from create_operator", "v3 kept", "(gate G4)")
        report = self.end(running)
        self.assertEqual([row["outcome"] for row in report["swaps"]], ["published", "refused", "published", "refused"])
        self.assert_told_at_the_end(hanging, "create_operator")

    def test_one_that_hangs_in_destroy_operator_becomes_a_zombie_and_holds_up_nothing(self):
        hanging = self.build("hanging", destroy="Hang(); delete instance;")
        running = self.run_swaps(hanging, V1, V2, resident=0)
        self.wait_for_error(running, "v1 hanging stays mapped in memory after its retirement", "destroy_operator", "(gate G8)")
        running.wait_for_line(lambda line: SECOND_LINE.match(line) and " v3 100 %" in line)
        report = self.end(running)
        self.assertEqual([row["outcome"] for row in report["swaps"]], ["published"] * 3)
        self.assertEqual([version["state"] for version in report["versions"]], ["zombie", "unloaded", "active"])
        self.assertEqual([row["unload_proven"] for row in report["swaps"]], [None, False, True])
        self.assert_told_at_the_end(hanging, "destroy_operator")

    def test_one_that_hangs_in_a_static_destructor_keeps_the_loader_and_not_the_traffic(self):
        hanging = self.build("hanging", IN_DESTRUCTOR)
        running = self.run_swaps(hanging, V1, V2, resident=0)
        self.wait_for_error(running, "v1 hanging stays mapped in memory after its retirement", "its static destructors", "(gate G8)")
        self.wait_for_error(running, f"{V2} was not published: it is not loaded, because {hanging}")
        report = self.end(running)
        self.assertEqual(report["swaps"][1]["unload_proven"], False)
        self.assertEqual(report["versions"][0]["state"], "zombie")
        self.assert_told_at_the_end(hanging, "its static destructors")

    def test_one_that_hangs_only_at_the_end_of_the_run_does_not_keep_the_program(self):
        for name, preamble, destroy, where in (("destroy", HANG, "Hang(); delete instance;", "destroy_operator"),
                                               ("destructor", IN_DESTRUCTOR, "delete instance;", "its static destructors")):
            with self.subTest(name):
                hanging = self.build(name, preamble, destroy=destroy)
                running = self.run_swaps(hanging)
                self.assertEqual(self.end(running)["versions"][0]["state"], "active")
                self.assert_told_at_the_end(hanging, where)

    def test_a_signal_ends_a_run_whose_library_is_just_being_waited_for(self):
        hanging = self.build("hanging", IN_CONSTRUCTOR)
        running = self.run_swaps(V1, hanging)
        running.wait_for_requests()
        self.end(running)

    def test_one_that_hangs_at_the_start_ends_the_program(self):
        hanging = self.build("hanging", IN_CONSTRUCTOR)
        outcome = self.hotswap(hanging, "--report", self.report_file, status=1)
        self.assertIn(f"hotswap: {hanging}: does not come back from its static constructors", outcome.stderr)
        self.assertEqual(self.report()["requests"], 0)


if __name__ == "__main__":
    main()
