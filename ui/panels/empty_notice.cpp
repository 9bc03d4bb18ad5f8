#include "ui/panels/empty_notice.h"

#include <QVBoxLayout>

#include "ui/theme/metrics.h"

namespace hotswap::ui {

EmptyNotice::EmptyNotice(QWidget* parent) : QWidget(parent), title_(new QLabel(this)), hint_(new QLabel(this)) {
  setObjectName(QStringLiteral("emptyNotice"));
  setAutoFillBackground(true);
  setBackgroundRole(QPalette::Base);
  QFont large = font();
  large.setPointSizeF(large.pointSizeF() * 1.4);
  large.setBold(true);
  title_->setFont(large);
  auto* layout = new QVBoxLayout(this);
  layout->setSpacing(kSpaceSmall);
  layout->addStretch();
  for (QLabel* label : {title_, hint_}) {
    label->setAlignment(Qt::AlignCenter);
    label->setWordWrap(true);
    label->setForegroundRole(QPalette::Text);
    layout->addWidget(label);
  }
  layout->addStretch();
}

void EmptyNotice::setText(const QString& title, const QString& hint) {
  title_->setText(title);
  hint_->setText(hint);
  setAccessibleName(title);
  setAccessibleDescription(hint);
}

}  // namespace hotswap::ui
