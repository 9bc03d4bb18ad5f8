#include "ui/shell/window_language.h"

#include <QApplication>
#include <QFile>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>
#include <array>
#include <memory>
#include <utility>

#include "ui/shell/engine_translator.h"
#include "ui/shell/window_texts.h"

/// What a static library brings along is left out by the linker unless somebody asks for it; in no namespace, as Qt wants it.
static void bringTexts() {
#ifdef HOTSWAP_HAS_CHINESE
  Q_INIT_RESOURCE(hotswap_texts);
#endif
}

namespace hotswap::ui {
namespace {

constexpr std::array<std::pair<Language, const char*>, 3> kNames{
    {{Language::kSystem, "system"}, {Language::kEnglish, "en"}, {Language::kChinese, "zh_CN"}}};

constexpr char kTranslator[] = "windowLanguage";  ///< Name of what was installed here.

QString ownTexts() { return QStringLiteral(":/i18n/hotswap_zh_CN.qm"); }

bool install(QApplication& application, std::unique_ptr<QTranslator> translator) {
  translator->setObjectName(QLatin1String(kTranslator));
  translator->setParent(&application);
  return QCoreApplication::installTranslator(translator.release());
}

template <typename Translator>
bool installFile(QApplication& application, const QString& file) {
  auto translator = std::make_unique<Translator>();
  return translator->load(file) && install(application, std::move(translator));
}

}  // namespace

std::optional<Language> parseLanguage(const QString& name) {
  for (const auto& [language, text] : kNames) {
    if (name == QLatin1String(text)) return language;
  }
  return std::nullopt;
}

QString languageName(Language language) {
  for (const auto& [known, text] : kNames) {
    if (known == language) return QLatin1String(text);
  }
  return {};
}

// Somebody who reads traditional characters is not given simplified ones unasked; gettext does the same.
Language languageFor(const QStringList& wanted) {
  for (const QString& name : wanted) {
    const QLocale locale(name);
    if (locale.language() == QLocale::Chinese && locale.script() == QLocale::SimplifiedHanScript) return Language::kChinese;
    if (locale.language() == QLocale::English || locale.language() == QLocale::C) return Language::kEnglish;
  }
  return Language::kEnglish;
}

bool applyLanguage(QApplication& application, Language language) {
  bringTexts();
  const auto before = application.findChildren<QTranslator*>(QLatin1String(kTranslator), Qt::FindDirectChildrenOnly);
  for (QTranslator* translator : before) {
    QCoreApplication::removeTranslator(translator);
    delete translator;
  }
  if (language == Language::kSystem) language = languageFor(QLocale::system().uiLanguages());
  if (language != Language::kChinese) return true;
  // Of the file dialog and the menus of text inputs. Without Qt's own catalogue these stay English, and the window does not.
  installFile<QTranslator>(application, QLibraryInfo::path(QLibraryInfo::TranslationsPath) + QStringLiteral("/qtbase_zh_CN.qm"));
  install(application, std::make_unique<EngineTranslator>(Catalogue::Load("zh_CN")));
  return installFile<WindowTexts>(application, ownTexts());
}

QString englishOf(const QString& text) {
  const auto texts = qApp->findChildren<WindowTexts*>(QLatin1String(kTranslator), Qt::FindDirectChildrenOnly);
  return texts.isEmpty() ? QString() : texts.first()->english(text);
}

bool hasLanguage(Language language) {
  bringTexts();
  return language != Language::kChinese || QFile::exists(ownTexts());
}

}  // namespace hotswap::ui
