#include "ui/viewmodels/watch_text.h"

#include <QCoreApplication>

namespace hotswap::ui {
namespace {

QString tr(const char* text) { return QCoreApplication::translate("hotswap::ui", text); }

QString momentWords(const Moment& moment) {
  return QString::fromLatin1(MomentName(moment.kind)).replace(QLatin1Char('_'), QLatin1Char(' '));
}

}  // namespace

QString watchText(const SlotInfo& slot) {
  if (slot.watch.empty()) return {};
  const QString place = QString::fromStdString(slot.watch).section(QLatin1Char('/'), -1, -1, QString::SectionSkipEmpty);
  switch (slot.policy) {
    case WatchPolicy::kOffer: return tr("Watches %1: offers").arg(place);
    case WatchPolicy::kSwap: return tr("Watches %1: swaps (%2)").arg(place, momentWords(slot.moment));
    case WatchPolicy::kRollout: return tr("Watches %1: rolls out (%2)").arg(place, QString::fromStdString(slot.strategy));
  }
  return {};
}

QString watchSentence(const SlotInfo& slot) {
  if (slot.watch.empty()) return {};
  const QString path = QString::fromStdString(slot.watch);
  switch (slot.policy) {
    case WatchPolicy::kOffer:
      return tr("A library that appears or changes at %1 goes through the gates and is ready then; you decide").arg(path);
    case WatchPolicy::kSwap:
      return tr("A library that appears or changes at %1 goes through the gates and takes over (moment: %2)")
          .arg(path, momentWords(slot.moment));
    case WatchPolicy::kRollout:
      return tr("A library that appears or changes at %1 goes through the gates and is rolled out (strategy: %2)")
          .arg(path, QString::fromStdString(slot.strategy));
  }
  return {};
}

}  // namespace hotswap::ui
