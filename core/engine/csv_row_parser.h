#ifndef HOTSWAP_CORE_ENGINE_CSV_ROW_PARSER_H_
#define HOTSWAP_CORE_ENGINE_CSV_ROW_PARSER_H_

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "core/abi/operator_interface.h"
#include "core/base/result.h"

namespace hotswap {

/// What a row asks.
struct CsvRow {
  Feature feature{};
  std::uint8_t slot = 0;  ///< Index into the slot names; 0 without a slot column, or with an empty one.
  float label = std::numeric_limits<float>::quiet_NaN();  ///< NaN without a label column, or with an empty one.
};

/// Turns the lines of one CSV file into requests, by the columns that its first line names.
///
/// Columns   user_id and item_id (32-bit integers), user_feature and item_feature (finite numbers) are required; label (0 to 1),
///           ts (64-bit integer) and slot (a name) are optional and checked when there: an empty label or ts is not known, an
///           empty slot is the first one. In any order; other columns are ignored.
///           A field may stand in double quotes; quotes, commas and line ends within them are not supported.
/// Threads   Parse() may be called from several.
class CsvRowParser {
 public:
  /// Reads the header. Errors: kParse with a text that names the column; kInvalidArgument for more than 256 slots. The texts
  /// leave file and line to the caller.
  static Result<CsvRowParser> FromHeader(std::string_view header, std::vector<std::string> slot_names);

  /// Reads a row. The error says which column is wrong and why, without file and line. Allocates only for an error.
  Result<CsvRow> Parse(std::string_view line) const;

  bool HasSlots() const { return has_slots_; }
  bool HasLabels() const { return has_labels_; }

 private:
  enum class Column : std::uint8_t { kUserId, kItemId, kUserFeature, kItemFeature, kLabel, kTs, kSlot, kIgnored };

  explicit CsvRowParser(std::vector<std::string> slot_names) : slot_names_(std::move(slot_names)) {}

  Status AddColumn(std::string_view name);
  Status CheckRequired() const;
  bool Has(Column column) const;
  /// Reads `field` into `row`; null, or what such a field must be.
  const char* ReadField(Column column, std::string_view field, CsvRow& row) const;
  static const char* ReadLabel(std::string_view field, CsvRow& row);
  const char* ReadSlot(std::string_view field, CsvRow& row) const;
  Error BadField(std::size_t column, std::string_view field, std::string_view must_be) const;

  std::vector<std::string> slot_names_;
  std::vector<Column> columns_;            ///< Of each field of a row.
  std::vector<std::string> column_names_;  ///< As the header spells them.
  bool has_slots_ = false;
  bool has_labels_ = false;
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_ENGINE_CSV_ROW_PARSER_H_
