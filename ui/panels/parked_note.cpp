#include "ui/panels/parked_note.h"

#include <QHBoxLayout>
#include <QLabel>

#include "ui/panels/gate_look.h"
#include "ui/panels/icon_label.h"
#include "ui/theme/metrics.h"
#include "ui/viewmodels/plain_tool_tip.h"

namespace hotswap::ui {

ParkedNote::ParkedNote(const ParkedViewModel& model, QWidget* parent)
    : TintedFrame(parent), model_(model), text_(new QLabel(this)) {
  setObjectName(QStringLiteral("parkedNote"));
  setAccessibleName(tr("Stuck threads"));
  setTint(levelTone(EventLevel::kWarning));
  text_->setObjectName(QStringLiteral("parkedText"));
  text_->setTextFormat(Qt::PlainText);
  text_->setWordWrap(true);
  text_->setTextInteractionFlags(Qt::TextSelectableByMouse);
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(kSpaceMedium, kSpaceSmall, kSpaceMedium, kSpaceSmall);
  row->setSpacing(kSpaceMedium);
  row->addWidget(new IconLabel(Icon::kWarning, this), 0, Qt::AlignTop);
  row->addWidget(text_, 1);
  connect(&model_, &ParkedViewModel::changed, this, &ParkedNote::refresh);
  refresh();
}

void ParkedNote::refresh() {
  setVisible(!model_.lines().isEmpty());
  text_->setText(model_.shortList().join(QLatin1Char('\n')));
  text_->setToolTip(plainToolTip(model_.lines().join(QLatin1Char('\n'))));
  text_->setAccessibleName(model_.lines().join(QStringLiteral(". ")));
}

}  // namespace hotswap::ui
