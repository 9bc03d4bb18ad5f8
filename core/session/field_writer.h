#ifndef HOTSWAP_CORE_SESSION_FIELD_WRITER_H_
#define HOTSWAP_CORE_SESSION_FIELD_WRITER_H_

#include <chrono>
#include <cmath>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "core/session/field_names.h"
#include "core/session/history_fields.h"

namespace hotswap {

/// Collects the fields that Describe() names into JSON: an object, or for rows an array. JSON has no infinities; they are written as
/// the texts "inf", "-inf" and "nan".
class FieldWriter {
 public:
  using Json = nlohmann::ordered_json;

  template <typename T>
  static Json ToJson(const T& value) {
    if constexpr (std::is_enum_v<T>) {
      return NamesOf<T>::kAll[static_cast<std::size_t>(value)];
    } else if constexpr (std::is_floating_point_v<T>) {
      return Number(value);
    } else if constexpr (std::is_arithmetic_v<T> || std::is_same_v<T, std::string>) {
      return value;
    } else {
      return Composite(value);
    }
  }

  template <typename T>
  void operator()(const char* key, const T& value) {
    if (is_row_) {
      json_.push_back(ToJson(value));
    } else {
      json_[key] = ToJson(value);
    }
  }

 private:
  explicit FieldWriter(bool is_row) : is_row_(is_row), json_(is_row ? Json::array() : Json::object()) {}

  static Json Number(double value) {
    if (std::isfinite(value)) return value;
    return std::isnan(value) ? "nan" : value > 0 ? "inf" : "-inf";
  }

  static Json Composite(std::chrono::nanoseconds value) { return value.count(); }

  template <typename T>
  static Json Composite(const std::optional<T>& value) {
    return value ? ToJson(*value) : Json(nullptr);
  }

  template <typename T>
  static Json Composite(const std::shared_ptr<const T>& value) {
    return value ? ToJson(*value) : Json(nullptr);
  }

  template <typename T>
  static Json Composite(const std::vector<T>& values) {
    Json array = Json::array();
    array.get_ref<Json::array_t&>().reserve(values.size());
    for (const T& value : values) array.push_back(ToJson(value));
    return array;
  }

  template <typename T>
  static Json Composite(const T& value) {
    FieldWriter fields(kIsRow<T>);
    Describe(fields, value);
    return std::move(fields.json_);
  }

  const bool is_row_;
  Json json_;
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_SESSION_FIELD_WRITER_H_
