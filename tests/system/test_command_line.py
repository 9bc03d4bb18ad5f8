"""What the command line takes and what it says about the rest: exit status 2, one line for the fault, one for the way out."""

import os
import re
import socket
import subprocess

from hotswap_program import PROGRAM, V1, V2, SystemTest, main

TIME_HELP = r"write a number and a unit: 50ns, 10us, 300ms, 1\.5s, 2m, 1h, 30d, or 0"


class CommandLineTest(SystemTest):
    def assert_usage_error(self, arguments: list, text: str) -> None:
        with self.subTest(arguments=arguments):
            outcome = self.hotswap(*arguments, status=2)
            self.assertRegex(outcome.stderr, rf"^hotswap: {text}")
            self.assertEqual(outcome.stdout, "")
            for line in outcome.stderr.splitlines():
                self.assertTrue(line.startswith("hotswap: "), line)

    def test_refuses_values_out_of_range_by_name(self):
        for option, value, most in (("--threads", "0", "1 to 64"), ("--threads", "65", "1 to 64"), ("--threads", "four", "1 to 64"),
                                    ("--rounds", "-1", "0 to"), ("--rounds", "1.5", "0 to"), ("--resident", "-1", "0 to 1000"),
                                    ("--resident", "1001", "0 to 1000")):
            self.assert_usage_error([f"{option}={value}"], rf'{option}: "{re.escape(value)}" is no whole number from {most}')

    def test_refuses_what_is_no_time(self):
        for option in ("--interval", "--duration", "--swap-every"):
            for value in ("5", "ms", "1 day", "-1s", "nan", "1e9s"):
                self.assert_usage_error([f"{option}={value}"], rf'{option}: "{value}" .*; {TIME_HELP}')
        for option in ("--duration", "--swap-every"):
            self.assert_usage_error([option, "0"], rf'{option}: "0" must be longer than 0')
            self.assert_usage_error([option, "1000000h"], rf'{option}: "1000000h" is too long')

    def test_refuses_names_that_say_nothing(self):
        self.assert_usage_error([V1, ""], "one of the operators has an empty name")
        self.assert_usage_error(["--report", "same", "--record", "same"], "--report and --record name the same file: same")

    def test_refuses_places_without_a_name(self):
        for option in ("--report", "--record", "--store", "--scenario", "--plugin-dir", "--config"):
            self.assert_usage_error([option, ""], rf'{option}: "" is no name; name a (file|folder)\n')

    def test_refuses_unknown_options_and_sources(self):
        self.assert_usage_error(["--thread", "4"], r"The following arguments? w\w+ not expected: .*--thread")
        for arguments in (["--threads"], ["--threads="], ["--source="]):
            self.assert_usage_error(arguments, r"--\w+: 1 required \w+ missing")
        for source in ("kafka", "csv", "csv:"):
            self.assert_usage_error([f"--source={source}"], rf'--source: "{source}" is no source; write synthetic, csv:FILE or movielens')

    def test_refuses_two_plans_at_once(self):
        self.assert_usage_error(["--scenario", self.scenario(operator=V1), "--swap-every", "1s"],
                                "--swap-every and --scenario exclude each other")

    def test_tells_where_help_is(self):
        self.assertIn("`hotswap run --help` tells all options", self.hotswap("--nonsense", status=2).stderr)
        for arguments, text in (([], "a command is missing"), (["rum"], 'there is no command "rum"')):
            ended = subprocess.run([PROGRAM, *arguments], capture_output=True, text=True, check=False, timeout=60)
            self.assertEqual(ended.returncode, 2)
            self.assertRegex(ended.stderr, rf"^hotswap: {text}; write: hotswap run[^\n]*\nhotswap: `hotswap --help` tells all options\n$")

    def test_help_and_version_are_no_errors(self):
        options = ("--threads", "--interval", "--rounds", "--duration", "--source", "--loop", "--scenario", "--swap-every",
                   "--resident", "--store", "--report", "--record", "--json", "--quiet", "--verbose", "--plugin-dir")
        outcome = self.hotswap("--help")
        for option in options:
            self.assertRegex(outcome.stdout, rf"(?m)^ +(-\w,)?{option}\b")
        ended = subprocess.run([PROGRAM, "--version"], capture_output=True, text=True, check=True, timeout=60)
        self.assertRegex(ended.stdout, r"^hotswap \d+\.\d+\.\d+\n$")


