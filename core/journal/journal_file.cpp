#include "core/journal/journal_file.h"

#include <sys/stat.h>

#include <cstdlib>
#include <system_error>
#include <utility>

#include "core/journal/schema.h"

namespace hotswap {
namespace {

/// Nobody has that many damaged journals: past it something else is wrong.
constexpr int kMostBroken = 1000;

std::string Named(const std::filesystem::path& file) { return "the journal " + file.string(); }

/// A failure for a person who can choose another place; SQLite's own texts name the file already.
Error Told(const std::filesystem::path& file, Error error) {
  if (!error.text.starts_with(Named(file))) error.text.insert(0, Named(file) + " ");
  error.text += "; name another with --journal FILE";
  return error;
}

/// The folder and what leads to it, for this user only.
Status MakeFolder(const std::filesystem::path& folder) {
  std::error_code error;
  if (folder.empty() || std::filesystem::exists(folder, error)) return {};
  if (Status parent = MakeFolder(folder.parent_path()); !parent.ok()) return parent;
  if (mkdir(folder.c_str(), 0700) == 0 || errno == EEXIST) return {};
  return SystemError("needs the folder " + folder.string() + ", which cannot be made", errno);
}

Result<Database> OpenOnce(const std::filesystem::path& file) {
  auto opened = Database::Open(file, Database::Access::kWrite);
  if (!opened.ok()) return opened;
  if (Status prepared = PrepareSchema(*opened); !prepared.ok()) return std::move(prepared).error();
  return opened;
}

}  // namespace

std::filesystem::path JournalPlace(const std::filesystem::path& named, const std::filesystem::path& store) {
  if (!named.empty()) return named;
  if (!store.empty()) return store / "journal" / "journal.db";
  // A relative value is to be ignored: https://specifications.freedesktop.org/basedir-spec/latest/
  const char* state = std::getenv("XDG_STATE_HOME");
  if (state != nullptr && state[0] == '/') return std::filesystem::path(state) / "hotswap" / "journal.db";
  const char* home = std::getenv("HOME");
  if (home != nullptr && home[0] == '/') return std::filesystem::path(home) / ".local" / "state" / "hotswap" / "journal.db";
  return {};
}

Result<OpenedJournal> OpenJournal(const std::filesystem::path& file) {
  if (Status made = MakeFolder(file.parent_path()); !made.ok()) return Told(file, std::move(made).error());
  auto opened = OpenOnce(file);
  if (opened.ok()) return OpenedJournal{std::move(opened).value(), {}};
  if (opened.error().code != Errc::kDamaged) return Told(file, std::move(opened).error());
  const std::string cause = opened.error().text;
  const auto broken = MoveAside(file);
  if (!broken.ok()) return Told(file, {broken.error().code, cause + ", and could not be moved aside: " + broken.error().text});
  auto again = OpenOnce(file);
  if (!again.ok()) return Told(file, std::move(again).error());
  return OpenedJournal{std::move(again).value(), cause + ". It was moved to " + broken->string() +
                                                     ", and a new one begins: earlier versions are not known any more."};
}

Result<Database> OpenExistingJournal(const std::filesystem::path& file, Database::Access access) {
  std::error_code error;
  const bool there = std::filesystem::exists(file, error);
  if (!there && (!error || error == std::errc::no_such_file_or_directory || error == std::errc::not_a_directory)) {
    return Error{Errc::kNotFound, Named(file) + ": nothing was written down yet"};
  }
  auto opened = Database::Open(file, access);
  if (!opened.ok()) return Told(file, std::move(opened).error());
  if (Status known = CheckSchema(*opened); !known.ok()) {
    if (known.error().code == Errc::kNotFound) return Error{Errc::kNotFound, Named(file) + ": nothing was written down yet"};
    Error failure = Told(file, std::move(known).error());
    if (failure.code == Errc::kDamaged) failure.text += ", or let the next `hotswap run` move it aside and begin a new one";
    return failure;
  }
  return opened;
}

Result<std::filesystem::path> MoveAside(const std::filesystem::path& file) {
  for (int number = 1; number <= kMostBroken; ++number) {
    std::filesystem::path broken = file;
    broken += ".broken-" + std::to_string(number);
    std::error_code error;
    if (std::filesystem::exists(std::filesystem::symlink_status(broken, error))) continue;
    std::filesystem::rename(file, broken, error);
    if (error) return SystemError(broken.string(), error.value());
    for (const char* companion : {"-wal", "-shm"}) {
      std::filesystem::path from = file;
      std::filesystem::path to = broken;
      std::filesystem::rename(from += companion, to += companion, error);  // mostly there is none
    }
    return broken;
  }
  return Error{Errc::kTooLarge, "there are over a thousand damaged ones beside it already"};
}

Status InTransaction(Database& database, const std::function<Status()>& work) {
  if (Status begun = database.Run("BEGIN IMMEDIATE"); !begun.ok()) return begun;
  Status status = work();
  if (status.ok()) status = database.Run("COMMIT");
  if (!status.ok() && database.in_transaction()) static_cast<void>(database.Run("ROLLBACK"));
  return status;
}

}  // namespace hotswap
