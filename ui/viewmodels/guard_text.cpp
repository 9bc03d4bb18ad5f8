#include "ui/viewmodels/guard_text.h"

#include <QCoreApplication>
#include <algorithm>
#include <array>

namespace hotswap::ui {
namespace {

constexpr std::array<GuardText, 8> kTexts = {{
    {"max_error_rate", QT_TRANSLATE_NOOP("hotswap::ui", "error rate"),
     QT_TRANSLATE_NOOP("hotswap::ui", "share of the candidate's requests on which it threw"), 0.001, 0.001, 4, false},
    {"max_nonfinite", QT_TRANSLATE_NOOP("hotswap::ui", "scores not finite"),
     QT_TRANSLATE_NOOP("hotswap::ui", "number of the candidate's scores that are NaN or infinite"), 0, 1, 0, false},
    {"max_p99_ratio", QT_TRANSLATE_NOOP("hotswap::ui", "p99 ratio"),
     QT_TRANSLATE_NOOP("hotswap::ui", "candidate's p99 of a call over the stable version's"), 1.5, 0.1, 2, false},
    {"max_mean_shift", QT_TRANSLATE_NOOP("hotswap::ui", "mean shift"),
     QT_TRANSLATE_NOOP("hotswap::ui", "distance of the mean scores, users as clusters"), 0.05, 0.01, 3, false},
    {"max_score_psi", QT_TRANSLATE_NOOP("hotswap::ui", "score drift (PSI)"),
     QT_TRANSLATE_NOOP("hotswap::ui", "population stability index of the scores, users as clusters"), 0.25, 0.05, 2, false},
    {"max_throughput_drop", QT_TRANSLATE_NOOP("hotswap::ui", "throughput drop"),
     QT_TRANSLATE_NOOP("hotswap::ui", "share of the stable version's throughput that the candidate lacks"), 0.2, 0.05, 2, false},
    {"min_auc_delta", QT_TRANSLATE_NOOP("hotswap::ui", "AUC change"),
     QT_TRANSLATE_NOOP("hotswap::ui", "candidate's AUC less the stable version's; needs labels"), -0.02, 0.01, 3, true},
    {"max_log_loss_delta", QT_TRANSLATE_NOOP("hotswap::ui", "log loss change"),
     QT_TRANSLATE_NOOP("hotswap::ui", "candidate's log loss less the stable version's; needs labels"), 0.05, 0.01, 3, false},
}};

const GuardText* find(std::string_view name) {
  const auto found = std::ranges::find(kTexts, name, &GuardText::name);
  return found == kTexts.end() ? nullptr : &*found;
}

QString tr(const char* text) { return QCoreApplication::translate("hotswap::ui", text); }

}  // namespace

std::span<const GuardText> guardTexts() { return kTexts; }

QString guardTitle(std::string_view name) {
  const GuardText* text = find(name);
  return text == nullptr ? QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size())) : tr(text->title);
}

QString guardMeasures(std::string_view name) {
  const GuardText* text = find(name);
  return text == nullptr ? QString() : tr(text->measures);
}

QString guardLimit(std::string_view name, double limit) {
  const GuardText* text = find(name);
  const bool at_least = text != nullptr && text->at_least;
  return (at_least ? tr("at least %1") : tr("at most %1")).arg(guardFigure(limit));
}

QString guardFigure(double figure) { return QString::number(figure, 'g', 4).replace(QLatin1Char('-'), QStringLiteral("−")); }

}  // namespace hotswap::ui
