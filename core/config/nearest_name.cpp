#include "core/config/nearest_name.h"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <vector>

namespace hotswap {
namespace {

/// Insertions, deletions and replacements that turn one into the other.
/// Source: R. A. Wagner, M. J. Fischer, "The String-to-String Correction Problem", 1974, keeping one row of the table.
std::size_t EditDistance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i + 1;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({replaced, diagonal + 1, row[j] + 1});
    }
  }
  return row.back();
}

}  // namespace

std::string SuggestName(std::string_view name, std::span<const std::string_view> known) {
  const auto nearest =
      std::min_element(known.begin(), known.end(), [&](auto a, auto b) { return EditDistance(name, a) < EditDistance(name, b); });
  const std::size_t distance = EditDistance(name, *nearest);
  const bool shares_letters = distance < std::max(name.size(), nearest->size());
  if (shares_letters && distance <= std::max<std::size_t>(2, nearest->size() / 3)) {
    return "did you mean \"" + std::string(*nearest) + "\"?";
  }
  std::string all = "known are ";
  for (std::size_t i = 0; i < known.size(); ++i) {
    if (i > 0) all += i + 1 == known.size() ? " and " : ", ";
    all += known[i];
  }
  return all;
}

}  // namespace hotswap
