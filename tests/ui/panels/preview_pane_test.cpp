#include "ui/panels/preview_pane.h"

#include <gtest/gtest.h>

#include <QLabel>
#include <memory>

#include "tests/ui/fake_verdicts.h"
#include "tests/ui/offscreen_test.h"

namespace hotswap::ui {
namespace {

class PreviewPaneTest : public testing::OffscreenTest {
 protected:
  void SetUp() override {
    pane_ = std::make_unique<PreviewPane>();
    pane_->resize(pane_->width(), 400);
    pane_->show();
  }
  void TearDown() override { pane_.reset(); }

  QLabel* find(const char* name) const {
    auto* found = pane_->findChild<QLabel*>(QLatin1String(name));
    EXPECT_NE(found, nullptr) << name;
    return found;
  }

  std::unique_ptr<PreviewPane> pane_;
};

TEST_F(PreviewPaneTest, SaysWhatToDoUntilAFileIsSelected) {
  EXPECT_TRUE(find("previewDetails")->text().startsWith("Select a file"));
  EXPECT_FALSE(find("previewSummary")->isVisible());
}

TEST_F(PreviewPaneTest, SeveralFilesAreNotCalledNone) {
  pane_->setSeveral(8);
  EXPECT_EQ(find("previewTitle")->text(), "8 files");
  EXPECT_EQ(find("previewDetails")->text(), "Each is judged when it is loaded.");
}

TEST_F(PreviewPaneTest, AnAcceptedFileHasMoreGatesBeforeIt) {
  pane_->setPage(verdictPage(FakeInspection("/opt/libwarn.so")));
  EXPECT_EQ(find("previewTitle")->text(), "libwarn.so");
  EXPECT_EQ(find("previewSummary")->text(), "accepted with 2 warnings so far");
  EXPECT_TRUE(find("previewDetails")->text().contains("in a process of its own"));
  EXPECT_EQ(pane_->findChildren<QLabel*>(QStringLiteral("findingText")).size(), 2);
}

TEST_F(PreviewPaneTest, ARefusedFileSaysWhy) {
  pane_->setPage(verdictPage(FakeInspection("/opt/libbad.so")));
  EXPECT_EQ(find("previewSummary")->text(), "refused at static inspection");
  EXPECT_FALSE(find("previewDetails")->text().contains("in a process of its own"));
}

TEST_F(PreviewPaneTest, KeepsItsWidthWhateverItShows) {
  const int width = pane_->width();
  pane_->setBusy("a_file_with_a_name_that_is_far_longer_than_the_pane_is_wide_in_any_font.so");
  settle();
  EXPECT_EQ(pane_->width(), width);
  pane_->setPage(verdictPage(FakeInspection("/opt/libwarn.so")));
  settle();
  EXPECT_EQ(pane_->width(), width);
  pane_->clear();
  EXPECT_TRUE(pane_->findChildren<QLabel*>(QStringLiteral("findingText")).isEmpty());
}

}  // namespace
}  // namespace hotswap::ui
