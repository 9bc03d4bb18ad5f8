"""Commands that look at what runs left find it where a run with the same configuration file puts it."""

import json

from hotswap_program import V1, V2, main
from remote_program import RemoteSystemTest


class ConfiguredPlacesTest(RemoteSystemTest):
    def setUp(self) -> None:
        super().setUp()
        self.mine = self.write("mine/hotswap.toml", '[store]\ndirectory = "libraries"\n[journal]\nfile = "past.db"\n')
        self.its_store, self.its_journal = self.folder / "mine" / "libraries", self.folder / "mine" / "past.db"

    def expect_found(self, *arguments) -> None:
        """Two runs, and each command that looks at them."""
        for library in (V1, V2):
            self.hotswap(library, "--rounds", 2, "--interval", "1ms", *arguments)
        journal = json.loads(self.command("journal", "--json", *arguments).stdout)
        self.assertEqual(journal["journal"], str(self.its_journal))
        self.assertEqual(len([entry for entry in journal["entries"] if entry["kind"] == "swap"]), 2)
        versions = json.loads(self.command("versions", "--json", *arguments).stdout)
        self.assertEqual([version["number"] for version in versions["slots"][0]["versions"]], [1, 2])
        listed = json.loads(self.command("store", "list", "--json", *arguments).stdout)
        self.assertEqual((listed["store"], len(listed["entries"])), (str(self.its_store), 2))
        said = self.command("rollback", *arguments).stdout
        self.assertRegex(said, r"slot score: the next start uses v1 \(.+\) instead of v2\n$")
        cleaned = self.command("store", "gc", "--older-than", "1s", *arguments).stdout
        self.assertIn("0 files", cleaned, "the journal needs both")
        self.assertFalse((self.folder / "state").exists())
        self.assertFalse(self.store.exists())

    def test_with_the_file_that_is_named(self):
        self.expect_found("--config", self.mine)

    def test_with_the_users_own_file(self):
        self.write("config/hotswap/config.toml", self.mine.read_text().replace('"libraries"', f'"{self.its_store}"')
                   .replace('"past.db"', f'"{self.its_journal}"'))
        self.expect_found()

    def test_a_running_engine_is_found_by_its_configuration(self):
        running = self.serve("--config", self.mine)
        self.assertIn("no engine runs", self.command("status", status=1).stderr)
        self.assertIn("v2", self.command("swap", V2, "--config", self.mine).stdout)
        self.end(running)

    def test_the_command_line_goes_before_the_file(self):
        self.hotswap(V1, "--rounds", 1, "--interval", "1ms", "--config", self.mine, "--store", "other", "--journal", "other.db")
        self.assertIn("nothing was written down yet", self.command("journal", "--config", self.mine).stdout)
        words = ("--config", self.mine, "--journal", "other.db")
        self.assertEqual(json.loads(self.command("versions", "--json", *words).stdout)["slots"][0]["next_start"], 1)
        self.assertIn("1 library", self.command("store", "list", "--config", self.mine, "--store", "other").stdout)

    def test_a_bad_or_missing_file_is_status_2(self):
        bad = self.write("bad.toml", "[store]\ndirectry = 1\n")
        for command in (["journal"], ["versions"], ["rollback"], ["status"], ["store", "list"], ["store", "gc", "--older-than", "1d"]):
            for file in (bad, self.folder / "none.toml"):
                with self.subTest(command=command, file=file.name):
                    self.assertIn(str(file), self.command(*command, "--config", file, status=2).stderr)


if __name__ == "__main__":
    main()
