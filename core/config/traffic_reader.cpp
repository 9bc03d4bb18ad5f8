#include "core/config/traffic_reader.h"

#include <cstdint>
#include <limits>
#include <string>

#include "core/config/operator_path.h"
#include "core/config/source_spec.h"

namespace hotswap {

void ReadWorkers(const toml::table& table, Complaint& complaint, WorkerSettings& workers) {
  const TomlSection section(table, "[workers]", kWorkersKeys, complaint);
  if (const auto threads = section.Integer("threads", 1, kMaxThreads)) workers.threads = static_cast<unsigned>(*threads);
  if (const auto rounds = section.Integer("rounds", 0, std::numeric_limits<std::int64_t>::max())) {
    workers.rounds = static_cast<std::uint64_t>(*rounds);
  }
  workers.interval = section.Duration("interval").value_or(workers.interval);
}

SourceSpec ReadSource(const toml::table& table, const std::filesystem::path& directory, Complaint& complaint) {
  const TomlSection section(table, "[source]", kSourceKeys, complaint);
  SourceSpec source;
  section.Require("kind");
  if (const auto kind = section.Choice("kind", kSourceKinds)) source.kind = kSourceKinds[*kind];
  if (source.kind == "csv") section.Require("file");
  if (source.kind != "csv" && section.Has("file")) section.Refuse("file", "is only for kind = \"csv\"");
  if (source.kind == "synthetic" && section.Has("loop")) section.Refuse("loop", "is only for sources that end");
  if (const auto file = section.Text("file")) source.file = ResolveOperator(*file, directory, {});
  source.loop = section.Boolean("loop").value_or(false);
  return source;
}

}  // namespace hotswap
