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
IScoreOperator* create_operator() { %(create)s }
void destroy_operator(IScoreOperator* instance) { %(destroy)s }
"""

# What a vetting cannot see: Live() is false in its clean environment, and while gates of the program itself try the operator.
LIVE_ONLY = """#include <chrono>
#include <cstdlib>
static const auto loaded = std::chrono::steady_clock::now();
static bool Live() {
  return std::getenv("HOME") != nullptr && std::chrono::steady_clock::now() - loaded > std::chrono::milliseconds(60);
}
"""


def build_operator(folder: pathlib.Path, name: str, body: str, preamble: str = "", *, shown: str | None = None,
                   create: str = "return new Handmade;", destroy: str = "delete instance;",
                   options: tuple = ()) -> pathlib.Path:
    """Compiles FOLDER/NAME.so against nothing but the header of the base ABI. It calls itself `shown`, or else `name`."""
    source = folder / f"{name}.cpp"
    source.write_text(TEMPLATE % {"name": name if shown is None else shown, "body": body, "preamble": preamble, "create": create,
                                  "destroy": destroy})
    library = folder / f"{name}.so"
    subprocess.run([os.environ.get("CXX", "g++"), "-fPIC", "-shared", f"-I{ROOT / 'core' / 'abi'}", "-o", library, source, *options],
                   check=True, timeout=120)
    return library
