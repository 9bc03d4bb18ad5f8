#ifndef HOTSWAP_UI_SHELL_WINDOW_TEXTS_H_
#define HOTSWAP_UI_SHELL_WINDOW_TEXTS_H_

#include <QHash>
#include <QTranslator>

#include "core/base/mutex.h"
#include "core/base/thread_annotations.h"

namespace hotswap::ui {

/// Gives Qt the window's own texts in another language, and knows the way back to English.
///
/// Threads   Any thread may translate and ask.
class WindowTexts : public QTranslator {
  Q_OBJECT

 public:
  using QTranslator::QTranslator;

  QString translate(const char* context, const char* source, const char* disambiguation = nullptr, int n = -1) const override;

  /// The English of a text that was given before, also where values took the places of its %1 and %2. Of two that are the same in
  /// this language, the one that was given last. Empty for any other text.
  QString english(const QString& text) const EXCLUDES(mutex_);

 private:
  // Shared.
  mutable Mutex mutex_;
  mutable QHash<QString, QString> given_ GUARDED_BY(mutex_);  ///< English by what was given; no more than the catalogue has.
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_SHELL_WINDOW_TEXTS_H_
