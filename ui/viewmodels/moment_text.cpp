#include "ui/viewmodels/moment_text.h"

namespace hotswap::ui {

QString momentText(std::chrono::nanoseconds at) {
  const std::int64_t ms = std::chrono::duration_cast<std::chrono::milliseconds>(at).count();
  const std::int64_t hours = ms / 3'600'000;
  const std::int64_t minutes = ms / 60'000 % 60;
  const QString tail =
      QStringLiteral("%1.%2").arg(ms / 1000 % 60, 2, 10, QLatin1Char('0')).arg(ms % 1000, 3, 10, QLatin1Char('0'));
  if (hours == 0) return QStringLiteral("%1:%2").arg(minutes).arg(tail);
  return QStringLiteral("%1:%2:%3").arg(hours).arg(minutes, 2, 10, QLatin1Char('0')).arg(tail);
}

}  // namespace hotswap::ui
