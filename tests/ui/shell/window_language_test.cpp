#include "ui/shell/window_language.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QRegularExpression>
#include <QTreeWidget>
#include <set>

#include "tests/ui/shell/window_fixture.h"
#include "ui/shell/window_list.h"
#include "ui/shell/window_session.h"
#include "ui/shell/window_settings.h"

namespace hotswap::ui {
namespace {

TEST(LanguageForTest, SimplifiedChineseIsSpokenToWhoReadsItFirst) {
  EXPECT_EQ(languageFor({"zh-CN", "en"}), Language::kChinese);
  EXPECT_EQ(languageFor({"zh-Hans-SG"}), Language::kChinese);
  EXPECT_EQ(languageFor({"fr-FR", "zh-CN"}), Language::kChinese);
  EXPECT_EQ(languageFor({"en-GB", "zh-CN"}), Language::kEnglish);
  EXPECT_EQ(languageFor({"zh-TW"}), Language::kEnglish);
  EXPECT_EQ(languageFor({"C"}), Language::kEnglish);
  EXPECT_EQ(languageFor({}), Language::kEnglish);
}

TEST(LanguageForTest, NamesAreReadAsTheyAreWritten) {
  for (const Language language : {Language::kSystem, Language::kEnglish, Language::kChinese}) {
    EXPECT_EQ(parseLanguage(languageName(language)), language);
  }
  EXPECT_EQ(parseLanguage("de"), std::nullopt);
}

class WindowLanguageTest : public WindowFixture {
 protected:
  void SetUp() override {
    if (!hasLanguage(Language::kChinese)) GTEST_SKIP() << "this build has no Chinese texts";
    WindowOptions options;
    options.settings_file = settings_file_;
    options.theme = Theme::kLight;
    options.language = Language::kEnglish;
    options.reference_scenario = Scenario{};
    options.first_steps = false;
    windows_ = std::make_unique<WindowList>(engine_, clock_, options);
    windows_->open();
  }

  void TearDown() override {
    windows_.reset();
    applyLanguage(*qApp, Language::kEnglish);
  }

  MainWindow& window() { return *windows_->windows().front(); }

  void speak(Language language) {
    bool anew = false;
    const auto heard = QObject::connect(windows_.get(), &WindowList::madeAnew, [&anew] { anew = true; });
    window().findChild<QAction*>("language_" + languageName(language))->trigger();
    EXPECT_TRUE(waitFor([&] { return anew; }));
    QObject::disconnect(heard);
    settle();
  }

  /// Until each view-model has seen a snapshot.
  void settle() {
    const TimePoint start = clock_.Now();
    EXPECT_TRUE(waitFor([&] { return clock_.Now() - start > 3s; }));
  }

