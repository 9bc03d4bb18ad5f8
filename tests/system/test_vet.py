"""`hotswap vet`: what a person or a script learns about a file, and what is left behind."""

import functools
import json
import re
import resource
import signal
import subprocess
import time

from hotswap_program import FIXTURES, PROGRAM, TIMEOUT_S, V1, V2, Outcome, SystemTest, as_unprivileged, main
from operator_sources import build_operator

GOOD = FIXTURES / "shared_pointer.so"


class VetTest(SystemTest):
    def vet(self, *arguments, status: int, program=PROGRAM, **options) -> Outcome:
        options = {"env": self.environment, "cwd": self.folder, **options}
        ended = subprocess.run([str(program), "vet", *map(str, arguments)], capture_output=True, text=True, timeout=TIMEOUT_S,
                               check=False, **options)
        self.assertEqual(ended.returncode, status, ended.stdout + ended.stderr)
        return Outcome(ended.returncode, ended.stdout, ended.stderr)

    def verdict(self, *arguments, status: int, **options) -> dict:
        return json.loads(self.vet(*arguments, "--json", status=status, **options).stdout)

    def test_lets_good_operators_pass(self):
        for operator in (V1, V2, GOOD):
            with self.subTest(operator=operator.name):
                outcome = self.vet(operator, status=0)
                self.assertEqual(outcome.stderr, "")
                self.assertIn(str(operator), outcome.stdout)

    def test_answers_with_the_findings_of_all_gates(self):
        verdict = self.verdict(V1, status=0)
        self.assertEqual(verdict["verdict"], "accepted")
        self.assertEqual({finding["gate"] for finding in verdict["findings"]}, {"G0", "G1", "G2", "G3"})
        self.assertEqual([finding for finding in verdict["findings"] if finding["level"] == "refusal"], [])
        self.assertFalse(verdict["vetted_before"])
        self.assertTrue(self.verdict(V1, status=0)["vetted_before"])
        self.assertFalse(self.verdict(V1, "--no-cache", status=0)["vetted_before"])

    def test_what_was_vetted_is_vetted_again_when_a_library_that_it_needs_is_another(self):
        def build_library(code):
            source = self.write("needed.cpp", code)
            library = self.folder / "libneeded.so"
            # As an installer does: the old file goes on living in whoever has it mapped.
            subprocess.run(["g++", "-fPIC", "-shared", "-o", self.folder / "new.so", source], check=True, timeout=TIMEOUT_S)
            (self.folder / "new.so").rename(library)
            return library

        good = 'extern "C" double needed() { return 1; }'
        library = build_library(good)
        operator = build_operator(self.folder, "needing", "return needed();", 'extern "C" double needed();\n',
                                  options=(library, f"-Wl,-rpath,{self.folder}"))
        time.sleep(0.1)  # a library as young as its vetting may have been changed during it
        self.assertFalse(self.verdict(operator, status=0)["vetted_before"])
        self.assertTrue(self.verdict(operator, status=0)["vetted_before"])
        self.assertIn("vetted before", self.vet(operator, status=0).stdout.lower().replace("vetted    before", "vetted before"))
        build_library(good + "\n__attribute__((constructor)) static void Trap() { __builtin_trap(); }")
        self.assertFalse(self.verdict(operator, status=1)["vetted_before"])
        build_library(good)
        time.sleep(0.1)
        self.assertEqual(self.verdict(operator, status=0)["verdict"], "accepted")

    def test_refuses_by_the_gate_that_sees_it_and_names_the_file_as_it_was_given(self):
        self.copy(FIXTURES / "segv_in_compute.so", "crash.so")
        self.copy(FIXTURES / "no_create.so", "lacking.so")
        self.write("text.so", "no library")
        for file, gate, code in (("./crash.so", "G3", "crashed"), ("lacking.so", "G2", "missing_symbol"), ("text.so", "G2", "not_elf"),
                                 ("missing.so", "G0", "not_found")):
            with self.subTest(file=file):
                outcome = self.vet(file, "--json", status=1)
                verdict = json.loads(outcome.stdout)
                refusals = [finding for finding in verdict["findings"] if finding["level"] == "refusal"]
                self.assertEqual([(finding["gate"], finding["code"]) for finding in refusals], [(gate, code)])
                self.assertEqual(verdict["file"], file)
                self.assertRegex(outcome.stderr, rf"^hotswap: {re.escape(file)}: [^\n]+\n$")
                self.assertNotIn(str(self.store), outcome.stderr)

    def test_leaves_no_copy_behind(self):
        self.vet(V1, status=0)
        self.vet(FIXTURES / "segv_in_compute.so", status=1)
        self.assertEqual(list(self.store.glob("*.so")), [])
        self.assertEqual(list((self.store / "incoming").iterdir()), [])

    def interrupted(self, number: signal.Signals, *libraries, **options) -> tuple[int, str, str]:
        """How `hotswap vet` ends that gets a signal when the first library lies in the store."""
        with subprocess.Popen([PROGRAM, "vet", "--json", *libraries], env=self.environment, cwd=self.folder, text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options) as process:
            while process.poll() is None and not list(self.store.glob("incoming/*")):
                time.sleep(0.005)  # until the copy is there; the library hangs for longer than this takes
            process.send_signal(number)
            stdout, stderr = process.communicate(timeout=TIMEOUT_S)
        return process.returncode, stdout, stderr

    def test_a_signal_ends_it_with_a_verdict_and_without_a_copy(self):
        hanging = self.copy(FIXTURES / "hang_in_compute.so", "hanging.so")
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            with self.subTest(signal=number.name):
                status, stdout, stderr = self.interrupted(number, "hanging.so", V1, V2)
                self.assertEqual(status, 1, stderr)
                self.assertEqual([verdict["file"] for verdict in json.loads(stdout)], [hanging.name])
                self.assertRegex(stderr, rf"^hotswap: hanging\.so: [^\n]+\nhotswap: {V1}: was not judged, nor what follows[^\n]+\n$")
                self.assertEqual(list((self.store / "incoming").iterdir()), [])

    def test_a_hang_up_that_its_caller_ignores_does_not_end_it(self):
        ignore = functools.partial(signal.signal, signal.SIGHUP, signal.SIG_IGN)
        status, stdout, stderr = self.interrupted(signal.SIGHUP, FIXTURES / "slow_create.so", V1, preexec_fn=ignore)
        self.assertEqual((status, len(json.loads(stdout))), (0, 2), stderr)

    def test_a_limit_on_the_size_of_files_is_told_and_does_not_kill(self):
        limit = functools.partial(resource.setrlimit, resource.RLIMIT_FSIZE, (0, 0))
        outcome = self.vet(V1, status=1, preexec_fn=limit)
        self.assertRegex(outcome.stderr, rf"^hotswap: {V1}: cannot be copied into the operator store: [^\n]*File too large[^\n]*ulimit[^\n]*\n$")
        self.assertEqual(list((self.store / "incoming").iterdir()), [])

    def test_works_where_no_store_can_be(self):
        self.environment["XDG_DATA_HOME"] = "/proc/nowhere"
        self.vet(V1, status=0)
        outcome = self.vet(V1, "--store", "/proc/nowhere", status=1)
        self.assertRegex(outcome.stderr, rf"^hotswap: {V1}: cannot be tried: the operator store /proc/nowhere .*--store\n$")
        verdict = self.verdict(V1, "--store", "/proc/nowhere", status=1)
        self.assertEqual(verdict["findings"][-1]["code"], "unavailable")

    def test_says_what_to_do_where_no_copy_can_be_made_at_all(self):
        self.environment["XDG_DATA_HOME"] = "/proc/nowhere"
        for folder, cause in (("/proc/nowhere", "TMPDIR names no folder: No such file or directory"),
                              ("/proc", "/proc: No such file or directory")):
            self.environment["TMPDIR"] = folder
            self.assertEqual(self.vet(V1, status=1).stderr,
                             f"hotswap: {V1}: cannot be tried: there is no folder for a private copy: {cause}; "
                             "name one with --store, or set TMPDIR\n")

    def test_tries_the_samples_that_it_is_given(self):
        rare = FIXTURES / "throws_sometimes.so"
        self.vet(rare, status=0)
        samples = self.write("samples.csv", "user_id,item_id,slot,user_feature,item_feature\n1,2,ctr,0.5,0.25\n\n3000,2,ctr,0.5,0.25\n")
        outcome = self.vet(rare, "--samples", samples, status=1)
        self.assertIn("throws out of compute_score: this user is not wanted", outcome.stderr)
        self.vet(V1, "--samples", samples, status=0)

    def test_tells_the_line_of_a_bad_sample(self):
        for name, content, where in (("row.csv", "user_id,item_id,user_feature,item_feature\n1,2,0.5,x\n", ":2: item_feature"),
                                     ("header.csv", "user_id\n1\n", ":1: the header lacks item_id"),
                                     ("none.csv", "user_id,item_id,user_feature,item_feature\n", ":1: is followed by no request"),
                                     ("empty.csv", "", ":1: is empty")):
            with self.subTest(name=name):
                self.write(name, content)
                outcome = self.vet(V1, "--samples", name, status=2)
                self.assertRegex(outcome.stderr, rf"^hotswap: {name}{where}")
        self.assertRegex(self.vet(V1, "--samples", "missing.csv", status=1).stderr, r"^hotswap: missing\.csv: No such file.*; name a CSV file with --samples\n$")

    def test_tells_bad_usage(self):
        for arguments in ([], ["--no-such-option", V1], [V1, "--samples"]):
            with self.subTest(arguments=arguments):
                self.assertIn("`hotswap vet --help`", self.vet(*arguments, status=2).stderr)

    def test_names_the_program_that_it_misses(self):
        lonely = self.copy(PROGRAM, "bin/hotswap")
        outcome = self.vet(V1, status=1, program=lonely)
        self.assertIn(f"{self.folder}/bin/hotswap-vet, is missing", outcome.stderr)

    def test_needs_no_privileges(self):
        program = self.copy(PROGRAM, "bin/hotswap")
        self.copy(PROGRAM.parent / "hotswap-vet", "bin/hotswap-vet")
        good = self.copy(V1, "good.so")
        home = self.folder / "open"
        home.mkdir()
        home.chmod(0o777)
        self.environment["XDG_DATA_HOME"] = str(home)
        verdict = self.verdict(good, status=0, program=program, **as_unprivileged())
        self.assertEqual(verdict["verdict"], "accepted")


if __name__ == "__main__":
    main()
