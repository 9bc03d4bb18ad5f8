#include "app/cli/seal_command.h"

#include <CLI/CLI.hpp>
#include <iostream>

#include "app/language.h"
#include "app/option_checks.h"
#include "app/signal_watcher.h"
#include "app/standard_streams.h"
#include "core/loading/display_name.h"
#include "core/loading/seal.h"

namespace hotswap {
namespace {

std::string Printable(const std::string& text) { return DisplayName(text.c_str(), text.size()); }

}  // namespace

void AddSealOptions(CLI::App& command, SealOptions& options) {
  command.add_option("library", options.libraries, "Operators (.so) whose ABI note is to carry the SHA-256 of their other bytes")
      ->required()
      ->check(Named("file"));
  command.add_flag("--if-noted", options.if_noted, "Leave a library without an ABI note as it is");
  command.add_flag("--quiet", options.quiet, "Say nothing but errors");
}

int SealCommand(const SealOptions& options) {
  // A library is replaced by a sealed copy, which lies beside it for a moment and must not stay there.
  const SignalWatcher signals(kCopiesToRemove);
  int status = 0;
  for (const std::string& library : options.libraries) {
    if (signals.stop_requested()) {
      const std::string text = library + ": was not sealed, nor what follows: a signal ended the command before";
      std::cerr << "hotswap: " << Printable(Translated(text)) << '\n';
      return 1;
    }
    const auto sealed = SealFile(library);
    if (!sealed && options.if_noted && sealed.error().code == Errc::kUnverified) continue;
    if (!sealed) {
      std::cerr << "hotswap: " << Printable(Translated(sealed.error().text)) << '\n';
      status = 1;
    } else if (!options.quiet) {
      std::cout << Translated(Printable(library) + (*sealed == SealOutcome::kSealed ? ": sealed\n" : ": was sealed already\n"));
    }
  }
  return StatusOfPrinted("hotswap", status);
}

}  // namespace hotswap
