#include "ui/charts/marker_tooltip.h"

#include <QCoreApplication>

#include "ui/theme/number_format.h"
#include "ui/viewmodels/counted_text.h"

namespace hotswap::ui {
namespace {

QString translated(const char* text) { return QCoreApplication::translate("hotswap::ui", text); }

QString title(const SwapMarker& marker, const QString& version) {
  if (!marker.step.empty()) {
    return translated(QT_TRANSLATE_NOOP("hotswap::ui", "Canary step: %1 gets %2"))
        .arg(version, QString::fromStdString(marker.step));
  }
  if (marker.rolled_back) return translated(QT_TRANSLATE_NOOP("hotswap::ui", "Rolled back to %1")).arg(version);
  return translated(QT_TRANSLATE_NOOP("hotswap::ui", "Swap to %1")).arg(version);
}

QString figure(std::chrono::nanoseconds time) { return formatDuration(static_cast<double>(time.count())); }

QStringList figures(const SwapReceipt& receipt) {
  QStringList lines{translated(QT_TRANSLATE_NOOP("hotswap::ui", "published in %1")).arg(figure(receipt.publish))};
  if (receipt.complete) {
    lines << translated(QT_TRANSLATE_NOOP("hotswap::ui", "drained in %1, longest gap %2"))
                 .arg(figure(receipt.drain), figure(receipt.stall));
  } else {
    lines << translated(QT_TRANSLATE_NOOP("hotswap::ui", "the old version is draining"));
  }
  lines << translated(QT_TRANSLATE_NOOP("hotswap::ui", "%1 lost")).arg(countedRequests(receipt.lost));
  lines << translated(QT_TRANSLATE_NOOP("hotswap::ui", "Click for receipt %1")).arg(formatCount(receipt.number));
  return lines;
}

}  // namespace

TooltipText markerTooltip(const TimelineViewModel& model, const SwapMarker& marker, const QString& age) {
  TooltipText text{title(marker, model.versionText(marker.to)), marker.to, {age}};
  if (marker.from != 0) {
    text.lines << translated(QT_TRANSLATE_NOOP("hotswap::ui", "%1 answered before")).arg(model.versionText(marker.from));
  }
  if (const SwapReceipt* receipt = model.receiptOf(marker)) text.lines << figures(*receipt);
  return text;
}

}  // namespace hotswap::ui
