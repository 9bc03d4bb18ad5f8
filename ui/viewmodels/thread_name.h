#ifndef HOTSWAP_UI_VIEWMODELS_THREAD_NAME_H_
#define HOTSWAP_UI_VIEWMODELS_THREAD_NAME_H_

#include <QString>
#include <QStringList>
#include <algorithm>
#include <string>
#include <vector>

namespace hotswap::ui {

/// "T3 (hs-work-03)": as charts and the table call the worker, and as debuggers and `top` do. Other threads keep their one name.
inline QString threadName(const std::string& name) {
  const QString own = QString::fromStdString(name);
  bool is_number = false;
  const int number = own.section(QStringLiteral("hs-work-"), 1).toInt(&is_number);
  return is_number ? QStringLiteral("T%1 (%2)").arg(number).arg(own) : own;
}

/// Each of the threads once, in the order of their numbers.
inline QString threadNames(std::vector<std::string> names) {
  std::ranges::sort(names);
  names.erase(std::unique(names.begin(), names.end()), names.end());
  QStringList told;
  for (const std::string& name : names) told << threadName(name);
  return told.join(QStringLiteral(", "));
}

/// The same in the charts' words alone, "T3, T7", where there is little room.
inline QString shortThreadNames(const std::vector<std::string>& names) {
  QStringList told = threadNames(names).split(QStringLiteral(", "));
  for (QString& name : told) name = name.section(QStringLiteral(" ("), 0, 0);
  return told.join(QStringLiteral(", "));
}

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_VIEWMODELS_THREAD_NAME_H_
