#include "ui/panels/operator_delegate.h"

#include <gtest/gtest.h>

#include <QImage>
#include <QPainter>
#include <QStandardItemModel>

#include "tests/ui/offscreen_test.h"
#include "ui/theme/metrics.h"
#include "ui/viewmodels/operators_view_model.h"

namespace hotswap::ui {
namespace {

class OperatorDelegateTest : public testing::OffscreenTest {
 protected:
  OperatorDelegateTest() {
    item_->setText(QStringLiteral("v2 ScoreOperatorV2"));
    item_->setData(QStringLiteral("4 threads"), OperatorsViewModel::kDetailRole);
    model_.appendRow(item_);
  }

  /// The part of a row of this width in which the name stands, with this state and time of probation.
  QImage nameIn(int width, const QString& state, const QString& left) {
    item_->setData(state, OperatorsViewModel::kStateRole);
    item_->setData(left, OperatorsViewModel::kProbationLeftRole);
    QStyleOptionViewItem option;
    option.rect = QRect(0, 0, width, 40);
    QImage image(width, 40, QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    delegate_.paint(&painter, option, model_.index(0, 0));
    painter.end();
    const int begin = 2 * kSpaceMedium + kIconSize;
    return image.copy(begin, 0, QFontMetrics(option.font).horizontalAdvance(item_->text()), 20);
  }

  QStandardItemModel model_;
  QStandardItem* const item_ = new QStandardItem;  // Owned by the model.
  OperatorDelegate delegate_;
};

TEST_F(OperatorDelegateTest, TheWordOfTheStateGivesWayToTheNameOfAVersionOnProbation) {
  const QImage whole = nameIn(600, {}, {});
  EXPECT_EQ(nameIn(248, "active", "47 s"), whole);
  EXPECT_EQ(nameIn(600, "active", "47 s"), whole);
}

TEST_F(OperatorDelegateTest, WhereThereIsNoRoomForItTheNameIsCutAndNotPaintedOver) {
  const QImage whole = nameIn(600, {}, {});
  const QImage cut = nameIn(150, "active", "47 s");
  EXPECT_NE(cut, whole);
  EXPECT_EQ(cut.copy(0, 0, 30, 20), whole.copy(0, 0, 30, 20)) << "its beginning stays";
}

}  // namespace
}  // namespace hotswap::ui
