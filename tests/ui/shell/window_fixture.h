#ifndef HOTSWAP_TESTS_UI_SHELL_WINDOW_FIXTURE_H_
#define HOTSWAP_TESTS_UI_SHELL_WINDOW_FIXTURE_H_

#include <gtest/gtest.h>

#include <QApplication>
#include <QComboBox>
#include <QDropEvent>
#include <QMimeData>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>
#include <algorithm>
#include <memory>

#include "tests/ui/fake_engine.h"
#include "ui/shell/main_window.h"

namespace hotswap::ui {

using namespace std::chrono_literals;

/// The window on a display in memory, driving an engine that lives by a clock which the test moves.
class WindowFixture : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    qputenv("QT_QPA_PLATFORM", "offscreen");
    static int argc = 1;
    static char name[] = "test";
    static char* argv[] = {name, nullptr};
    application_ = std::make_unique<QApplication>(argc, argv);
  }
  static void TearDownTestSuite() { application_.reset(); }

  void open() {
    WindowOptions options;
    options.settings_file = settings_file_;
    options.theme = Theme::kLight;
    options.reference_scenario = Scenario{};
    options.reference_scenario->duration = 12s;
    options.preview = preview_;
    options.notice = notice_;
    window_ = std::make_unique<MainWindow>(engine_, clock_, options);
    window_->show();
    ASSERT_TRUE(QTest::qWaitForWindowActive(window_.get()));
  }

  /// Lets time pass until the condition holds. The window looks at the engine by its own timer, so real time passes as well.
  template <typename Condition>
  bool waitFor(Condition condition) {
    return QTest::qWaitFor(
        [&] {
          clock_.Advance(20ms);
          return condition();
        },
        30000);  // A bound for a machine with much else to do; the clock above is not the real one.
  }

  void load(const QString& path) {
    const std::size_t before = engine_.Latest()->versions.size();
    drop({path});
    ASSERT_TRUE(waitFor([&] { return engine_.Latest()->versions.size() > before && target() == int(before + 1); }));
  }

  void drop(const QStringList& paths) {
    QMimeData data;
    QList<QUrl> urls;
    for (const QString& path : paths) urls << QUrl(path.contains("://") ? path : "file://" + path);
    data.setUrls(urls);
    QDragEnterEvent enter(QPoint(50, 50), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    enter.setAccepted(false);
    QApplication::sendEvent(window_.get(), &enter);
    if (!enter.isAccepted()) return;
    QDropEvent event(QPointF(50, 50), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(window_.get(), &event);
  }

  /// The number of the version that the target box shows; 0 when it shows none.
  int target() const { return find<QComboBox>("targetBox")->currentText().section(' ', 0, 0).mid(1).toInt(); }

  std::uint32_t active() const { return engine_.Latest()->slots.front().active; }

  template <typename T>
  T* find(const char* name) const {
    T* found = window_->findChild<T*>(QLatin1String(name));
    EXPECT_NE(found, nullptr) << name;
    return found;
  }

  template <typename T>
  int submitted() const {
    const auto& all = engine_.submitted();
    return static_cast<int>(std::count_if(all.begin(), all.end(), [](const Command& c) { return std::holds_alternative<T>(c); }));
  }

  void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) { QTest::keyClick(window_.get(), key, modifiers); }

  static inline std::unique_ptr<QApplication> application_;
  QTemporaryDir folder_;
  const QString settings_file_ = folder_.filePath("monitor.ini");
  QString notice_;  ///< Of the program that opens the window.
  ManualClock clock_;
  FakeEngine engine_{clock_};
  FilePreview::Inspector preview_;  ///< Set before open(); empty: the window has none.
  std::unique_ptr<MainWindow> window_;
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_TESTS_UI_SHELL_WINDOW_FIXTURE_H_
