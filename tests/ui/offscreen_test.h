#ifndef HOTSWAP_TESTS_UI_OFFSCREEN_TEST_H_
#define HOTSWAP_TESTS_UI_OFFSCREEN_TEST_H_

#include <gtest/gtest.h>

#include <QApplication>
#include <memory>

namespace hotswap::ui::testing {

/// A test that shows widgets on a display that exists in memory only.
class OffscreenTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    qputenv("QT_QPA_PLATFORM", "offscreen");
    // Pixel checks count device pixels.
    qputenv("QT_SCALE_FACTOR", "1");
    static int argc = 1;
    static char name[] = "test";
    static char* argv[] = {name, nullptr};
    app_ = std::make_unique<QApplication>(argc, argv);
    QApplication::setStyle(QStringLiteral("Fusion"));
  }

  static void TearDownTestSuite() { app_.reset(); }

  /// Lets layouts and paintings that are due happen.
  static void settle() {
    for (int i = 0; i < 5; ++i) QApplication::processEvents();
  }

 private:
  static inline std::unique_ptr<QApplication> app_;
};

}  // namespace hotswap::ui::testing

#endif  // HOTSWAP_TESTS_UI_OFFSCREEN_TEST_H_
