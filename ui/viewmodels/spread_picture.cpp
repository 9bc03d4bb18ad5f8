#include "ui/viewmodels/spread_picture.h"

#include <QCoreApplication>
#include <QStringList>
#include <algorithm>
#include <cmath>
#include <limits>

#include "ui/theme/number_format.h"

namespace hotswap::ui {

double SpreadPicture::place(double value) const {
  return unit == Unit::kDuration ? std::log10(std::max(value, 1.0)) : value;  // No clock tells less than a nanosecond.
}

QString SpreadPicture::barText(const SpreadRow& row, std::size_t bar) const {
  const auto text = [this](double value) { return unit == Unit::kDuration ? formatDuration(value) : formatScore(value); };
  return QCoreApplication::translate("SpreadPicture", "%1: %2 to %3: %4 (%5)", "version, from, to, share, count")
      .arg(row.name, text(row.histogram.edges[bar]), text(row.histogram.edges[bar + 1]),
           formatPercent(row.shareOf(row.histogram.counts[bar])), formatCount(row.histogram.counts[bar]));
}

QString SpreadPicture::summary() const {
  QStringList lines;
  for (const SpreadRow& row : rows) lines << row.name + QStringLiteral(": ") + row.words;
  return lines.join(QLatin1Char('\n'));
}

void fitAxis(SpreadPicture& picture) {
  double low = std::numeric_limits<double>::max();
  double high = std::numeric_limits<double>::lowest();
  picture.highest = 0;
  for (const SpreadRow& row : picture.rows) {
    if (row.histogram.counts.empty()) continue;
    low = std::min(low, picture.place(row.histogram.edges.front()));
    high = std::max(high, picture.place(row.histogram.edges.back()));
    picture.highest = std::max(picture.highest, row.shareOf(*std::ranges::max_element(row.histogram.counts)));
  }
  if (low < high) picture.axis = {low, high, roundRange(low, high).step};
}

}  // namespace hotswap::ui
