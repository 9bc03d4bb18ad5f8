"""What happens to a file that is no operator: refused with its name and the cause, while the old version keeps answering."""

import functools
import os
import re
import resource

from hotswap_program import FIXTURES, PROGRAM, V1, V2, SystemTest, as_unprivileged, main


class RefusalTest(SystemTest):
    def setUp(self) -> None:
        super().setUp()
        library = V1.read_bytes()
        (self.folder / "directory.so").mkdir()
        os.mkfifo(self.folder / "fifo.so")
        self.write("text.so", "This is no library.\n")
        self.write("empty.so", "")
        self.write("half.so", library[: len(library) // 2])
        self.write("other_machine.so", library[:18] + b"\xf7\x00" + library[20:])
        fixtures = ("no_create", "no_destroy", "create_data", "mangled_create", "create_null", "create_throws", "undefined_symbol",
                    "null_name", "name_throws", "executable")
        for name in fixtures:
            self.copy(FIXTURES / f"{name}.so", f"{name}.so")
        # Where a next step is known, the text tells it.
        self.bad = {
            "missing.so": ("not_found", "No such file or directory"),
            "directory.so": ("not_regular_file", "is a directory, not a file"),
            "fifo.so": ("not_regular_file", "is a FIFO, not a file"),
            "text.so": ("not_elf", "is not an ELF file; a shared library .* is needed"),
            "empty.so": ("not_elf", "is empty"),
            "half.so": ("not_elf", "is cut off: .*is it still being copied"),
            "other_machine.so": ("wrong_machine", "is built for .*, this machine is "),
            "no_create.so": ("missing_symbol", "does not export create_operator; is it defined, extern \"C\" and visible"),
            "no_destroy.so": ("missing_symbol", "does not export destroy_operator; is it defined"),
            "create_data.so": ("missing_symbol", "exports create_operator as data, not as a function"),
            "mangled_create.so": ("missing_symbol", "declare it extern \"C\""),
            "create_null.so": ("create_failed", "create_operator returned null"),
            "create_throws.so": ("create_failed", "create_operator threw.*no model"),
            "undefined_symbol.so": ("load_failed", "undefined symbol"),
            "null_name.so": ("create_failed", "name"),
            "name_throws.so": ("create_failed", "name"),
            "executable.so": ("wrong_elf_class", "is an executable program"),
        }

    def assert_one_clear_line(self, stderr: str, file: str, cause: str) -> None:
        lines = stderr.splitlines()
        self.assertEqual(len(lines), 1, stderr)
        self.assertRegex(lines[0], rf"^hotswap: {re.escape(file)}: .*{cause}")
        self.assertNotRegex(lines[0], r"[?.]\.", "punctuation")
        self.assertNotIn(str(self.store), lines[0])
        self.assertTrue(lines[0].isprintable(), repr(lines[0]))

    def test_ends_the_program_at_the_start(self):
        for file, (_, cause) in self.bad.items():
            with self.subTest(file=file):
                outcome = self.hotswap(f"./{file}", "--rounds", 1, status=1)
                self.assert_one_clear_line(outcome.stderr, f"./{file}", cause)
                self.assertEqual(outcome.stdout, "")

    def test_ends_the_program_when_a_further_operator_is_bad(self):
        outcome = self.hotswap(V1, "text.so", "--rounds", 1, "--report", self.report_file, status=1)
        self.assert_one_clear_line(outcome.stderr, "text.so", "is not an ELF file")
        self.assertFalse(self.report_file.exists())

    def test_ends_the_program_when_the_first_operator_of_a_scenario_is_bad(self):
        outcome = self.hotswap("--scenario", self.scenario(operator="text.so"), status=1)
        self.assert_one_clear_line(outcome.stderr, str(self.folder / "text.so"), "is not an ELF file")

    def test_leaves_the_old_version_answering_during_a_run(self):
        files = list(self.bad)
        swaps = [(50 + 50 * i, file) for i, file in enumerate(files)]
        scenario = self.scenario(operator=V1, swaps=[*swaps, (100 + 50 * len(files), V2)], duration="2s")
        outcome = self.hotswap("--scenario", scenario, "--report", self.report_file, "--record", self.record_file)
        report = self.report()
        self.assert_nothing_lost(report)
        self.assertEqual(self.judge()["rounds"].keys(), {"0", "1"})
        first, *refused, last = report["swaps"]
        self.assertEqual((first["to"], last["outcome"], last["from"]), (1, "published", 1))
        for file, row in zip(files, refused, strict=True):
            with self.subTest(file=file):
                code, cause = self.bad[file]
                self.assertEqual((row["outcome"], row["from"], row["code"]), ("refused", 1, code))
                self.assertRegex(row["reason"], cause)
                self.assertEqual(row["path"], str(self.folder / file))
                self.assertIn(f"[HotUpdate] score: {row['path']} refused by gate {row['gate']} ({code})", outcome.stdout)
                told = [line for line in outcome.stderr.splitlines() if row["path"] in line]
                self.assertEqual(len(told), 1, outcome.stderr)
                self.assertRegex(told[0], rf"{cause}.* v1 keeps answering\. \(gate {row['gate']}\)$")
        # Whoever made a number and failed is not confused with whoever answers.
        answered = [version["name"] for version in report["versions"] if version["requests"] > 0]
        self.assertEqual(answered, ["ScoreOperatorV1", "ScoreOperatorV2"])


class PermissionTest(SystemTest):
    """As a user that is not root, since root may read everything."""

    def setUp(self) -> None:
        super().setUp()
        # That user may not be able to look into the build tree.
        self.program = self.copy(PROGRAM, "bin/hotswap")
        self.good = self.copy(V1, "good.so")
        self.secret = self.copy(V2, "secret.so")
        self.secret.chmod(0)
        self.options = {**as_unprivileged(), "program": self.program}
        self.open_folder = self.folder / "open"
        self.open_folder.mkdir()
        self.open_folder.chmod(0o777)
        self.environment["XDG_DATA_HOME"] = str(self.open_folder)

    def test_a_file_that_may_not_be_read_is_refused_at_the_start(self):
        outcome = self.hotswap(self.secret, "--rounds", 1, status=1, **self.options)
        self.assertEqual(outcome.stderr, f"hotswap: {self.secret}: Permission denied\n")

    def test_a_file_that_may_not_be_read_is_refused_during_a_run(self):
        report = self.open_folder / "report.json"
        self.hotswap("--scenario", self.scenario(operator=self.good, swaps=[(50, self.secret)], duration="200ms"), "--report",
                     report, **self.options)
        self.report_file = report
        refused = self.report()["swaps"][1]
        self.assertEqual((refused["outcome"], refused["code"], refused["reason"]),
                         ("refused", "permission_denied", f"{self.secret}: Permission denied"))

    def test_a_store_that_may_not_be_made_or_written_names_the_way_out(self):
        locked = self.folder / "locked"
        locked.mkdir(mode=0o555)
        for store in (locked, locked / "new"):
            with self.subTest(store=store):
                outcome = self.hotswap(self.good, "--rounds", 1, "--store", store, status=1, **self.options)
                self.assertRegex(outcome.stderr, rf"^hotswap: the operator store {store}\b.*; choose another with --store\n$")

    def test_a_report_or_record_that_may_not_be_written_ends_the_program_before_the_run(self):
        for option in ("--report", "--record"):
            with self.subTest(option=option):
                outcome = self.hotswap(self.good, "--rounds", 1, option, self.folder / "bin" / "file", status=1, **self.options)
                self.assertRegex(outcome.stderr, rf"^hotswap: .*{self.folder}/bin/file\b.*Permission denied")
                self.assertEqual(outcome.stdout, "")

    def test_a_system_that_gives_no_thread_is_told(self):
        if not self.options.get("user"):
            self.skipTest("only root can be another user, whose threads alone are counted")
        for most, text in ((1, "the run could not be started: "), (8, "not all of 64 worker threads could be started: ")):
            limit = functools.partial(resource.setrlimit, resource.RLIMIT_NPROC, (most, most))
            outcome = self.hotswap(self.good, "--rounds", 1, "--threads", 64, status=1, preexec_fn=limit, **self.options)
            self.assertEqual(outcome.stderr, f"hotswap: {text}Resource temporarily unavailable\n")

    def test_a_copy_that_cannot_be_written_is_told_for_the_file(self):
        limit = functools.partial(resource.setrlimit, resource.RLIMIT_FSIZE, (8192, 8192))
        outcome = self.hotswap(self.good, "--rounds", 1, status=1, preexec_fn=limit, **self.options)
        self.assertRegex(outcome.stderr, rf"^hotswap: {self.good}: cannot be copied into the store: .*File too large\n$")
        self.assertEqual([file for file in self.open_folder.rglob("*") if file.is_file()], [])

    def test_an_unprivileged_user_can_run_everything_else(self):
        outcome = self.hotswap(self.good, "--rounds", 3, "--interval", 0, **self.options)
        self.assertRegex(outcome.stdout, r"Requests +12 ")


if __name__ == "__main__":
    main()
