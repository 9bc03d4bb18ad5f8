"""Where the words of a run go: standard output, standard error, the report, the record; and what happens when they cannot."""

import functools
import hashlib
import json
import os
import pathlib
import re
import resource
import subprocess

from hotswap_program import FIXTURES, PROGRAM, V1, V2, SystemTest, main
from operator_sources import build_operator

# An exception with 50 kB of text that begins with an escape sequence, in two spellings, and turns the direction of text around.
TALKER = ("#include <cstdlib>\n#include <stdexcept>\n#include <string>\n"
          'static std::string Long() { return "\\x1b[31m\\xc2\\x9b" "31m\\xe2\\x80\\xae" + std::string(50000, 120); }\n')
QUICK = ("--rounds", 5, "--interval", "1ms")
LINES = ("--rounds", 5, "--interval", "10ms", "--threads", 1)  # slow enough for a line per request


class OutputTest(SystemTest):
    def test_json_prints_exactly_one_object_which_is_the_report(self):
        outcome = self.hotswap(V1, *QUICK, "--json", "--report", self.report_file)
        self.assertEqual(json.loads(outcome.stdout), self.report())
        self.assertEqual(outcome.stderr, "")

    def test_json_is_whole_whatever_the_operator_prints(self):
        body = 'std::puts("a score"); std::cout << "another" << std::endl; return 1;'
        noisy = build_operator(self.folder, "noisy", body, "#include <cstdio>\n#include <iostream>")
        outcome = self.hotswap(noisy, *QUICK, "--json")
        self.assertEqual(json.loads(outcome.stdout)["requests"], 20)
        self.assertIn("another\n", outcome.stderr)

    def test_json_is_whole_whatever_the_operator_does_to_standard_output(self):
        # Only where it is told to: the vetting, whose environment is empty, would refuse each.
        preamble = "#include <cstdlib>\n#include <iostream>\n#include <unistd.h>"
        for number, deed in enumerate(("close(1);", "dup2(0, 1);", "std::cout.rdbuf(nullptr);", "std::cout.setstate(std::ios::badbit);",
                                       "fclose(stdout);")):
            with self.subTest(deed=deed):
                spoils = build_operator(self.folder, f"spoils{number}", 'if (std::getenv("SPOIL") != nullptr) { %s } return 1;' % deed, preamble)
                self.environment["SPOIL"] = "1"
                outcome = self.hotswap(spoils, "--rounds", 1, "--threads", 1, "--json")
                self.assertEqual(json.loads(outcome.stdout)["requests"], 1)

    def test_the_report_has_the_agreed_keys(self):
        self.hotswap(V1, V2, *QUICK, "--report", self.report_file)
        report = self.report()
        for keys, row in (
            ("requests lost errors wall_ms threads throughput_per_s versions swaps rollouts latency_ns resources", report),
            ("number slot name sha256 requests errors state loads", report["versions"][0]),
            ("slot from to moment outcome reason inspect_us vet_us load_us warmup_us publish_us drain_us unload_proven unload_note"
             " stall_us lost", report["swaps"][0]),
            ("p50 p99 p999 max", report["latency_ns"]),
            ("rss_kib fds mappings", report["resources"]["start"]),
            ("rss_kib fds mappings", report["resources"]["end"]),
        ):
            self.assertLessEqual(set(keys.split()), row.keys())
        self.assertEqual(report["versions"][0]["sha256"], hashlib.sha256(V1.read_bytes()).hexdigest())
        self.assertEqual(report["swaps"][0]["moment"], "now")
        self.assertEqual(report["rollouts"], [])
        self.assertLessEqual(report["latency_ns"]["p50"], report["latency_ns"]["max"])

    def test_quiet_prints_nothing_but_errors(self):
        outcome = self.hotswap(V1, *QUICK, "--quiet")
        self.assertEqual((outcome.stdout, outcome.stderr), ("", ""))
        outcome = self.hotswap("missing.so", *QUICK, "--quiet", status=1)
        self.assertEqual(outcome.stdout, "")
        self.assertRegex(outcome.stderr, r"^hotswap: missing\.so: No such file or directory; [^\n]* \(gate G0\)\n$")

    def test_verbose_names_path_hash_handle_and_symbols(self):
        outcome = self.hotswap(V1, *QUICK, "--verbose")
        digest = hashlib.sha256(V1.read_bytes()).hexdigest()
        self.assertRegex(outcome.stderr, rf"(?m)^\[Load\] G0 {V1}: \d+ bytes, SHA-256 {digest}$")
        self.assertRegex(outcome.stderr, rf"(?m)^\[Load\] G0 {V1}: kept as {self.store}/{digest}\.so$")
        self.assertRegex(outcome.stderr, rf"(?m)^\[Load\] G4 {V1}: handle 0x\w+, create_operator at 0x\w+, destroy_operator at 0x\w+")

    def test_machine_rates_get_a_line_each_second_instead_of_each_request(self):
        outcome = self.hotswap(V1, V2, "--interval", 0, "--duration", "1100ms")
        self.assertEqual(outcome.requests, [])
        self.assertRegex(outcome.stdout, r"(?m)^\[ +1\.\d s\] +[\d.]+ [kMG] requests/s \| v1 100 % \| p50 .+ p99 .+ \| errors 0 \| hot updates 0$")

    def test_every_request_at_human_rates_gets_its_line(self):
        outcome = self.hotswap(V1, "--interval", "10ms", "--rounds", 40)
        self.assertEqual(sorted((int(line["thread"]), int(line["round"])) for line in outcome.requests),
                         [(thread, number) for thread in range(4) for number in range(1, 41)])

    def test_scores_that_do_not_fit_their_column_are_told_by_their_size(self):
        for score, shown in (("999999999.0", "999999999.000"), ("1e9", "   1e+09"), ("-1.5e300", "-1.5e+300"), ("2.5", "   2.500")):
            outcome = self.hotswap(build_operator(self.folder, "fixed", f"return {score};"), *LINES)
            self.assertIn(f" | Score: {shown} | Time: ", outcome.stdout)

    def test_an_operator_without_a_name_is_shown_by_its_file(self):
        nameless = build_operator(self.folder, "nameless", "return 1;", shown="")
        outcome = self.hotswap(nameless, *LINES, "--report", self.report_file)
        self.assertIn(" | Op: nameless.so | ", outcome.stdout)
        self.assertEqual(self.report()["versions"][0]["name"], "nameless.so")

    def test_statistics_and_report_tell_the_same_latencies(self):
        outcome = self.hotswap(V1, "--rounds", 20_000, "--interval", 0, "--report", self.report_file)
        printed = re.search(r"Latency +p50 (.+), p99 (.+), p99.9 (.+), max (.+)", outcome.stdout).groups()
        told = {name: int(time.removesuffix(" ns")) for name, time in zip(("p50", "p99", "p999", "max"), printed)
                if re.fullmatch(r"\d+ ns", time)}
        self.assertIn("p50", told)
        self.assertLessEqual(told.items(), self.report()["latency_ns"].items())


