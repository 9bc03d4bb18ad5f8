#include "ui/panels/notice_bar.h"

#include <QGridLayout>
#include <QGuiApplication>
#include <QLabel>
#include <QPainter>
#include <QToolButton>

#include "ui/panels/gate_look.h"
#include "ui/panels/icon_label.h"
#include "ui/panels/wrapped_text.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/theme/palette.h"
#include "ui/viewmodels/plain_tool_tip.h"
#include "ui/viewmodels/short_words.h"

namespace hotswap::ui {
namespace {

constexpr int kLeastText = 120;
constexpr double kLine = 0.5;

}  // namespace

NoticeBar::NoticeBar(NoticesViewModel& model, QWidget* parent)
    : TintedFrame(parent),
      model_(model),
      text_(new QLabel(this)),
      details_(new WrappedText(this)),
      more_(new QToolButton(this)),
      close_(new QToolButton(this)) {
  setObjectName(QStringLiteral("noticeBar"));
  setAccessibleName(tr("Errors"));
  setTint(levelTone(EventLevel::kError));
  buildControls();
  buildLayout();
  connect(&model_, &NoticesViewModel::changed, this, &NoticeBar::refresh);
  refresh();
}

void NoticeBar::buildControls() {
  text_->setObjectName(QStringLiteral("noticeText"));
  text_->setWordWrap(true);
  text_->setMinimumWidth(kLeastText);  // Else its longest word would be, and widen the window.
  text_->setTextFormat(Qt::PlainText);
  text_->setTextInteractionFlags(Qt::TextSelectableByMouse);
  details_->setObjectName(QStringLiteral("noticeDetails"));
  details_->setAccessibleName(tr("Error details"));
  details_->hide();
  more_->setObjectName(QStringLiteral("noticeMore"));
  more_->setAccessibleName(tr("Error details"));
  more_->setText(tr("Details"));
  more_->setToolTip(tr("Show when and where it happened (Ctrl+I)"));
  more_->setCheckable(true);
  close_->setObjectName(QStringLiteral("noticeClose"));
  close_->setAccessibleName(tr("Dismiss the error"));
  close_->setToolTip(tr("Dismiss (Ctrl+D)"));
  close_->setAutoRaise(true);
  close_->setIcon(icon(Icon::kClose, QGuiApplication::palette()));
  connect(more_, &QToolButton::toggled, details_, &QWidget::setVisible);
  connect(close_, &QToolButton::clicked, &model_, &NoticesViewModel::dismiss);
}

void NoticeBar::buildLayout() {
  auto* grid = new QGridLayout(this);
  grid->setContentsMargins(kSpaceLarge, kSpaceSmall, kSpaceSmall, kSpaceSmall);
  grid->setHorizontalSpacing(kSpaceMedium);
  grid->setVerticalSpacing(kSpaceSmall);
  grid->addWidget(new IconLabel(Icon::kError, this), 0, 0);
  grid->addWidget(text_, 0, 1);
  grid->addWidget(more_, 0, 2);
  grid->addWidget(close_, 0, 3);
  grid->addWidget(details_, 1, 1);
  grid->setColumnStretch(1, 1);
}

void NoticeBar::toggleDetails() {
  if (!model_.details().isEmpty()) more_->toggle();
}

// A line above, as what stands there may be a refused file's sheet on the same ground.
void NoticeBar::paintEvent(QPaintEvent* event) {
  TintedFrame::paintEvent(event);
  const QPalette theme = QGuiApplication::palette();
  QPainter painter(this);
  painter.setPen(blended(levelTone(EventLevel::kError)(theme), theme.color(QPalette::Base), kLine));
  painter.drawLine(rect().topLeft(), rect().topRight());
  painter.drawLine(rect().bottomLeft(), rect().bottomRight());
}

void NoticeBar::refresh() {
  setVisible(!model_.isEmpty());
  if (model_.isEmpty()) {
    more_->setChecked(false);
    return;
  }
  const Notice& notice = model_.current();
  const QString headline = shortWords(model_.headline());
  const bool whole = headline == model_.headline();
  text_->setText(headline);
  text_->setToolTip(whole ? QString() : plainToolTip(notice.line));
  text_->setAccessibleName(model_.headline());
  details_->setText(model_.details());
  more_->setEnabled(!model_.details().isEmpty());
  if (!more_->isEnabled()) more_->setChecked(false);
}

}  // namespace hotswap::ui
