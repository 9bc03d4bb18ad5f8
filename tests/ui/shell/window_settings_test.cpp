#include "ui/shell/window_settings.h"

#include <gtest/gtest.h>

#include <QTemporaryDir>

#include "ui/viewmodels/timeline_span.h"

namespace hotswap::ui {
namespace {

class WindowSettingsTest : public ::testing::Test {
 protected:
  QTemporaryDir folder_;
  const QString file_ = folder_.filePath("monitor.ini");
};

TEST_F(WindowSettingsTest, RemembersSpanThemeAndDirectory) {
  {
    WindowSettings settings(file_);
    settings.setSpan(std::chrono::minutes{5});
    settings.setTheme(Theme::kDark);
    settings.setDirectory("/opt/operators");
  }
  const WindowSettings again(file_);
  EXPECT_EQ(again.span(), std::chrono::minutes{5});
  EXPECT_EQ(again.theme(), Theme::kDark);
  EXPECT_EQ(again.directory(), "/opt/operators");
}

TEST_F(WindowSettingsTest, ALanguageThatNobodyChoseIsNoChoice) {
  EXPECT_EQ(WindowSettings(file_).language(), std::nullopt);
  WindowSettings(file_).setLanguage(Language::kSystem);
  EXPECT_EQ(WindowSettings(file_).language(), Language::kSystem) << "a choice, too";
}

TEST_F(WindowSettingsTest, WhatIsBrokenIsAsIfItHadNeverBeenWritten) {
  {
    QSettings raw(file_, QSettings::IniFormat);
    raw.setValue("window/span_s", "a week");
    raw.setValue("window/theme", 17);
  }
  const WindowSettings settings(file_);
  EXPECT_EQ(settings.span(), kDefaultTimelineSpan);
  EXPECT_EQ(settings.theme(), Theme::kSystem);
}

TEST_F(WindowSettingsTest, RemembersTables) {
  const QMap<QString, QString> texts{{"threadsTable", "columns=10 sort=8 order=descending hidden=3+5"},
                                     {"threadsFilter", "v2, T1"}};
  WindowSettings(file_).setTables({{"gone", "with the next"}});
  WindowSettings(file_).setTables(texts);
  EXPECT_EQ(WindowSettings(file_).tables(), texts);
}

TEST_F(WindowSettingsTest, TablesOfAnotherVersionAreForgottenAndTheLogSaysSo) {
  static QString log;
  log.clear();
  WindowSettings(file_).setTables({{"threadsFilter", "v2"}});
  QSettings(file_, QSettings::IniFormat).setValue("tables/version", 99);
  const auto before = qInstallMessageHandler([](QtMsgType, const QMessageLogContext&, const QString& line) { log += line; });
  EXPECT_TRUE(WindowSettings(file_).tables().isEmpty());
  qInstallMessageHandler(before);
  EXPECT_TRUE(log.contains(file_) && log.contains("the tables")) << log.toStdString();
}

}  // namespace
}  // namespace hotswap::ui
