#include "core/journal/database.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

namespace hotswap {
namespace {

Errc CodeOf(int code) {
  switch (code & 0xff) {
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB: return Errc::kDamaged;
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
    case SQLITE_CANTOPEN: return Errc::kPermissionDenied;
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return Errc::kUnavailable;
    default: return Errc::kIo;
  }
}

std::string Named(const std::filesystem::path& file) { return "the journal " + file.string(); }

/// Makes the file for this user alone, and refuses one that somebody else could have put there: it decides what is loaded. One that
/// is there is not opened: closing it again would cost another connection of this process its locks.
Status PrepareFile(const std::filesystem::path& file, Database::Access access) {
  struct stat status {};
  if (lstat(file.c_str(), &status) != 0) {
    if (errno != ENOENT || access == Database::Access::kRead) return SystemError(Named(file), errno);
    const int made = open(file.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (made < 0 && errno != EEXIST) return SystemError(Named(file), errno);
    if (made >= 0) close(made);
    if (lstat(file.c_str(), &status) != 0) return SystemError(Named(file), errno);
  }
  if (!S_ISREG(status.st_mode)) return Error{Errc::kNotRegularFile, Named(file) + ": is not a regular file"};
  const bool own = status.st_uid == geteuid() || status.st_uid == 0 || geteuid() == 0;
  if (!own) return Error{Errc::kPermissionDenied, Named(file) + ": belongs to another user"};
  if ((status.st_mode & (S_IWGRP | S_IWOTH)) == 0) return {};
  return Error{Errc::kPermissionDenied, Named(file) + ": may be written by other users (chmod go-w)"};
}

/// As a URI, in which a few characters of a path mean something else.
std::string UriOf(const std::filesystem::path& file, const char* query) {
  static constexpr char kHex[] = "0123456789ABCDEF";
  std::string uri = "file:";
  for (const char character : std::filesystem::absolute(file).string()) {
    if (character != '%' && character != '?' && character != '#') {
      uri += character;
      continue;
    }
    const auto byte = static_cast<unsigned char>(character);
    uri += {'%', kHex[byte >> 4], kHex[byte & 15]};
  }
  return uri + query;
}

}  // namespace

bool SqlRow::IsNull(int column) const { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }

std::int64_t SqlRow::Number(int column) const { return sqlite3_column_int64(statement_, column); }

std::string SqlRow::Text(int column) const {
  const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
  return text == nullptr ? std::string() : std::string(text, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column)));
}

void Database::Close::operator()(sqlite3* database) const { sqlite3_close_v2(database); }
void Database::Finalize::operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }

Database::Database(std::filesystem::path file, sqlite3* database) : file_(std::move(file)), database_(database) {}

Result<Database> Database::Open(const std::filesystem::path& file, Access access) {
  if (Status prepared = PrepareFile(file, access); !prepared.ok()) return std::move(prepared).error();
  const int mode = access == Access::kWrite ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY;
  const int flags = mode | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  // Where nothing can be written no process can write either, and SQLite could not make the file that they would share.
  const bool frozen =
      access == Access::kRead && ::access(file.parent_path().empty() ? "." : file.parent_path().c_str(), W_OK) != 0;
  sqlite3* opened = nullptr;
  const int code = sqlite3_open_v2(UriOf(file, frozen ? "?immutable=1" : "").c_str(), &opened, flags, nullptr);
  Database database(file, opened);
  if (code != SQLITE_OK) return database.Failure(code);
  sqlite3_busy_timeout(opened, kBusyMs);
  return database;
}

Status Database::Run(const char* statements) {
  const int code = sqlite3_exec(database_.get(), statements, nullptr, nullptr, nullptr);
  return code == SQLITE_OK ? Status() : Failure(code);
}

Status Database::Execute(std::string_view statement, const std::vector<SqlValue>& values) {
  return Query(statement, values, [](const SqlRow&) {});
}

Status Database::Query(std::string_view statement, const std::vector<SqlValue>& values,
                       const std::function<void(const SqlRow&)>& row) {
  auto compiled = Compiled(statement);
  if (!compiled.ok()) return std::move(compiled).error();
  if (Status bound = Bind(*compiled, values); !bound.ok()) return bound;
  int code = SQLITE_ROW;
  while ((code = sqlite3_step(*compiled)) == SQLITE_ROW) row(SqlRow(*compiled));
  Status status = code == SQLITE_DONE ? Status() : Failure(code);
  sqlite3_reset(*compiled);
  return status;
}

Result<std::int64_t> Database::Number(std::string_view statement, const std::vector<SqlValue>& values, std::int64_t otherwise) {
  std::int64_t number = otherwise;
  Status asked = Query(statement, values, [&](const SqlRow& row) {
    if (!row.IsNull(0)) number = row.Number(0);
  });
  if (!asked.ok()) return std::move(asked).error();
  return number;
}

std::int64_t Database::last_row() const { return sqlite3_last_insert_rowid(database_.get()); }
std::int64_t Database::changed_rows() const { return sqlite3_changes64(database_.get()); }
bool Database::in_transaction() const { return sqlite3_get_autocommit(database_.get()) == 0; }

Result<sqlite3_stmt*> Database::Compiled(std::string_view statement) {
  const auto known = statements_.find(statement);
  if (known != statements_.end()) {
    sqlite3_clear_bindings(known->second.get());
    return known->second.get();
  }
  sqlite3_stmt* compiled = nullptr;
  const int code = sqlite3_prepare_v3(database_.get(), statement.data(), static_cast<int>(statement.size()),
                                      SQLITE_PREPARE_PERSISTENT, &compiled, nullptr);
  if (code != SQLITE_OK) return Failure(code);
  statements_.emplace(statement, compiled);
  return compiled;
}

Status Database::Bind(sqlite3_stmt* statement, const std::vector<SqlValue>& values) {
  for (std::size_t i = 0; i < values.size(); ++i) {
    const int place = static_cast<int>(i) + 1;
    int code = SQLITE_OK;
    if (const auto* number = std::get_if<std::int64_t>(&values[i])) code = sqlite3_bind_int64(statement, place, *number);
    if (const auto* text = std::get_if<std::string>(&values[i])) {
      // The caller's values outlive the statement's run.
      code = sqlite3_bind_text64(statement, place, text->data(), text->size(), SQLITE_STATIC, SQLITE_UTF8);
    }
    if (code != SQLITE_OK) return Failure(code);
  }
  return {};
}

Error Database::Failure(int code) const {
  std::string cause = database_ != nullptr ? sqlite3_errmsg(database_.get()) : sqlite3_errstr(code);
  const int system = database_ != nullptr ? sqlite3_system_errno(database_.get()) : 0;
  if ((code & 0xff) == SQLITE_IOERR && system != 0) cause += ", " + std::generic_category().message(system);
  return {CodeOf(code), Named(file_) + ": " + cause};
}

}  // namespace hotswap
