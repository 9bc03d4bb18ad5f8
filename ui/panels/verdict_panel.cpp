#include "ui/panels/verdict_panel.h"

#include <QEvent>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QTabBar>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <chrono>

#include "ui/panels/elided_label.h"
#include "ui/panels/focus_ring.h"
#include "ui/panels/gate_look.h"
#include "ui/panels/icon_label.h"
#include "ui/panels/sight_timer.h"
#include "ui/panels/steady_press.h"
#include "ui/panels/tinted_frame.h"
#include "ui/panels/verdict_rows.h"
#include "ui/theme/metrics.h"
#include "ui/viewmodels/plain_tool_tip.h"

namespace hotswap::ui {
namespace {

constexpr double kMostOfWindow = 0.4;  ///< The charts must stay in sight.
constexpr std::chrono::milliseconds kTimeToRead{1000};
constexpr std::chrono::milliseconds kTimeToAim{300};

QLabel* plainLabel(const char* name, QWidget* parent) {
  auto* label = new QLabel(parent);
  label->setObjectName(QLatin1String(name));
  label->setTextFormat(Qt::PlainText);
  return label;
}

QToolButton* button(const char* name, const QString& accessible_name, QWidget* parent) {
  auto* tool = new QToolButton(parent);
  tool->setObjectName(QLatin1String(name));
  tool->setAccessibleName(accessible_name);
  tool->setToolTip(accessible_name);
  return tool;
}

/// What it shows may change, the buttons beside it stay where they are.
template <typename Labelled>
void keepRoomFor(Labelled& part, const QString& widest) {
  part.setText(widest);
  part.setMinimumWidth(part.sizeHint().width());
}

void giveIcon(QToolButton& tool, Icon which, bool quiet) {
  tool.setIcon(icon(which, QPalette()));
  tool.setAutoRaise(quiet);
}

}  // namespace

VerdictPanel::VerdictPanel(VerdictViewModel& model, QWidget* parent)
    : QFrame(parent),
      model_(model),
      files_(new QTabBar(this)),
      header_(new TintedFrame(this)),
      sign_(new IconLabel(Icon::kPassed, header_)),
      title_(new ElidedLabel(header_)),
      summary_(new ToneLabel(header_)),
      details_(new ElidedLabel(header_)),
      previous_(button("verdictPrevious", tr("Verdict of the previous file"), header_)),
      place_(plainLabel("verdictPlace", header_)),
      next_(button("verdictNext", tr("Verdict of the next file"), header_)),
      passed_(button("verdictPassed", tr("Show what was in order, too"), header_)),
      go_live_(button("verdictGoLive", tr("Go live"), header_)),
      close_(button("verdictClose", tr("Close the verdict (Esc)"), header_)),
      scroll_(new QScrollArea(this)),
      rows_(new VerdictRows(VerdictRows::Shape::kWide)),
      sight_(new SightTimer(*this, kTimeToRead)) {
  setObjectName(QStringLiteral("verdictPanel"));
  setAccessibleName(tr("Verdict"));
  buildHeader();
  buildButtons();
  buildFiles();
  buildRows();
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(files_);
  column->addWidget(header_);
  column->addWidget(scroll_);
  parent->installEventFilter(this);
  sight_->setObjectName(QStringLiteral("verdictSight"));
  connect(sight_, &SightTimer::seen, &model_, &VerdictViewModel::noteSeen);
  connect(&model_, &VerdictViewModel::pageShown, sight_, &SightTimer::restart);
  connect(&model_, &VerdictViewModel::pageShown, this, &VerdictPanel::showWorst, Qt::QueuedConnection);  // Once it is laid out.
  connect(&model_, &VerdictViewModel::changed, this, &VerdictPanel::refresh);
  refresh();
}

void VerdictPanel::buildHeader() {
  QFont bold = title_->font();
  bold.setBold(true);
  title_->setObjectName(QStringLiteral("verdictTitle"));
  title_->setFont(bold);
  summary_->setObjectName(QStringLiteral("verdictSummary"));
  summary_->setMinimumWidth(1);  // It gives way to the buttons.
  summary_->setWordWrap(true);
  summary_->setFont(bold);
  details_->setObjectName(QStringLiteral("verdictDetails"));
  details_->setForegroundRole(QPalette::WindowText);
  header_->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);  // Room that is left over is not for it.
  arrangeHeader();
}

