"""Hostile operators are offered to a running program: its traffic notices nothing, and what misbehaves later is taken back."""

import hashlib
import pathlib
import re

from fixture_catalogue import Entry, half_copies, make_files, read_catalogue
from hotswap_program import FIXTURES, SECOND_LINE, V1, V2, SystemTest, main
from operator_sources import build_operator

# One after the other, however long each takes: a command that is late is carried out late.
FIRST_MS = 50
LIGHT = 'threads = 2\ninterval = "1ms"'
FLAT_OUT = 'threads = 2\ninterval = "0ms"'


def sha256(file: pathlib.Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def after_swaps(count: int):
    """Whether a line tells that so many swaps were published after the first operator; refusals are none."""
    return lambda line: (second := SECOND_LINE.match(line)) is not None and int(second["swaps"]) >= count


class LiveTest(SystemTest):
    def run_until(self, wanted, workers: str, swaps: list[pathlib.Path], *options) -> dict:
        """Runs V1, swaps in order, and ends when a line is `wanted`; the report."""
        scenario = self.scenario(operator=V1, swaps=[(FIRST_MS + i, library) for i, library in enumerate(swaps)], workers=workers)
        running = self.start("--scenario", scenario, "--store", self.store, "--report", self.report_file, *options)
        running.wait_for_line(wanted)
        self.outcome = running.end()
        self.assertEqual(self.outcome.status, 0, self.outcome.stderr)
        return self.report()

    def offer(self, files: list[pathlib.Path]) -> list[dict]:
        """Offers `files` and at last V2 to running V1; the rows of `files`."""
        report = self.run_until(after_swaps(1), LIGHT, [*files, V2], "--record", self.record_file)
        self.assert_nothing_lost(report)
        self.judge()
        first, *rows, last = report["swaps"]
        self.assertEqual((first["to"], last["outcome"], last["from"]), (1, "published", 1))
        answered = [version["name"] for version in report["versions"] if version["requests"] > 0]
        self.assertEqual(answered, ["ScoreOperatorV1", "ScoreOperatorV2"])
        return rows

    def assert_only_accepted_bytes_are_kept(self, *accepted: pathlib.Path) -> None:
        kept = {file.name for file in self.store.rglob("*") if file.is_file() and file.read_bytes()[:4] == b"\x7fELF"}
        self.assertEqual(kept, {f"{sha256(file)}.so" for file in accepted})

    def assert_refused(self, row: dict, file: pathlib.Path, gates: list[str], codes: list[str]) -> None:
        self.assertEqual((row["outcome"], row["from"], row["path"]), ("refused", 1, str(file)))
        self.assertIn((row["gate"], row["code"]), [(gate, code) for gate in gates for code in codes], row["reason"])
        self.assertNotIn(str(self.store), row["reason"])
        told = [line for line in self.outcome.stderr.splitlines() if f" {file}" in line]
        self.assertEqual(len(told), 1, self.outcome.stderr)
        self.assertRegex(told[0], r" v1 kept answering\. \(gate G\d\)$")


class RefusedLiveTest(LiveTest):
    def offer_entries(self, entries: list[Entry]) -> None:
        rows = self.offer([entry.file for entry in entries])
        for entry, row in zip(entries, rows, strict=True):
            with self.subTest(fixture=entry.name, reason=entry.reason):
                self.assert_refused(row, entry.file, entry.gates, entry.codes)
        self.assert_only_accepted_bytes_are_kept(V1, V2)

    def entries(self, *, slow: bool) -> list[Entry]:
        """Those that are refused by default; slow ones use up the time-out of the vetting."""
        refused = read_catalogue(kind="REFUSED", policy="default")
        return [entry for entry in refused if ("timed_out" in entry.codes) == slow]

    def test_traffic_notices_nothing_of_hostile_operators(self):
        self.offer_entries(self.entries(slow=False))

    def test_traffic_notices_nothing_of_operators_that_hang(self):
        self.offer_entries(self.entries(slow=True))

    def test_traffic_notices_nothing_of_files_that_are_no_operators(self):
        made = make_files(self.folder / "made") + half_copies(self.folder / "halves", sealed=False)[::4]
        rows = self.offer([one.file for one in made])
        for one, row in zip(made, rows, strict=True):
            with self.subTest(file=one.file.name):
                self.assert_refused(row, one.file, one.gates, one.codes)
        self.assert_only_accepted_bytes_are_kept(V1, V2)

    def test_a_library_of_equal_soname_and_other_content_is_not_mistaken_for_the_right_one(self):
        first, second = FIXTURES / "needs_first.so", FIXTURES / "needs_second.so"
        report = self.run_until(after_swaps(2), LIGHT, [first, second, V2])
        self.assert_nothing_lost(report)
        _, to_first, refused, to_v2 = report["swaps"]
        self.assertEqual((to_first["outcome"], to_v2["outcome"]), ("published", "published"))
        self.assertEqual((refused["outcome"], refused["code"]), ("refused", "missing_library"), refused["reason"])
        self.assertIn("libbundled_model.so.1", refused["reason"])


class ReusedNameTest(LiveTest):
    def test_other_bytes_under_a_name_that_was_used_before_are_other_bytes(self):
        file = self.copy(V1, "operator.so")
        # Again and again, since nobody knows when the file changes on a busy machine.
        scenario = self.scenario(operator=file, swaps=[(100 * i, file) for i in range(1, 1000)], workers=LIGHT)
        running = self.start("--scenario", scenario, "--store", self.store, "--report", self.report_file)
        running.wait_for_line(after_swaps(1))
        self.copy(V2, "next.so").replace(file)
        running.wait_for_line(lambda line: re.search(r" v2 [1-9]\d* %", line))
        running.end()
        report = self.report()
        self.assert_nothing_lost(report)
        self.assertEqual({swap["outcome"] for swap in report["swaps"]}, {"published"})
        answered = {version["sha256"] for version in report["versions"] if version["requests"] > 0}
        self.assertEqual(answered, {sha256(V1), sha256(V2)})


class TakenBackTest(LiveTest):
    def test_what_misbehaves_only_in_production_is_taken_back(self):
        for entry in read_catalogue(kind="TAKEN_BACK"):
            with self.subTest(fixture=entry.name, reason=entry.reason):
                # Of its own: a slot's numbers go on from run to run.
                self.store = self.folder / entry.name
                report = self.run_until(lambda line: "rolled back to" in line, FLAT_OUT, [entry.file])
                self.assertEqual(report["lost"], 0)
                _, published, *back = report["swaps"]
                self.assertEqual((published["outcome"], published["to"]), ("published", 2))
                self.assertEqual([(row["outcome"], row["from"], row["to"], row["gate"]) for row in back], [("rolled_back", 2, 1, "G7")])
                self.assertIn(back[0]["code"], entry.codes)


class StrayThreadTest(LiveTest):
    def test_a_library_whose_thread_runs_on_stays_mapped_and_the_process_ends_in_order(self):
        # Only where it is told to: the vetting, whose environment is empty, would refuse it.
        preamble = "#include <pthread.h>\n#include <unistd.h>\n#include <cstdlib>\nvoid* Run(void*) { for (;;) pause(); }"
        destroy = 'if (std::getenv("STRAY") != nullptr) { pthread_t thread; pthread_create(&thread, nullptr, Run, nullptr); } delete instance;'
        stray = build_operator(self.folder, "stray", "return 1;", preamble, destroy=destroy)
        self.environment["STRAY"] = "1"
        report = self.run_until(after_swaps(2), FLAT_OUT, [stray, V2], "--resident", 0)
        self.assert_nothing_lost(report)
        self.assertEqual([version["state"] for version in report["versions"] if version["name"] == "stray"], ["zombie"])
        to_v2 = report["swaps"][-1]
        self.assertIs(to_v2["unload_proven"], False)
        self.assertRegex(to_v2["unload_note"], r"^still mapped: a thread \(\d+\) that it started runs on, .* join its threads in destroy_operator$")


if __name__ == "__main__":
    main()
