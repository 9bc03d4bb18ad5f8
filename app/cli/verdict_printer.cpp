#include "app/cli/verdict_printer.h"

#include <algorithm>
#include <iomanip>
#include <string>
#include <string_view>

#include "core/loading/display_name.h"

namespace hotswap {
namespace {

/// Names of files, symbols and authors may hold anything, also what is no UTF-8.
std::string Printable(const std::string& text) { return DisplayName(text.c_str(), text.size()); }

std::string_view ResultName(FindingLevel level) {
  switch (level) {
    case FindingLevel::kOk: return "passed";
    case FindingLevel::kWarning: return "warned";
    case FindingLevel::kRefusal: return "refused";
  }
  return "unknown";
}

std::string Headline(const Verdict& verdict) {
  if (const Finding* refusal = verdict.Refusal()) return "refused by gate " + refusal->gate + " (" + refusal->code + ")";
  const std::size_t warnings = verdict.warnings();
  if (warnings == 0) return "accepted";
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
  if (!verdict.sha256.empty()) out << "  SHA-256   " << verdict.sha256 << '\n';
  if (verdict.size != 0) out << "  Size      " << verdict.size << " bytes\n";
  if (!verdict.build_id.empty()) out << "  Build ID  " << verdict.build_id << '\n';
  if (verdict.vetted_before) out << "  Vetted    before, the same bytes beside the same libraries; --no-cache tries again\n";
  if (verdict.identity) out << "  Operator  " << Describe(*verdict.identity) << '\n';
}

void PrintRow(std::ostream& out, int check_width, std::string_view gate, const std::string& check, std::string_view result,
              const std::string& text) {
  out << "  " << std::left << std::setw(6) << gate << std::setw(check_width + 2) << check << std::setw(9) << result << text
      << '\n';
}

nlohmann::json IdentityJson(const OperatorIdentity& identity) {
  return {{"id", Printable(identity.id)},    {"version", Printable(identity.version)}, {"vendor", Printable(identity.vendor)},
          {"abi_major", identity.abi_major}, {"abi_minor", identity.abi_minor},        {"sealed", identity.sealed},
          {"stateful", identity.stateful},   {"per_worker", identity.per_worker}};
}

}  // namespace

void PrintVerdict(std::ostream& out, const Verdict& verdict) {
  out << Printable(verdict.path) << ": " << Headline(verdict) << '\n';
  PrintFacts(out, verdict);
  if (verdict.findings.empty()) return;
  std::size_t width = std::string_view("Check").size();
  for (const Finding& finding : verdict.findings) width = std::max(width, finding.check.size());
  const int check_width = static_cast<int>(width);
  out << '\n';
  PrintRow(out, check_width, "Gate", "Check", "Result", "What");
  for (const Finding& finding : verdict.findings) {
    PrintRow(out, check_width, finding.gate, finding.check, ResultName(finding.level), Printable(finding.text));
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
