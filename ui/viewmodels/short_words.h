#ifndef HOTSWAP_UI_VIEWMODELS_SHORT_WORDS_H_
#define HOTSWAP_UI_VIEWMODELS_SHORT_WORDS_H_

#include <QString>
#include <QStringList>

namespace hotswap::ui {

inline constexpr qsizetype kLongestWord = 64;

/// The text with the middle of each word beyond `longest` characters left out: a line can be broken between words only, and of a path
/// the file's name at its end says most.
inline QString shortWords(const QString& text, qsizetype longest = kLongestWord) {
  const qsizetype head = longest / 4;
  QStringList words = text.split(QLatin1Char(' '));
  for (QString& word : words) {
    if (word.size() > longest) word = word.left(head) + QStringLiteral("…") + word.right(longest - head - 1);
  }
  return words.join(QLatin1Char(' '));
}

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_VIEWMODELS_SHORT_WORDS_H_
