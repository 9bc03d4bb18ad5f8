#include "ui/shell/window_texts.h"

#include <algorithm>
#include <string>
#include <vector>

#include "core/language/template_index.h"

namespace hotswap::ui {

QString WindowTexts::translate(const char* context, const char* source, const char* disambiguation, int n) const {
  QString text = QTranslator::translate(context, source, disambiguation, n);
  if (text.isEmpty()) return text;
  const MutexLock lock(mutex_);
  given_.insert(text, QString::fromUtf8(source));
  return text;
}

// A text with values is found as the engine's are (core/language), only the other way round.
QString WindowTexts::english(const QString& text) const {
  std::vector<Message> templates;
  {
    const MutexLock lock(mutex_);
    if (const auto whole = given_.constFind(text); whole != given_.constEnd()) return *whole;
    for (auto entry = given_.constBegin(); entry != given_.constEnd(); ++entry) {
      // "%1 (%2)" says nothing, and fits whatever says something.
      const bool says = std::any_of(entry.key().begin(), entry.key().end(), [](QChar letter) { return letter.isLetter(); });
      if (says) templates.push_back({entry.key().toStdString(), entry->toStdString()});
    }
  }
  const QString english = QString::fromStdString(TemplateIndex(templates).Translated(text.toStdString()));
  return english == text ? QString() : english;
}

}  // namespace hotswap::ui