class SlotOutputTest(SystemTest):
    """Several slots: each line says which one it is about. With a single slot nobody has to ask."""

    def two_slots(self, second, more: str = "") -> pathlib.Path:
        self.write("requests.csv", "user_id,item_id,user_feature,item_feature,slot\n" + "1000,2,0.5,0.25,score\n1000,2,0.5,0.25,ctr\n" * 200)
        return self.scenario(operator=V1, workers='threads = 1\ninterval = "5ms"',
                             more=f'[[slot]]\nname = "ctr"\noperator = "{second}"\n[source]\nkind = "csv"\nfile = "requests.csv"\n{more}')

    def test_requests_swaps_errors_and_statistics_name_their_slot(self):
        missing = self.folder / "missing.so"
        swap = '[[swap]]\nat = "{}ms"\nslot = "ctr"\noperator = "{}"\n'
        outcome = self.hotswap("--scenario", self.two_slots(FIXTURES / "throws_sometimes.so", swap.format(200, missing) + swap.format(400, V2)))
        answered = set(re.findall(r"(?m)^\[Thread- 0\] Round +\d+ \| Slot: (\S+) \| Op: (\S+) \| Score: +\S+ \| Time: +\d+μs", outcome.stdout))
        self.assertEqual(answered, {("score", "ScoreOperatorV1"), ("ctr", "ThrowsSometimes"), ("ctr", "ScoreOperatorV2")})
        self.assertRegex(outcome.stdout, r"(?m)^\[HotUpdate\] ctr: v1 ThrowsSometimes -> v2 ScoreOperatorV2 ")
        for row in (r"score +v1 +ScoreOperatorV1 +200 requests, 0 errors", r"ctr +v1 +ThrowsSometimes +\d+ requests, \d+ errors",
                    r"ctr +v2 +ScoreOperatorV2 +\d+ requests, 0 errors"):
            self.assertRegex(outcome.stdout, rf"(?m)^    {row}, ")
        self.assertIn(f"hotswap: error: slot ctr: {missing} was not published: ", outcome.stderr)
        self.assertIn("hotswap: error: slot ctr: v1 ThrowsSometimes threw in compute_score on ", outcome.stderr)

    def test_shares_at_machine_rates_name_their_slot(self):
        scenario = self.two_slots(V2, "loop = true\n")
        outcome = self.hotswap("--scenario", scenario, "--interval", 0, "--duration", "1100ms")
        self.assertRegex(outcome.stdout, r"(?m)^\[ +1\.\d s\] .* requests/s \| score v1 \d+ % ctr v1 \d+ % \| p50 ")

    def test_a_refusal_at_the_start_names_its_slot(self):
        outcome = self.hotswap("--scenario", self.two_slots(self.write("text.so", "no library")), status=1)
        self.assertRegex(outcome.stderr, rf"^hotswap: slot ctr: {self.folder}/text\.so: is not an ELF file[^\n]* \(gate G2\)\n$")


