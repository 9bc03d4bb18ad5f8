#include "ui/panels/notice_bar.h"

#include <gtest/gtest.h>

#include <QLabel>
#include <QPlainTextEdit>

#include "tests/ui/offscreen_test.h"

namespace hotswap::ui {
namespace {

class NoticeBarTest : public testing::OffscreenTest {
 protected:
  NoticeBarTest() { bar_.show(); }

  NoticesViewModel model_;
  NoticeBar bar_{model_};
  const QString path_ = "/opt/" + QString(380, 'x') + "/ranking.so";
  const QString text_ = path_ + " was not loaded: it is not an ELF file. v1 kept answering.";
};

TEST_F(NoticeBarTest, ALongPathAsksForNoMoreRoomThanAShortOne) {
  model_.post("a.so was not loaded");
  settle();
  const int before = bar_.minimumSizeHint().width();
  model_.post(text_);
  bar_.toggleDetails();
  settle();
  EXPECT_LE(bar_.minimumSizeHint().width(), before);
}

TEST_F(NoticeBarTest, OfALongPathTheFileAndTheCauseStayInSight) {
  model_.post(text_);
  bar_.resize(640, 80);
  settle();
  const auto* text = bar_.findChild<QLabel*>("noticeText");
  EXPECT_TRUE(text->text().contains("/ranking.so was not loaded: it is not an ELF file."));
  EXPECT_LE(text->heightForWidth(text->width()), text->height());
  EXPECT_LT(text->fontMetrics().horizontalAdvance(text->text().section(' ', 0, 0)), text->width());
}

TEST_F(NoticeBarTest, ALineDividesItFromWhatComesBelow) {
  model_.post("a.so was not loaded");
  settle();
  const QImage image = bar_.grab().toImage();
  EXPECT_NE(image.pixel(2, image.height() - 1), image.pixel(2, image.height() - 3));
}

TEST_F(NoticeBarTest, TheWholeTextIsInTheToolTipAndInTheDetails) {
  model_.post(text_, "Slot: score");
  settle();
  EXPECT_EQ(bar_.findChild<QLabel*>("noticeText")->toolTip(), text_);
  EXPECT_EQ(bar_.findChild<QPlainTextEdit*>("noticeDetails")->toPlainText(), text_ + "\nSlot: score");
}

TEST_F(NoticeBarTest, DetailsAreAsHighAsTheirLines) {
  model_.post(text_, "Slot: score");
  bar_.resize(640, 80);
  bar_.toggleDetails();
  settle();
  const auto* details = bar_.findChild<QPlainTextEdit*>("noticeDetails");
  EXPECT_EQ(details->minimumSizeHint().height(), 2 * details->fontMetrics().lineSpacing()) << "where there is little room";
  bar_.resize(640, bar_.sizeHint().height());
  settle();
  EXPECT_GE(details->height(), 4 * details->fontMetrics().lineSpacing());
  model_.post("a.so was not loaded", "Slot: score");
  settle();
  EXPECT_LT(details->height(), 2 * details->fontMetrics().lineSpacing());
}

}  // namespace
}  // namespace hotswap::ui
