#include "core/config/size_text.h"

#include <array>
#include <charconv>
#include <string>
#include <system_error>

namespace hotswap {
namespace {

struct Unit {
  std::string_view name;
  std::uint64_t bytes;
};

constexpr std::array kUnits = {Unit{"B", 1}, Unit{"KiB", std::uint64_t{1} << 10}, Unit{"MiB", std::uint64_t{1} << 20},
                               Unit{"GiB", std::uint64_t{1} << 30}};
constexpr std::uint64_t kLargest = std::uint64_t{1} << 40;

Error Refused(std::string_view text, std::string_view reason) {
  return {Errc::kInvalidArgument, "\"" + std::string(text) + "\" " + std::string(reason) +
                                      "; write a whole number and a unit: 100B, 512KiB, 64MiB, 1GiB"};
}

}  // namespace

Result<std::uint64_t> ParseSize(std::string_view text) {
  std::uint64_t number = 0;
  const char* const end = text.data() + text.size();
  const auto [stopped, failure] = std::from_chars(text.data(), end, number);
  if (failure == std::errc::result_out_of_range) return Refused(text, "is too large");
  if (failure != std::errc()) return Refused(text, "is no size");
  std::string_view unit(stopped, static_cast<std::size_t>(end - stopped));
  if (unit.starts_with(' ')) unit.remove_prefix(1);
  for (const Unit& known : kUnits) {
    if (known.name != unit) continue;
    if (number > kLargest / known.bytes) return Refused(text, "is too large");
    if (number == 0) return Refused(text, "must be more than nothing");
    return number * known.bytes;
  }
  return Refused(text, unit.empty() ? "has no unit" : "has no known unit");
}

}  // namespace hotswap
