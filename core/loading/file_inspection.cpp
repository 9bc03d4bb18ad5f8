#include "core/loading/file_inspection.h"

#include <chrono>
#include <exception>
#include <iterator>
#include <string>
#include <utility>

#include "core/base/clock.h"
#include "core/loading/file_findings.h"
#include "core/loading/finding_list.h"
#include "core/loading/sha256.h"
#include "core/loading/whole_file.h"

namespace hotswap {
namespace {

/// The error without the path that it begins with: a finding lacks the file's name, and begins with a verb.
Error Unnamed(Error error, const std::filesystem::path& file) {
  const std::string prefix = file.string() + ": ";
  if (error.text.starts_with(prefix)) error.text.erase(0, prefix.size());
  const bool of_the_system = error.code == Errc::kNotFound || error.code == Errc::kPermissionDenied || error.code == Errc::kIo;
  if (of_the_system) error.text = "cannot be read: " + error.text;
  return error;
}

void Refuse(Verdict& verdict, Error error) { FindingList("G0", verdict.findings).Refuse("file", std::move(error)); }

void Inspect(const std::filesystem::path& file, const InspectionPolicy& policy, Verdict& verdict) {
  auto read = ReadWholeFile(file);
  if (!read) return Refuse(verdict, Unnamed(read.error(), file));
  Sha256 digest;
  digest.Update(read->bytes);
  auto sha256 = digest.HexDigest();
  if (!sha256) return Refuse(verdict, sha256.error());
  verdict.sha256 = std::move(sha256).value();
  verdict.size = read->bytes.size();
  FindingList("G0", verdict.findings).Pass("file", "is a file of " + std::to_string(verdict.size) + " bytes");
  std::ranges::move(FileFindings(file, read->status), std::back_inserter(verdict.findings));

  Inspection inspection = InspectLibrary(read->bytes, policy);
  std::ranges::move(inspection.findings, std::back_inserter(verdict.findings));
  verdict.identity = std::move(inspection.identity);
  verdict.build_id = std::move(inspection.build_id);
}

}  // namespace

Verdict InspectFile(const std::filesystem::path& file, const InspectionPolicy& policy) noexcept {
  const TimePoint started = SteadyClock().Now();
  Verdict verdict;
  verdict.path = file.string();
  try {
    Inspect(file, policy, verdict);
  } catch (const std::exception& failure) {  // no memory for a file of this size
    Refuse(verdict, {Errc::kIo, std::string("cannot be inspected: ") + failure.what() + "; free memory and try again"});
  }
  verdict.took = SteadyClock().Now() - started;
  return verdict;
}

}  // namespace hotswap
