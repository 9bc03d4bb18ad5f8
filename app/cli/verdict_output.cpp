#include "app/cli/verdict_output.h"

#include <cerrno>
#include <iostream>

#include "app/cli/verdict_printer.h"
#include "core/loading/display_name.h"

namespace hotswap {
namespace {

/// The reason once more where scripts and people look for errors.
void Complain(const Verdict& verdict) {
  const Finding* refusal = verdict.Refusal();
  if (refusal == nullptr) return;
  const std::string text = verdict.path + ": " + refusal->text;
  std::cerr << "hotswap: " << DisplayName(text.c_str(), text.size()) << '\n';
}

}  // namespace

int PrintVerdicts(const std::vector<std::string>& libraries, bool json, const std::function<Verdict(const std::string&)>& judge) {
  int status = 0;
  nlohmann::json all = nlohmann::json::array();
  for (const std::string& library : libraries) {
    const Verdict verdict = judge(library);
    if (verdict.refused()) status = 1;
    if (json) {
      all.push_back(VerdictJson(verdict));
    } else {
      if (&library != &libraries.front()) std::cout << '\n';
      PrintVerdict(std::cout, verdict);
    }
    Complain(verdict);
  }
  if (json) std::cout << (all.size() == 1 ? all.front() : all).dump(2) << '\n';
  errno = 0;
  std::cout.flush();
  // A reader that went away has seen enough.
  if (std::cout || errno == EPIPE) return status;
  std::cerr << "hotswap: standard output: the verdict could not be written\n";
  return 1;
}

}  // namespace hotswap
