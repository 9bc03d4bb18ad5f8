"""What happens to a file that is no operator: refused with its name and the cause, while the old version keeps answering."""

import functools
import json
import os
import re
import resource

from hotswap_program import FIXTURES, PLUGINS, PROGRAM, V1, V2, SystemTest, as_unprivileged, main

DENIED = "Permission denied; make it readable for this user (chmod), or ask its owner"


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
            "missing.so": ("not_found", "No such file or directory; check the path"),
            "directory.so": ("not_regular_file", "is a directory, not a file; name the \\.so in it"),
            "fifo.so": ("not_regular_file", "is a FIFO, not a file; copy it to a regular file and name that"),
            "text.so": ("not_elf", "is not an ELF file; a shared library .* is needed"),
            "empty.so": ("not_elf", "is empty; build or copy it again"),
            "half.so": ("not_elf", "is cut off: .*is it still being copied"),
            "other_machine.so": ("wrong_machine", "is built for .*, this machine is "),
            "no_create.so": ("missing_symbol", "does not export create_operator; is it defined, extern \"C\" and visible"),
            "no_destroy.so": ("missing_symbol", "does not export destroy_operator; is it defined"),
            "create_data.so": ("missing_symbol", "exports create_operator as data, not as a function"),
            "mangled_create.so": ("missing_symbol", "declare it extern \"C\""),
            "create_null.so": ("create_failed", "returns null from create_operator.*; return a new instance"),
            "create_throws.so": ("create_failed", "throws out of create_operator: no model.*; make what it needs available"),
            "undefined_symbol.so": ("undefined_symbol", "which no library defines.*; link the library"),
            "null_name.so": ("create_failed", r"returns null from name\(\).*; return at least an empty one"),
            "name_throws.so": ("create_failed", r"throws out of name\(\): .*; make what it needs available"),
            "executable.so": ("wrong_elf_class", "is an executable program"),
        }

    def assert_one_clear_line(self, stderr: str, file: str, cause: str) -> None:
        lines = stderr.splitlines()
        self.assertEqual(len(lines), 1, stderr)
        self.assertRegex(lines[0], rf"^hotswap: {re.escape(file)}: .*{cause}.* \(gate G\d\)$")
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
        outcome = self.hotswap(V1, "text.so", "--rounds", 1, status=1)
        self.assert_one_clear_line(outcome.stderr, "text.so", "is not an ELF file")

    def test_at_the_start_leaves_the_report_of_a_run_that_was_not(self):
        self.report_file.write_text('{"requests": 1000}')
        outcome = self.hotswap(V1, "text.so", "--rounds", 1, "--report", self.report_file, "--json", status=1)
        report = self.report()
        self.assertEqual(json.loads(outcome.stdout), report)
        self.assertEqual((report["requests"], report["lost"]), (0, 0))
        row = report["swaps"][-1]
        self.assertEqual((row["outcome"], row["path"], row["gate"], row["code"]), ("refused", "text.so", "G2", "not_elf"))

    def test_at_the_start_tells_every_bad_operator(self):
        outcome = self.hotswap("text.so", V1, "empty.so", "--rounds", 1, "--quiet", status=1)
        told = outcome.stderr.splitlines()
        self.assertEqual(len(told), 2, told)
        self.assertRegex(told[0], r"^hotswap: text\.so: is not an ELF file.* \(gate G2\)$")
        self.assertRegex(told[1], r"^hotswap: empty\.so: is empty.* \(gate G0\)$")

    def test_of_a_bare_name_says_where_it_was_looked_for(self):
        outcome = self.hotswap("missing.so", "--plugin-dir", PLUGINS, "--rounds", 1, status=1)
        self.assertEqual(outcome.stderr, "hotswap: missing.so: No such file or directory; check the path; the folder of the shipped "
                                         f"operators, {PLUGINS}, was searched too (gate G0)\n")

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
                self.assertRegex(told[0], rf"{cause}.* v1 kept answering\. \(gate {row['gate']}\)$")
        # Whoever made a number and failed is not confused with whoever answers.
        answered = [version["name"] for version in report["versions"] if version["requests"] > 0]
        self.assertEqual(answered, ["ScoreOperatorV1", "ScoreOperatorV2"])


