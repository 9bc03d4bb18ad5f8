#include "core/remote/request_fields.h"

#include <algorithm>
#include <cmath>

#include "core/base/duration.h"

namespace hotswap {
namespace {

std::string Quoted(std::string_view text) { return "\"" + std::string(text) + "\""; }

}  // namespace

void RequestFields::Refuse(const std::string& text) const {
  if (!complaint_) complaint_ = Error{Errc::kInvalidArgument, title_ + ": " + text};
}

void RequestFields::Allow(std::initializer_list<std::string_view> known) const {
  for (const auto& [key, value] : object_.items()) {
    if (std::ranges::find(known, key) == known.end()) Refuse("there is no key " + Quoted(key) + " here");
  }
}

std::string RequestFields::Text(const char* key) const {
  if (!Has(key)) return {};
  const nlohmann::json& value = Value(key);
  if (!value.is_string()) {
    Refuse(Quoted(key) + " must be a text");
    return {};
  }
  auto text = value.get<std::string>();
  // Names and paths go on to the system, where a NUL would end them early.
  if (text.find('\0') != std::string::npos) Refuse(Quoted(key) + " contains a NUL character");
  return text;
}

std::uint64_t RequestFields::Count(const char* key, std::uint64_t least, std::uint64_t most) const {
  if (!Has(key)) return 0;
  const nlohmann::json& value = Value(key);
  const std::uint64_t number = value.is_number_unsigned() ? value.get<std::uint64_t>() : 0;
  if (!value.is_number_unsigned() || number < least || number > most) {
    Refuse(Quoted(key) + " must be a whole number from " + std::to_string(least) + " to " + std::to_string(most));
  }
  return number;
}

double RequestFields::Number(const char* key) const {
  if (!Has(key)) return 0;
  const nlohmann::json& value = Value(key);
  if (value.is_number() && std::isfinite(value.get<double>())) return value.get<double>();
  Refuse(Quoted(key) + " must be a number");
  return 0;
}

std::chrono::nanoseconds RequestFields::Duration(const char* key) const {
  if (!Has(key)) return {};
  const auto duration = ParseDuration(Text(key));
  if (duration.ok()) return *duration;
  Refuse(Quoted(key) + ": " + duration.error().text);
  return {};
}

std::filesystem::path RequestFields::AbsolutePath(const char* key) const {
  std::filesystem::path path = Text(key);
  if (Has(key) && !path.is_absolute()) Refuse(Quoted(key) + " must be an absolute path: an engine has a folder of its own");
  return path;
}

}  // namespace hotswap
