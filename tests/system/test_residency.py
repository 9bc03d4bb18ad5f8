"""Which operators are in memory, and what becomes of their files."""

import json
import os
import pathlib
import tempfile

from hotswap_program import SECOND_LINE, V1, V2, SystemTest, main
from operator_sources import build_operator


class ResidencyTest(SystemTest):
    @classmethod
    def setUpClass(cls) -> None:
        folder = tempfile.TemporaryDirectory(prefix="hotswap-system-")
        cls.addClassCleanup(folder.cleanup)
        cls.libraries = [build_operator(pathlib.Path(folder.name), f"constant{number}", f"return {number};") for number in range(4)]

    def mapped_after_three_swaps(self, resident: int) -> list[int]:
        """Which of four operators are mapped when the fourth answers."""
        swaps = [(100 * number, self.libraries[number]) for number in (1, 2, 3)]
        running = self.start("--scenario", self.scenario(operator=self.libraries[0], swaps=swaps), "--resident", resident, "--report",
                             self.report_file)
        running.wait_for_line(lambda line: line.startswith("[HotUpdate]") and "constant3" in line)
        running.wait_for_requests()
        mapped = running.mapped_operators()
        self.assertEqual(running.end().status, 0)
        return [number for number, version in enumerate(self.report()["versions"]) if version["sha256"] in mapped]

    def test_as_many_previous_versions_stay_mapped_as_were_asked_for(self):
        for resident, mapped, states in ((0, [3], ["unloaded", "unloaded", "unloaded", "active"]),
                                         (1, [2, 3], ["unloaded", "unloaded", "ready", "active"]),
                                         (2, [1, 2, 3], ["unloaded", "ready", "ready", "active"]),
                                         (3, [0, 1, 2, 3], ["ready", "ready", "ready", "active"])):
            with self.subTest(resident=resident):
                self.assertEqual(self.mapped_after_three_swaps(resident), mapped)
                self.assertEqual([version["state"] for version in self.report()["versions"]], states)
                proven = [swap["unload_proven"] for swap in self.report()["swaps"]]
                self.assertEqual(proven[1:], [True] * 3 if resident == 0 else [None] * 3)

    def test_only_copies_are_mapped_never_the_files_themselves(self):
        running = self.start(self.libraries[0], "--interval", "10ms")
        running.wait_for_requests()
        with open(f"/proc/{running.pid}/maps", encoding="utf-8") as maps:
            self.assertNotIn(str(self.libraries[0]), maps.read())
        self.assertEqual(len(running.mapped_operators()), 1)


class ChangedFileTest(SystemTest):
    def test_a_file_that_is_overwritten_or_deleted_goes_on_serving_and_can_be_swapped_back_to(self):
        for change in (lambda file: file.write_bytes(b"\0" * file.stat().st_size), os.unlink):
            with self.subTest(change=change):
                first, second = self.copy(V1, "a.so"), self.copy(V2, "b.so")
                running = self.start(first, second, "--swap-every", "20ms", "--resident", 0, "--interval", "50us", "--report",
                                     self.report_file, "--record", self.record_file)
                running.wait_for_line(SECOND_LINE.match)
                change(first)
                change(second)
                running.wait_for_line(SECOND_LINE.match)
                outcome = running.end()
                self.assertEqual((outcome.status, outcome.stderr), (0, ""))
                self.assert_nothing_lost(self.report())
                self.assertGreater(min(version["loads"] for version in self.report()["versions"]), 5)
                # The judge needs the bytes that answered.
                self.copy(V1, "a.so")
                self.copy(V2, "b.so")
                self.judge()

    def test_a_new_build_at_the_same_path_is_a_new_version(self):
        library = self.copy(V1, "ranking.so")
        scenario = self.scenario(operator=library, swaps=[(1000, library)], duration="2s")
        running = self.start("--scenario", scenario, "--json")
        while not list(self.store.glob("*.so")):
            pass
        os.replace(self.copy(V2, "new.so"), library)
        report = json.loads(running.finish().stdout)
        self.assertEqual([(version["number"], version["name"]) for version in report["versions"]],
                         [(1, "ScoreOperatorV1"), (2, "ScoreOperatorV2")])
        self.assert_nothing_lost(report)

    def test_the_same_bytes_from_another_file_are_the_same_version(self):
        scenario = self.scenario(operator=V1, swaps=[(50, self.copy(V1, "copy.so"))], duration="150ms")
        self.hotswap("--scenario", scenario, "--report", self.report_file)
        report = self.report()
        self.assertEqual([(version["number"], version["loads"]) for version in report["versions"]], [(1, 2)])
        self.assertEqual([(swap["from"], swap["to"]) for swap in report["swaps"]], [(None, 1), (1, 1)])


if __name__ == "__main__":
    main()
