#ifndef HOTSWAP_CORE_JOURNAL_DATABASE_H_
#define HOTSWAP_CORE_JOURNAL_DATABASE_H_

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/base/result.h"

struct sqlite3;
struct sqlite3_stmt;

namespace hotswap {

/// What a statement's parameter holds: nothing (NULL), a whole number or text.
using SqlValue = std::variant<std::monostate, std::int64_t, std::string>;

/// A value for a column that may be empty.
template <typename T>
SqlValue SqlOf(const std::optional<T>& value) {
  return value ? SqlValue(static_cast<std::int64_t>(*value)) : SqlValue();
}

/// One row of an answer; valid during the call that it is handed to. Columns count from 0.
class SqlRow {
 public:
  explicit SqlRow(sqlite3_stmt* statement) : statement_(statement) {}

  bool IsNull(int column) const;
  std::int64_t Number(int column) const;  ///< 0 for NULL.
  std::string Text(int column) const;     ///< Empty for NULL.

 private:
  sqlite3_stmt* statement_;
};

/// A SQLite database: the only place of this program that calls SQLite.
///
/// Threads   One at a time. Other processes may use the same file.
/// Failure   Texts begin with "the journal" and the file, and name the cause; the codes are kDamaged, kPermissionDenied,
///           kUnavailable (another process held it for too long) and kIo.
class Database {
 public:
  enum class Access { kWrite, kRead };

  /// How long a statement waits for another process's.
  static constexpr int kBusyMs = 2000;

  /// For writing the file is made, for this user only, when it is not there.
  static Result<Database> Open(const std::filesystem::path& file, Access access);

  /// Runs statements without parameters; rows are left out.
  Status Run(const char* statements);

  /// Runs one statement with its parameters, which stand as ?1, ?2, … in it. It is kept compiled.
  Status Execute(std::string_view statement, const std::vector<SqlValue>& values);

  /// The same, calling `row` with each row of the answer.
  Status Query(std::string_view statement, const std::vector<SqlValue>& values, const std::function<void(const SqlRow&)>& row);

  /// The first row's first column, or `otherwise` when there is no row or it is NULL.
  Result<std::int64_t> Number(std::string_view statement, const std::vector<SqlValue>& values, std::int64_t otherwise);

  std::int64_t last_row() const;
  std::int64_t changed_rows() const;

  /// Whether a transaction is open: SQLite ends one by itself at some failures.
  bool in_transaction() const;

 private:
  struct Close {
    void operator()(sqlite3* database) const;
  };
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const;
  };
  using Statement = std::unique_ptr<sqlite3_stmt, Finalize>;

  Database(std::filesystem::path file, sqlite3* database);
  Result<sqlite3_stmt*> Compiled(std::string_view statement);
  Status Bind(sqlite3_stmt* statement, const std::vector<SqlValue>& values);
  Error Failure(int code) const;

  std::filesystem::path file_;
  std::unique_ptr<sqlite3, Close> database_;
  std::map<std::string, Statement, std::less<>> statements_;  // Last: finalized before the database is closed.
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_JOURNAL_DATABASE_H_
