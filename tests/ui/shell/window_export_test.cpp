#include <QContextMenuEvent>
#include <QFile>
#include <QFileDialog>
#include <QImage>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QRegularExpression>
#include <QTest>

#include "core/session/session_file.h"
#include "tests/ui/shell/window_fixture.h"

namespace hotswap::ui {
namespace {

class WindowExportTest : public WindowFixture {
 protected:
  void SetUp() override {
    engine_.Submit(SwapToLibrary{.slot = {}, .path = "/tmp/a.so"});
    for (int i = 0; i < 200; ++i) {
      clock_.Advance(20ms);
      static_cast<void>(engine_.Latest());
    }
  }

  void openWithWriter() {
    WindowOptions options;
    options.settings_file = settings_file_;
    options.save_session = [](const Snapshot& snapshot, const std::filesystem::path& file) {
      return SaveSession(snapshot, "test", file);
    };
    window_ = std::make_unique<MainWindow>(engine_, clock_, options);
    window_->show();
    ASSERT_TRUE(QTest::qWaitForWindowActive(window_.get()));
  }

  /// Types the name into the dialog that is open and accepts it; returns the name that it proposed.
  QString saveAs(const QString& path) {
    auto* dialog = window_->findChild<QFileDialog*>("saveDialog");
    EXPECT_NE(dialog, nullptr);
    if (dialog == nullptr) return {};
    EXPECT_TRUE(dialog->testOption(QFileDialog::DontUseNativeDialog));
    auto* name = dialog->findChild<QLineEdit*>("fileNameEdit");
    const QString proposed = name->text();
    name->setText(path);
    QTest::keyClick(name, Qt::Key_Return);
    // It goes with a turn of the event loop; until then the next one would not be the one that is found.
    EXPECT_TRUE(waitFor([this] { return window_->findChild<QFileDialog*>("saveDialog") == nullptr; }));
    return proposed;
  }

  bool said(const QString& text) {
    return waitFor([&] {
      for (const QLabel* label : window_->findChildren<QLabel*>()) {
        if (label->text().contains(text) || label->toolTip().contains(text)) return true;
      }
      return false;
    });
  }

  QByteArray exported(const char* action, const QString& name) {
    const QString path = folder_.filePath(name);
    find<QAction>(action)->trigger();
    saveAs(path);
    EXPECT_TRUE(waitFor([&] { return QFile::exists(path); })) << path.toStdString();
    QFile file(path);
    EXPECT_TRUE(file.open(QIODevice::ReadOnly));
    return file.readAll();
  }
};

TEST_F(WindowExportTest, CtrlSSavesWhatIsKnownAndSaysWhere) {
  openWithWriter();
  press(Qt::Key_S, Qt::ControlModifier);
  const QString path = folder_.filePath("run.hsession");
  EXPECT_TRUE(saveAs(path).contains(QRegularExpression("^session-score-[0-9]{8}-[0-9]{6}\\.hsession$")));
  EXPECT_TRUE(said("run.hsession"));
  const auto session = ReadSession(path.toStdString());
  ASSERT_TRUE(session.ok()) << session.error().text;
  EXPECT_EQ(session->snapshot->slots.at(0).active, 1U);
}

TEST_F(WindowExportTest, AFailureStaysInTheErrorBarWithThePathAndTheNextStep) {
  openWithWriter();
  press(Qt::Key_S, Qt::ControlModifier);
  saveAs("/proc/no.hsession");
  ASSERT_TRUE(waitFor([this] { return !find<QLabel>("noticeText")->text().isEmpty(); }));
  EXPECT_TRUE(find<QLabel>("noticeText")->text().contains("cannot be written"))
      << find<QLabel>("noticeText")->text().toStdString();
  EXPECT_TRUE(said("Choose another place"));
}

TEST_F(WindowExportTest, AChartBecomesAPictureLinesOrFigures) {
  openWithWriter();
  ASSERT_TRUE(waitFor([this] { return window_->windowTitle().startsWith("v1"); }));
  const QImage picture = QImage::fromData(exported("export_scores_png", "scores.png"), "PNG");
  EXPECT_GT(picture.width(), 300);
  EXPECT_TRUE(exported("export_throughput_svg", "throughput.svg").contains("<svg"));
  const QByteArray scores = exported("export_scores_csv", "scores.csv");
  EXPECT_TRUE(scores.startsWith("thread,start_s,")) << scores.left(200).toStdString();
  EXPECT_TRUE(exported("export_lanes_csv", "lanes.csv").contains(",1,,\r\n"));
}

TEST_F(WindowExportTest, EachChartHasAContextMenu) {
  openWithWriter();
  for (const char* name : {"scores", "lanes", "throughput", "latency", "share", "score-spread", "latency-spread",
                           "shadow-differences", "auc", "log-loss", "receipt"}) {
    const auto* menu = find<QMenu>((std::string("export_") + name).c_str());
    ASSERT_NE(menu, nullptr);
    EXPECT_EQ(menu->actions().size(), 3) << name;
  }
  auto* menu = find<QMenu>("export_scores");
  QWidget* chart = nullptr;
  for (QWidget* widget : window_->findChildren<QWidget*>()) {
    if (widget->property("exportMenu").value<QObject*>() == menu) chart = widget;
  }
  ASSERT_NE(chart, nullptr);
  QContextMenuEvent event(QContextMenuEvent::Mouse, QPoint(50, 50), chart->mapToGlobal(QPoint(50, 50)));
  QApplication::sendEvent(chart, &event);
  EXPECT_TRUE(menu->isVisible());
  menu->close();
}

TEST_F(WindowExportTest, WhatShowsNothingIsNotExported) {
  openWithWriter();
  auto* menu = find<QMenu>("export_receipt");
  Q_EMIT menu->aboutToShow();
  auto* picture = find<QAction>("export_receipt_svg");
  EXPECT_FALSE(picture->isEnabled());
  EXPECT_TRUE(picture->toolTip().contains("nothing yet")) << picture->toolTip().toStdString();
  picture->setEnabled(true);  // as Ctrl+K knows it, which opens no menu
  picture->trigger();
  EXPECT_EQ(window_->findChild<QFileDialog*>("saveDialog"), nullptr);
  EXPECT_TRUE(said("shows nothing yet"));
}

TEST_F(WindowExportTest, WithoutAWriterTheEntrySaysWhyItIsDisabled) {
  open();
  EXPECT_FALSE(find<QAction>("saveSession")->isEnabled());
  EXPECT_TRUE(find<QAction>("saveSession")->toolTip().contains("cannot write"));
}

}  // namespace
}  // namespace hotswap::ui
