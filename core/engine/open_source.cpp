#include "core/engine/open_source.h"

#include <filesystem>
#include <utility>

#include "core/engine/csv_source.h"
#include "core/engine/movielens.h"
#include "core/engine/synthetic_source.h"

namespace hotswap {
namespace {

using Opened = Result<std::unique_ptr<RequestSource>>;

Opened OpenCsv(const std::filesystem::path& file, const SourceSpec& spec, const std::vector<std::string>& slot_names) {
  auto source = CsvSource::Open(file, slot_names, spec.loop);
  if (!source) return std::move(source).error();
  return Opened(std::move(*source));
}

}  // namespace

Opened OpenSource(const SourceSpec& spec, const std::vector<std::string>& slot_names) {
  if (spec.kind == "synthetic") return Opened(std::make_unique<SyntheticSource>());
  if (spec.kind == "csv") return OpenCsv(spec.file, spec, slot_names);
  if (spec.kind != "movielens") {
    return Error{Errc::kInvalidArgument, "\"" + spec.kind + "\" is no kind of source; use synthetic, csv or movielens"};
  }
  const std::filesystem::path file = MovieLensFile();
  std::error_code ignored;
  if (!std::filesystem::exists(file, ignored)) {
    return Error{Errc::kUnavailable, "MovieLens ratings are not here yet (" + file.string() + "): run ./build.sh data"};
  }
  return OpenCsv(file, spec, slot_names);
}

}  // namespace hotswap