// The buttons are spread over two lines, so that they do not widen a small window.
void VerdictPanel::arrangeHeader() {
  auto* first = new QHBoxLayout;
  auto* second = new QHBoxLayout;
  for (QHBoxLayout* line : {first, second}) line->setSpacing(kSpaceMedium);
  first->addWidget(title_, 1);
  for (QWidget* part : {go_live_, close_}) first->addWidget(part);
  second->addWidget(summary_, 1);
  for (QWidget* part : std::initializer_list<QWidget*>{previous_, place_, next_, passed_}) second->addWidget(part);
  auto* grid = new QGridLayout(header_);
  grid->setContentsMargins(kSpaceLarge, kSpaceSmall, kSpaceSmall, kSpaceSmall);
  grid->setHorizontalSpacing(kSpaceMedium);
  grid->setVerticalSpacing(kSpaceTiny);
  grid->addWidget(sign_, 0, 0);
  grid->addLayout(first, 0, 1);
  grid->addLayout(second, 1, 1);
  grid->addWidget(details_, 2, 1);
}

void VerdictPanel::buildButtons() {
  giveIcon(*previous_, Icon::kPrevious, true);
  giveIcon(*next_, Icon::kNext, true);
  giveIcon(*go_live_, Icon::kSwap, false);
  giveIcon(*close_, Icon::kClose, false);
  passed_->setCheckable(true);
  tellKeys();
  for (QToolButton* tool : {go_live_, close_}) tool->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  place_->setAccessibleName(tr("Which of the files"));
  place_->setAlignment(Qt::AlignCenter);
  keepRoomFor(*place_, tr("%1 of %2").arg(99).arg(99));
  keepRoomFor(*passed_, tr("What passed (%1)").arg(999));
  new SteadyPress(*go_live_, kTimeToAim);
  connect(previous_, &QToolButton::clicked, &model_, [this] { model_.turn(-1); });
  connect(next_, &QToolButton::clicked, &model_, [this] { model_.turn(+1); });
  connect(close_, &QToolButton::clicked, &model_, &VerdictViewModel::close);
  connect(go_live_, &QToolButton::clicked, this, [this] { Q_EMIT goLiveRequested(model_.version()); });
  connect(passed_, &QToolButton::toggled, this, [this](bool shown) {
    rows_->setPassedShown(shown);
    fitHeight();
  });
}

void VerdictPanel::buildFiles() {
  files_->setObjectName(QStringLiteral("verdictFiles"));
  files_->setAccessibleName(tr("Files that were picked together"));
  files_->setDrawBase(false);
  files_->setExpanding(false);
  files_->setElideMode(Qt::ElideMiddle);
  files_->setUsesScrollButtons(true);
  files_->setIconSize(QSize(kIconSize, kIconSize));
  connect(files_, &QTabBar::currentChanged, &model_, &VerdictViewModel::turnTo);
}

void VerdictPanel::buildRows() {
  scroll_->setObjectName(QStringLiteral("verdictScroll"));
  scroll_->setAccessibleName(tr("What each gate said"));
  scroll_->setFrameShape(QFrame::NoFrame);
  scroll_->setWidgetResizable(true);
  scroll_->setFocusPolicy(Qt::StrongFocus);  // The arrow keys scroll it.
  new FocusRing(*scroll_);
  rows_->setAutoFillBackground(true);
  rows_->setBackgroundRole(QPalette::Base);
  scroll_->setWidget(rows_);
}

void VerdictPanel::refresh() {
  setVisible(model_.isOpen());
  if (!model_.isOpen()) return;
  const VerdictPage& page = model_.page();
  header_->setTint(gateTone(page.state));
  sign_->setIcon(gateIcon(page.state));
  title_->setText(model_.title());
  title_->setToolTip(plainToolTip(page.path));
  summary_->setText(page.summary);
  summary_->setTone(gateTone(page.state));
  QStringList details{model_.status(), page.identity, page.facts};
  details.removeAll(QString());
  details_->setText(details.join(QStringLiteral(" · ")));
  details_->setToolTip(plainToolTip(details.join(QLatin1Char('\n'))));
  setAccessibleDescription(tr("%1: %2; %3").arg(model_.title(), page.summary, model_.status()));
  rows_->setGates(page.gates);
  refreshButtons();
  refreshFiles();
  fitHeight();
}

// Each file's sign is in sight, whichever page is open: a refusal among several must not hide behind the last one. Those that are not
// judged yet have their tabs already: tabs that came later would move what is below them.
void VerdictPanel::refreshFiles() {
  const QSignalBlocker only_shown(files_);
  const int files = model_.pageCount() + static_cast<int>(model_.filesToCome().size());
  while (files_->count() > files) files_->removeTab(files_->count() - 1);
  while (files_->count() < files) files_->addTab(QString());
  for (int file = 0; file < files; ++file) refreshFile(file);
  files_->setCurrentIndex(model_.currentPage());
  files_->setVisible(files > 1);
}

