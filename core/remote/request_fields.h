// Private to this folder, as every header that shows the JSON library.
#ifndef HOTSWAP_CORE_REMOTE_REQUEST_FIELDS_H_
#define HOTSWAP_CORE_REMOTE_REQUEST_FIELDS_H_

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <initializer_list>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/result.h"

namespace hotswap {

/// A JSON object whose keys are read by type.
///
/// Lifetime  Borrows the object and the complaint.
/// Failure   The first wrong thing is kept in `complaint`; the reader gets the default and reads on.
class RequestFields {
 public:
  /// `title` is what the object is, such as "swap" or "a step".
  RequestFields(const nlohmann::json& object, std::string title, std::optional<Error>& complaint)
      : object_(object), title_(std::move(title)), complaint_(complaint) {}

  /// Complains about keys that are none of these.
  void Allow(std::initializer_list<std::string_view> known) const;

  bool Has(const char* key) const { return object_.contains(key); }
  const nlohmann::json& Value(const char* key) const { return object_.at(key); }

  std::string Text(const char* key) const;                                              ///< Empty when it is not there.
  std::uint64_t Count(const char* key, std::uint64_t least, std::uint64_t most) const;  ///< 0 when it is not there.
  double Number(const char* key) const;                                                 ///< Finite; 0 when it is not there.
  std::chrono::nanoseconds Duration(const char* key) const;                             ///< As "500ms"; 0 when it is not there.
  std::filesystem::path AbsolutePath(const char* key) const;                            ///< Empty when it is not there.

  void Refuse(const std::string& text) const;

 private:
  const nlohmann::json& object_;
  const std::string title_;
  std::optional<Error>& complaint_;
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_REMOTE_REQUEST_FIELDS_H_
