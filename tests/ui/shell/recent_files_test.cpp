#include "ui/shell/recent_files.h"

#include <QFile>

#include "tests/ui/shell/window_fixture.h"

namespace hotswap::ui {
namespace {

class RecentFilesTest : public WindowFixture {
 protected:
  QString makeFile(const QString& name) {
    const QString path = folder_.filePath(name);
    QFile file(path);
    EXPECT_TRUE(file.open(QIODevice::WriteOnly));
    return path;
  }

  QAction* entry(int index) const {
    return find<RecentFiles>("recentMenu")->findChild<QAction*>(QStringLiteral("recent%1").arg(index));
  }
};

TEST_F(RecentFilesTest, WhatWasLoadedLastComesFirstAlsoInTheNextRun) {
  const QString a = makeFile("a.so");
  const QString b = makeFile("b.so");
  open();
  drop({a, b});
  drop({a});
  window_.reset();
  open();
  ASSERT_NE(entry(1), nullptr);
  EXPECT_TRUE(entry(0)->text().startsWith("a.so — ")) << entry(0)->text().toStdString();
  EXPECT_TRUE(entry(1)->text().startsWith("b.so — "));
  EXPECT_EQ(entry(2), nullptr);
}

TEST_F(RecentFilesTest, AnEntryLoadsItsFile) {
  const QString a = makeFile("a.so");
  open();
  drop({a});
  const int before = submitted<LoadLibrary>();
  entry(0)->trigger();
  EXPECT_EQ(submitted<LoadLibrary>(), before + 1);
  EXPECT_EQ(std::get<LoadLibrary>(engine_.submitted().back()).path, a.toStdString());
}

TEST_F(RecentFilesTest, AFileThatIsGoneSaysSoAndTheListCanBeEmptied) {
  const QString a = makeFile("a.so");
  open();
  drop({a});
  ASSERT_TRUE(QFile::remove(a));
  Q_EMIT find<RecentFiles>("recentMenu")->aboutToShow();
  EXPECT_FALSE(entry(0)->isEnabled());
  EXPECT_TRUE(entry(0)->toolTip().contains("is gone")) << entry(0)->toolTip().toStdString();
  find<QAction>("forgetRecent")->trigger();
  EXPECT_EQ(entry(0), nullptr);
}

TEST_F(RecentFilesTest, KeepsTenAtMost) {
  open();
  QStringList files;
  for (int i = 0; i < 12; ++i) files << makeFile(QStringLiteral("f%1.so").arg(i));
  drop(files);
  EXPECT_NE(entry(9), nullptr);
  EXPECT_EQ(entry(10), nullptr);
}

}  // namespace
}  // namespace hotswap::ui
