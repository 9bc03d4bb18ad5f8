#include "ui/viewmodels/receipt_timeline.h"

#include <QCoreApplication>
#include <QStringList>
#include <utility>

#include "ui/theme/number_format.h"
#include "ui/theme/palette.h"
#include "ui/viewmodels/moment_text.h"
#include "ui/viewmodels/receipts_view_model.h"

namespace hotswap::ui {
namespace {

QString tr(const char* text) { return QCoreApplication::translate("hotswap::ui", text); }

QString signedDuration(std::int64_t ns) {
  if (ns == 0) return tr("0 ns");
  const QString length = formatDuration(static_cast<double>(ns < 0 ? -ns : ns));
  return (ns < 0 ? QStringLiteral("−") : QStringLiteral("+")) + length;
}

std::vector<SwapStep> stepsOf(const SwapReceipt& receipt) {
  const std::pair<const char*, std::chrono::nanoseconds> all[] = {{QT_TRANSLATE_NOOP("hotswap::ui", "copy"), receipt.copy},
                                                                  {QT_TRANSLATE_NOOP("hotswap::ui", "inspect"), receipt.inspect},
                                                                  {QT_TRANSLATE_NOOP("hotswap::ui", "vet"), receipt.vet},
                                                                  {QT_TRANSLATE_NOOP("hotswap::ui", "load"), receipt.load},
                                                                  {QT_TRANSLATE_NOOP("hotswap::ui", "parity"), receipt.parity},
                                                                  {QT_TRANSLATE_NOOP("hotswap::ui", "warm-up"), receipt.warmup},
                                                                  {QT_TRANSLATE_NOOP("hotswap::ui", "publish"), receipt.publish},
                                                                  {QT_TRANSLATE_NOOP("hotswap::ui", "drain"), receipt.drain}};
  std::vector<SwapStep> steps;
  for (const auto& [key, took] : all) {
    if (took.count() > 0) steps.push_back({tr(key), took.count(), formatDuration(static_cast<double>(took.count())), key});
  }
  return steps;
}

std::vector<ThreadChange> threadsOf(const SwapReceipt& receipt) {
  std::vector<ThreadChange> threads;
  const auto after = [&](std::chrono::nanoseconds at) -> std::optional<std::int64_t> {
    return at.count() < 0 ? std::nullopt : std::optional((at - receipt.at).count());
  };
  for (const SwapReceipt::ThreadSwitch& one : receipt.threads) {
    threads.push_back({after(one.last_on_old), after(one.first_on_new)});
  }
  return threads;
}

QString threadText(std::size_t number, const ThreadChange& change) {
  QStringList parts;
  if (change.last_on_old) parts << tr("last on the old version %1").arg(signedDuration(*change.last_on_old));
  if (change.first_on_new) parts << tr("first on the new one %1").arg(signedDuration(*change.first_on_new));
  if (parts.isEmpty()) parts << tr("no request around the swap");
  return tr("T%1: %2").arg(number).arg(parts.join(QStringLiteral(", ")));
}

}  // namespace

ReceiptTimeline receiptTimeline(const SwapReceipt& receipt) {
  ReceiptTimeline timeline;
  timeline.from = receipt.from.value_or(0);
  timeline.to = receipt.to.value_or(0);
  timeline.title = tr("No. %1: %2 → %3, %4 at %5")
                       .arg(formatCount(receipt.number), versionLabel(timeline.from), versionLabel(timeline.to),
                            ReceiptsViewModel::outcomeText(receipt.outcome), momentText(receipt.at));
  timeline.steps = stepsOf(receipt);
  timeline.threads = threadsOf(receipt);
  timeline.unload = tr("Unloaded: %1").arg(ReceiptsViewModel::unloadedThen(receipt));
  QStringList lines{timeline.title};
  for (const SwapStep& step : timeline.steps) lines << step.name + QStringLiteral(": ") + step.text;
  for (std::size_t i = 0; i < timeline.threads.size(); ++i) lines << threadText(i, timeline.threads[i]);
  lines << timeline.unload;
  timeline.text = lines.join(QLatin1Char('\n'));
  return timeline;
}

}  // namespace hotswap::ui