class BrokenOutputTest(SystemTest):
    def test_a_reader_that_goes_away_ends_the_run_with_its_report(self):
        with subprocess.Popen([PROGRAM, "run", V1, "--interval", "1ms", "--threads", "1", "--report", self.report_file],
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=self.environment, text=True) as process:
            self.assertTrue(process.stdout.readline())
            process.stdout.close()
            self.assertEqual((process.wait(60), process.stderr.read()), (0, ""))
        self.assertEqual(self.report()["lost"], 0)

    def test_a_full_disk_is_told_for_each_output(self):
        full = "No space left on device"
        with open("/dev/full", "w", encoding="utf-8") as device:
            for arguments, text in ((["--json"], f"the report was not printed: standard output: {full}"),
                                    ([], f"lines are missing: standard output: {full}")):
                outcome = self.hotswap(V1, *QUICK, *arguments, "--report", self.report_file, status=1, stdout=device)
                self.assertEqual(outcome.stderr, f"hotswap: {text}\n")
                self.assertEqual(self.report()["requests"], 20)
        outcome = self.hotswap(V1, *QUICK, "--report", "/dev/full", status=1)
        self.assertEqual(outcome.stderr, f"hotswap: the report was not written: /dev/full: {full}\n")
        self.assertRegex(outcome.stdout, r"Requests +20 ")
        outcome = self.hotswap(V1, *QUICK, "--record", "/dev/full", status=1)
        self.assertRegex(outcome.stderr, rf"^hotswap: .*/dev/full: {full}; name another file with --record\n$")

    def test_help_that_cannot_be_printed_is_told(self):
        for arguments in (["--help"], ["run", "--help"], ["--version"]):
            with open("/dev/full", "w", encoding="utf-8") as device:
                ended = subprocess.run([PROGRAM, *arguments], stdout=device, stderr=subprocess.PIPE, text=True, check=False, timeout=60)
            self.assertEqual((ended.returncode, ended.stderr),
                             (1, "hotswap: standard output: No space left on device; not all was printed\n"))

    def test_every_command_tells_that_its_output_was_lost_but_not_that_its_reader_went_away(self):
        self.hotswap(V1, *QUICK, "--quiet")
        for arguments in (["inspect", V1], ["inspect", "--json", V1], ["vet", V1], ["seal", V1], ["store", "list"],
                          ["store", "verify", "--json"], ["store", "gc"]):
            with self.subTest(arguments=arguments[:2]):
                options = {"stderr": subprocess.PIPE, "text": True, "check": False, "timeout": 60, "env": self.environment}
                with open("/dev/full", "w", encoding="utf-8") as device:
                    ended = subprocess.run([PROGRAM, *arguments], stdout=device, **options)
                self.assertEqual((ended.returncode, ended.stderr),
                                 (1, "hotswap: standard output: No space left on device; not all was printed\n"))
                reader, writer = os.pipe()
                os.close(reader)
                ended = subprocess.run([PROGRAM, *arguments], stdout=writer, **options)
                os.close(writer)
                self.assertEqual((ended.returncode, ended.stderr), (0, ""))

    def test_closed_standard_streams_do_not_end_up_in_files(self):
        command = f"exec {PROGRAM} run {V1} --rounds 5 --interval 1ms --record {self.record_file} --report {self.report_file}"
        for closed, status in (("<&- >&- 2>&-", 1), ("2>&-", 0)):
            ended = subprocess.run(["sh", "-c", f"{command} {closed}"], env=self.environment, timeout=60, check=False,
                                   stdout=subprocess.DEVNULL)
            self.assertEqual(ended.returncode, status)
            self.judge()

    def test_a_limit_on_the_size_of_files_is_told_and_does_not_kill(self):
        limit = functools.partial(resource.setrlimit, resource.RLIMIT_FSIZE, (20_000, 20_000))
        outcome = self.hotswap(V1, "--rounds", 1000, "--interval", 0, "--record", self.record_file, "--report", self.report_file,
                               status=1, preexec_fn=limit)
        told = [line for line in outcome.stderr.splitlines() if not line.startswith("hotswap: warning: ")]  # the journal's
        self.assertEqual(told, [f"hotswap: the record is not whole: record file {self.record_file}: File too large"])
        self.assertRegex(outcome.stdout, r"Requests +4000 ")
        self.assertEqual(self.report()["requests"], 4000)

    def test_a_name_with_control_characters_does_not_reach_the_terminal(self):
        outcome = self.hotswap("a\nb\x1b[31m.so", *QUICK, status=1)
        self.assertRegex(outcome.stderr, r"^hotswap: a\?b\?\[31m\.so: No such file or directory; [^\n]*\n$")

    def test_what_an_operator_says_is_shown_in_part_and_without_what_a_terminal_obeys(self):
        for name, body in (("vetted", "throw std::runtime_error(Long());"), ("loaded", "if (std::getenv(\"HOME\") != nullptr) throw std::runtime_error(Long()); return 0;")):
            with self.subTest(name=name):
                talker = build_operator(self.folder, name, body, TALKER)
                outcome = self.hotswap(talker, *QUICK, "--report", self.report_file, status=1)
                self.assertRegex(outcome.stderr, rf"^hotswap: {talker}: throws [^\n]*\n$")
                for text in (outcome.stderr, self.report_file.read_text()):
                    self.assertLess(len(text), 5000)
                    self.assertNotRegex(text, "[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]")

    def test_a_report_file_is_replaced_whole(self):
        self.report_file.write_text("old" * 10000)
        self.hotswap(V1, *QUICK, "--quiet", "--report", self.report_file)
        self.report()
        self.assertEqual([file.name for file in self.folder.iterdir() if re.match(r"report", file.name)], ["report.json"])


if __name__ == "__main__":
    main()