  void dropFile(const QString& path) {
    QMimeData data;
    data.setUrls({QUrl("file://" + path)});
    QDropEvent event(QPointF(50, 50), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QDragEnterEvent enter(QPoint(50, 50), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&window(), &enter);
    QApplication::sendEvent(&window(), &event);
  }

  bool speaks(Language language) {
    const QString file = language == Language::kChinese ? QStringLiteral("文件(&F)") : QStringLiteral("&File");
    return window().menuBar()->actions().first()->text() == file;
  }

  QString target() { return window().findChild<QComboBox*>("targetBox")->currentText(); }

  void loadTwo() {
    for (const char* path : {"/opt/a.so", "/opt/b.so"}) {
      const std::size_t before = engine_.Latest()->versions.size();
      dropFile(path);
      ASSERT_TRUE(waitFor(
          [&] { return engine_.Latest()->versions.size() > before && target().startsWith("v" + QString::number(before + 1)); }));
    }
  }

  std::unique_ptr<WindowList> windows_;
};

/// Letters of words; figures, names of keys and units are the same in all languages.
bool hasWords(const QString& text) {
  static const QRegularExpression word("[a-z]{4,}");
  const bool names_language = text.contains("English") || text.contains("Chinese");  // Each in its own words.
  return word.match(text).hasMatch() && !names_language;
}

void addMenu(const QMenu& menu, std::set<QString>& texts) {
  for (const QAction* action : menu.actions()) {
    texts.insert(action->text());
    if (action->menu() != nullptr) addMenu(*action->menu(), texts);
  }
}

/// What a person reads or hears of the window that does not change while it runs.
std::set<QString> textsOf(const MainWindow& window) {
  std::set<QString> texts;
  for (const QAction* action : window.menuBar()->actions()) {
    texts.insert(action->text());
    if (action->menu() != nullptr) addMenu(*action->menu(), texts);
  }
  for (const QWidget* widget : window.findChildren<QWidget*>()) {
    texts.insert(widget->accessibleName());
    texts.insert(widget->accessibleDescription());
    if (const auto* button = qobject_cast<const QAbstractButton*>(widget)) texts.insert(button->text());
    if (const auto* edit = qobject_cast<const QLineEdit*>(widget)) texts.insert(edit->placeholderText());
    if (const auto* view = qobject_cast<const QAbstractItemView*>(widget); view != nullptr && view->model() != nullptr) {
      for (int i = 0; i < view->model()->columnCount(); ++i)
        texts.insert(view->model()->headerData(i, Qt::Horizontal).toString());
    }
  }
  for (const QAction* action : window.findChildren<QAction*>()) texts.insert(action->toolTip());
  texts.erase(QString());
  return texts;
}

TEST_F(WindowLanguageTest, EverythingChangesAtOnceAndBackAgain) {
  settle();
  const std::set<QString> english = textsOf(window());
  ASSERT_GT(english.size(), 150U);
  speak(Language::kChinese);
  for (const QString& text : textsOf(window())) {
    EXPECT_FALSE(hasWords(text) && english.contains(text)) << text.toStdString() << " stays as it is in English";
  }
  speak(Language::kEnglish);
  EXPECT_EQ(textsOf(window()), english);
}

TEST_F(WindowLanguageTest, WhatWasGoingOnGoesOn) {
  loadTwo();
  window().findChild<QAction*>("swap")->trigger();
  ASSERT_TRUE(waitFor([&] { return active() == 2; }));
  window().findChild<QAction*>("freeze")->setChecked(true);
  const std::uint64_t answered = engine_.Latest()->totals.requests;
  const std::size_t commands = engine_.submitted().size();
  dropFile("/opt/c.so");  // Under way while the language changes.
  speak(Language::kChinese);
  EXPECT_TRUE(window().findChild<QAction*>("freeze")->isChecked());
  EXPECT_GT(engine_.Latest()->totals.requests, answered);
  EXPECT_EQ(engine_.submitted().size(), commands + 1) << "a change of the language commands nothing";
  // The file that was on its way becomes the target here, too.
  EXPECT_TRUE(waitFor([&] { return target().startsWith("v3"); }));
  window().findChild<QAction*>("swap")->trigger();
  EXPECT_TRUE(waitFor([&] { return active() == 3; }));
  EXPECT_EQ(engine_.submitted().size(), commands + 2) << "one gesture is one command, however often the window was made anew";
}

TEST_F(WindowLanguageTest, AllWindowsOfASessionSpeakIt) {
  windows_->open(&window());
  speak(Language::kChinese);
  ASSERT_EQ(windows_->windows().size(), 2);
  for (const MainWindow* each : windows_->windows()) {
    EXPECT_TRUE(each->menuBar()->actions().first()->text().startsWith(QStringLiteral("文件")));
    EXPECT_TRUE(each->findChild<QAction*>("language_zh_CN")->isChecked());
  }
}

TEST_F(WindowLanguageTest, AnErrorThatNobodyDismissedIsToldAnew) {
  settle();
  Event event;
  event.number = 1000000;
  event.level = EventLevel::kError;
  event.gate = "G2";
  event.text = "it is not an ELF file";
  event.path = "/opt/a.so";
  Snapshot snapshot;
  snapshot.events = std::make_shared<const std::vector<Event>>(1, event);
  window().session()->models.notices.apply(snapshot);
  const auto details = [this] { return window().session()->models.notices.current().details; };
  EXPECT_TRUE(details().contains("File: /opt/a.so"));
  speak(Language::kChinese);
  EXPECT_TRUE(details().contains(QStringLiteral("文件：/opt/a.so"))) << details().toStdString();
  EXPECT_EQ(window().session()->models.notices.current().text, "it is not an ELF file") << "what tells errors apart stays";
}

TEST_F(WindowLanguageTest, TheChoiceIsRememberedUnlessTheProgramNamesALanguage) {
  speak(Language::kChinese);
  windows_.reset();
  WindowOptions options;
  options.settings_file = settings_file_;
  windows_ = std::make_unique<WindowList>(engine_, clock_, options);
  windows_->open();
  EXPECT_TRUE(window().menuBar()->actions().first()->text().startsWith(QStringLiteral("文件")));
  EXPECT_TRUE(window().findChild<QAction*>("language_zh_CN")->isChecked());
  options.language = Language::kEnglish;
  windows_ = std::make_unique<WindowList>(engine_, clock_, options);
  windows_->open();
  EXPECT_EQ(window().menuBar()->actions().first()->text(), "&File");
}

/// What the configuration says from the next snapshot on.
std::shared_ptr<const Config> configured(const char* language) {
  Config config;
  config.window.language = language;
  return std::make_shared<const Config>(config);
}

TEST_F(WindowLanguageTest, TheConfigurationSpeaksForWhoNeverChose) {
  WindowOptions options;
  options.settings_file = settings_file_;
  options.default_language = Language::kChinese;
  engine_.setConfig(configured("zh_CN"));
  windows_ = std::make_unique<WindowList>(engine_, clock_, options);
  windows_->open();
  EXPECT_TRUE(speaks(Language::kChinese));
  EXPECT_TRUE(window().findChild<QAction*>("language_zh_CN")->isChecked());
  engine_.setConfig(configured("en"));  // It was read again.
  EXPECT_TRUE(waitFor([&] { return speaks(Language::kEnglish); }));
  EXPECT_TRUE(window().findChild<QAction*>("language_en")->isChecked());
  EXPECT_EQ(WindowSettings(settings_file_).language(), std::nullopt) << "what a file says is no choice of a person's";
}

TEST_F(WindowLanguageTest, WhatSomebodyChoseGoesBeforeTheConfiguration) {
  speak(Language::kChinese);
  engine_.setConfig(configured("en"));
  settle();
  EXPECT_TRUE(speaks(Language::kChinese));
  windows_.reset();
  WindowOptions options;
  options.settings_file = settings_file_;
  options.default_language = Language::kEnglish;
  windows_ = std::make_unique<WindowList>(engine_, clock_, options);
  windows_->open();
  EXPECT_TRUE(speaks(Language::kChinese)) << "remembered";
  options.language = Language::kEnglish;
  engine_.setConfig(configured("zh_CN"));
  windows_ = std::make_unique<WindowList>(engine_, clock_, options);
  windows_->open();
  settle();
  EXPECT_TRUE(speaks(Language::kEnglish)) << "of the command line";
}

/// What the palette lists for this query, shown in the language that is spoken.
QStringList listed(MainWindow& window, const QString& query) {
  window.findChild<QAction*>("palette")->trigger();
  window.findChild<QLineEdit*>("paletteQuery")->setText(query);
  const auto* results = window.findChild<QTreeWidget*>("paletteResults");
  QStringList texts;
  for (int i = 0; i < results->topLevelItemCount(); ++i) texts << results->topLevelItem(i)->text(0);
  return texts;
}

TEST_F(WindowLanguageTest, ThePaletteFindsEveryActionByItsEnglishNameToo) {
  loadTwo();
  const QStringList english = listed(window(), {});
  ASSERT_GT(english.size(), 60);
  speak(Language::kChinese);
  const QStringList chinese = listed(window(), {});
  ASSERT_EQ(chinese.size(), english.size());
  for (const QString& name : english) {
    const QString without_count = name.section(QStringLiteral(" ("), 0, 0);  // "Events (7)", and by now there is one more
    EXPECT_FALSE(listed(window(), without_count).isEmpty()) << name.toStdString();
  }
  EXPECT_EQ(listed(window(), "freeze").value(0), QStringLiteral("视图 › 冻结"));
  EXPECT_EQ(listed(window(), QStringLiteral("冻结")).value(0), QStringLiteral("视图 › 冻结"));
  EXPECT_TRUE(listed(window(), "swap to v2").value(0).startsWith(QStringLiteral("切换到 v2")));
}

void expectOwnKeys(const QList<QAction*>& actions, const QString& menu) {
  static const QRegularExpression key("&([^\\s&])");
  std::set<QString> taken;
  for (const QAction* action : actions) {
    const QRegularExpressionMatch found = key.match(action->text());
    if (!found.hasMatch()) continue;
    EXPECT_TRUE(taken.insert(found.captured(1).toLower()).second)
        << menu.toStdString() << ": the key of " << action->text().toStdString() << " is another's, too";
    if (action->menu() != nullptr) expectOwnKeys(action->menu()->actions(), action->text());
  }
}

TEST_F(WindowLanguageTest, NoMenuHasAKeyTwice) {
  settle();
  expectOwnKeys(window().menuBar()->actions(), "the menu bar");
  speak(Language::kChinese);
  expectOwnKeys(window().menuBar()->actions(), "the menu bar");
}

}  // namespace
}  // namespace hotswap::ui
