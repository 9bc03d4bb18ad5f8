#include "ui/shell/window_settings.h"

#include <gtest/gtest.h>

#include <QFile>
#include <QTemporaryDir>
#include <utility>

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

TEST_F(WindowSettingsTest, AFileOfRandomBytesOrAFolderIsToldOnceAndIsAsIfEmpty) {
  static QString log;
  log.clear();
  {
    QFile garbage(file_);
    ASSERT_TRUE(garbage.open(QIODevice::WriteOnly));
    garbage.write(QByteArray("[[[\0\x01\xff=====\n[\n]x\n", 20));
  }
  const QString folder = folder_.path();
  const auto before = qInstallMessageHandler([](QtMsgType, const QMessageLogContext&, const QString& line) { log += line; });
  WindowSettings broken(file_);
  broken.tellTrouble();
  const QString of_garbage = std::exchange(log, QString());
  WindowSettings no_file(folder);
  no_file.setTheme(Theme::kDark);
  no_file.write();
  qInstallMessageHandler(before);
  EXPECT_TRUE(of_garbage.contains("no settings file")) << of_garbage.toStdString();
  EXPECT_EQ(broken.theme(), Theme::kSystem);
  EXPECT_TRUE(log.contains("cannot be written") && log.contains(folder)) << log.toStdString();
}

}  // namespace
}  // namespace hotswap::ui