class ScenarioFileTest(SystemTest):
    def assert_refused(self, content: str | bytes, text: str) -> None:
        with self.subTest(text=text):
            file = self.write("bad.toml", content)
            outcome = self.hotswap("--scenario", "bad.toml", status=2)
            self.assertRegex(outcome.stderr, rf"^hotswap: {file.name}{text}")
            self.assertEqual(len(outcome.stderr.splitlines()), 1)

    def test_names_line_and_column_of_what_it_does_not_understand(self):
        slot = f'[[slot]]\nname = "score"\noperator = "{V1}"\n'
        self.assert_refused('duration = "1s"\nspeed = 3\n' + slot, r':2:1: unknown key "speed"')
        self.assert_refused('[workers]\nthread = 4\n' + slot, r':2:1: unknown key "thread" in \[workers\]; .*threads')
        self.assert_refused('[workers]\nthreads = 65\n' + slot, r":2:11: threads is 65, but must be from 1 to 64")
        self.assert_refused('duration = "soon"\n' + slot, rf':1:12: duration = "soon" is no time; {TIME_HELP}')
        self.assert_refused('duration = 5\n' + slot, r":1:12: duration must be a time in quotes")
        self.assert_refused('[source]\nkind = "kafka"\n' + slot, r':2:8: kind is "kafka"')
        self.assert_refused(slot + '[[swap]]\nat = "1s"\nslot = "ctr"\noperator = "x.so"\n', r':6:8: slot is "ctr"')
        self.assert_refused('duration = \n', r":1:\d+: ")
        self.assert_refused('[workers]\nthreads = 4\n', r":\d+:\d+: slot is missing: a scenario needs at least one \[\[slot\]\]")

    def test_names_a_scenario_that_is_no_file(self):
        for file, cause in (("missing.toml", "No such file or directory"), (".", "is a directory")):
            outcome = self.hotswap("--scenario", file, status=2)
            self.assertEqual(outcome.stderr, f"hotswap: {file}: {cause}\n")

    def test_the_command_line_goes_before_the_file(self):
        scenario = self.scenario(operator=V1, workers='threads = 2\nrounds = 5\ninterval = "1ms"')
        self.hotswap("--scenario", scenario, "--threads", 3, "--rounds", 7, "--report", self.report_file)
        self.assertEqual((self.report()["threads"], self.report()["requests"]), (3, 21))

    def test_operators_beside_the_file_are_loaded_and_only_ready(self):
        scenario = self.scenario(operator=V2, workers='threads = 2\nrounds = 3\ninterval = "1ms"')
        outcome = self.hotswap(V1, "--scenario", scenario, "--report", self.report_file)
        self.assertEqual({version["name"]: version["requests"] for version in self.report()["versions"]},
                         {"ScoreOperatorV1": 0, "ScoreOperatorV2": 6})
        self.assertEqual([swap["from"] for swap in self.report()["swaps"]], [None])
        self.assertRegex(outcome.stdout, r"Hot updates +0\n")
        self.assertIn("With --scenario all of them are only ready: its own operator answers first",
                      " ".join(self.hotswap("--help").stdout.split()))


