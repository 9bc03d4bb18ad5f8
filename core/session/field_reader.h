#ifndef HOTSWAP_CORE_SESSION_FIELD_READER_H_
#define HOTSWAP_CORE_SESSION_FIELD_READER_H_

#include <chrono>
#include <cmath>
#include <cstddef>
#include <limits>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "core/session/field_names.h"
#include "core/session/history_fields.h"

namespace hotswap {

/// What is wrong with a field, such as "receipts[3].at_ns is not a time". Thrown and caught within session_text.cpp.
struct FieldError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Fills the fields that Describe() names from JSON. A key that is not there leaves its field as it was: an older program did not
/// know it. One that is not asked for is passed over. A value of another kind, or outside of what its field can be, is an error.
class FieldReader {
 public:
  using Json = nlohmann::json;

  /// More of anything is refused before room is made for it. Real sessions have 1,000 events, 2,000 buckets a thread.
  static constexpr std::size_t kMostItems = 100'000;
  /// Seventy years: sums of a few times cannot overflow.
  static constexpr std::int64_t kLongestTime = std::int64_t{1} << 61;

  template <typename T>
  static void ReadSnapshot(const Json& json, T& value) {
    Read(json, value, {nullptr, "snapshot", kNoIndex});
  }

  template <typename T>
  void operator()(const char* key, T& value) {
    const Json* item = json_.is_array() ? NextOfRow() : Member(key);
    if (item != nullptr) Read(*item, value, {&place_, key, kNoIndex});
  }

 private:
  static constexpr std::size_t kNoIndex = std::numeric_limits<std::size_t>::max();

  /// Where a value stands; only an error makes words of it.
  struct Place {
    const Place* parent;
    const char* key;  ///< Null for an element of an array.
    std::size_t index;

    std::string Text() const {
      const std::string before = parent != nullptr ? parent->Text() : std::string();
      if (key == nullptr) return before + "[" + std::to_string(index) + "]";
      return before.empty() ? key : before + "." + key;
    }
  };

  FieldReader(const Json& json, const Place& place) : json_(json), place_(place) {}

  [[noreturn]] static void Fail(const Place& place, const char* what) {
    throw FieldError("says what cannot be: " + place.Text() + " " + what);
  }

  const Json* Member(const char* key) const {
    const auto found = json_.find(key);
    return found == json_.end() ? nullptr : &*found;
  }
  const Json* NextOfRow() { return next_ < json_.size() ? &json_[next_++] : nullptr; }

  template <typename T>
  static void Read(const Json& json, T& value, const Place& place) {
    if constexpr (std::is_same_v<T, bool>) {
      if (!json.is_boolean()) Fail(place, "is neither true nor false");
      value = json.template get<bool>();
    } else if constexpr (std::is_enum_v<T>) {
      ReadName(json, value, place);
    } else if constexpr (std::is_floating_point_v<T>) {
      ReadNumber(json, value, place);
    } else if constexpr (std::is_same_v<T, std::int64_t>) {
      value = Time(json, place);
    } else if constexpr (std::is_integral_v<T>) {
      ReadCount(json, value, place);
    } else {
      ReadOther(json, value, place);
    }
  }

  template <typename T>
  static void ReadName(const Json& json, T& value, const Place& place) {
    const std::string* text = json.get_ptr<const std::string*>();
    for (std::size_t i = 0; text != nullptr && i < NamesOf<T>::kAll.size(); ++i) {
      if (*text != NamesOf<T>::kAll[i]) continue;
      value = static_cast<T>(i);
      return;
    }
    Fail(place, "is none of the words that are known there");
  }

  static void ReadNumber(const Json& json, double& value, const Place& place) {
    if (json.is_number()) {
      value = json.get<double>();
      return;
    }
    if (json == "nan") {
      value = std::numeric_limits<double>::quiet_NaN();
    } else if (json == "inf") {
      value = std::numeric_limits<double>::infinity();
    } else if (json == "-inf") {
      value = -std::numeric_limits<double>::infinity();
    } else {
      Fail(place, "is no number");
    }
  }

  template <typename T>
  static void ReadCount(const Json& json, T& value, const Place& place) {
    static_assert(std::is_unsigned_v<T>);
    if (!json.is_number_unsigned() || json.get<std::uint64_t>() > std::numeric_limits<T>::max()) Fail(place, "is no such count");
    value = json.get<T>();
  }

  static std::int64_t Time(const Json& json, const Place& place) {
    if (!json.is_number_integer()) Fail(place, "is no time in nanoseconds");
    const bool large = json.is_number_unsigned() && json.get<std::uint64_t>() > static_cast<std::uint64_t>(kLongestTime);
    if (large || json.get<std::int64_t>() < -kLongestTime) Fail(place, "is a time out of all range");
    return json.get<std::int64_t>();
  }

  static void ReadOther(const Json& json, std::chrono::nanoseconds& value, const Place& place) {
    value = std::chrono::nanoseconds(Time(json, place));
  }

  static void ReadOther(const Json& json, std::string& value, const Place& place) {
    if (!json.is_string()) Fail(place, "is no text");
    value = json.get_ref<const std::string&>();
  }

  template <typename T>
  static void ReadOther(const Json& json, std::optional<T>& value, const Place& place) {
    value.reset();
    if (!json.is_null()) Read(json, value.emplace(), place);
  }

  template <typename T>
  static void ReadOther(const Json& json, std::shared_ptr<const T>& value, const Place& place) {
    value.reset();
    if (json.is_null()) return;
    auto read = std::make_shared<T>();
    Read(json, *read, place);
    value = std::move(read);
  }

  template <typename T>
  static void ReadOther(const Json& json, std::vector<T>& values, const Place& place) {
    if (!json.is_array()) Fail(place, "is no list");
    if (json.size() > kMostItems) Fail(place, "has more than 100,000 entries");
    values.clear();
    values.reserve(json.size());
    for (std::size_t i = 0; i < json.size(); ++i) Read(json[i], values.emplace_back(), {&place, nullptr, i});
  }

  template <typename T>
  static void ReadOther(const Json& json, T& value, const Place& place) {
    if (kIsRow<T> ? !json.is_array() : !json.is_object()) Fail(place, kIsRow<T> ? "is no row" : "is no object");
    FieldReader fields(json, place);
    Describe(fields, value);
  }

  const Json& json_;
  const Place& place_;
  std::size_t next_ = 0;  // of a row
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_SESSION_FIELD_READER_H_
