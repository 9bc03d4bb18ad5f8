#ifndef HOTSWAP_CORE_LOADING_STORE_SURVEY_H_
#define HOTSWAP_CORE_LOADING_STORE_SURVEY_H_

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/loading/store_directory.h"

namespace hotswap {

/// A file that lies in an operator store.
struct StoreFile {
  enum class Kind {
    kEntry,       ///< A library: whole, as far as was looked.
    kDamaged,     ///< Has an entry's name, but must not be loaded.
    kUnreadable,  ///< Has an entry's name; it could not be read, so nothing is known of it.
    kImport,      ///< A copy that no gate has judged to the end: being imported, or left by a process that was killed.
    kStranger,    ///< Nothing that a store makes.
  };

  std::filesystem::path path;
  Kind kind = Kind::kStranger;
  std::string sha256;      ///< Of an entry, as its name says; else empty.
  std::uint64_t size = 0;  ///< In bytes.
  std::chrono::system_clock::time_point added;
  std::chrono::system_clock::time_point last_used;  ///< Loaded last, to the hour.
  std::string fault;  ///< What is wrong, a clause that begins with a verb; empty for kEntry and kImport.
  std::string note;   ///< What is worth knowing and no fault, a clause; a survey gives none.
};

/// The kind as JSON and tables spell it, such as "damaged".
const char* StoreFileKindName(StoreFile::Kind kind);

/// How closely a store is looked at.
enum class SurveyDepth {
  kNames,  ///< Names, kinds and times.
  kBytes,  ///< Every entry is hashed too, and its owner and mode are judged.
};

/// What lies in the store, by path, without the imports where it does not let this user see them. Changes nothing, not even a
/// time of access where the store is this user's.
Result<std::vector<StoreFile>> SurveyStore(const StoreDirectory& store, SurveyDepth depth);

/// The same of one file of the store; nothing when it is not there any more.
std::optional<StoreFile> SurveyFile(const StoreDirectory& store, const std::filesystem::path& file, SurveyDepth depth);

}  // namespace hotswap

#endif  // HOTSWAP_CORE_LOADING_STORE_SURVEY_H_
