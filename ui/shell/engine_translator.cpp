#include "ui/shell/engine_translator.h"

#include <string_view>

#include "ui/viewmodels/engine_text.h"

namespace hotswap::ui {

QString EngineTranslator::translate(const char* context, const char* source, const char*, int) const {
  if (context == nullptr || std::string_view(context) != kEngineContext) return {};
  return QString::fromStdString(catalogue_.Translated(source));
}

}  // namespace hotswap::ui
