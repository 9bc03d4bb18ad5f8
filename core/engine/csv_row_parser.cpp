#include "core/engine/csv_row_parser.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <optional>
#include <utility>

namespace hotswap {
namespace {

constexpr std::size_t kMaxSlots = std::size_t{std::numeric_limits<std::uint8_t>::max()} + 1;

bool IsBlank(char c) { return c == ' ' || c == '\t'; }

std::string_view Trimmed(std::string_view text) {
  while (!text.empty() && IsBlank(text.front())) text.remove_prefix(1);
  while (!text.empty() && IsBlank(text.back())) text.remove_suffix(1);
  return text;
}

std::string_view Unquoted(std::string_view text) {
  text = Trimmed(text);
  if (text.size() >= 2 && text.front() == '"' && text.back() == '"') return text.substr(1, text.size() - 2);
  return text;
}

/// Cuts the first field off `rest`; nothing when no field is left.
std::optional<std::string_view> TakeField(std::optional<std::string_view>& rest) {
  if (!rest) return std::nullopt;
  const std::size_t comma = rest->find(',');
  const std::string_view field = rest->substr(0, comma);
  if (comma == std::string_view::npos) {
    rest.reset();
  } else {
    rest->remove_prefix(comma + 1);
  }
  return Unquoted(field);
}

template <typename Number>
bool ReadNumber(std::string_view field, Number& number) {
  const char* const end = field.data() + field.size();
  const auto [stopped, failure] = std::from_chars(field.data(), end, number);
  return failure == std::errc() && stopped == end;
}

/// What a person may see of a field: control characters and long texts would spoil the line that quotes it.
std::string Quoted(std::string_view field) {
  constexpr std::size_t kShown = 40;
  std::string shown(field.substr(0, kShown));
  std::replace_if(
      shown.begin(), shown.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }, '?');
  return '"' + shown + (field.size() > kShown ? "…\"" : "\"");
}

}  // namespace

Result<CsvRowParser> CsvRowParser::FromHeader(std::string_view header, std::vector<std::string> slot_names) {
  if (slot_names.size() > kMaxSlots) return Error{Errc::kInvalidArgument, "a source serves at most 256 slots"};
  CsvRowParser parser(std::move(slot_names));
  std::optional<std::string_view> rest = header;
  while (const auto name = TakeField(rest)) {
    if (Status added = parser.AddColumn(*name); !added) return added.error();
  }
  if (Status complete = parser.CheckRequired(); !complete) return complete.error();
  parser.has_slots_ = parser.Has(Column::kSlot);
  parser.has_labels_ = parser.Has(Column::kLabel);
  return parser;
}

Status CsvRowParser::AddColumn(std::string_view name) {
  using Known = std::pair<std::string_view, Column>;
  constexpr std::array kKnown = {Known{"user_id", Column::kUserId},
                                 Known{"item_id", Column::kItemId},
                                 Known{"user_feature", Column::kUserFeature},
                                 Known{"item_feature", Column::kItemFeature},
                                 Known{"label", Column::kLabel},
                                 Known{"ts", Column::kTs},
                                 Known{"slot", Column::kSlot}};
  const auto found = std::find_if(kKnown.begin(), kKnown.end(), [&](const Known& known) { return known.first == name; });
  const Column column = found == kKnown.end() ? Column::kIgnored : found->second;
  if (column != Column::kIgnored && Has(column)) {
    return Error{Errc::kParse, "the column " + std::string(name) + " is there twice"};
  }
  columns_.push_back(column);
  column_names_.emplace_back(name);
  return {};
}

Status CsvRowParser::CheckRequired() const {
  using Required = std::pair<const char*, Column>;
  std::string missing;
  for (const auto& [name, column] :
       {Required{"user_id", Column::kUserId}, Required{"item_id", Column::kItemId},
        Required{"user_feature", Column::kUserFeature}, Required{"item_feature", Column::kItemFeature}}) {
    if (!Has(column)) missing += (missing.empty() ? "" : ", ") + std::string(name);
  }
  if (missing.empty()) return {};
  return Error{Errc::kParse,
               "the header lacks " + missing + "; it must name user_id,item_id,user_feature,item_feature[,label][,ts][,slot]"};
}

bool CsvRowParser::Has(Column column) const { return std::find(columns_.begin(), columns_.end(), column) != columns_.end(); }

Result<CsvRow> CsvRowParser::Parse(std::string_view line) const {
  CsvRow row;
  std::optional<std::string_view> rest = line;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    const auto field = TakeField(rest);
    if (!field) {
      return Error{Errc::kParse, std::to_string(i) + " fields, but the header has " + std::to_string(columns_.size())};
    }
    if (const char* must_be = ReadField(columns_[i], *field, row)) return BadField(i, *field, must_be);
  }
  if (rest) return Error{Errc::kParse, "more fields than the " + std::to_string(columns_.size()) + " of the header"};
  return row;
}

const char* CsvRowParser::ReadField(Column column, std::string_view field, CsvRow& row) const {
  constexpr const char* kId = "a whole number of 32 bits";
  constexpr const char* kFeature = "a finite number";
  Feature& feature = row.feature;
  switch (column) {
    case Column::kUserId: return ReadNumber(field, feature.user_id) ? nullptr : kId;
    case Column::kItemId: return ReadNumber(field, feature.item_id) ? nullptr : kId;
    case Column::kUserFeature:
      return ReadNumber(field, feature.user_feature) && std::isfinite(feature.user_feature) ? nullptr : kFeature;
    case Column::kItemFeature:
      return ReadNumber(field, feature.item_feature) && std::isfinite(feature.item_feature) ? nullptr : kFeature;
    case Column::kLabel: return ReadLabel(field, row);
    case Column::kTs: {
      std::int64_t timestamp = 0;
      return field.empty() || ReadNumber(field, timestamp) ? nullptr : "a whole number of 64 bits";
    }
    case Column::kSlot: return ReadSlot(field, row);
    case Column::kIgnored: return nullptr;
  }
  return nullptr;
}

const char* CsvRowParser::ReadLabel(std::string_view field, CsvRow& row) {
  if (field.empty()) return nullptr;  // not known
  double label = 0;
  if (!ReadNumber(field, label) || !(label >= 0 && label <= 1)) return "a number from 0 to 1";
  row.label = static_cast<float>(label);
  return nullptr;
}

const char* CsvRowParser::ReadSlot(std::string_view field, CsvRow& row) const {
  if (field.empty()) return nullptr;  // as without the column
  const auto found = std::find(slot_names_.begin(), slot_names_.end(), field);
  if (found == slot_names_.end()) return "the name of a slot";
  row.slot = static_cast<std::uint8_t>(found - slot_names_.begin());
  return nullptr;
}

Error CsvRowParser::BadField(std::size_t column, std::string_view field, std::string_view must_be) const {
  return {Errc::kParse, column_names_[column] + " is " + Quoted(field) + ", not " + std::string(must_be)};
}

}  // namespace hotswap
