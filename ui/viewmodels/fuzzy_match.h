#ifndef HOTSWAP_UI_VIEWMODELS_FUZZY_MATCH_H_
#define HOTSWAP_UI_VIEWMODELS_FUZZY_MATCH_H_

#include <QList>
#include <QString>
#include <optional>

namespace hotswap::ui {

/// Where the letters of a query stand in a text, and how well they fit.
struct FuzzyMatch {
  int score = 0;         ///< More is better; only scores of the same query compare.
  QList<int> positions;  ///< One index into the text for each letter of the query, ascending.
};

/// The best way to find the letters of `query` in `text` in their order, whatever their case; nothing when there is none. Spaces in
/// the query only separate. A letter at the start of a word and one right after the letter before it count more, and of equals the
/// shorter text does. An empty query fits every text with score 0. O(query x text) time and memory.
std::optional<FuzzyMatch> fuzzyMatch(const QString& query, const QString& text);

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_VIEWMODELS_FUZZY_MATCH_H_
