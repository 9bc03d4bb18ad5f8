#!/usr/bin/env python3
"""Judges the tree by layers.toml: include arrows, cycles, forbidden headers, file lengths and names, folder READMEs, the root.

Prints one line per violation, as file:line: what (why), and exits with 1 when there is any.
"""

import argparse
import re
import sys
import tomllib
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Iterator, NamedTuple, Optional

SOURCES = {".h", ".cpp"}
INCLUDE = re.compile(r'^\s*#\s*include\s*(?P<open>["<])(?P<path>[^">]+)[">]')
SKIPPED_FOLDERS = re.compile(r"^(build(-.*)?|__pycache__|\.git|\.cache)$")


class Violation(NamedTuple):
    file: str
    line: int
    what: str
    why: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.what} ({self.why})"


class Include(NamedTuple):
    line: int
    path: str
    quoted: bool


@dataclass
class Tree:
    """The files below the judged folders, by path from the root."""

    root: Path
    rules: dict
    files: list = field(default_factory=list)
    includes: dict = field(default_factory=dict)

    def __post_init__(self):
        for name in sorted(path.name for path in self.root.iterdir() if path.is_file()):
            self.files.append(PurePosixPath(name))
        for folder in self.rules["files"]["roots"]:
            self.files.extend(self._walk(self.root / folder))
        for file in self.files:
            if file.suffix in SOURCES:
                self.includes[file] = list(self._read_includes(file))

    def _walk(self, folder: Path) -> Iterator[PurePosixPath]:
        for path in sorted(folder.iterdir()) if folder.is_dir() else []:
            if path.is_dir() and not path.is_symlink() and not SKIPPED_FOLDERS.match(path.name):
                yield from self._walk(path)
            elif path.is_file():
                yield PurePosixPath(path.relative_to(self.root).as_posix())

    def _read_includes(self, file: PurePosixPath) -> Iterator[Include]:
        for number, text in enumerate(self.lines(file), start=1):
            if match := INCLUDE.match(text):
                yield Include(number, match["path"], match["open"] == '"')

    def lines(self, file: PurePosixPath) -> list:
        return (self.root / file).read_text(encoding="utf-8", errors="replace").splitlines()

    def layer_of(self, path: str) -> Optional[str]:
        fitting = [layer for layer in self.rules["layers"] if is_below(path, layer)]
        return max(fitting, key=len, default=None)


def is_below(path: str, folder: str) -> bool:
    return path.startswith(folder + "/")


def check_arrows(tree: Tree) -> Iterator[Violation]:
    for file, includes in tree.includes.items():
        layer = tree.layer_of(str(file))
        if layer is None:
            yield Violation(str(file), 1, "belongs to no layer", "layers.toml names every folder with sources")
            continue
        allowed = tree.rules["layers"][layer]
        if "*" in allowed:
            continue
        for include in includes:
            yield from check_arrow(tree, file, include, layer, allowed)


def check_arrow(tree: Tree, file: PurePosixPath, include: Include, layer: str, allowed: list) -> Iterator[Violation]:
    target = tree.layer_of(include.path)
    if target is None and include.quoted and not include.path.endswith(".moc"):
        yield Violation(str(file), include.line, f'includes "{include.path}", which names no layer',
                        "our headers are spelled from the root of the repository, others' in angle brackets")
    elif target is not None and target != layer and target not in allowed:
        may = ", ".join(allowed) or "nothing of ours"
        yield Violation(str(file), include.line, f"{layer} includes {include.path} of {target}", f"{layer} may include {may}")


def check_forbidden_includes(tree: Tree) -> Iterator[Violation]:
    for rule in tree.rules.get("forbidden_includes", []):
        pattern = re.compile(rule["pattern"])
        for file, includes in tree.includes.items():
            if not any(is_below(str(file), folder) for folder in rule["in"]):
                continue
            for include in includes:
                if pattern.search(include.path):
                    yield Violation(str(file), include.line, f"includes <{include.path}>", rule["why"])