class PlacesTest(SystemTest):
    def test_a_missing_home_names_the_option_that_helps(self):
        for name in ("HOME", "XDG_DATA_HOME"):
            del self.environment[name]
        outcome = self.hotswap("--rounds", 1, status=2)
        self.assertRegex(outcome.stderr, r"^hotswap: .*HOME is not set; name one with --store DIR\n$")
        self.hotswap("--rounds", 1, "--interval", 0, "--store", self.folder / "store")

    def test_a_store_that_cannot_be_made_is_named(self):
        self.write("file", "")
        for store in ("file", "file/below", "/proc/store"):
            outcome = self.hotswap("--store", store, "--rounds", 1, status=1)
            self.assertRegex(outcome.stderr, rf"^hotswap: the operator store \S*{store} .*; choose another with --store\n$")

    def test_a_report_or_record_that_cannot_be_written_ends_the_program_before_the_run(self):
        for option in ("--report", "--record"):
            for file, cause in (("missing/file", "No such file or directory"), (".", "[Ii]s a directory")):
                outcome = self.hotswap(option, file, "--rounds", 1, status=1)
                self.assertRegex(outcome.stderr, rf"^hotswap: .*{re.escape(file)}.*{cause}.*; name another file with {option}\n$")
                self.assertEqual(outcome.stdout, "")

    def test_a_report_or_record_that_is_no_file_is_refused_before_the_run(self):
        os.mkfifo(self.folder / "fifo")
        with socket.socket(socket.AF_UNIX) as server:
            server.bind(str(self.folder / "socket"))
        for option in ("--report", "--record"):
            for file, kind in (("fifo", "a FIFO"), ("socket", "a socket"), (".", "a directory")):
                outcome = self.hotswap(option, file, "--rounds", 1, status=1)
                self.assertRegex(outcome.stderr,
                                 rf"^hotswap: .* {re.escape(file)}.*: is {kind}, not a file; name another file with {option}\n$")
                self.assertEqual(outcome.stdout, "")

    def test_a_report_or_record_may_be_a_device_or_standard_output(self):
        quick = (V1, "--rounds", 1, "--interval", 0, "--quiet")
        for option, beginning in (("--report", "{"), ("--record", "HSRECORD")):
            self.hotswap(*quick, option, "/dev/null")
            for name in ("/dev/stdout", "/dev/fd/1"):
                self.assertEqual(self.hotswap(*quick, option, name, errors="replace").stdout[:len(beginning)], beginning)

    def test_a_report_may_have_the_longest_name_and_no_longer_one(self):
        self.report_file = self.folder / ("r" * 255)
        self.hotswap(V1, "--rounds", 1, "--interval", 0, "--report", self.report_file)
        self.assertEqual(self.report()["requests"], 4)
        outcome = self.hotswap(V1, "--rounds", 1, "--report", "r" * 256, status=1)
        self.assertRegex(outcome.stderr, r"^hotswap: the report r+ cannot be written: File name too long; name another file with --report\n$")

    def test_operators_are_found_by_name_among_the_shipped_ones(self):
        self.hotswap("score_op_v2.so", "--rounds", 1, "--interval", 0, "--report", self.report_file)
        self.assertEqual(self.report()["versions"][0]["name"], "ScoreOperatorV2")

    def test_without_operators_the_shipped_ones_answer(self):
        self.hotswap("--rounds", 1, "--interval", 0, "--report", self.report_file)
        self.assertEqual([version["name"] for version in self.report()["versions"]], ["ScoreOperatorV1", "ScoreOperatorV2"])

    def test_shipped_operators_that_are_not_there_are_named(self):
        outcome = self.hotswap("--plugin-dir", self.folder, "--rounds", 1, status=2)
        self.assertRegex(outcome.stderr, rf"^hotswap: no operator was named.*{self.folder}/score_op_v1\.so\. Name a \.so file, or .*--plugin-dir")

    def test_programs_that_start_at_once_share_a_new_store(self):
        running = [self.start(V1, V2, "--rounds", 3, "--interval", "1ms") for _ in range(6)]
        self.assertEqual([program.finish().status for program in running], [0] * 6)
        self.assertEqual(len(list(self.store.glob("*.so"))), 2)
        self.assertEqual(list((self.store / "incoming").iterdir()), [])

    def test_nothing_is_written_beside_the_operators(self):
        self.copy(V1, "mine/v1.so")
        self.copy(V2, "mine/v2.so")
        self.hotswap("mine/v1.so", "mine/v2.so", "--swap-every", "5ms", "--duration", "50ms", "--interval", 0)
        self.assertEqual(sorted(file.name for file in (self.folder / "mine").iterdir()), ["v1.so", "v2.so"])


if __name__ == "__main__":
    main()