void VerdictPanel::refreshFile(int file) {
  const bool judged = file < model_.pageCount();
  VerdictPage page;
  if (judged) {
    page = model_.judgedPage(file);
  } else {
    page.file = page.path = model_.filesToCome().value(file - model_.pageCount());
    page.state = GateState::kLater;
    page.summary = tr("not judged yet");
  }
  files_->setTabEnabled(file, judged);
  files_->setTabText(file, page.file);
  files_->setTabIcon(file, icon(gateIcon(page.state), QPalette()));
  files_->setTabToolTip(file, plainToolTip(tr("%1: %2").arg(page.path, page.summary)));
  files_->setAccessibleTabName(file, tr("%1: %2").arg(page.file, page.summary));
}

void VerdictPanel::setHasKeys(bool has_keys) {
  if (has_keys == has_keys_) return;
  has_keys_ = has_keys;
  tellKeys();
  refresh();
}

void VerdictPanel::tellKeys() {
  go_live_->setText(has_keys_ ? tr("Go live (Ctrl+Return)") : tr("Go live"));
  close_->setText(has_keys_ ? tr("Close (Esc)") : tr("Close"));
}

void VerdictPanel::refreshButtons() {
  const bool several = !model_.place().isEmpty();
  for (QWidget* part : std::initializer_list<QWidget*>{previous_, place_, next_}) part->setVisible(several);
  place_->setText(model_.place());
  previous_->setEnabled(model_.canTurn(-1));
  next_->setEnabled(model_.canTurn(+1));
  passed_->setText(tr("What passed (%1)").arg(model_.page().passedChecks()));
  passed_->setEnabled(model_.page().passedChecks() > 0);
  go_live_->setVisible(model_.version().valid());
  const QString why_not = model_.whyNotGoLive();
  go_live_->setEnabled(why_not.isEmpty());
  const QString does = (has_keys_ ? tr("Swap to v%1 (Ctrl+Return)") : tr("Swap to v%1")).arg(model_.version().number);
  go_live_->setToolTip(why_not.isEmpty() ? does : does + QLatin1Char('\n') + tr("Not now: %1").arg(why_not));
}

// What is parted anew when the window changes its height, or a neighbour what it needs, is the parent's room.
bool VerdictPanel::eventFilter(QObject* watched, QEvent* event) {
  const bool parted_anew = event->type() == QEvent::Resize || event->type() == QEvent::LayoutRequest;
  if (parted_anew && watched == parent()) fitHeight();
  return QFrame::eventFilter(watched, event);
}

// A neighbour that appears is laid out at once, before the rows have given way to it: did they insist on their height until then, the
// panels below would lose theirs for good.
QSize VerdictPanel::minimumSizeHint() const {
  const QSize now = QFrame::minimumSizeHint();
  return {now.width(), now.height() - scroll_->minimumHeight()};
}

void VerdictPanel::resizeEvent(QResizeEvent* event) {
  QFrame::resizeEvent(event);
  fitHeight();
}

// What the neighbours need at least is theirs: a parent that grew would take it from the panels around.
int VerdictPanel::mostHeight() const {
  int left = parentWidget()->height();
  for (const QWidget* neighbour : parentWidget()->findChildren<QWidget*>(Qt::FindDirectChildrenOnly)) {
    if (neighbour != this && !neighbour->isHidden()) left -= neighbour->minimumSizeHint().height();
  }
  return std::min(left, static_cast<int>(window()->height() * kMostOfWindow));
}

void VerdictPanel::fitHeight() {
  if (!model_.isOpen()) return;
  const int files = files_->isHidden() ? 0 : files_->sizeHint().height();
  const int most = mostHeight() - files - header_->layout()->totalHeightForWidth(width());
  const QLayout& grid = *rows_->layout();
  // Without a text that wraps there is no height for a width.
  const int wanted = grid.hasHeightForWidth() ? grid.totalHeightForWidth(width()) : grid.totalSizeHint().height();
  // Where there is no room the rows have none: did they insist, the window would take it from the panels below, and keep it.
  const int height = std::clamp(wanted, 0, std::max(most, 0));
  if (height == scroll_->minimumHeight()) return;
  scroll_->setFixedHeight(height);
  QMetaObject::invokeMethod(this, &VerdictPanel::showWorst, Qt::QueuedConnection);
}

// The gate that failed is what the sheet is there for.
void VerdictPanel::showWorst() {
  if (const QWidget* worst = rows_->worst()) scroll_->ensureVisible(0, worst->y() + worst->height() / 2, 0, worst->height());
}

}  // namespace hotswap::ui
