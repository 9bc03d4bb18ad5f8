#include "core/config/toml_section.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "core/base/duration.h"
#include "core/config/nearest_name.h"
#include "core/config/size_text.h"

namespace hotswap {
namespace {

std::string TypeName(const toml::node& node) {
  switch (node.type()) {
    case toml::node_type::string: return "text";
    case toml::node_type::integer: return "a whole number";
    case toml::node_type::floating_point: return "a number with a fraction";
    case toml::node_type::boolean: return "true or false";
    case toml::node_type::array: return "a list";
    case toml::node_type::table: return "a table";
    default: return "a date or time";
  }
}

/// The library bounds the depth of values, but not of dotted keys, and frees nested tables by recursion: a key of many parts would
/// overflow the stack.
constexpr std::size_t kMostKeyParts = 32;

/// Where a key has too many parts: more dots between names than that, with nothing else between.
std::optional<toml::source_region> TooDeep(std::string_view text) {
  constexpr std::string_view kOfKeys = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-\"' \t";
  toml::source_position place{1, 1};
  std::size_t dots = 0;
  char before = '\n';
  for (const char c : text) {
    if (c == '.' && before != '.') ++dots;
    if (c != '.' && kOfKeys.find(c) == std::string_view::npos) dots = 0;
    if (dots >= kMostKeyParts) return toml::source_region{place, place, nullptr};
    place = c == '\n' ? toml::source_position{place.line + 1, 1} : toml::source_position{place.line, place.column + 1};
    before = c;
  }
  return std::nullopt;
}

}  // namespace

std::optional<toml::table> ParseToml(std::string_view text, const std::filesystem::path& file, Complaint& complaint) {
  if (const auto place = TooDeep(text)) {
    complaint.Add(*place, "a key here has over " + std::to_string(kMostKeyParts) + " parts; no key of this file needs so many");
    return std::nullopt;
  }
  try {
    return toml::parse(text, file.string());
  } catch (const toml::parse_error& failure) {
    complaint.Add(failure.source(), failure.description());
    return std::nullopt;
  }
}

void Complaint::Add(const toml::source_region& where, std::string_view text) {
  if (first_) return;
  std::string told = file_.string();
  told.append(":").append(std::to_string(where.begin.line));
  told.append(":").append(std::to_string(where.begin.column)).append(": ").append(text);
  first_ = Error{Errc::kParse, std::move(told)};
}

TomlSection::TomlSection(const toml::table& table, std::string title, std::span<const std::string_view> known,
                         Complaint& complaint)
    : table_(table), title_(std::move(title)), complaint_(complaint) {
  for (const auto& [key, node] : table) {
    if (std::find(known.begin(), known.end(), key.str()) != known.end()) continue;
    complaint_.Add(key.source(),
                   "unknown key \"" + std::string(key.str()) + "\" in " + title_ + "; " + SuggestName(key.str(), known));
  }
}

template <typename T>
const toml::value<T>* TomlSection::Value(std::string_view key, std::string_view must_be) const {
  const toml::node* node = table_.get(key);
  if (node == nullptr) return nullptr;
  if (const toml::value<T>* value = node->as<T>()) return value;
  Refuse(key, "must be " + std::string(must_be) + ", not " + TypeName(*node));
  return nullptr;
}

std::optional<std::string> TomlSection::Text(std::string_view key) const {
  const auto* value = Value<std::string>(key, "text in quotes");
  if (value == nullptr) return std::nullopt;
  const bool cut = value->get().find('\0') != std::string::npos;  // the system would take the name of another file
  if (!value->get().empty() && !cut) return value->get();
  Refuse(key, cut ? "has a character with the number 0, which no name may have" : "is empty");
  return std::nullopt;
}

std::optional<std::int64_t> TomlSection::Integer(std::string_view key, std::int64_t least, std::int64_t most) const {
  const auto* value = Value<std::int64_t>(key, "a whole number");
  if (value == nullptr) return std::nullopt;
  if (value->get() >= least && value->get() <= most) return value->get();
  const std::string range = most == std::numeric_limits<std::int64_t>::max()
                                ? std::to_string(least) + " or more"
                                : "from " + std::to_string(least) + " to " + std::to_string(most);
  Refuse(key, "is " + std::to_string(value->get()) + ", but must be " + range);
  return std::nullopt;
}

std::optional<double> TomlSection::Number(std::string_view key) const {
  if (const toml::node* node = Node(key); node != nullptr && node->is_integer())
    return static_cast<double>(node->as_integer()->get());
  const auto* value = Value<double>(key, "a number");
  if (value == nullptr) return std::nullopt;
  if (std::isfinite(value->get())) return value->get();
  Refuse(key, "must be a number, neither infinite nor NaN");
  return std::nullopt;
}

std::optional<bool> TomlSection::Boolean(std::string_view key) const {
  const auto* value = Value<bool>(key, "true or false");
  return value == nullptr ? std::nullopt : std::optional<bool>(value->get());
}

std::optional<std::chrono::nanoseconds> TomlSection::Duration(std::string_view key) const {
  const auto* value = Value<std::string>(key, "a time in quotes such as \"300ms\"");
  if (value == nullptr) return std::nullopt;
  const auto duration = ParseDuration(value->get());
  if (duration) return *duration;
  Refuse(key, "= " + duration.error().text);
  return std::nullopt;
}

std::optional<std::chrono::nanoseconds> TomlSection::Period(std::string_view key) const {
  const auto duration = Duration(key);
  if (!duration || duration->count() > 0) return duration;
  Refuse(key, "must be longer than 0");
  return std::nullopt;
}

std::optional<std::uint64_t> TomlSection::Size(std::string_view key) const {
  const auto* value = Value<std::string>(key, "a size in quotes such as \"64MiB\"");
  if (value == nullptr) return std::nullopt;
  const auto size = ParseSize(value->get());
  if (size) return *size;
  Refuse(key, "= " + size.error().text);
  return std::nullopt;
}

std::optional<std::size_t> TomlSection::Choice(std::string_view key, std::span<const std::string_view> names) const {
  const auto text = Text(key);
  if (!text) return std::nullopt;
  const auto found = std::find(names.begin(), names.end(), *text);
  if (found != names.end()) return static_cast<std::size_t>(found - names.begin());
  Refuse(key, "is \"" + *text + "\", which is unknown; " + SuggestName(*text, names));
  return std::nullopt;
}

const toml::table* TomlSection::Table(std::string_view key) const {
  const toml::node* node = table_.get(key);
  if (node == nullptr || node->is_table()) return node == nullptr ? nullptr : node->as_table();
  Refuse(key, "must be a table: write [" + std::string(key) + "]");
  return nullptr;
}

std::vector<const toml::table*> TomlSection::Tables(std::string_view key) const {
  return TablesOf(key, "[[" + std::string(key) + "]] above each");
}

std::vector<const toml::table*> TomlSection::ListOfTables(std::string_view key) const {
  return TablesOf(key, std::string(key) + " = [{…}, {…}]");
}

std::vector<const toml::table*> TomlSection::TablesOf(std::string_view key, const std::string& how_to_write) const {
  std::vector<const toml::table*> tables;
  const toml::node* node = table_.get(key);
  if (node == nullptr) return tables;
  if (node->is_array_of_tables()) {
    for (const toml::node& element : *node->as_array()) tables.push_back(element.as_table());
  } else {
    Refuse(key, "must be a list of tables: write " + how_to_write);
  }
  return tables;
}

void TomlSection::Require(std::string_view key) const {
  if (!Has(key)) complaint_.Add(table_.source(), title_ + " needs " + std::string(key));
}

void TomlSection::Refuse(std::string_view key, std::string_view text) const {
  const toml::node* node = table_.get(key);
  complaint_.Add(node == nullptr ? table_.source() : node->source(), std::string(key) + " " + std::string(text));
}

}  // namespace hotswap
