#ifndef HOTSWAP_UI_VIEWMODELS_COUNTED_TEXT_H_
#define HOTSWAP_UI_VIEWMODELS_COUNTED_TEXT_H_

#include <QCoreApplication>
#include <QString>
#include <QStringList>
#include <cstddef>
#include <cstdint>

#include "ui/theme/number_format.h"

namespace hotswap::ui {

/// "1 thread", "4 threads". Not by Qt's %n: without a translation file that reads "4 thread(s)" in English.
inline QString countedThreads(std::size_t count) {
  if (count == 1) return QCoreApplication::translate("hotswap::ui", "1 thread");
  return QCoreApplication::translate("hotswap::ui", "%1 threads").arg(count);
}

/// "1 stuck thread", "4 stuck threads".
inline QString countedStuck(std::size_t count) {
  if (count == 1) return QCoreApplication::translate("hotswap::ui", "1 stuck thread");
  return QCoreApplication::translate("hotswap::ui", "%1 stuck threads").arg(count);
}

/// "1 error", "1,234 errors".
inline QString countedErrors(std::uint64_t count) {
  if (count == 1) return QCoreApplication::translate("hotswap::ui", "1 error");
  return QCoreApplication::translate("hotswap::ui", "%1 errors").arg(formatCount(count));
}

/// "1 score not finite", "1,234 scores not finite".
inline QString countedNonfinite(std::uint64_t count) {
  if (count == 1) return QCoreApplication::translate("hotswap::ui", "1 score not finite");
  return QCoreApplication::translate("hotswap::ui", "%1 scores not finite").arg(formatCount(count));
}

/// "3 errors, 1,234 scores not finite": what went wrong with requests; empty when nothing did.
inline QString countedFaults(std::uint64_t errors, std::uint64_t nonfinite) {
  QStringList parts;
  if (errors > 0) parts << countedErrors(errors);
  if (nonfinite > 0) parts << countedNonfinite(nonfinite);
  return parts.join(QStringLiteral(", "));
}

/// "21.8 M errors, 244 k not finite": the same where there is little room.
inline QString countedFaultsShort(std::uint64_t errors, std::uint64_t nonfinite) {
  QStringList parts;
  if (errors == 1) parts << countedErrors(errors);
  if (errors > 1) parts << QCoreApplication::translate("hotswap::ui", "%1 errors").arg(formatShortCount(errors));
  if (nonfinite > 0) parts << QCoreApplication::translate("hotswap::ui", "%1 not finite").arg(formatShortCount(nonfinite));
  return parts.join(QStringLiteral(", "));
}

/// "1 request", "1,234 requests".
inline QString countedRequests(std::uint64_t count) {
  if (count == 1) return QCoreApplication::translate("hotswap::ui", "1 request");
  return QCoreApplication::translate("hotswap::ui", "%1 requests").arg(formatCount(count));
}

/// "1 score", "1,234 scores".
inline QString countedScores(std::uint64_t count) {
  if (count == 1) return QCoreApplication::translate("hotswap::ui", "1 score");
  return QCoreApplication::translate("hotswap::ui", "%1 scores").arg(formatCount(count));
}

/// "1 call", "21.8 M calls".
inline QString countedCalls(std::uint64_t count) {
  if (count == 1) return QCoreApplication::translate("hotswap::ui", "1 call");
  return QCoreApplication::translate("hotswap::ui", "%1 calls").arg(formatShortCount(count));
}

/// "1 pair", "1,024 pairs".
inline QString countedPairs(std::uint64_t count) {
  if (count == 1) return QCoreApplication::translate("hotswap::ui", "1 pair");
  return QCoreApplication::translate("hotswap::ui", "%1 pairs").arg(formatCount(count));
}

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_VIEWMODELS_COUNTED_TEXT_H_
