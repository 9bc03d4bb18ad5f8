#ifndef HOTSWAP_UI_SHELL_WINDOW_LANGUAGE_H_
#define HOTSWAP_UI_SHELL_WINDOW_LANGUAGE_H_

#include <QString>
#include <QStringList>
#include <optional>

class QApplication;

namespace hotswap::ui {

enum class Language { kSystem, kEnglish, kChinese };

/// "system", "en" or "zh_CN"; nothing for another text.
std::optional<Language> parseLanguage(const QString& name);
QString languageName(Language language);

/// The language of the window for a person who reads these, best first, as "zh-CN" or "de": English unless simplified Chinese comes first.
Language languageFor(const QStringList& wanted);

/// Gives the application the texts of a language; kSystem follows LANGUAGE, LC_ALL, LC_MESSAGES and LANG. What is on the screen already
/// keeps its texts.
///
/// Failure   False when this build has no texts in the language; the application speaks English then.
bool applyLanguage(QApplication& application, Language language);

/// The English of a text of the window, also where values took the places of its %1 and %2; empty while English is spoken and for what
/// is no text of the window, such as the name of a file.
QString englishOf(const QString& text);

/// Whether this build has texts in the language.
bool hasLanguage(Language language);

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_SHELL_WINDOW_LANGUAGE_H_