class PermissionTest(SystemTest):
    """As a user that is not root, since root may read everything."""

    def setUp(self) -> None:
        super().setUp()
        # That user may not be able to look into the build tree.
        self.program = self.copy(PROGRAM, "bin/hotswap")
        self.copy(PROGRAM.parent / "hotswap-vet", "bin/hotswap-vet")
        self.good = self.copy(V1, "good.so")
        self.secret = self.copy(V2, "secret.so")
        self.secret.chmod(0)
        self.options = {**as_unprivileged(), "program": self.program}
        self.open_folder = self.folder / "open"
        self.open_folder.mkdir()
        self.open_folder.chmod(0o777)
        self.environment["XDG_DATA_HOME"] = str(self.open_folder)
        self.environment["XDG_STATE_HOME"] = str(self.open_folder / "state")

    def test_a_file_that_may_not_be_read_is_refused_at_the_start(self):
        outcome = self.hotswap(self.secret, "--rounds", 1, status=1, **self.options)
        self.assertEqual(outcome.stderr, f"hotswap: {self.secret}: {DENIED} (gate G0)\n")

    def test_a_file_that_may_not_be_read_is_refused_during_a_run(self):
        report = self.open_folder / "report.json"
        self.hotswap("--scenario", self.scenario(operator=self.good, swaps=[(50, self.secret)], duration="200ms"), "--report",
                     report, **self.options)
        self.report_file = report
        refused = self.report()["swaps"][1]
        self.assertEqual((refused["outcome"], refused["code"], refused["reason"]),
                         ("refused", "permission_denied", f"{self.secret}: {DENIED}"))

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
                self.assertRegex(outcome.stderr, rf"^hotswap: .*{self.folder}/bin/file\b.*Permission denied; name another file with {option}\n$")
                self.assertEqual(outcome.stdout, "")

    def test_a_report_that_may_not_be_replaced_is_written_in_place_or_refused_at_the_start(self):
        if not self.options.get("user"):
            self.skipTest("only root can make a file of another user")
        guarded = self.folder / "guarded"
        guarded.mkdir()
        locked = self.folder / "locked"
        locked.mkdir()
        for folder, mode in ((guarded, 0o1777), (locked, 0o755)):
            for rights, status in ((0o644, 1), (0o666, 0)):
                with self.subTest(folder=folder.name, rights=oct(rights)):
                    self.report_file = folder / f"report-{rights:o}.json"
                    self.report_file.write_text("old" * 10000)
                    self.report_file.chmod(rights)
                    folder.chmod(mode)
                    outcome = self.hotswap(self.good, "--rounds", 1, "--report", self.report_file, status=status, **self.options)
                    if status == 0:
                        self.assertEqual(self.report()["requests"], 4)
                    else:
                        self.assertEqual(outcome.stdout, "")
                        self.assertRegex(outcome.stderr, rf"^hotswap: the report {self.report_file} cannot be written: .*; name another"
                                                         r" file with --report\n$")
            self.assertEqual(len(list(folder.iterdir())), 2)

    def test_a_report_that_cannot_be_written_whole_is_told_by_its_own_name(self):
        missing = [f"{i}{'x' * 200}.so" for i in range(60)]
        limit = functools.partial(resource.setrlimit, resource.RLIMIT_FSIZE, (20_000, 20_000))
        outcome = self.hotswap(*missing, "--report", self.report_file, status=1, preexec_fn=limit)
        self.assertEqual(outcome.stderr.splitlines()[-1],
                         f"hotswap: the report was not written: {self.report_file}: File too large")
        self.assertEqual([file.name for file in self.folder.iterdir() if "report" in file.name], [])

    def test_a_system_that_gives_no_thread_is_told(self):
        if not self.options.get("user"):
            self.skipTest("only root can be another user, whose threads alone are counted")
        for most, text in ((1, "the run could not be started: "), (20, "not all of 64 worker threads could be started: ")):
            limit = functools.partial(resource.setrlimit, resource.RLIMIT_NPROC, (most, most))
            outcome = self.hotswap(self.good, "--rounds", 1, "--threads", 64, status=1, preexec_fn=limit, **self.options)
            self.assertEqual(outcome.stderr.splitlines()[-1], f"hotswap: {text}Resource temporarily unavailable")

    def test_a_copy_that_cannot_be_written_is_told_for_the_file(self):
        limit = functools.partial(resource.setrlimit, resource.RLIMIT_FSIZE, (8192, 8192))
        outcome = self.hotswap(self.good, "--rounds", 1, status=1, preexec_fn=limit, **self.options)
        self.assertRegex(outcome.stderr, rf"(?m)^hotswap: {self.good}: cannot be copied into the operator store: .*File too large; .*--store \(gate G0\)\n$")
        self.assertEqual([file.name for file in (self.open_folder / "hotswap").rglob("*") if file.is_file()], ["lock"])

    def test_an_unprivileged_user_can_run_everything_else(self):
        outcome = self.hotswap(self.good, "--rounds", 3, "--interval", 0, **self.options)
        self.assertRegex(outcome.stdout, r"Requests +12 ")


if __name__ == "__main__":
    main()
