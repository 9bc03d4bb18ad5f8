#include "app/cli/verdict_output.h"

#include <iostream>

#include "app/cli/verdict_printer.h"
#include "app/language.h"
#include "app/standard_streams.h"
#include "core/loading/display_name.h"

namespace hotswap {
namespace {

std::string Printable(const std::string& text) { return DisplayName(text.c_str(), text.size()); }

/// The reason once more where scripts and people look for errors.
void Complain(const Verdict& verdict) {
  const Finding* refusal = verdict.Refusal();
  if (refusal == nullptr) return;
  std::cerr << "hotswap: " << Printable(verdict.path + ": " + Translated(refusal->text)) << '\n';
}

}  // namespace

int PrintVerdicts(const std::vector<std::string>& libraries, bool json, const std::function<Verdict(const std::string&)>& judge,
                  const std::function<bool()>& go_on) {
  int status = 0;
  nlohmann::json all = nlohmann::json::array();
  for (const std::string& library : libraries) {
    if (go_on && !go_on()) {
      status = 1;
      const std::string text = library + ": was not judged, nor what follows: a signal ended the command before";
      std::cerr << "hotswap: " << Printable(Translated(text)) << '\n';
      break;
    }
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
  const bool single = libraries.size() == 1 && all.size() == 1;
  if (json) std::cout << (single ? all.front() : all).dump(2) << '\n';
  return StatusOfPrinted("hotswap", status);
}

}  // namespace hotswap
