#include "core/config/json_text.h"

#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>

namespace hotswap {
namespace {

using Json = nlohmann::ordered_json;

/// Nothing for what JSON cannot say, also somewhere within.
std::optional<Json> JsonOf(const toml::node& node) {
  if (const auto* text = node.as_string()) return Json(text->get());
  if (const auto* number = node.as_integer()) return Json(number->get());
  if (const auto* truth = node.as_boolean()) return Json(truth->get());
  if (const auto* number = node.as_floating_point()) {
    return std::isfinite(number->get()) ? std::optional<Json>(number->get()) : std::nullopt;
  }
  if (const auto* list = node.as_array()) {
    Json all = Json::array();
    for (const toml::node& element : *list) {
      auto one = JsonOf(element);
      if (!one) return std::nullopt;
      all.push_back(std::move(*one));
    }
    return all;
  }
  if (const auto* table = node.as_table()) {
    Json all = Json::object();
    for (const auto& [key, value] : *table) {
      auto one = JsonOf(value);
      if (!one) return std::nullopt;
      all[std::string(key.str())] = std::move(*one);
    }
    return all;
  }
  return std::nullopt;
}

}  // namespace

Result<std::string> JsonText(const toml::node& node) {
  if (const auto* text = node.as_string()) {
    if (Json::accept(text->get())) return text->get();
    return Error{Errc::kParse, "is text that is no JSON; write JSON in '…', or a table"};
  }
  const auto json = JsonOf(node);
  if (json) return json->dump();
  return Error{Errc::kParse, "holds a date or a number that is infinite or NaN, which JSON cannot say"};
}

}  // namespace hotswap
