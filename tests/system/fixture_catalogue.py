"""What must answer each fixture operator, as tests/fixtures/operators/catalogue.inc says, and files that a few bytes make."""

import dataclasses
import json
import os
import pathlib
import re
import shutil
import subprocess

from hotswap_program import FIXTURES, ROOT, V1

CATALOGUE = ROOT / "tests" / "fixtures" / "operators" / "catalogue.inc"
ENTRY = re.compile(r"^([A-Z_]+)(\(.*\))$")
FIELDS = {
    "REFUSED": ("name", "policy", "gate", "code", "reason"),
    "WARNED": ("name", "gate", "check", "reason"),
    "ACCEPTED": ("name", "policy", "reason"),
    "TAKEN_BACK": ("name", "code", "reason"),
}


@dataclasses.dataclass(frozen=True)
class Entry:
    """One line. A field that its kind does not have is empty."""

    kind: str
    name: str
    reason: str
    policy: str = "default"
    gate: str = ""
    code: str = ""
    check: str = ""

    @property
    def file(self) -> pathlib.Path:
        return FIXTURES / f"{self.name}.so"

    @property
    def gates(self) -> list[str]:
        return self.gate.split("|")

    @property
    def codes(self) -> list[str]:
        return self.code.split("|")


def read_catalogue(*, kind: str | None = None, policy: str | None = None) -> list[Entry]:
    """All entries, or those of a kind and a policy, in their order."""
    entries = []
    for number, line in enumerate(CATALOGUE.read_text().splitlines(), start=1):
        if not line or line.startswith("//"):
            continue
        match = ENTRY.match(line)
        if not match or match[1] not in FIELDS:
            raise ValueError(f"{CATALOGUE}:{number}: no entry: {line}")
        values = json.loads(f"[{match[2][1:-1]}]")
        entries.append(Entry(match[1], **dict(zip(FIELDS[match[1]], values, strict=True))))
    return [entry for entry in entries if kind in (None, entry.kind) and policy in (None, entry.policy)]


@dataclasses.dataclass(frozen=True)
class MadeFile:
    """A file that no compiler makes, and who must answer it: one of `gate` with one of `code`, each separated by "|"."""

    file: pathlib.Path
    gate: str
    code: str

    @property
    def gates(self) -> list[str]:
        return self.gate.split("|")

    @property
    def codes(self) -> list[str]:
        return self.code.split("|")


def patched(library: bytes, offset: int, value: bytes) -> bytes:
    return library[:offset] + value + library[offset + len(value) :]


def make_files(folder: pathlib.Path) -> list[MadeFile]:
    """Everything in `folder` that is no operator, partly from the bytes of a good one without a seal, which would answer first."""
    library = (FIXTURES / "constant.so").read_bytes()
    folder.mkdir(exist_ok=True)
    (folder / "directory.so").mkdir()
    os.mkfifo(folder / "fifo.so")
    (folder / "device.so").symlink_to("/dev/zero")
    (folder / "dangling.so").symlink_to("nowhere.so")
    contents = {
        "text.so": (b"This is no library.\n", "not_elf"),
        "zeroes.so": (bytes(4096), "not_elf"),
        "other_class.so": (patched(library, 4, b"\x01"), "wrong_elf_class"),
        "other_endian.so": (patched(library, 5, b"\x02"), "wrong_elf_class"),
        "other_machine.so": (patched(library, 18, b"\xb7\x00"), "wrong_machine"),
    }
    for name, (content, _) in contents.items():
        (folder / name).write_bytes(content)
    (folder / "empty.so").touch()
    made = [
        MadeFile(folder / "empty.so", "G0", "not_elf"),
        MadeFile(folder / "missing.so", "G0", "not_found"),
        MadeFile(folder / "dangling.so", "G0", "not_found"),
        MadeFile(folder / "directory.so", "G0", "not_regular_file"),
        MadeFile(folder / "fifo.so", "G0", "not_regular_file"),
        MadeFile(folder / "device.so", "G0", "not_regular_file"),
    ]
    made += [MadeFile(folder / name, "G2", code) for name, (_, code) in contents.items()]
    return made + cross_compiled(folder)


def cross_compiled(folder: pathlib.Path) -> list[MadeFile]:
    """An operator of another processor, where there is a compiler for one."""
    compiler = shutil.which("aarch64-linux-gnu-g++")
    if compiler is None:
        return []
    library = folder / "cross_compiled.so"
    subprocess.run([compiler, "-std=c++20", "-fPIC", "-shared", f"-I{ROOT}", "-o", library,
                    ROOT / "tests" / "fixtures" / "operators" / "constant.cpp"], check=True, timeout=120)
    return [MadeFile(library, "G2", "wrong_machine")]


def half_copies(folder: pathlib.Path, *, sealed: bool) -> list[MadeFile]:
    """What somebody sees who looks while a library is copied, every 512 bytes; of a sealed one, the seal may answer first."""
    library = (V1 if sealed else FIXTURES / "constant.so").read_bytes()
    gate, code = ("G1|G2", "digest_mismatch|bad_note|not_elf") if sealed else ("G2", "not_elf")
    folder.mkdir(exist_ok=True)
    made = []
    for size in range(512, len(library), 512):
        file = folder / f"half_{size:06}.so"
        file.write_bytes(library[:size])
        made.append(MadeFile(file, gate, code))
    return made
