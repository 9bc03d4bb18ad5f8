#include "ui/viewmodels/fuzzy_match.h"

#include <algorithm>
#include <vector>

namespace hotswap::ui {
namespace {

// A run from a word's start ("v12") beats as many initials ("v1 … 2"), and initials ("rb" in "Roll Back") beat a run inside a word
// ("Orbit"). The length, always below one unit, decides between equals only.
constexpr int kUnit = 4096;
constexpr int kWordStart = 4 * kUnit;
constexpr int kNeighbour = 5 * kUnit;
constexpr int kLongestText = kUnit - 1;
constexpr int kNone = -1;

bool startsWord(const QString& text, qsizetype at) {
  if (at == 0) return true;
  return !text[at - 1].isLetterOrNumber() || (text[at].isUpper() && text[at - 1].isLower());
}

/// The best score of the letters so far when the newest one stands here, and where the one before it stands then.
struct Cell {
  int score = kNone;
  int before = kNone;
};
using Row = std::vector<Cell>;

Row nextRow(const QString& text, QChar letter, const Row* above) {
  Row row(static_cast<std::size_t>(text.size()));
  Cell best;  // Of the row above, left of the present place: how a letter is reached over a gap.
  if (!above) best.score = 0;
  for (std::size_t at = 0; at < row.size(); ++at) {
    const auto place = static_cast<qsizetype>(at);
    Cell reached = best;
    if (above && at > 0 && (*above)[at - 1].score != kNone) {
      const Cell neighbour{(*above)[at - 1].score + kNeighbour, static_cast<int>(at) - 1};
      if (neighbour.score >= reached.score) reached = neighbour;
      if ((*above)[at - 1].score > best.score) best = {(*above)[at - 1].score, static_cast<int>(at) - 1};
    }
    if (reached.score == kNone || text[place].toCaseFolded() != letter) continue;
    row[at] = {reached.score + (startsWord(text, place) ? kWordStart : 0), reached.before};
  }
  return row;
}

}  // namespace

std::optional<FuzzyMatch> fuzzyMatch(const QString& query, const QString& text) {
  std::vector<Row> rows;
  for (const QChar letter : query) {
    if (!letter.isSpace()) rows.push_back(nextRow(text, letter.toCaseFolded(), rows.empty() ? nullptr : &rows.back()));
  }
  if (rows.empty()) return FuzzyMatch{};
  const Row& last = rows.back();
  const auto best = std::max_element(last.begin(), last.end(), [](const Cell& a, const Cell& b) { return a.score < b.score; });
  if (best == last.end() || best->score == kNone) return std::nullopt;

  FuzzyMatch match{best->score + kLongestText - static_cast<int>(std::min<qsizetype>(text.size(), kLongestText)), {}};
  int at = static_cast<int>(best - last.begin());
  for (auto row = rows.rbegin(); row != rows.rend(); ++row) {
    match.positions.prepend(at);
    at = (*row)[static_cast<std::size_t>(at)].before;
  }
  return match;
}

}  // namespace hotswap::ui
