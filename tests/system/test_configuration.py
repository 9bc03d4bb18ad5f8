"""The configuration file: which value counts, what is refused, and what a running program makes of a change."""

import json
import os
import re
import signal
import subprocess

from hotswap_program import FIXTURES, PROGRAM, ROOT, V1, V2, Outcome, SystemTest, main

FAST = '[workers]\nthreads = 2\ninterval = "5ms"\n'


class ConfigurationTest(SystemTest):
    def setUp(self) -> None:
        super().setUp()
        self.user_file = self.folder / "config" / "hotswap" / "config.toml"

    def command(self, *arguments, status: int = 0) -> Outcome:
        ended = subprocess.run([str(PROGRAM), "config", *map(str, arguments)], capture_output=True, text=True, check=False, timeout=60,
                               env=self.environment, cwd=self.folder)
        self.assertEqual(ended.returncode, status, ended.stderr or ended.stdout)
        return Outcome(ended.returncode, ended.stdout, ended.stderr)

    def write_user_file(self, content: str) -> None:
        self.write("config/hotswap/config.toml", content)

    def test_the_users_file_counts_and_the_command_line_goes_before_it(self):
        self.write_user_file(FAST + "rounds = 4\n")
        self.hotswap(V1, "--report", self.report_file)
        self.assertEqual((self.report()["threads"], self.report()["requests"]), (2, 8))
        self.hotswap(V1, "--threads", 3, "--report", self.report_file)
        self.assertEqual((self.report()["threads"], self.report()["requests"]), (3, 12))

    def test_a_scenario_goes_before_the_file_which_says_the_rest(self):
        self.write_user_file('[workers]\nthreads = 3\nrounds = 2\ninterval = "1ms"\n')
        scenario = self.scenario(operator=V1, workers="rounds = 5")
        self.hotswap("--scenario", scenario, "--report", self.report_file)
        self.assertEqual((self.report()["threads"], self.report()["requests"]), (3, 15))

    def test_a_named_file_takes_the_place_of_the_users(self):
        self.write_user_file("[workers]\nthreads = 9\n")
        self.write("mine.toml", FAST + "rounds = 1\n")
        self.hotswap(V1, "--config", "mine.toml", "--report", self.report_file)
        self.assertEqual(self.report()["threads"], 2)

    def test_slots_of_the_file_answer_and_an_operator_of_the_command_line_takes_the_firsts_place(self):
        self.copy(V1, "config/hotswap/mine.so")
        self.write_user_file(FAST + 'rounds = 2\n[[slot]]\nname = "ranking"\noperator = "mine.so"\n'
                             '[[slot]]\nname = "ctr"\noperator = "score_op_v2.so"\n')
        self.hotswap("--report", self.report_file)
        self.assertEqual([(v["slot"], v["name"]) for v in self.report()["versions"]], [("ranking", "ScoreOperatorV1"), ("ctr", "ScoreOperatorV2")])
        self.hotswap(V2, "--report", self.report_file)
        self.assertEqual([(v["slot"], v["name"]) for v in self.report()["versions"]], [("ranking", "ScoreOperatorV2"), ("ctr", "ScoreOperatorV2")])

    def test_an_operator_of_the_file_that_is_missing_is_named(self):
        self.write_user_file('[[slot]]\nname = "score"\noperator = "gone.so"\n')
        outcome = self.hotswap(status=1)
        self.assertRegex(outcome.stderr, rf"^hotswap: {self.user_file.parent}/gone\.so: No such file")

    def test_bad_files_end_with_status_2_line_and_column_and_no_run(self):
        for content, text in (("[worker]\n", r":1:2: unknown key \"worker\" in the file; did you mean \"workers\"\?"),
                              ("[workers]\nthreads = \n", r":2:\d+: "), ("[probation]\nduration = \"-1s\"\n", r":2:12: duration"),
                              ("[guards]\nmax_p99_ratio = inf\n", ":2:17: max_p99_ratio must be a number"),
                              ("[guards]\nmax_error_rate = 2\n", r":1: \[guards\]: .*max_error_rate"),
                              ("[rollout.x]\nsteps = [{ share = 50 }, { share = 5 }]\n", r":2: \[rollout\.x\]: .*larger than the one before")):
            with self.subTest(content=content):
                self.write_user_file(content)
                for outcome in (self.hotswap(V1, status=2), self.command("check", self.user_file, status=2), self.command("show", status=2)):
                    self.assertRegex(outcome.stderr, rf"^hotswap: {self.user_file}{text}")
                    self.assertEqual((outcome.stdout, len(outcome.stderr.splitlines())), ("", 1))

    def test_a_named_file_that_cannot_be_read_is_bad_usage(self):
        os.mkfifo(self.folder / "fifo")
        for file, cause in (("none.toml", "No such file or directory"), (".", "is a directory"), ("fifo", "is no regular file")):
            for outcome in (self.hotswap(V1, "--config", file, status=2), self.command("check", file, status=2)):
                self.assertEqual(outcome.stderr, f"hotswap: {file}: {cause}\n")

    def test_a_report_does_not_overwrite_the_configuration(self):
        self.write("mine.toml", FAST)
        outcome = self.hotswap(V1, "--config", "mine.toml", "--report", "mine.toml", status=2)
        self.assertIn("--report would overwrite mine.toml, which the run reads", outcome.stderr)

    def test_check_tells_programs_what_is_wrong(self):
        self.write("good.toml", FAST)
        self.assertEqual(json.loads(self.command("check", "good.toml", "--json").stdout), {"file": "good.toml", "ok": True, "error": None, "keys": 2})
        self.write("bad.toml", "[x]\n")
        outcome = self.command("check", "bad.toml", "--json", status=2)
        self.assertFalse(json.loads(outcome.stdout)["ok"])
        self.assertRegex(json.loads(outcome.stdout)["error"], "^bad.toml:1:2: ")

    def test_show_tells_where_each_value_comes_from(self):
        self.write_user_file(FAST)
        scenario = self.scenario(operator=V1, workers="rounds = 5")
        shown = json.loads(self.command("show", "--json", "--scenario", scenario, "--threads", 7).stdout)
        keys = {row["key"]: (row["value"], row["origin"]) for row in shown["keys"]}
        self.assertEqual(keys["workers.threads"], ("7", "--threads"))
        self.assertEqual(keys["workers.rounds"], ("5", str(scenario)))
        self.assertEqual(keys["workers.interval"], ('"5ms"', f"{self.user_file}:3"))
        self.assertEqual(keys["store.resident"], ("2", "built in"))
        self.assertRegex(self.command("show").stdout, rf"(?m)^workers\.threads = 2   # {self.user_file}:2, live$")

    def test_the_default_is_printed_and_is_a_good_file_that_changes_nothing(self):
        text = self.command("default").stdout
        self.assertEqual(text, (ROOT / "resources" / "config.toml").read_text())
        before = json.loads(self.command("show", "--json").stdout)["keys"]
        self.write_user_file(text)
        after = json.loads(self.command("show", "--json").stdout)["keys"]
        self.assertEqual([(row["key"], row["value"]) for row in after], [(row["key"], row["value"]) for row in before])


