#ifndef HOTSWAP_UI_SHELL_ENGINE_TRANSLATOR_H_
#define HOTSWAP_UI_SHELL_ENGINE_TRANSLATOR_H_

#include <QTranslator>
#include <utility>

#include "core/language/catalogue.h"

namespace hotswap::ui {

/// Gives Qt the engine's texts in another language (ui/viewmodels/engine_text.h).
///
/// Threads   Any thread may translate.
class EngineTranslator : public QTranslator {
  Q_OBJECT

 public:
  explicit EngineTranslator(Catalogue catalogue) : catalogue_(std::move(catalogue)) {}

  bool isEmpty() const override { return catalogue_.empty(); }
  QString translate(const char* context, const char* source, const char* disambiguation = nullptr, int n = -1) const override;

 private:
  const Catalogue catalogue_;
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_SHELL_ENGINE_TRANSLATOR_H_
