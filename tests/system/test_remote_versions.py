"""Rollbacks and moments of a running engine, asked for from other processes."""

import json

from hotswap_program import FIXTURES, V1, V2, main
from remote_program import RemoteSystemTest

CONSTANT = FIXTURES / "constant.so"


class RemoteVersionsTest(RemoteSystemTest):
    def active(self) -> int:
        return self.status()["slots"][0]["active"]

    def test_rolls_back_to_a_version_of_an_earlier_run_whose_file_is_gone_or_another(self):
        for name, spoil in {"deleted": lambda file: file.unlink(), "overwritten": lambda file: file.write_bytes(b"no library")}.items():
            with self.subTest(file=name):
                store = self.folder / name
                mine = self.copy(V2, f"{name}.so")
                self.hotswap(mine, "--store", store, "--rounds", 2, "--interval", "1ms")
                spoil(mine)
                running = self.serve("--store", store)
                said = self.command("rollback", 1, "--store", store).stdout
                self.assertRegex(said, r"^slot score: rolled back to v1 \(.+\) from v2\n$")
                self.assertEqual(self.status("--store", store)["slots"][0]["active"], 1)
                report = self.end(running)
                self.assert_nothing_lost(report)
                self.assertEqual([swap["outcome"] for swap in report["swaps"]], ["published", "rolled_back"])

    def test_rolls_back_to_a_number_and_refuses_what_is_no_place_to_go_back_to(self):
        running = self.serve()
        self.command("swap", V2)
        self.command("swap", CONSTANT)
        self.assertIn("rolled back to v1", self.command("rollback", 1).stdout)
        self.assertIn("it answers already", self.command("rollback", 1, status=1).stderr)
        unknown = self.command("rollback", 9, status=1).stderr
        self.assertIn("cannot be rolled back to version 9, which is not in its history; swap to it instead", unknown)
        answer = json.loads(self.command("rollback", 9, "--json", status=1).stdout)
        self.assertEqual((answer["ok"], answer["code"], answer["active"]), (False, "refused", 1))
        self.assertEqual(self.active(), 1)
        self.assertIn("rolled back to v3", self.command("rollback", 3).stdout, "it answered, before the way back to v1")
        self.assertIn("rolled back to v1", self.command("rollback").stdout)
        report = self.end(running)
        self.assert_nothing_lost(report)
        self.assertEqual(report["swaps"][-1]["unload_note"], "resident")

    def test_each_rollback_without_a_number_walks_further_back(self):
        running = self.serve("--resident", 0)
        self.command("swap", V2)
        self.command("swap", CONSTANT)
        for version in (2, 1):
            self.assertIn(f"rolled back to v{version}", self.command("rollback").stdout)
            self.assertEqual(self.active(), version)
        self.assertIn("no version answered before the present one", self.command("rollback", status=1).stderr)
        self.assertEqual(self.active(), 1)
        self.assert_nothing_lost(self.end(running))

    def test_swaps_at_each_moment_and_tells_when_it_is_done(self):
        running = self.serve()
        version = 1
        for moment in (["now"], ["batch_boundary"], ["thread_by_thread", "--period", "10ms"], ["barrier"],
                       ["at_request", "--request", 1], ["at_time", "--time", "1ms"],
                       ["low_load", "--requests-per-s", 1, "--deadline", "200ms"]):
            with self.subTest(moment=moment[0]):
                library, version = (V2, 2) if version == 1 else (V1, 1)
                said = self.command("swap", library, "--moment", *moment).stdout
                self.assertRegex(said, rf"^slot score: v{version} \(.+\) answers now, in place of v{3 - version}\n$")
                self.assertEqual(self.active(), version)
        moments = ["now", "now", "batch_boundary", "thread_by_thread", "barrier", "at_request", "at_time", "low_load"]
        report = self.end(running)
        self.assert_nothing_lost(report)
        self.assertEqual([swap["moment"] for swap in report["swaps"]], moments)

    def test_versions_of_the_same_bytes_are_told_apart_by_what_they_were_given_and_those_that_failed(self):
        running = self.serve(operators=(FIXTURES / "extended_1.so",))
        self.command("configure", self.write("good.json", '{"scale":2}'))
        self.command("configure", self.write("bad.json", '{"scale":-1}'), status=1)
        self.end(running)
        told = [line.strip() for line in self.command("versions").stdout.splitlines()]
        self.assertRegex(told[2], r'^v2 .* with \{"scale":2\} ')
        self.assertNotIn("[failed", told[2])
        self.assertRegex(told[3], r'^v3 .* with \{"scale":-1\} .*\[failed: ')

    def test_a_swap_that_waits_is_shown_and_can_be_called_off(self):
        running = self.serve()
        late = self.command("swap", V2, "--moment", "at_time", "--time", "1h", "--timeout", "1s", status=1).stderr
        self.assertIn("the command was not called off", late)
        pending = self.status()["slots"][0]["pending"]
        self.assertEqual((pending["version"], pending["moment"]), (2, "at_time"))
        self.command("abort")
        slot = self.status()["slots"][0]
        self.assertEqual((slot["active"], slot["pending"]), (1, None))
        report = self.end(running)
        self.assert_nothing_lost(report)
        self.assertEqual(report["swaps"][-1]["outcome"], "failed")


if __name__ == "__main__":
    main()
