#include "core/loading/dependency_policy.h"

#include <elf.h>

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include "core/loading/library_search.h"
#include "core/loading/mapped_file.h"
#include "core/loading/mapped_libraries.h"
#include "core/loading/operator_exports.h"

namespace hotswap {
namespace {

namespace fs = std::filesystem;

std::vector<std::string_view> Strings(const LoadableLibrary& library, std::int64_t tag) {
  return DynamicStrings(library.image, library.strings, tag);
}

/// The directories that the library itself names: DT_RUNPATH makes the loader forget DT_RPATH.
std::string_view RunPath(const LoadableLibrary& library) {
  for (const std::int64_t tag : {DT_RUNPATH, DT_RPATH}) {
    const auto paths = Strings(library, tag);
    if (!paths.empty()) return paths.back();
  }
  return {};
}

const MappedLibrary* FindMapped(const std::vector<MappedLibrary>& mapped, std::string_view name) {
  const auto found = std::ranges::find_if(
      mapped, [&](const MappedLibrary& each) { return each.soname == name || each.file.filename().string() == name; });
  return found == mapped.end() ? nullptr : &*found;
}

bool SameBytes(std::span<const std::byte> a, std::span<const std::byte> b) {
  return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size()) == 0;
}

bool SameContent(const fs::path& a, const fs::path& b) {
  std::error_code error;
  if (fs::equivalent(a, b, error) && !error) return true;
  const auto left = MappedFile::Open(a);
  const auto right = MappedFile::Open(b);
  return left && right && SameBytes(left->bytes(), right->bytes());
}

void JudgeAuditors(const LoadableLibrary& library, FindingList& findings) {
  struct {
    std::int64_t tag;
    const char* option;
  } constexpr kTags[] = {
      {DT_AUDIT, "--audit"}, {DT_DEPAUDIT, "--depaudit"}, {DT_FILTER, "--filter"}, {DT_AUXILIARY, "--auxiliary"}};
  for (const auto& [tag, option] : kTags) {
    if (!library.image.Dynamic(tag)) continue;
    return findings.Refuse("audit", {Errc::kPolicy, "was linked with " + std::string(option) +
                                                        ": another library would see or replace its calls; link it without"});
  }
  findings.Pass("audit", "names no auditor and no filter");
}

void JudgeOrigin(const LoadableLibrary& library, const InspectionPolicy& policy, FindingList& findings) {
  std::vector<std::string_view> texts = Strings(library, DT_NEEDED);
  texts.push_back(RunPath(library));
  const auto expanded =
      std::ranges::find_if(texts, [](std::string_view text) { return text.find('$') != std::string_view::npos; });
  if (expanded == texts.end()) return findings.Pass("origin", "searches no library beside itself");
  findings.Doubt("origin", policy.strict,
                 {Errc::kPolicy, "searches libraries beside itself (" + std::string(expanded->substr(0, 200)) +
                                     "), but what is loaded is a copy in the operator store: they would not be found there; link "
                                     "them statically or install them where the loader looks"});
}

void JudgeNeededPaths(const LoadableLibrary& library, const InspectionPolicy& policy, FindingList& findings) {
  for (const std::string_view name : Strings(library, DT_NEEDED)) {
    if (name.find('/') == std::string_view::npos) continue;
    return findings.Doubt(
        "needed_path", policy.strict,
        {Errc::kPolicy, "needs " + std::string(name.substr(0, 200)) +
                            " by path: it breaks when that file moves or the program starts elsewhere; give that "
                            "library a SONAME (-Wl,-soname) and link again"});
  }
  findings.Pass("needed_path", "needs libraries by name");
}

/// What is to be said against one needed library; nothing when it will be found, and the right one.
std::optional<Error> Doubt(std::string_view name, std::string_view run_path, const std::vector<MappedLibrary>& mapped,
                           bool& certain) {
  const MappedLibrary* there = FindMapped(mapped, name);
  // The loader answers by name, so what is mapped is taken. Only a directory of the library's own tells that it meant another.
  const fs::path found = there == nullptr || !run_path.empty() ? FindNeededLibrary(name, run_path) : fs::path();
  certain = there != nullptr && !found.empty() && !SameContent(there->file, found);
  if (certain) {
    return Error{Errc::kMissingLibrary, "needs " + std::string(name) + " from " + found.string() + ", but this process has " +
                                            there->file.string() +
                                            " under that name and would use it instead; build both against one, or give one "
                                            "another SONAME"};
  }
  if (there != nullptr || !found.empty()) return std::nullopt;
  return Error{Errc::kMissingLibrary, "needs " + std::string(name.substr(0, 200)) +
                                          ", which is not where the loader looks: loading it will probably fail; install that "
                                          "library or link it statically"};
}

void JudgeNeeded(const LoadableLibrary& library, const std::vector<MappedLibrary>& mapped, FindingList& findings) {
  const auto needed = Strings(library, DT_NEEDED);
  for (const std::string_view name : needed) {
    if (name.find('/') != std::string_view::npos || name.find('$') != std::string_view::npos) continue;
    bool certain = false;
    auto doubt = Doubt(name, RunPath(library), mapped, certain);
    if (doubt) return findings.Doubt("needed", certain, std::move(*doubt));
  }
  findings.Pass("needed", needed.empty() ? "needs no other library"
                                         : "finds each library that it needs (" + std::to_string(needed.size()) + ")");
}

bool IsOperator(const fs::path& file) {
  const auto mapped = MappedFile::Open(file);
  if (!mapped) return false;
  const auto image = ElfImage::Parse(mapped->bytes());
  if (!image) return false;
  const auto symbols = ReadDynamicSymbols(*image);
  return symbols && CheckOperatorExports(*image, *symbols).ok();
}

void JudgeOwnName(const LoadableLibrary& library, const std::vector<MappedLibrary>& mapped, FindingList& findings) {
  const auto names = Strings(library, DT_SONAME);
  const auto same_name = [&](const MappedLibrary& each) { return !names.empty() && each.soname == names.back(); };
  for (const MappedLibrary& each : mapped) {
    if (!same_name(each)) continue;
    // Two versions of an operator have one SONAME and live side by side: nobody needs an operator by name.
    const auto bytes = MappedFile::Open(each.file);
    const ByteView& own = library.image.file();
    const bool same = bytes && SameBytes(bytes->bytes(), own.Span(0, own.size()));
    if (same || IsOperator(each.file)) continue;
    return findings.Refuse("soname", {Errc::kMissingLibrary,
                                      "calls itself " + std::string(names.back().substr(0, 200)) + " as " + each.file.string() +
                                          " in this process does, and is another library: what needs that name would get the "
                                          "wrong one; link it without -soname"});
  }
  findings.Pass("soname", names.empty() ? "has no SONAME" : "has a SONAME that no other library here has");
}

}  // namespace

void JudgeDependencies(const LoadableLibrary& library, const InspectionPolicy& policy, FindingList& findings) {
  const auto mapped = MappedLibraries();
  JudgeNeeded(library, mapped, findings);
  JudgeNeededPaths(library, policy, findings);
  JudgeOrigin(library, policy, findings);
  JudgeAuditors(library, findings);
  JudgeOwnName(library, mapped, findings);
}

}  // namespace hotswap
