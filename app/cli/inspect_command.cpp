#include "app/cli/inspect_command.h"

#include <CLI/CLI.hpp>

#include "app/cli/verdict_output.h"
#include "app/option_checks.h"
#include "core/loading/file_inspection.h"

namespace hotswap {

void AddInspectOptions(CLI::App& command, InspectOptions& options) {
  command.add_option("library", options.libraries, "Shared libraries (.so) to judge without running them")
      ->required()
      ->check(Named("file"));
  command.add_flag("--json", options.json, "Print the verdict as JSON; of several files, an array");
  command.add_flag("--strict", options.strict, "Refuse what is only warned of: no ABI note, no seal, what would stay mapped");
}

int InspectCommand(const InspectOptions& options) {
  return PrintVerdicts(options.libraries, options.json,
                       [&options](const std::string& library) { return InspectFile(library, {.strict = options.strict}); });
}

}  // namespace hotswap
