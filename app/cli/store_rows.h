#ifndef HOTSWAP_APP_CLI_STORE_ROWS_H_
#define HOTSWAP_APP_CLI_STORE_ROWS_H_

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>

#include "core/loading/store_cleaning.h"
#include "core/loading/store_survey.h"

namespace hotswap {

// How `hotswap store` shows what lies in a store: for people, and as JSON with times in UTC.

/// "15.9 KiB", "310 B".
std::string SizeText(std::uint64_t bytes);

/// "1 library", "2 libraries".
std::string CountText(std::size_t count, const char* one, const char* many);

/// One line about a library of the store.
std::string EntryText(const StoreFile& file);

/// One line about a file that has a fault or a note, with what to do about it.
std::string RemarkText(const StoreFile& file);

/// One line about what became of a file.
std::string CleanedText(const CleanedFile& cleaned, bool dry_run);

nlohmann::ordered_json FileRow(const StoreFile& file);
nlohmann::ordered_json CleanedRow(const CleanedFile& cleaned);

}  // namespace hotswap

#endif  // HOTSWAP_APP_CLI_STORE_ROWS_H_
