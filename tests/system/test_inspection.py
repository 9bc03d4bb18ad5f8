"""`hotswap inspect` and `hotswap seal`: verdicts of files that are not run, for people and for scripts."""

import json
import os
import platform
import shutil
import struct
import subprocess
import unittest

from hotswap_program import FIXTURES, PROGRAM, ROOT, V1, Outcome, SystemTest, main

CROSS_COMPILER = shutil.which("aarch64-linux-gnu-g++")
NOTED_OPERATOR = """#include "core/abi/operator_module.h"
namespace {
struct Mean final : IScoreOperator {
  double compute_score(const Feature& feature) override { return feature.user_feature; }
  const char* name() const override { return "Mean"; }
};
}
HOTSWAP_OPERATOR(Mean, "org.example.mean", "1.0.0", "Example Ltd.");
"""


class InspectionTest(SystemTest):
    def command(self, *arguments, status: int) -> Outcome:
        ended = subprocess.run([str(PROGRAM), *map(str, arguments)], env=self.environment, cwd=self.folder, capture_output=True,
                               text=True, timeout=60, check=False)
        self.assertEqual(ended.returncode, status, ended.stderr or ended.stdout)
        return Outcome(ended.returncode, ended.stdout, ended.stderr)

    def verdict(self, *arguments, status: int) -> dict:
        return json.loads(self.command("inspect", "--json", *arguments, status=status).stdout)

    def test_a_shipped_operator_has_nothing_against_it(self):
        self.copy(V1, "op.so")
        outcome = self.command("inspect", "--strict", "op.so", status=0)
        self.assertEqual(outcome.lines[0], "op.so: accepted")
        self.assertIn("org.hotswap.linear 1.0.0 by Hotswap Monitor, ABI 1.0, sealed", outcome.stdout)
        self.assertEqual(outcome.stderr, "")
        self.assertTrue(outcome.stdout.replace("\n", "").isprintable())

    def test_tells_scripts_the_same(self):
        verdict = self.verdict(V1, status=0)
        self.assertEqual(verdict["file"], str(V1))
        self.assertEqual(verdict["verdict"], "accepted")
        self.assertEqual(verdict["warnings"], 0)
        self.assertEqual(verdict["size"], V1.stat().st_size)
        self.assertEqual(verdict["identity"]["id"], "org.hotswap.linear")
        self.assertTrue(verdict["identity"]["sealed"])
        self.assertEqual({finding["level"] for finding in verdict["findings"]}, {"ok"})
        self.assertEqual([finding["gate"] for finding in verdict["findings"]],
                         sorted(finding["gate"] for finding in verdict["findings"]))

    def test_warns_of_an_operator_without_a_note_and_refuses_it_when_strict(self):
        plain = FIXTURES / "constant.so"
        self.assertEqual(self.command("inspect", plain, status=0).lines[0], f"{plain}: accepted with 1 warning")
        self.assertIsNone(self.verdict(plain, status=0)["identity"])
        outcome = self.command("inspect", "--strict", plain, status=1)
        self.assertEqual(outcome.lines[0], f"{plain}: refused by gate G1 (unverified)")
        self.assertRegex(outcome.stderr, rf"^hotswap: {plain}: has no ABI note")

    def test_names_a_damaged_copy(self):
        damaged = bytearray(V1.read_bytes())
        damaged[len(damaged) // 2] ^= 1
        self.write("damaged.so", bytes(damaged))
        verdict = self.verdict("damaged.so", status=1)
        self.assertEqual(verdict["findings"][-1]["code"], "digest_mismatch")
        self.write("half.so", V1.read_bytes()[:8000])
        self.assertIn("is it still being copied?", self.command("inspect", "half.so", status=1).stderr)

    def test_refuses_what_is_no_file_to_read(self):
        os.mkfifo(self.folder / "fifo.so")
        for file in ("missing.so", "fifo.so", "."):
            with self.subTest(file=file):
                self.assertEqual(self.verdict(file, status=1)["findings"][0]["gate"], "G0")

    def test_judges_several_files_and_fails_when_one_is_refused(self):
        both = self.verdict(V1, "missing.so", status=1)
        self.assertEqual([verdict["verdict"] for verdict in both], ["accepted", "refused"])

    def test_bad_usage_is_status_2(self):
        self.command("inspect", status=2)
        self.command("inspect", "--colour", V1, status=2)
        self.command("seal", status=2)

    def test_seals_again_what_was_changed(self):
        changed = V1.read_bytes().replace(b"Hotswap Monitor", b"Hotswap Painter")
        self.write("op.so", changed)
        self.command("inspect", "op.so", status=1)
        self.assertEqual(self.command("seal", "op.so", status=0).stdout, "op.so: sealed\n")
        self.assertEqual(self.command("seal", "op.so", status=0).stdout, "op.so: was sealed already\n")
        self.assertEqual(self.verdict("--strict", "op.so", status=0)["identity"]["vendor"], "Hotswap Painter")

    @unittest.skipUnless(CROSS_COMPILER and platform.machine() == "x86_64", "needs a cross compiler for another processor")
    def test_an_operator_for_another_processor_has_a_note_can_be_sealed_and_is_refused(self):
        source = self.write("mean.cpp", NOTED_OPERATOR)
        subprocess.run([CROSS_COMPILER, "-std=c++11", "-fPIC", "-shared", f"-I{ROOT}", "-o", "mean.so", source], cwd=self.folder,
                       check=True, timeout=120)
        library = self.folder / "mean.so"
        note = library.read_bytes().find(b"HOTSWAP-abi.note")
        # Size, major, minor and flags; Feature's size and offsets; then, behind the compiler's three words, the member pointers:
        # on AArch64 a virtual one is marked in its second word.
        self.assertEqual(struct.unpack_from("<9I", library.read_bytes(), note + 32), (320, 1, 0, 0, 24, 0, 4, 8, 16))
        self.assertEqual(struct.unpack_from("<4Q", library.read_bytes(), note + 80), (16, 1, 24, 1))
        self.assertIn("mean.so: sealed", self.command("seal", "mean.so", status=0).stdout)
        self.assertIn("mean.so: was sealed already", self.command("seal", "mean.so", status=0).stdout)
        self.assertIn("mean.so: is built for AArch64", self.command("inspect", "mean.so", status=1).stderr)

    def test_says_what_cannot_be_sealed(self):
        plain = self.copy(FIXTURES / "constant.so", "plain.so")
        before = plain.read_bytes()
        self.assertIn("plain.so: cannot be sealed: it has no ABI note", self.command("seal", "plain.so", status=1).stderr)
        self.command("seal", "--if-noted", "plain.so", status=0)
        self.assertEqual(plain.read_bytes(), before)
        self.command("seal", "--if-noted", "missing.so", status=1)


if __name__ == "__main__":
    main()
