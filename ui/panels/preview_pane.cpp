#include "ui/panels/preview_pane.h"

#include <QGridLayout>
#include <QLabel>
#include <QScrollArea>
#include <QVBoxLayout>

#include "ui/panels/focus_ring.h"
#include "ui/panels/gate_look.h"
#include "ui/panels/icon_label.h"
#include "ui/panels/soft_breaks.h"
#include "ui/panels/tinted_frame.h"
#include "ui/panels/verdict_rows.h"
#include "ui/theme/metrics.h"

namespace hotswap::ui {
namespace {

constexpr int kWidth = 310;

}  // namespace

PreviewPane::PreviewPane(QWidget* parent)
    : QFrame(parent),
      header_(new TintedFrame(this)),
      sign_(new IconLabel(Icon::kNotReached, header_)),
      title_(new QLabel(header_)),
      summary_(new ToneLabel(header_)),
      details_(new QLabel(header_)),
      rows_(new VerdictRows(VerdictRows::Shape::kNarrow)) {
  setObjectName(QStringLiteral("previewPane"));
  setAccessibleName(tr("What a static inspection says of the file"));
  setFrameShape(QFrame::StyledPanel);
  setFixedWidth(kWidth);
  buildHeader();
  buildRows();
  clear();
}

void PreviewPane::buildHeader() {
  QFont bold = title_->font();
  bold.setBold(true);
  title_->setObjectName(QStringLiteral("previewTitle"));
  title_->setTextFormat(Qt::PlainText);
  title_->setFont(bold);
  title_->setMinimumWidth(1);
  title_->setWordWrap(true);
  summary_->setObjectName(QStringLiteral("previewSummary"));
  summary_->setFont(bold);
  summary_->setWordWrap(true);
  details_->setObjectName(QStringLiteral("previewDetails"));
  details_->setTextFormat(Qt::PlainText);
  details_->setWordWrap(true);
  auto* grid = new QGridLayout(header_);
  grid->setContentsMargins(kSpaceLarge, kSpaceMedium, kSpaceLarge, kSpaceMedium);
  grid->setHorizontalSpacing(kSpaceMedium);
  grid->setVerticalSpacing(kSpaceTiny);
  grid->addWidget(sign_, 0, 0, Qt::AlignTop);
  grid->addWidget(title_, 0, 1);
  grid->addWidget(summary_, 1, 1);
  grid->addWidget(details_, 2, 1);
  grid->setColumnStretch(1, 1);
}

void PreviewPane::buildRows() {
  auto* scroll = new QScrollArea(this);
  scroll->setObjectName(QStringLiteral("previewScroll"));
  scroll->setAccessibleName(tr("What each gate said"));
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setWidgetResizable(true);
  scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  scroll->setFocusPolicy(Qt::StrongFocus);  // The arrow keys scroll it.
  new FocusRing(*scroll);
  rows_->setAutoFillBackground(true);
  rows_->setBackgroundRole(QPalette::Base);
  scroll->setWidget(rows_);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(header_);
  column->addWidget(scroll, 1);
}

void PreviewPane::clear() { tell(tr("Preview"), tr("Select a file to see what a static inspection says of it.")); }

void PreviewPane::setSeveral(int files) { tell(tr("%1 files").arg(files), tr("Each is judged when it is loaded.")); }

void PreviewPane::setBusy(const QString& file) { tell(file, tr("Inspecting…")); }

void PreviewPane::tell(const QString& title, const QString& details) {
  sign_->setIcon(Icon::kNotReached);
  title_->setText(withSoftBreaks(title));
  summary_->hide();
  details_->setText(withSoftBreaks(details));
  header_->setTint(mutedTone());
  rows_->setGates({});
}

void PreviewPane::setPage(const VerdictPage& page) {
  sign_->setIcon(gateIcon(page.state));
  title_->setText(withSoftBreaks(page.file));
  const bool refused = page.state == GateState::kRefused;
  summary_->setText(refused ? page.summary : tr("%1 so far").arg(page.summary));
  summary_->setTone(gateTone(page.state));
  summary_->show();
  QStringList details{page.identity, page.facts};
  if (!refused) details << tr("It is tried in a process of its own when it is loaded.");
  details.removeAll(QString());
  details_->setText(withSoftBreaks(details.join(QLatin1Char('\n'))));
  header_->setTint(gateTone(page.state));
  rows_->setGates(page.gates);
}

}  // namespace hotswap::ui
