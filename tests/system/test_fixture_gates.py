"""Every hostile fixture meets the gate that must stop it, and every rare good one passes: `hotswap vet` against the catalogue."""

import json
import pathlib
import re
import subprocess
import time

from fixture_catalogue import MadeFile, half_copies, make_files, read_catalogue
from hotswap_program import FIXTURES, PROGRAM, ROOT, TIMEOUT_S, V2, SystemTest, main


class VetTest(SystemTest):
    """Runs `hotswap vet` and prints, at the end, how long the slowest took."""

    def setUp(self) -> None:
        super().setUp()
        self.took: dict[str, float] = {}
        self.addCleanup(self.tell_times)

    def tell_times(self) -> None:
        slowest = sorted(self.took.items(), key=lambda item: -item[1])[:5]
        print(f"{len(self.took)} files, slowest:", ", ".join(f"{name} {ms:.0f} ms" for name, ms in slowest))

    def vet(self, file: pathlib.Path, policy: str = "default") -> tuple[int, dict]:
        strict = ["--strict"] if policy == "strict" else []
        started = time.monotonic()
        ended = subprocess.run([str(PROGRAM), "vet", str(file), "--json", "--no-cache", "--store", str(self.store), *strict],
                               text=True, timeout=TIMEOUT_S, check=False, capture_output=True, env=self.environment, cwd=self.folder)
        self.took[file.name] = 1e3 * (time.monotonic() - started)
        self.assertIn(ended.returncode, (0, 1), ended.stderr)
        verdict = json.loads(ended.stdout)
        self.assertEqual(verdict["file"], str(file))
        self.assertEqual(verdict["verdict"], "refused" if ended.returncode == 1 else "accepted")
        self.assertEqual(verdict["warnings"], len([one for one in verdict["findings"] if one["level"] == "warning"]))
        self.stderr = ended.stderr
        return ended.returncode, verdict

    def assert_refused(self, file: pathlib.Path, gates: list[str], codes: list[str], policy: str = "default") -> None:
        status, verdict = self.vet(file, policy)
        refusals = [finding for finding in verdict["findings"] if finding["level"] == "refusal"]
        self.assertEqual((status, bool(refusals)), (1, True), verdict["findings"])
        refusal = refusals[0]
        self.assertIn((refusal["gate"], refusal["code"]), [(gate, code) for gate in gates for code in codes], refusal["text"])
        self.assertEqual({finding["gate"] for finding in verdict["findings"] if finding["gate"] > refusal["gate"]}, set())
        # A clause that can follow the name of the file.
        self.assertRegex(refusal["text"], r"^[a-z]")
        self.assertTrue(refusal["text"].isprintable(), repr(refusal["text"]))
        self.assertNotIn(str(self.store), refusal["text"])

    def assert_accepted(self, file: pathlib.Path, policy: str = "default") -> dict:
        status, verdict = self.vet(file, policy)
        refusals = [finding for finding in verdict["findings"] if finding["level"] == "refusal"]
        self.assertEqual((status, refusals), (0, []))
        return verdict


class FixtureGateTest(VetTest):
    def test_each_hostile_fixture_is_refused_by_its_gate_with_its_code(self):
        for entry in read_catalogue(kind="REFUSED"):
            # The child cannot see what only the host can be: parity is judged where the operator is to run.
            if entry.gate in ("G4", "G5"):
                continue
            with self.subTest(fixture=entry.name, policy=entry.policy, reason=entry.reason):
                self.assert_refused(entry.file, entry.gates, entry.codes, entry.policy)

    def test_each_doubtful_fixture_is_accepted_with_its_warning(self):
        for entry in read_catalogue(kind="WARNED"):
            with self.subTest(fixture=entry.name, reason=entry.reason):
                warnings = [finding for finding in self.assert_accepted(entry.file)["findings"] if finding["level"] == "warning"]
                self.assertIn((entry.gate, entry.check), [(warning["gate"], warning["check"]) for warning in warnings])

    def test_each_rare_good_fixture_is_accepted(self):
        for entry in read_catalogue(kind="ACCEPTED"):
            with self.subTest(fixture=entry.name, policy=entry.policy, reason=entry.reason):
                self.assert_accepted(entry.file, entry.policy)

    def test_what_only_production_sees_passes(self):
        for entry in read_catalogue(kind="TAKEN_BACK"):
            with self.subTest(fixture=entry.name, reason=entry.reason):
                self.assert_accepted(entry.file)

    def test_nothing_is_left_of_what_they_tried(self):
        for name in ("write_file_in_compute", "fork_in_compute", "close_descriptors_in_compute"):
            self.vet(FIXTURES / f"{name}.so")
        self.assertLessEqual({file.name for file in self.folder.iterdir()}, {"data", "cache", "runtime"})
        self.assertEqual(list(self.runtime.iterdir()), [])
        self.assertEqual([file.name for file in self.store.rglob("*.so")], [])


class MadeFileTest(VetTest):
    def assert_answered(self, made: list[MadeFile]) -> None:
        for one in made:
            with self.subTest(file=one.file.name):
                self.assert_refused(one.file, one.gates, one.codes)

    def test_what_is_no_operator_is_refused_before_anything_of_it_runs(self):
        self.assert_answered(make_files(self.folder / "made"))

    def test_half_copies_are_refused(self):
        self.assert_answered(half_copies(self.folder / "halves", sealed=False))

    def test_half_copies_of_a_sealed_library_are_refused(self):
        self.assert_answered(half_copies(self.folder / "halves", sealed=True))

    def test_a_single_flipped_bit_anywhere_in_a_sealed_library_is_refused(self):
        library = V2.read_bytes()
        # The head decides whether it is a library at all; behind it, the seal answers first.
        for offset in range(64, len(library), len(library) // 40):
            with self.subTest(offset=offset):
                flipped = self.write("flipped.so", library[:offset] + bytes([library[offset] ^ 0x10]) + library[offset + 1 :])
                self.assert_refused(flipped, ["G1"], ["digest_mismatch", "bad_note", "abi_mismatch"])


class CatalogueTest(VetTest):
    def test_names_every_fixture_that_is_built(self):
        named = {entry.name for entry in read_catalogue()}
        self.assertEqual(sorted(file.stem for file in FIXTURES.glob("*.so") if file.stem not in named), [])

    def test_names_codes_that_exist(self):
        source = (ROOT / "core" / "base" / "result.cpp").read_text()
        known = set(re.findall(r'return "(\w+)";', source))
        for entry in read_catalogue():
            if entry.code:
                self.assertLessEqual(set(entry.codes), known, entry.name)


if __name__ == "__main__":
    main()
