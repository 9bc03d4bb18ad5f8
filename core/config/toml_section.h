// Private to this folder: no other layer sees the TOML library.
#ifndef HOTSWAP_CORE_CONFIG_TOML_SECTION_H_
#define HOTSWAP_CORE_CONFIG_TOML_SECTION_H_

#include <toml++/toml.h>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"

namespace hotswap {

/// The first thing that is wrong with a file, with its place.
class Complaint {
 public:
  explicit Complaint(std::filesystem::path file) : file_(std::move(file)) {}

  /// Keeps it as "FILE:LINE:COLUMN: text", unless something was wrong before.
  void Add(const toml::source_region& where, std::string_view text);

  const std::optional<Error>& First() const { return first_; }

 private:
  const std::filesystem::path file_;
  std::optional<Error> first_;
};

/// The tables of `text`, which stands in `file`; nothing, and a complaint, when it is no TOML or its keys are nested too deeply.
std::optional<toml::table> ParseToml(std::string_view text, const std::filesystem::path& file, Complaint& complaint);

/// A table of a TOML file whose keys are read by type.
///
/// Lifetime  Borrows the table and the complaint.
/// Failure   An unknown key, a wrong type and a bad value are added to the complaint; the reader gets nothing and reads on.
class TomlSection {
 public:
  /// `title` is how a person finds it in the file, such as "[workers]"; `known` are all keys that it may have.
  TomlSection(const toml::table& table, std::string title, std::span<const std::string_view> known, Complaint& complaint);

  std::optional<std::string> Text(std::string_view key) const;  ///< Not empty.
  std::optional<std::int64_t> Integer(std::string_view key, std::int64_t least, std::int64_t most) const;
  std::optional<double> Number(std::string_view key) const;  ///< With or without a fraction; finite.
  std::optional<bool> Boolean(std::string_view key) const;
  std::optional<std::uint64_t> Size(std::string_view key) const;  ///< In bytes; positive.
  /// The place in `names` of the text; complains with the nearest name when it is none of them.
  std::optional<std::size_t> Choice(std::string_view key, std::span<const std::string_view> names) const;
  std::optional<std::chrono::nanoseconds> Duration(std::string_view key) const;  ///< Not negative.
  std::optional<std::chrono::nanoseconds> Period(std::string_view key) const;    ///< Positive.

  /// The table that follows as [key]; null without one.
  const toml::table* Table(std::string_view key) const;
  /// The tables that follow as [[key]].
  std::vector<const toml::table*> Tables(std::string_view key) const;
  /// The tables within `key = [{…}, {…}]`.
  std::vector<const toml::table*> ListOfTables(std::string_view key) const;
  /// What stands at `key`, of any type; null without it.
  const toml::node* Node(std::string_view key) const { return table_.get(key); }

  bool Has(std::string_view key) const { return table_.contains(key); }

  /// Complains unless the key is there.
  void Require(std::string_view key) const;

  /// Complains about the value of `key`, or about the section when it has none.
  void Refuse(std::string_view key, std::string_view text) const;

 private:
  std::vector<const toml::table*> TablesOf(std::string_view key, const std::string& how_to_write) const;
  template <typename T>
  const toml::value<T>* Value(std::string_view key, std::string_view must_be) const;

  const toml::table& table_;
  const std::string title_;
  Complaint& complaint_;
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_CONFIG_TOML_SECTION_H_
