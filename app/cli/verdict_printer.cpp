#include "app/cli/verdict_printer.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "app/language.h"
#include "core/language/display_width.h"
#include "core/loading/display_name.h"

namespace hotswap {
namespace {

/// Names of files, symbols and authors may hold anything, also what is no UTF-8.
std::string Printable(const std::string& text) { return DisplayName(text.c_str(), text.size()); }

std::string ResultName(FindingLevel level) {
  switch (level) {
    case FindingLevel::kOk: return Translated("passed");
    case FindingLevel::kWarning: return Translated("warned");
    case FindingLevel::kRefusal: return Translated("refused");
  }
  return "unknown";
}

std::string Headline(const Verdict& verdict) {
  if (const Finding* refusal = verdict.Refusal()) return "refused by gate " + refusal->gate + " (" + refusal->code + ")";
  const std::size_t warnings = verdict.warnings();
  if (warnings == 0) return Translated("accepted");
  return "accepted with " + std::to_string(warnings) + (warnings == 1 ? " warning" : " warnings");
}

std::string Describe(const OperatorIdentity& identity) {
  std::string text = Printable(identity.id) + " " + Printable(identity.version) + " by " + Printable(identity.vendor) + ", ABI " +
                     std::to_string(identity.abi_major) + "." + std::to_string(identity.abi_minor);
  text += identity.sealed ? ", sealed" : ", not sealed";
  if (identity.stateful) text += ", stateful";
  if (identity.per_worker) text += ", one instance per worker";
  return text;
}

void PrintFacts(std::ostream& out, const Verdict& verdict) {
  const auto print = [&out](const std::string& fact) { out << "  " << Translated(fact) << '\n'; };
  if (!verdict.sha256.empty()) print("SHA-256   " + verdict.sha256);
  if (verdict.size != 0) print("Size      " + std::to_string(verdict.size) + " bytes");
  if (!verdict.build_id.empty()) print("Build ID  " + verdict.build_id);
  if (verdict.vetted_before) print("Vetted    before, the same bytes beside the same libraries; --no-cache tries again");
  if (verdict.identity) print("Operator  " + Describe(*verdict.identity));
}

void PrintRow(std::ostream& out, std::size_t check_width, std::string_view gate, std::string_view check, std::string_view result,
              std::string_view text) {
  out << "  " << Padded(gate, 6) << Padded(check, check_width + 2) << Padded(result, 9) << text << '\n';
}

nlohmann::json IdentityJson(const OperatorIdentity& identity) {
  return {{"id", Printable(identity.id)},    {"version", Printable(identity.version)}, {"vendor", Printable(identity.vendor)},
          {"abi_major", identity.abi_major}, {"abi_minor", identity.abi_minor},        {"sealed", identity.sealed},
          {"stateful", identity.stateful},   {"per_worker", identity.per_worker}};
}

}  // namespace

void PrintVerdict(std::ostream& out, const Verdict& verdict) {
  out << Printable(verdict.path) << ": " << Translated(Headline(verdict)) << '\n';
  PrintFacts(out, verdict);
  if (verdict.findings.empty()) return;
  const std::string head = Translated("Check");
  std::size_t width = DisplayWidth(head);
  for (const Finding& finding : verdict.findings) width = std::max(width, finding.check.size());
  out << '\n';
  PrintRow(out, width, Translated("Gate"), head, Translated("Result"), Translated("What"));
  for (const Finding& finding : verdict.findings) {
    PrintRow(out, width, finding.gate, finding.check, ResultName(finding.level), Printable(Translated(finding.text)));
  }
}

nlohmann::json VerdictJson(const Verdict& verdict) {
  nlohmann::json findings = nlohmann::json::array();
  for (const Finding& finding : verdict.findings) {
    findings.push_back({{"gate", finding.gate},
                        {"check", finding.check},
                        {"level", FindingLevelName(finding.level)},
                        {"code", finding.code},
                        {"text", Printable(finding.text)}});
  }
  return {{"file", Printable(verdict.path)},
          {"sha256", verdict.sha256},
          {"size", verdict.size},
          {"build_id", verdict.build_id},
          {"verdict", verdict.refused() ? "refused" : "accepted"},
          {"warnings", verdict.warnings()},
          {"took_us", std::chrono::duration_cast<std::chrono::microseconds>(verdict.took).count()},
          {"vetted_before", verdict.vetted_before},
          {"identity", verdict.identity ? IdentityJson(*verdict.identity) : nlohmann::json()},
          {"findings", std::move(findings)}};
}

}  // namespace hotswap
