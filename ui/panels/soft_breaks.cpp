#include "ui/panels/soft_breaks.h"

namespace hotswap::ui {
namespace {

constexpr int kLongestRun = 20;  ///< Characters that stay together; most words of a language do.
constexpr QChar kZeroWidthSpace{0x200b};

}  // namespace

QString withSoftBreaks(const QString& text) {
  QString broken;
  int run = 0;
  for (const QChar character : text) {
    run = character.isSpace() ? 0 : run + 1;
    if (run > kLongestRun) {
      broken += kZeroWidthSpace;
      run = 1;
    }
    broken += character;
  }
  return broken;
}

}  // namespace hotswap::ui
