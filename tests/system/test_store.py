"""`hotswap store`: what people see of the copies that operators are loaded from."""

import json
import os
import subprocess
import time
import unittest

from hotswap_program import PROGRAM, SECOND_LINE, TIMEOUT_S, UNPRIVILEGED, V1, V2, Outcome, SystemTest, as_unprivileged, main


class StoreTest(SystemTest):
    def store_command(self, *arguments, status: int = 0, program=PROGRAM, **options) -> Outcome:
        ended = subprocess.run([str(program), "store", *map(str, arguments)], env=self.environment, cwd=self.folder,
                               capture_output=True, text=True, timeout=TIMEOUT_S, check=False, **options)
        self.assertEqual(ended.returncode, status, ended.stderr or ended.stdout)
        return Outcome(ended.returncode, ended.stdout, ended.stderr)

    def reachable_program(self):
        """A copy, since an unprivileged user may not be able to enter the build tree."""
        return self.copy(PROGRAM, "bin/hotswap")

    def fill(self) -> list:
        """A store with both shipped operators."""
        self.hotswap(V1, V2, "--rounds", 1, "--interval", "1ms", "--quiet")
        return sorted(self.store.glob("*.so"))

    def test_lists_every_library_for_people_and_for_programs(self):
        entries = self.fill()
        lines = self.store_command("list").lines
        self.assertEqual([line.split()[0] for line in lines[:-1]], [entry.stem for entry in entries])
        self.assertEqual(lines[-1].split(",")[0], "2 libraries")
        told = json.loads(self.store_command("list", "--json").stdout)
        self.assertEqual(told["store"], str(self.store.resolve()))
        self.assertEqual([(row["sha256"], row["size"]) for row in told["entries"]],
                         [(entry.stem, entry.stat().st_size) for entry in entries])

    def test_does_not_make_a_store_that_is_not_there(self):
        for action in ("list", "verify", "gc"):
            with self.subTest(action=action):
                outcome = self.store_command(action, status=1)
                self.assertIn(f"{self.store} is not there", outcome.stderr)
                self.assertFalse(self.store.exists())

    def test_verify_is_content_with_a_whole_store(self):
        self.fill()
        self.assertEqual(self.store_command("verify").lines, [f"2 libraries are whole in {self.store.resolve()}"])

    def test_an_import_that_a_killed_process_left_is_a_note_and_no_fault(self):
        self.fill()
        half = self.write(self.store / "incoming" / "import-abcdef", b"\x7fELF")
        outcome = self.store_command("verify")
        self.assertIn(f"import  {half}: is half a file or was never judged: its import did not end; remove it with `hotswap store gc`",
                      outcome.stdout)
        self.assertEqual(outcome.stderr, "")
        row = next(row for row in json.loads(self.store_command("verify", "--json").stdout)["files"] if row["kind"] == "import")
        self.assertEqual((row["fault"], row["note"][:7]), ("", "is half"))
        self.store_command("gc")
        self.assertFalse(half.exists())

    def test_an_import_of_a_living_process_is_neither_noted_nor_removed(self):
        self.fill()
        half = self.write(self.store / "incoming" / "import-abcdef", b"\x7fELF")
        running = self.start(V1, "--interval", "1ms")
        running.wait_for_line(SECOND_LINE.match)
        self.assertNotIn("import", self.store_command("verify").stdout)
        self.store_command("gc")
        self.assertTrue(half.exists())

    def test_verify_names_what_is_damaged_half_or_does_not_belong_and_says_what_to_do(self):
        damaged, whole = self.fill()
        damaged.chmod(0o600)
        with open(damaged, "r+b") as file:
            file.seek(5000)
            file.write(b"damage")
        half = self.write(self.store / "incoming" / "import-abcdef", b"\x7fELF")
        stranger = self.write(self.store / "notes.txt", "mine")
        outcome = self.store_command("verify", status=1)
        for line in (f"damaged  {damaged}: was changed; remove it with `hotswap store gc`", f"import  {half}: is half a file",
                     f"stranger  {stranger}: does not belong"):
            self.assertIn(line, outcome.stdout)
        self.assertNotIn(str(whole), outcome.stdout)
        self.assertIn("2 files are not as they should be", outcome.stderr)
        kinds = {row["path"]: row["kind"] for row in json.loads(self.store_command("verify", "--json", status=1).stdout)["files"]}
        self.assertEqual(kinds, {str(damaged): "damaged", str(whole): "entry", str(half): "import", str(stranger): "stranger"})

    def test_gc_removes_what_is_of_no_use_and_a_dry_run_only_tells(self):
        damaged, whole = self.fill()
        damaged.chmod(0o600)
        os.truncate(damaged, 100)
        half = self.write(self.store / "incoming" / "import-abcdef", b"\x7fELF")
        self.assertIn(f"would remove  {damaged} (100 B): was changed", self.store_command("gc", "--dry-run").stdout)
        self.assertTrue(damaged.exists() and half.exists())
        self.assertIn("2 files, 104 B, removed", self.store_command("gc").stdout)
        self.assertFalse(damaged.exists() or half.exists())
        self.assertTrue(whole.exists())
        self.store_command("verify")

    def test_gc_removes_what_was_not_used_for_long_but_nothing_while_a_run_has_the_store_open(self):
        entries = self.fill()
        long_ago = time.time() - 40 * 86400
        for entry in entries:
            os.utime(entry, (long_ago, long_ago))
        running = self.start(V1, "--interval", "1ms")
        running.wait_for_line(SECOND_LINE.match)
        self.assertIn("a process has the store open", self.store_command("gc", "--older-than", "30d").stdout)
        self.assertEqual(sorted(self.store.glob("*.so")), entries)
        self.assertEqual(running.end().status, 0)
        used = {row["path"] for row in json.loads(self.store_command("list", "--json").stdout)["entries"]
                if time.time() - os.stat(row["path"]).st_atime < 3600}
        self.assertEqual(len(used), 1, "the operator that ran was used")
        self.store_command("gc", "--older-than", "30d")
        self.assertEqual({str(entry) for entry in self.store.glob("*.so")}, used)

    def test_bad_usage_is_told_with_the_next_step(self):
        self.assertIn("has no known unit", self.store_command("gc", "--older-than", "5x", status=2).stderr)
        self.assertIn("`hotswap store gc --help`", self.store_command("gc", "--bad", status=2).stderr)
        self.store_command(status=2)

    def test_a_command_that_is_none_and_an_empty_folder_are_bad_usage(self):
        for arguments in (["foo"], ["foo", "--json"], []):
            with self.subTest(arguments=arguments):
                error = self.store_command(*arguments, status=2).stderr
                self.assertIn('there is no command "store foo"' if arguments else "a command is missing", error)
                self.assertIn("hotswap store list, verify or gc", error)
                self.assertIn("`hotswap store --help`", error)
        for action in ("list", "verify", "gc"):
            self.assertIn('--store: "" is no name; name a folder', self.store_command(action, "--store", "", status=2).stderr)

    def open_to_look(self, mode: int) -> None:
        for folder in (self.folder / "data", self.folder / "data" / "hotswap"):
            folder.chmod(0o755)
        self.store.chmod(mode)

    def test_a_store_that_this_user_may_not_write_can_be_looked_at_and_the_gaps_are_told(self):
        entries = self.fill()
        self.open_to_look(0o555)
        (self.store / "incoming").chmod(0o000)
        entries[0].chmod(0o400)
        listed = self.store_command("list", program=self.reachable_program(), **as_unprivileged())
        self.assertIn("2 libraries", listed.lines[-1])
        self.assertRegex(listed.stdout, rf"(?m)^note  {self.store.resolve()} does not let this user see what imports left")
        closed = 1 if os.geteuid() == 0 else 0  # as its owner this user may read it
        verified = self.store_command("verify", "--json", status=closed, program=self.reachable_program(), **as_unprivileged())
        told = json.loads(verified.stdout)
        self.assertEqual([row["kind"] for row in told["files"]], ["unreadable", "entry"] if closed else ["entry", "entry"])
        self.assertTrue(any("imports" in note for note in told["notes"]))

    def test_a_store_that_this_user_may_not_write_is_not_cleaned_and_named_with_the_remedy(self):
        self.fill()
        self.open_to_look(0o555)
        outcome = self.store_command("gc", status=1, program=self.reachable_program(), **as_unprivileged())
        self.assertRegex(outcome.stderr, f"the operator store {self.store.resolve()} (belongs to|cannot be written).*--store")

    @unittest.skipUnless(os.geteuid() == 0, "only root can give files away")
    def test_root_finds_the_store_of_another_user_whole_and_keeps_it(self):
        entries = self.fill()
        for path in (self.store, *self.store.rglob("*")):
            os.chown(path, UNPRIVILEGED, UNPRIVILEGED)
        self.assertIn("2 libraries are whole", self.store_command("verify").stdout)
        self.store_command("gc")
        self.assertEqual(sorted(self.store.glob("*.so")), entries)


if __name__ == "__main__":
    main()
