"""Operators as their writers build them: a few lines, one header, one call of the compiler, no build system."""

import os
import pathlib
import subprocess

from hotswap_program import ROOT

TEMPLATE = """#include "operator_interface.h"
%(preamble)s
struct Handmade : IScoreOperator {
  double compute_score(const Feature& feature) override { %(body)s }
  const char* name() const override { return "%(name)s"; }
};
IScoreOperator* create_operator() { return new Handmade; }
void destroy_operator(IScoreOperator* instance) { delete instance; }
"""


def build_operator(folder: pathlib.Path, name: str, body: str, preamble: str = "") -> pathlib.Path:
    """Compiles FOLDER/NAME.so against nothing but the header of the base ABI."""
    source = folder / f"{name}.cpp"
    source.write_text(TEMPLATE % {"name": name, "body": body, "preamble": preamble})
    library = folder / f"{name}.so"
    subprocess.run([os.environ.get("CXX", "g++"), "-fPIC", "-shared", f"-I{ROOT / 'core' / 'abi'}", "-o", library, source],
                   check=True, timeout=120)
    return library