class ReloadTest(SystemTest):
    def setUp(self) -> None:
        super().setUp()
        self.file = self.write("c.toml", FAST)

    def write_slot(self, interval: str, scale: int) -> None:
        self.write("c.toml", f'[workers]\nthreads = 2\ninterval = "{interval}"\n[[slot]]\nname = "score"\n'
                             f'operator = "{FIXTURES / "extended_1.so"}"\nconfigure = {{ scale = {scale} }}\n')

    def start_with_file(self, *arguments):
        running = self.start(V1, "--config", "c.toml", "--verbose", *arguments)
        running.wait_for_requests()
        return running

    def wait_for_word(self, running, pattern: str) -> str:
        """Reads what is told on standard error until it matches."""
        told = []
        for line in running.process.stderr:
            told.append(line)
            if re.search(pattern, line):
                return line
        raise AssertionError(f"{pattern} was not told: {''.join(told)}")

    def test_a_changed_file_counts_at_once_and_tells_what_changed(self):
        running = self.start_with_file("--report", self.report_file)
        self.write("c.toml", '[workers]\nthreads = 4\ninterval = "50ms"\n[gates]\nstrict = true\n')
        self.wait_for_word(running, r"warning: configuration c\.toml was read again: workers\.threads 2 → 4; .*gates\.strict false → true \(needs a restart\)")
        running.wait_for_line(lambda line: line.startswith("[Thread- 3]"))
        self.assertEqual(running.end().status, 0)
        self.assertEqual((self.report()["threads"], self.report()["lost"]), (4, 0))

    def test_an_option_of_the_command_line_outlives_a_reload(self):
        running = self.start_with_file("--threads", 1, "--report", self.report_file)
        self.write("c.toml", '[workers]\nthreads = 4\n[store]\nresident = 0\n')
        line = self.wait_for_word(running, "was read again")
        self.assertNotIn("workers.threads", line)
        self.assertIn("store.resident 2 → 0", line)
        running.end()
        self.assertEqual(self.report()["threads"], 1)

    def test_half_a_file_is_refused_whole_and_the_rest_of_it_counts(self):
        running = self.start_with_file()
        self.write("c.toml", "[workers]\nthreads = 4\ninter")
        self.wait_for_word(running, r"error: c\.toml:3:\d+: .*; the present configuration stays")
        self.write("c.toml", '[workers]\nthreads = 4\ninterval = "5ms"\n')
        self.wait_for_word(running, "workers.threads 2 → 4")
        self.assertEqual(running.end().status, 0)

    def test_what_a_refused_file_said_is_not_what_the_next_one_is_compared_with(self):
        self.write_slot("1h", 2)
        running = self.start("--config", "c.toml", "--report", self.report_file)
        running.wait_for_requests()
        self.write_slot("5ms", -2)
        self.wait_for_word(running, r"error: configuration c\.toml was read again and is not used: .*scale must be over 0.*; the present configuration stays")
        self.write_slot("5ms", 2)
        self.wait_for_word(running, r"warning: configuration c\.toml was read again: workers\.interval [^;]* → \"5ms\"$")
        running.wait_for_line(lambda line: "Round  5 " in line or "Round 5 " in line)
        running.end()
        self.assertEqual([swap["outcome"] for swap in self.report()["swaps"]], ["published", "refused"])

    def test_what_a_reload_changed_is_in_the_journal(self):
        running = self.start(V1, "--config", "c.toml")
        running.wait_for_requests()
        self.write("c.toml", '[workers]\nthreads = 2\ninterval = "50ms"\n')
        changed = 'configuration c.toml was read again: workers.interval "5ms" → "50ms"'
        self.wait_for_word(running, re.escape(changed))
        running.end()
        told = subprocess.run([str(PROGRAM), "journal"], capture_output=True, text=True, check=True, timeout=60, env=self.environment).stdout
        self.assertIn(changed, told)

    def test_hang_up_reads_the_file_again(self):
        running = self.start_with_file()
        running.signal(signal.SIGHUP)
        self.wait_for_word(running, r"configuration c\.toml was read again: nothing changed")
        self.file.unlink()
        running.signal(signal.SIGHUP)
        self.wait_for_word(running, r"error: there is no configuration file c\.toml; the present configuration stays")
        running.wait_for_requests()
        self.assertEqual(running.end().status, 0)


if __name__ == "__main__":
    main()