def find_cycle(graph: dict) -> Optional[list]:
    """Nodes that lead back to the first of them, or nothing."""
    done, path = set(), []

    def visit(node) -> Optional[list]:
        if node in done:
            return None
        if node in path:
            return path[path.index(node) :] + [node]
        path.append(node)
        for following in graph.get(node, ()):
            if cycle := visit(following):
                return cycle
        done.add(path.pop())
        return None

    for start in graph:
        if cycle := visit(start):
            return cycle
    return None


def check_cycles(tree: Tree) -> Iterator[Violation]:
    arrows = {layer: [target for target in allowed if target != "*"] for layer, allowed in tree.rules["layers"].items()}
    if cycle := find_cycle(arrows):
        yield Violation("tests/arch/layers.toml", 1, "a cycle of layers: " + " -> ".join(cycle), "arrows point down only")
    files = {str(file): [include.path for include in includes] for file, includes in tree.includes.items()}
    if cycle := find_cycle({file: [path for path in paths if path in files] for file, paths in files.items()}):
        first = PurePosixPath(cycle[0])
        line = next(include.line for include in tree.includes[first] if include.path == cycle[1])
        yield Violation(cycle[0], line, "a cycle of includes: " + " -> ".join(cycle), "neither can be read without the other")


def last_word(name: str) -> str:
    """Of snake_case, kebab-case and CamelCase names alike, in lower case."""
    return re.split(r"[_-]|(?<=[a-z0-9])(?=[A-Z])", name)[-1].lower()


def check_files(tree: Tree) -> Iterator[Violation]:
    rules = tree.rules["files"]
    for file in tree.files:
        if file.suffix in rules["counted"] and (count := len(tree.lines(file))) > rules["max_lines"]:
            yield Violation(str(file), rules["max_lines"] + 1, f"{count} lines, over {rules['max_lines']}",
                            "that is where a second job is hiding")
        for part in (*file.parent.parts, file.stem):
            if last_word(part) in rules["forbidden_names"]:
                yield Violation(str(file), 1, f'is named "{part}"', "what has no noun has no owner")


def check_readmes(tree: Tree) -> Iterator[Violation]:
    rules = tree.rules["readme"]
    folders = {file.parent for file in tree.includes if any(is_below(str(file), below) for below in rules["below"])}
    for folder in sorted(folders):
        readme = folder / "README.md"
        if readme not in tree.files:
            yield Violation(str(readme), 1, "is missing", "every folder of sources says what it is for and what it must not know")
        elif (count := len(tree.lines(readme))) > rules["max_lines"]:
            yield Violation(str(readme), rules["max_lines"] + 1, f"{count} lines, over {rules['max_lines']}",
                            "a longer one is not read")


def check_top_level(tree: Tree) -> Iterator[Violation]:
    names = tree.rules["top_level"]["names"]
    for path in sorted(tree.root.iterdir()):
        if not path.name.startswith(".") and not SKIPPED_FOLDERS.match(path.name) and path.name not in names:
            yield Violation(path.name, 1, "does not belong into the root", "layers.toml names what does")


CHECKS = (check_arrows, check_forbidden_includes, check_cycles, check_files, check_readmes, check_top_level)


def judge(root: Path, rules: dict) -> list:
    tree = Tree(root, rules)
    return [violation for check in CHECKS for violation in check(tree)]


def main() -> int:
    here = Path(__file__).resolve().parent
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--root", type=Path, default=here.parents[1], help="of the repository")
    parser.add_argument("--rules", type=Path, default=here / "layers.toml")
    arguments = parser.parse_args()
    violations = judge(arguments.root, tomllib.loads(arguments.rules.read_text(encoding="utf-8")))
    for violation in violations:
        print(violation)
    print(f"{len(violations)} violations" if violations else "no violations")
    return 1 if violations else 0


if __name__ == "__main__":
    sys.exit(main())
