#include "ui/panels/notice_bar.h"

#include <QEvent>
#include <QGridLayout>
#include <QGuiApplication>
#include <QLabel>
#include <QToolButton>

#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/theme/palette.h"

namespace hotswap::ui {
namespace {

constexpr double kTint = 0.14;  ///< Of the error colour in the bar's ground: seen at once, text stays readable.

}  // namespace

NoticeBar::NoticeBar(NoticesViewModel& model, QWidget* parent)
    : QFrame(parent),
      model_(model),
      icon_(new QLabel(this)),
      text_(new QLabel(this)),
      details_(new QLabel(this)),
      more_(new QToolButton(this)),
      close_(new QToolButton(this)) {
  setObjectName(QStringLiteral("noticeBar"));
  setAccessibleName(tr("Errors"));
  setAutoFillBackground(true);
  buildControls();
  buildLayout();
  applyColours();
  connect(&model_, &NoticesViewModel::changed, this, &NoticeBar::refresh);
  refresh();
}

void NoticeBar::buildControls() {
  text_->setObjectName(QStringLiteral("noticeText"));
  text_->setWordWrap(true);
  text_->setTextFormat(Qt::PlainText);
  text_->setTextInteractionFlags(Qt::TextSelectableByMouse);
  details_->setObjectName(QStringLiteral("noticeDetails"));
  details_->setAccessibleName(tr("Error details"));
  details_->setTextFormat(Qt::PlainText);
  details_->setWordWrap(true);
  details_->setTextInteractionFlags(Qt::TextSelectableByMouse);
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
  connect(more_, &QToolButton::toggled, details_, &QWidget::setVisible);
  connect(close_, &QToolButton::clicked, &model_, &NoticesViewModel::dismiss);
}

void NoticeBar::buildLayout() {
  auto* grid = new QGridLayout(this);
  grid->setContentsMargins(kSpaceLarge, kSpaceSmall, kSpaceSmall, kSpaceSmall);
  grid->setHorizontalSpacing(kSpaceMedium);
  grid->setVerticalSpacing(kSpaceSmall);
  grid->addWidget(icon_, 0, 0);
  grid->addWidget(text_, 0, 1);
  grid->addWidget(more_, 0, 2);
  grid->addWidget(close_, 0, 3);
  grid->addWidget(details_, 1, 1);
  grid->setColumnStretch(1, 1);
}

void NoticeBar::toggleDetails() {
  if (!model_.isEmpty()) more_->toggle();
}

void NoticeBar::refresh() {
  setVisible(!model_.isEmpty());
  if (model_.isEmpty()) {
    more_->setChecked(false);
    return;
  }
  text_->setText(model_.headline());
  text_->setAccessibleName(model_.headline());
  details_->setText(model_.current().details);
  more_->setEnabled(!model_.current().details.isEmpty());
}

void NoticeBar::changeEvent(QEvent* event) {
  QFrame::changeEvent(event);
  if (event->type() == QEvent::PaletteChange) applyColours();
}

// Only the ground is set, so that the rest is inherited and a change of theme arrives here.
void NoticeBar::applyColours() {
  const QPalette theme = QGuiApplication::palette();
  const QColor ground = blended(levelColor(EventLevel::kError, isDark(theme)), theme.color(QPalette::Base), kTint);
  if (palette().color(QPalette::Window) == ground) return;  // Setting it is a change of the palette again.
  QPalette tinted;
  tinted.setColor(QPalette::Window, ground);
  setPalette(tinted);
  icon_->setPixmap(icon(Icon::kError, theme).pixmap(kIconSize, kIconSize));
  close_->setIcon(icon(Icon::kClose, theme));
}

}  // namespace hotswap::ui
