#include "app/cli/sample_file.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "core/engine/csv_line_reader.h"
#include "core/engine/csv_row_parser.h"
#include "core/loading/vetting_protocol.h"

namespace hotswap {
namespace {

constexpr std::string_view kBlank = " \t\"";

/// The header with its slot column renamed: which slot a request is for does not matter to the operator that answers it.
std::string WithoutSlots(std::string_view header) {
  std::string text;
  while (true) {
    const std::size_t comma = header.find(',');
    std::string_view name = header.substr(0, comma);
    const std::size_t first = name.find_first_not_of(kBlank);
    if (first != std::string_view::npos) name = name.substr(first, name.find_last_not_of(kBlank) - first + 1);
    text += name == "slot" ? "ignored" : name;
    if (comma == std::string_view::npos) return text;
    text += ',';
    header.remove_prefix(comma + 1);
  }
}

Error AtLine(const std::filesystem::path& file, std::uint64_t line, const std::string& text) {
  return {Errc::kParse, file.string() + ":" + std::to_string(line) + ": " + text};
}

Status ReadRows(const std::filesystem::path& file, CsvLineReader& lines, const CsvRowParser& parser,
                std::vector<Feature>& samples) {
  while (const std::optional<CsvLine> line = lines.Next()) {
    if (line->too_long) return AtLine(file, line->number, "is too long for a row");
    if (line->text.find_first_not_of(" \t") == std::string_view::npos) continue;
    const auto row = parser.Parse(line->text);
    if (!row) return AtLine(file, line->number, row.error().text);
    if (samples.size() == kMaxSamples) {
      return AtLine(file, line->number, "is one more than the " + std::to_string(kMaxSamples) + " requests that a vetting takes");
    }
    samples.push_back(row->feature);
  }
  if (const int failure = lines.LastReadError(); failure != 0) return SystemError(file.string(), failure);
  return {};
}

}  // namespace

Result<std::vector<Feature>> ReadSampleFile(const std::filesystem::path& file) {
  auto lines = CsvLineReader::Open(file);
  if (!lines) return std::move(lines).error();
  const std::optional<CsvLine> header = (*lines)->Next();
  if (!header) return AtLine(file, 1, "is empty; its first line must name user_id,item_id,user_feature,item_feature");
  if (header->too_long) return AtLine(file, 1, "is too long for a header; is this a CSV file?");
  const auto parser = CsvRowParser::FromHeader(WithoutSlots(header->text), {});
  if (!parser) return AtLine(file, 1, parser.error().text);
  std::vector<Feature> samples;
  if (Status read = ReadRows(file, **lines, *parser, samples); !read) return read.error();
  if (samples.empty()) return AtLine(file, 1, "is followed by no request; at least one is needed");
  return samples;
}

}  // namespace hotswap
